import BookModel
import BookReading
import Testing

/// An engine with one computation, as the page shows it.
private struct DescribedEngine: Engine {
  let name = "rope"
  let syntax = CellSyntax.parameters
  /// Whether it has a second one, whose figure a reader can move.
  var isMovable = false

  var reference: [ComputationReference] {
    let moving = ComputationReference(
      engine: "rope", naming: ["figure: score"], summary: "A score that moves.",
      parameters: [
        .init(
          name: "live", kind: "map", range: "", preset: .described("nothing moves"),
          meaning: "what moves")
      ], values: [], example: "query: [1, 2]", source: "A paper")
    let still = [
      ComputationReference(
        engine: "rope", naming: ["figure: line", "of: score"], summary: "A score.",
        parameters: [
          .init(name: "query", kind: "list", range: "", preset: .none, meaning: "this | that"),
          .init(
            name: "base", kind: "number", range: "above 0", preset: .value("10000"),
            meaning: "the base"),
          .init(
            name: "points", kind: "number", range: "", preset: .described("all"), meaning: "few"),
        ],
        values: [.init("score-K", "at K")], example: "query: [1, 2]", source: "A paper")
    ]
    return still + (isMovable ? [moving] : [])
  }

  func answer(_ questions: [Question], of chapter: Chapter, in book: Book) async -> [Answer] {
    questions.map { Answer(cell: $0.cell.id) }
  }
}

@Suite struct ComputationsTests {
  private func read(
    _ more: String, engine: any Engine = DescribedEngine(), files: [String: String] = [:]
  ) -> (book: Book, diagnostics: [Diagnostic]) {
    var texts = files
    texts["content/book.yml"] = configuration + "\n" + more
    texts["content/01-first.md"] = "---\ntitle: First\n---\n"
    let sources = BookSources(
      root: ".",
      files: Dictionary(
        uniqueKeysWithValues: texts.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) }))
    return BookReader(engines: [engine]).read(sources)
  }

  @Test func aBookThatAsksHasAPageOfComputationsBesideItsChapters() throws {
    let (book, diagnostics) = read("computations: true")
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.map(\.slug) == ["first", "computations"])
    #expect(book.chapters.map(\.isNumbered) == [true, false])
    let page = try #require(book.chapters.last)
    let cell = try #require(page.cells.first)
    #expect(cell.engine == "rope" && !cell.options.echo)
    guard case .parameters(let map) = cell.body else {
      Issue.record("the example is a cell of parameters")
      return
    }
    #expect(map.entries.map(\.key.text) == ["figure", "of", "query"])
    let text = try #require(book.sources["content/computations.md"]).text
    #expect(text.contains("## `figure: line`, `of: score`\n\nA score. (A paper.)"))
    #expect(text.contains("| `query` | list | must be given | this \\| that |"))
    #expect(text.contains("| `base` | number: above 0 | `10000` | the base |"))
    #expect(text.contains("| `points` | number | all | few |"))
    #expect(text.contains("| `score-K` | at K |"))
    #expect(text.contains("````\n```{rope}\nfigure: line\nof: score\nquery: [1, 2]\n```\n````"))
  }

  @Test func whatCanMoveStandsOnAPageOfItsOwn() throws {
    let (book, diagnostics) = read("computations: true", engine: DescribedEngine(isMovable: true))
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.map(\.slug) == ["first", "computations", "moving-figures"])
    let pages = ["computations", "moving-figures"].map {
      book.sources["content/\($0).md"]?.text ?? ""
    }
    #expect(pages[0].contains("## `figure: line`") && !pages[0].contains("## `figure: score`"))
    #expect(pages[1].contains("## `figure: score`") && !pages[1].contains("## `figure: line`"))
    #expect(pages[1].contains("| `live` | map | nothing moves | what moves |"))
  }

  @Test(arguments: ["", "computations: false"])
  func aBookThatDoesNotAskHasNone(more: String) {
    let (book, diagnostics) = read(more)
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.map(\.slug) == ["first"])
  }

  @Test func whatStandsInThePlaceOfThePageIsReported() {
    let file = "---\ntitle: Mine\n---\n"
    let (_, diagnostics) = read("computations: true", files: ["content/computations.md": file])
    #expect(diagnostics.map(\.identifier).contains("duplicate-chapter"))
    #expect(diagnostics.first { $0.identifier == "duplicate-chapter" }?.location?.line == 5)
  }

  @Test func anEngineWithoutComputationsHasNothingToShow() {
    let silent = SilentEngine(name: "swift", syntax: .code(comment: "//"))
    let (book, diagnostics) = read("computations: true", engine: silent)
    #expect(diagnostics.map(\.identifier) == ["no-computations"])
    #expect(book.chapters.count == 1)
    #expect(read("computations: often").diagnostics.map(\.identifier) == ["wrong-value"])
  }
}
