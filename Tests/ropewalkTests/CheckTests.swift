import Foundation
import Testing

/// `ropewalk check` and what `build` says of committed results, with the real tool.
@Suite struct CheckTests {
  static let chapter = """
    ---
    title: Rope
    ---

    ```{rope}
    label: tbl-frequencies
    table: frequencies
    tbl-cap: Four frequencies.
    head dimension: 8
    base: 10000
    ```

    ```{rope}
    table: frequencies
    head dimension: 4
    base: 64
    ```
    """

  /// A book without claims.
  func book(_ chapter: String = chapter) throws -> TemporaryFolder {
    let book = try TemporaryFolder()
    try book.write(
      "title: A small book\nparts:\n  - title: One\n    chapters: [04-rope.md]\n",
      to: "content/book.yml")
    try book.write(chapter, to: "content/04-rope.md")
    return book
  }

  /// The book with its site.
  func builtBook(_ chapter: String = chapter) throws -> TemporaryFolder {
    let book = try book(chapter)
    let run = try ToolRun("build", book.url.path)
    try #require(run.exitCode == 0, "\(run.errors)")
    return book
  }

  /// Moves the second wavelength by 1e-6.
  func move(_ book: TemporaryFolder) throws {
    try book.replace("62.8318530718", with: "62.8318540718", in: "site/data/rope.json")
  }

  /// Standard output without the stages and their times.
  func report(_ run: ToolRun) -> String {
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { !$0.hasPrefix("Compare") }.dropFirst().joined(separator: "\n")
  }

  // MARK: check

  @Test func aBookThatIsAsCommittedIsFineAndNothingIsWritten() throws {
    let book = try builtBook()
    let before = try book.files(below: ".")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(report(run) == "26 values in 2 cells compared: all as committed\n")
    #expect(try book.files(below: ".") == before)
  }

  @Test func aResultMovedByAMillionthIsNamedWithItsDifferenceAndEndsWith2() throws {
    let book = try builtBook()
    try move(book)
    let before = try book.files(below: ".")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 2)
    #expect(run.errors == "")
    #expect(
      report(run) == """
        cell             value                committed          fresh  absolute  relative  tolerance
        tbl-frequencies  wavelength λᵢ.2  62.8318540718  62.8318530718    1.0e-6    1.6e-8       1e-9
        26 values in 2 cells compared: 1 drifted

        """)
    #expect(try book.files(below: ".") == before)
  }

  @Test func anEditedCellWithoutALabelIsNamedByItsChapterAndNumber() throws {
    let book = try builtBook()
    try book.replace("base: 64\n", with: "base: 64.0001\n", in: "content/04-rope.md")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 2)
    #expect(run.output.contains("\nrope cell 2"))
    #expect(!run.output.contains("\ntbl-frequencies"))
  }

  @Test func aChangeWithinTheTolerancePasses() throws {
    let own = try builtBook(
      Self.chapter.replacing(
        "label: tbl-frequencies", with: "label: tbl-frequencies\ntolerance: 1e-7"))
    try move(own)
    let run = try ToolRun("check", own.url.path)
    #expect(run.exitCode == 0)
    #expect(report(run) == "26 values in 2 cells compared: 1 moved within the tolerance\n")

    let whole = try builtBook()
    try move(whole)
    try whole.replace("title: A", with: "tolerance: 1e-7\ntitle: A", in: "content/book.yml")
    #expect(try ToolRun("check", whole.url.path).exitCode == 0)
    try whole.replace("tolerance: 1e-7", with: "tolerance: 1e-8", in: "content/book.yml")
    #expect(try ToolRun("check", whole.url.path).exitCode == 2)
  }

  @Test func aFailedClaimBesideDriftEndsWith1AndBothAreReported() throws {
    let book = try builtBook()
    try move(book)
    let text =
      Self.chapter + """


        ```{swift}
        claim("clm-small", "It is small.", largest: 0.25, below: 0.125)
        ```
        """
    try book.write(text, to: "content/04-rope.md")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("error: claim 'clm-small' fails: 0.25 is not below 0.125"))
    #expect(run.errors.hasSuffix("1 error\n"))
    #expect(run.output.contains("\ntbl-frequencies  wavelength λᵢ.2"))
    #expect(run.output.contains("1 drifted"))
  }

  @Test func resultsOfCellsThatDoNotRunAreNotCalledGone() throws {
    let swift = "\n\n```{swift}\nprint(1 + 1)\n```\n"
    let book = try builtBook(Self.chapter + swift)
    try book.replace("print(1 + 1)", with: "print(1 + )", in: "content/04-rope.md")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 1)
    #expect(
      report(run)
        == "26 values in 2 cells compared: all as committed; 1 cell without an answer left out\n")
  }

  @Test func cellsComeAndGo() throws {
    let book = try builtBook()
    try book.replace("label: tbl-frequencies", with: "label: tbl-others", in: "content/04-rope.md")
    try book.replace("base: 10000", with: "base: 500", in: "content/04-rope.md")
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 2)
    #expect(run.output.contains("\ntbl-others"))
    #expect(run.output.contains("\ntbl-frequencies"))
    #expect(run.output.contains(" gone, "))
  }

  @Test func aDamagedRecordIsAnErrorWithItsPlace() throws {
    let book = try builtBook()
    try book.write("{\n  \"cells\": [,\n", to: "site/data/rope.json")
    let run = try ToolRun("check", ".", in: book.url)
    #expect(run.exitCode == 1)
    #expect(
      run.errors.hasPrefix("site/data/rope.json:2:13: error: this is no JSON [damaged-record]"))
    let again = try ToolRun("build", ".", in: book.url)
    #expect(again.exitCode == 0)
    #expect(again.errors.contains("site/data/rope.json:2:13: warning: this is no JSON"))
    #expect(try ToolRun("check", ".", in: book.url).exitCode == 0)
  }

  @Test func aBookWithoutASiteHasNothingToCompareAndSaysSo() throws {
    let book = try book()
    let run = try ToolRun("check", book.url.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("there are no committed results in 'site/data'"))
    #expect(report(run) == "0 values in 0 cells compared\n")
  }

  @Test func forProgramsBothReportsAreOneObjectALine() throws {
    let book = try builtBook()
    try move(book)
    try book.write(
      Self.chapter.replacing("base: 64\n", with: "base: -1\n"), to: "content/04-rope.md")
    let run = try ToolRun("check", book.url.path, "--format", "json")
    #expect(run.exitCode == 1)
    let errors = try objects(run.errors)
    #expect(errors.count == 1)
    #expect(errors.first?["file"] as? String == "content/04-rope.md")
    #expect(errors.first?["severity"] as? String == "error")
    #expect(errors.first?["line"] as? Int == 16)
    let findings = try objects(run.output)
    #expect(findings.map { $0["kind"] as? String } == ["drift", "summary"])
    #expect(findings.first?["cell"] as? String == "tbl-frequencies")
    #expect((findings.first?["absolute"] as? Double).map { abs($0 - 1e-6) < 1e-12 } == true)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test func wrongUsageEndsWith64() throws {
    #expect(try ToolRun("check", "/nowhere/at/all").exitCode == 64)
    #expect(try ToolRun("check", "--format", "yaml").exitCode == 64)
  }

  // MARK: build

  @Test func aBuildNamesTheCommittedResultsItChanged() throws {
    let book = try book()
    let first = try ToolRun("build", book.url.path)
    #expect(!first.output.contains("changed:"))
    let second = try ToolRun("build", book.url.path)
    #expect(!second.output.contains("changed:"))
    try book.replace("base: 10000", with: "base: 20000", in: "content/04-rope.md")
    try book.replace("base: 64\n", with: "base: 200\n", in: "content/04-rope.md")
    let third = try ToolRun("build", book.url.path)
    #expect(third.output.hasSuffix("\n2 committed results changed: tbl-frequencies, rope cell 2\n"))
  }

  @Test func aBuildNamesAResultThatMovedByLessThanAnyTolerance() throws {
    let book = try builtBook()
    try book.replace("62.8318530718", with: "62.8318530719", in: "site/data/rope.json")
    #expect(try ToolRun("check", book.url.path).exitCode == 0)
    let run = try ToolRun("build", book.url.path)
    #expect(run.output.hasSuffix("\n1 committed result changed: tbl-frequencies\n"))
  }

  @Test func aBuildPrintsItsDiagnosticsAsObjects() throws {
    let book = try book(Self.chapter + "\n\n@tbl-frequencis\n")
    let run = try ToolRun("build", book.url.path, "--format", "json")
    #expect(run.exitCode == 1)
    let errors = try objects(run.errors)
    #expect(errors.map { $0["identifier"] as? String } == ["unknown-label"])
    #expect(errors.first?["suggestion"] as? String == "tbl-frequencies")
    #expect((errors.first?["notes"] as? [Any])?.isEmpty == true)
    #expect(run.output.hasSuffix("1 error; nothing was written\n"))
  }
}
