import BookModel
import Figures

/// Answers every cell of a book: the stage Run.
package struct CellRunner: Sendable {
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int
  /// Results of earlier builds; nil when every cell is to be run.
  package var cache: CellCache?
  /// Answers cells that must not be run, where the author of the book is not trusted; nil when
  /// programs may run.
  package var records: (any CellRecords)?

  package init(
    engines: [any Engine], jobs: Int, cache: CellCache? = nil, records: (any CellRecords)? = nil
  ) {
    self.engines = engines
    self.jobs = max(1, jobs)
    self.cache = cache
    self.records = records
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
      answers += cells.filter { !$0.options.eval }.map { Answer(cell: $0.id, origin: .notRun) }
      let run = EngineRun(engine: engine, cache: cache, records: records)
      answers += await run.answers(to: cells.filter(\.options.eval), of: chapter, in: book)
    }
    return answers
  }
}

/// Results that were published before, for a build that runs no programs.
package protocol CellRecords: Sendable {
  /// The results of a cell, or why there are none.
  func record(of cell: Cell, in chapter: Chapter) -> RecordedResults
}

/// What a published record knows of a cell.
package enum RecordedResults: Hashable, Sendable {
  case results(Record)
  /// Why the record cannot stand for the cell.
  case missing(String)
}

/// One engine's cells of one chapter: what is remembered, what has to be asked, what is kept.
private struct EngineRun {
  var engine: any Engine
  var cache: CellCache?
  var records: (any CellRecords)?

  func answers(to cells: [Cell], of chapter: Chapter, in book: Book) async -> [Answer] {
    guard !cells.isEmpty else { return [] }
    // Where nothing was ever kept, nothing can be remembered: the keys are made while cells run.
    if let cache, cache.isEmpty, records == nil { return await all(cells, of: chapter, in: book) }
    let keys = cache == nil ? [:] : await engine.keys(of: cells, in: book)
    var notes: [Diagnostic] = []
    let questions = cells.map { cell in
      Question(cell, remembered: keys[cell.id].flatMap { remembered($0, of: cell, &notes) })
    }
    var answers: [Answer]
    if questions.allSatisfy({ $0.remembered != nil }) {
      answers = questions.compactMap(\.remembered)
    } else if let records, engine.runsPrograms {
      answers = questions.map { $0.remembered ?? recorded($0.cell, in: chapter, records) }
    } else {
      answers = await engine.answer(questions, of: chapter, in: book)
      answers = zip(questions, answers).map { checkReplay($0, $1) }
      keep(answers, of: cells, under: keys)
    }
    answers = checked(answers, of: cells)
    answers[0].diagnostics += notes
    return answers
  }

  private func all(_ cells: [Cell], of chapter: Chapter, in book: Book) async -> [Answer] {
    async let keys = engine.keys(of: cells, in: book)
    let answers = await engine.answer(cells.map { Question($0) }, of: chapter, in: book)
    keep(answers, of: cells, under: await keys)
    return checked(answers, of: cells)
  }

  private func checked(_ answers: [Answer], of cells: [Cell]) -> [Answer] {
    zip(cells, answers).map { cell, answer in
      var answer = answer
      answer.diagnostics += ExpectationCheck(cell: cell).diagnostics(of: answer)
      return answer
    }
  }

  private func remembered(
    _ key: CellKey, of cell: Cell, _ notes: inout [Diagnostic]
  ) -> Answer? {
    switch cache?.memory(of: key, for: cell) {
    case .kept(let answer): return answer
    case .damaged(let path):
      notes.append(
        Diagnostic(
          .note, "damaged-entry", at: cell.location,
          "the cache's entry for this cell cannot be read and was ignored",
          notes: [Diagnostic.Note(path)]))
      return nil
    case .nothing, nil: return nil
    }
  }

  private func recorded(
    _ cell: Cell, in chapter: Chapter, _ records: any CellRecords
  ) -> Answer {
    switch records.record(of: cell, in: chapter) {
    case .results(let record): return Answer(cell: cell.id, record: record, origin: .remembered)
    case .missing(let reason):
      return Answer(
        cell: cell.id,
        diagnostics: [
          .warning(
            "not-answered", at: cell.location, "this cell was not run, and \(reason)")
        ], origin: .notRun)
    }
  }

  /// A cell that was run again for what it leaves behind must give what it gave before.
  private func checkReplay(_ question: Question, _ answer: Answer) -> Answer {
    guard answer.origin == .replayed, let before = question.remembered,
      !answer.diagnostics.hasErrors, before.record != answer.record
    else { return answer }
    var answer = answer
    answer.diagnostics.append(
      .error(
        "not-repeatable", at: question.cell.location,
        "this cell gave other results when it was run again",
        notes: RecordDifference(before.record, answer.record).notes))
    return answer
  }

  /// Failures are not kept: they may be the machine's.
  private func keep(_ answers: [Answer], of cells: [Cell], under keys: [Cell.ID: CellKey]) {
    guard let cache else { return }
    for (cell, answer) in zip(cells, answers) {
      guard let key = keys[cell.id], !answer.diagnostics.hasErrors else { continue }
      if answer.origin == .answered { cache.keep(answer, under: key, for: cell) }
      cache.rememberLast(key, of: cell)
    }
  }
}
