import Foundation
import Testing

/// `ropewalk figures` with the real tool.
@Suite struct FiguresCommandTests {
  private static let chapter = """
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
    label: fig-pig
    figure: rotation
    fig-cap: Each word turns.
    fig-alt: Each word turns by its position.
    tokens: [The, pig]
    head dimension: 4
    base: 100
    ```

    ```{rope}
    label: fig-dog
    figure: rotation
    fig-cap: A dog turns.
    fig-alt: A dog turns by its position.
    tokens: [The, dog]
    head dimension: 4
    base: 100
    ```
    """

  private func book() throws -> TemporaryFolder {
    let book = try TemporaryFolder()
    try book.write(
      "title: A small book\nparts:\n  - title: One\n    chapters: [04-rope.md]\n",
      to: "content/book.yml")
    try book.write(Self.chapter, to: "content/04-rope.md")
    return book
  }

  @Test func withoutALabelEveryFigureAndItsDataIsWrittenAndNothingElse() throws {
    let book = try book()
    let run = try ToolRun("figures", "-o", "out", in: book.url)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    let paths =
      ["dog", "pig"].flatMap { ["data/fig-\($0).csv", "data/fig-\($0).json"] }
      + ["figures/fig-dog.svg", "figures/fig-pig.svg"]
    #expect(
      run.output == paths.map { "out/\($0)\n" }.joined() + "6 files written, 0 unchanged\n")
    #expect(try book.files(below: "out").keys.sorted() == paths)
    let names = try FileManager.default.contentsOfDirectory(atPath: book.url.path).sorted()
    #expect(names == [".ropewalk", "content", "out"])
  }

  @Test func theFilesAreThoseOfTheSiteAndTheRecordIsTheExhibits() throws {
    let book = try book()
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let out = try TemporaryFolder()
    let run = try ToolRun(
      "figures", "fig-pig", "tbl-frequencies", "--root", book.url.path, "-o", out.url.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let site = try book.files(below: "site")
    let files = try out.files(below: ".")
    #expect(
      files.keys.sorted() == [
        "data/fig-pig.csv", "data/fig-pig.json", "data/tbl-frequencies.csv",
        "data/tbl-frequencies.json", "figures/fig-pig.svg",
      ])
    for (path, bytes) in files where !path.hasSuffix("json") { #expect(site[path] == bytes) }
    let record = try #require(
      JSONSerialization.jsonObject(with: files["data/fig-pig.json"] ?? Data()) as? [String: Any])
    #expect(record["kind"] as? String == "figure")
    #expect(record["label"] as? String == "fig-pig")
    #expect(record["number"] as? String == "Figure 1.1")
    #expect(record["description"] as? String == "Each word turns by its position.")
  }

  @Test func onlyWhatChangesIsWrittenAndOtherFilesStay() throws {
    let book = try book()
    try book.write("mine", to: "out/figures/mine.svg")
    #expect(try ToolRun("figures", "-o", "out", in: book.url).exitCode == 0)
    let again = try ToolRun("figures", "-o", "out", in: book.url)
    #expect(again.output == "0 files written, 6 unchanged\n")
    let before = try book.files(below: "out")
    try book.replace("tokens: [The, dog]", with: "tokens: [A, dog]", in: "content/04-rope.md")
    let third = try ToolRun("figures", "-o", "out", in: book.url)
    let after = try book.files(below: "out")
    #expect(
      after.keys.filter { after[$0] != before[$0] }.sorted() == [
        "data/fig-dog.csv", "data/fig-dog.json", "figures/fig-dog.svg",
      ])
    #expect(third.output.hasSuffix("3 files written, 3 unchanged\n"))
    #expect(after["figures/mine.svg"] == Data("mine".utf8))
    #expect(!after.keys.contains { $0.contains("ropewalk-next") })
  }

  @Test func everyUnknownLabelIsToldWithASuggestionAndNothingIsWritten() throws {
    let book = try book()
    let run = try ToolRun("figures", "fig-pgi", "fig-dog", "tbl-x", "-o", "out", in: book.url)
    #expect(run.exitCode == 1)
    #expect(
      run.errors == """
        error: no figure or table is called 'fig-pgi'; did you mean 'fig-pig'? [unknown-label]
        error: no figure or table is called 'tbl-x' [unknown-label]
        nothing was written

        """)
    #expect(!FileManager.default.fileExists(atPath: book.url.appendingPathComponent("out").path))
    let json = try ToolRun("figures", "fig-pgi", "-o", "out", "--format", "json", in: book.url)
    #expect(json.exitCode == 1)
    #expect(json.errors.contains("\"suggestion\":\"fig-pig\""))
  }

  @Test func aBookWithErrorsGivesNoFigures() throws {
    let book = try book()
    try book.replace("figure: rotation", with: "figure: rotaton", in: "content/04-rope.md")
    let run = try ToolRun("figures", "fig-pig", "-o", "out", in: book.url)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("did you mean 'rotation'?"))
    #expect(!run.errors.contains("unknown-label"))
  }

  @Test func whatStandsInTheWayIsNamed() throws {
    let book = try book()
    try book.write("", to: "out/figures/fig-pig.svg/inside")
    let run = try ToolRun("figures", "fig-pig", "-o", "out", in: book.url)
    #expect(run.exitCode == 70)
    #expect(run.errors.contains("out/figures/fig-pig.svg' stands where"))
  }

  @Test func wrongUsageEndsWith64() throws {
    #expect(try ToolRun("figures", "fig-pig").exitCode == 64)
    #expect(try ToolRun("figures", "-o", "out", "--root", "/nowhere/at/all").exitCode == 64)
    #expect(try ToolRun("figures", "-o", "out", "--jobs", "0").exitCode == 64)
  }
}
