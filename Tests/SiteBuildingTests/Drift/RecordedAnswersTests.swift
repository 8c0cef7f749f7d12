import BookModel
import BookReading
import Figures
import Foundation
import Testing

@testable import SiteBuilding

/// Answers whatever it is told to by label or by code.
private struct PlainEngine: Engine {
  var name: String
  var syntax: CellSyntax
  var answer: @Sendable (Cell, Chapter) -> Record?

  func answer(_ questions: [Question], of chapter: Chapter, in book: Book) async -> [Answer] {
    questions.map { question in
      Answer(cell: question.cell.id, record: answer(question.cell, chapter) ?? Record())
    }
  }
}

@Suite struct RecordedAnswersTests {
  static let chapter = """
    ---
    title: Rope
    ---

    The worst is {{ tbl-x.worst }}, see @tbl-x and @tbl-y.

    ```{plain}
    label: tbl-x
    tbl-cap: A caption.
    size: 3
    ```

    ```{code}
    let first = 1
    ```

    ```{code}
    //| error: true
    print(first)
    ```
    """

  static let table = Table([(1, 0.25), (2, 0.125)], columns: ["n", "share"])

  static let records: @Sendable (Cell, Chapter) -> Record? = { cell, _ in
    if cell.engine == "plain" {
      return Record([
        .table(table), .value("worst", .number(0.5), .fixed(3)),
        .claim(Claim(label: "clm-x", statement: "It is.", largest: 0.5, below: 1)),
        .table(table, label: "tbl-y", caption: "Its own caption."),
      ])
    }
    guard cell.code?.contains("print") == true else { return Record() }
    return Record([
      .output("one\n"), .failure(.init(.traps, "out of range", line: cell.location.line + 2)),
    ])
  }

  func book(_ chapter: String = chapter) throws -> SiteFolder {
    let folder = try SiteFolder()
    try folder.put(
      "title: T\nparts:\n  - title: P\n    chapters: [04-rope.md]\n", at: "content/book.yml")
    try folder.put(chapter, at: "content/04-rope.md")
    return folder
  }

  func build(
    _ folder: SiteFolder, to site: String,
    _ answer: @escaping @Sendable (Cell, Chapter) -> Record? = records
  ) async throws -> SiteBuild.Outcome {
    try await SiteBuild(
      root: folder.around, output: site, reference: nil,
      engines: [
        PlainEngine(name: "plain", syntax: .parameters, answer: answer),
        PlainEngine(name: "code", syntax: .code(comment: "//"), answer: answer),
      ], jobs: 1
    ).run()
  }

  /// What the records say of each cell of a text.
  func refusals(_ folder: SiteFolder, prelude: SourceFile? = nil) -> [String] {
    let engines = [
      PlainEngine(name: "plain", syntax: .parameters, answer: Self.records),
      PlainEngine(name: "code", syntax: .code(comment: "//"), answer: Self.records),
    ]
    let (book, _) = BookReader(engines: engines).read(BookSources(in: folder.around))
    let answers = RecordedAnswers(site: folder.site, prelude: prelude)
    return book.chapters.flatMap { chapter in
      chapter.cells.map { cell in
        switch answers.record(for: cell, in: chapter) {
        case .success: ""
        case .failure(let refusal): "\(refusal)"
        }
      }
    }
  }

  @Test func pagesMadeFromRecordsAreTheSameToTheByte() async throws {
    let folder = try book()
    let built = try await build(folder, to: folder.site)
    #expect(built.diagnostics.map { "\($0)" } == [])
    let answers = RecordedAnswers(site: folder.site, prelude: nil)
    let again = folder.around + "/again"
    let rebuilt = try await build(folder, to: again) { cell, chapter in
      try? answers.record(for: cell, in: chapter).get()
    }
    #expect(rebuilt.changes != nil)
    let paths = folder.paths
    #expect(paths.contains("data/rope.json"))
    for path in paths {
      #expect(
        folder.text(path)
          == FileManager.default.contents(atPath: "\(again)/\(path)").map {
            String(decoding: $0, as: UTF8.self)
          }, "\(path) differs")
    }
  }

  @Test func proseAndCaptionsMoveCellsWithoutMakingThemOthers() async throws {
    let folder = try book()
    _ = try await build(folder, to: folder.site)
    #expect(refusals(folder) == ["", "", ""])
    try folder.put(
      Self.chapter.replacing("A caption.", with: "Another caption.")
        .replacing("The worst", with: "More prose.\n\nThe worst"),
      at: "content/04-rope.md")
    #expect(refusals(folder) == ["", "", ""])
  }

  @Test func anotherTextIsNotAnsweredAndNeitherIsCodeBelowIt() async throws {
    let folder = try book()
    _ = try await build(folder, to: folder.site)
    try folder.put(
      Self.chapter.replacing("size: 3", with: "size: 4")
        .replacing("first = 1", with: "first = 2"), at: "content/04-rope.md")
    #expect(
      refusals(folder) == [
        "its committed record belongs to another text",
        "its committed record belongs to another text",
        "its committed record was made when the code before it was another",
      ])
  }

  @Test func codeIsNotAnsweredUnderAnotherPrelude() async throws {
    let folder = try book()
    _ = try await build(folder, to: folder.site)
    let reason = "its committed record was made with another prelude"
    let prelude = SourceFile(path: "content/prelude.swift", text: "let words = 5\n")
    #expect(refusals(folder, prelude: prelude) == ["", reason, reason])
  }

  @Test func aFigureCannotBeAnsweredAndNeitherCanWhatIsNotThere() async throws {
    let folder = try book(
      "---\ntitle: T\n---\n\n```{plain}\nlabel: fig-x\nfig-alt: A figure.\n```\n")
    let figure = try Figure(
      title: "T", description: "D", height: 10, marks: [], data: Table([(1)], columns: ["n"]))
    #expect(refusals(folder) == ["there is no committed record of it"])
    let built = try await build(folder, to: folder.site) { _, _ in Record([.figure(figure)]) }
    #expect(built.diagnostics.map { "\($0)" } == [])
    #expect(refusals(folder) == ["its committed record does not hold how its figure is drawn"])
    try folder.put("{", at: "site/data/rope.json")
    #expect(refusals(folder).first?.hasPrefix("its committed record is damaged (") == true)
  }
}
