import BookModel
import Figures

/// Answers every cell of a book: the stage Run.
package struct CellRunner: Sendable {
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int

  package init(engines: [any Engine], jobs: Int) {
    self.engines = engines
    self.jobs = max(1, jobs)
  }

  /// - Returns: an answer for every cell, by its id, and all diagnostics. Chapters are independent:
  ///   what goes wrong in one stops no other, and the order of jobs changes nothing.
  package func run(_ book: Book) async -> (answers: [Cell.ID: Answer], diagnostics: [Diagnostic]) {
    let answers = await withTaskGroup(of: [Answer].self) { group in
      var waiting = book.chapters[...]
      var answers: [Answer] = []
      func startNext() {
        guard let chapter = waiting.popFirst() else { return }
        group.addTask { await answer(chapter, of: book) }
      }
      for _ in 0..<jobs { startNext() }
      for await finished in group {
        answers += finished
        startNext()
      }
      return answers
    }
    let byCell = Dictionary(answers.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = book.chapters.flatMap(\.cells).compactMap { byCell[$0.id] }
    return (byCell, ordered.flatMap(\.diagnostics))
  }

  private func answer(_ chapter: Chapter, of book: Book) async -> [Answer] {
    var answers: [Answer] = []
    for engine in engines {
      let cells = chapter.cells.filter { $0.engine == engine.name }
      answers += cells.filter { !$0.options.eval }.map { Answer(cell: $0.id) }
      answers += await engine.answer(cells.filter(\.options.eval), of: chapter, in: book)
    }
    return answers
  }
}
