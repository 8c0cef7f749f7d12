import Foundation
import Testing

@Suite struct BuildTests {
  @Test func thereAreFixturesForEveryKindOfFailure() {
    for name in [
      "misspelt-computation", "wrong-type", "does-not-compile", "traps", "runs-forever",
      "missing-template", "dangling-chapter",
    ] {
      #expect(Fixtures.failing.contains(name))
    }
  }

  @Test(arguments: Fixtures.failing)
  func aBookWithAnErrorSaysWhereAndLeavesTheSiteAsItWas(name: String) throws {
    let book = try TemporaryFolder(copyOf: name)
    try book.write("what was there", to: "site/index.html")
    try book.write("and this", to: "site/rope/index.html")
    let before = try book.files(below: "site")
    let run = try ToolRun("build", book.url.path)
    #expect(run.exitCode == 1)
    #expect(run.errors == (try expectedText(book)))
    #expect(try book.files(below: "site") == before)
    #expect(try leftovers(in: book) == [])
  }

  private func expectedText(_ book: TemporaryFolder) throws -> String {
    let file = book.url.appendingPathComponent("expected.txt")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private func leftovers(in book: TemporaryFolder) throws -> [String] {
    let known = [".ropewalk", "content", "expected.txt", "site", "templates"]
    return try FileManager.default.contentsOfDirectory(atPath: book.url.path)
      .filter { !known.contains($0) }
  }

  @Test func aFineBookIsBuilt() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    let run = try ToolRun("build", book.url.path)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    let stages = run.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(stages.prefix(7) == ["Read", "Parse", "Run", "Link", "Render", "Index", "Write"])
    let files = try book.files(below: "site")
    for path in [
      "index.html", "first/index.html", "second/index.html", "data/first.json", "data/second.json",
      "data/tbl-turns.csv", "data/tbl-frequencies.csv", "assets/style.css", "manifest.json",
    ] {
      #expect(files[path] != nil, "\(path) is missing")
    }
    let page = String(decoding: files["first/index.html"] ?? Data(), as: UTF8.self)
    #expect(
      page.contains("A value in prose: 0.500000, a table: <a href=\"#tbl-turns\">Table 1.1</a>"))
    #expect(page.contains("<a href=\"../second/index.html\">second</a>, 0.50."))
    #expect(page.contains("&lt;b&gt;&amp;&lt;/b&gt;"))
    #expect(page.contains("−0.500000"))
    let csv = String(decoding: files["data/tbl-turns.csv"] ?? Data(), as: UTF8.self)
    #expect(csv == "n,x\r\n0,1\r\n1,-0.5\r\n")
  }

  @Test func twoBuildsGiveTheSameBytesInOtherFoldersAndWithOtherJobs() throws {
    let one = try TemporaryFolder(copyOf: "fine")
    let two = try TemporaryFolder(copyOf: "fine")
    #expect(try ToolRun("build", one.url.path, "--jobs", "1").exitCode == 0)
    #expect(try ToolRun("build", ".", "--jobs", "4", in: two.url).exitCode == 0)
    let first = try one.files(below: "site")
    #expect(first == (try two.files(below: "site")))
    let again = try ToolRun("build", one.url.path)
    #expect(again.output.contains("0 files written"))
    #expect(first == (try one.files(below: "site")))
  }

  @Test func aChangedBaseChangesThePagesAndRecordsThatDependOnItAndNoOther() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let before = try book.files(below: "site")
    try book.replace("base: 10000", with: "base: 20000", in: "content/02-second.md")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let after = try book.files(below: "site")
    let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
    #expect(
      changed == [
        "data/second.json", "data/tbl-frequencies.csv", "second/index.html", "second/index.md",
      ])
    #expect(Set(after.keys) == Set(before.keys))
  }

  @Test func aPageThatIsNoLongerMadeIsRemovedAndOtherPeoplesFilesStay() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    try book.write("example.org", to: "site/CNAME")
    try book.write("api", to: "site/reference/index.html")
    try book.replace(", 02-second.md", with: "", in: "content/book.yml")
    try book.replace("[second](02-second.md)", with: "second", in: "content/01-first.md")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let files = try book.files(below: "site")
    #expect(files["second/index.html"] == nil)
    #expect(files["data/second.json"] == nil)
    #expect(files["CNAME"] != nil)
    #expect(files["reference/index.html"] != nil)
    #expect(files["first/index.html"] != nil)
  }

  @Test func aWantedFailureIsShownWithItsPlace() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    try book.write(
      "---\ntitle: Second\n---\n\n```{swift}\n//| error: true\nlet text: String = 3 < 4\n```\n",
      to: "content/02-second.md")
    let run = try ToolRun("build", book.url.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let files = try book.files(below: "site")
    let page = String(decoding: files["second/index.html"] ?? Data(), as: UTF8.self)
    #expect(page.contains("This does not compile, as it should"))
    #expect(page.contains("(02-second.md:7)"))
    #expect(page.contains("cannot convert value of type &#39;Bool&#39; to specified type"))
    let record = String(decoding: files["data/second.json"] ?? Data(), as: UTF8.self)
    #expect(record.contains("\"does not compile\""))
  }

  @Test func wrongUsageEndsWith64() throws {
    #expect(try ToolRun("build", "--jobs", "0").exitCode == 64)
    #expect(try ToolRun("build", "/nowhere/at/all").exitCode == 64)
    #expect(try ToolRun("biuld").exitCode == 64)
  }

  @Test func aFolderWithoutABookSaysSo() throws {
    let empty = try TemporaryFolder()
    let run = try ToolRun("build", empty.url.path)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("no folder 'content'"))
  }
}
