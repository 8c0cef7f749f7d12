import BookModel

/// Why a cell would be run by the next build, or why not: each part of its key beside what it was.
package struct CellExplanation: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    /// Its results are known under this very key.
    case remembered
    /// Its results are known, but a later cell of its program has to be run, and it before that one.
    case replayed(for: String)
    /// It was answered before, under another key.
    case changed
    /// Its key is the same, but its results are gone from the cache.
    case forgotten
    /// It was never answered, or failed each time.
    case new
    /// Its engine cannot say what it depends on here.
    case unknown
  }

  package struct Part: Hashable, Sendable {
    package var name: String
    /// What it was when the cell was answered last; nil when it did not count then.
    package var before: String?
    /// What it is; nil when it does not count any more.
    package var now: String?

    package var isChanged: Bool { before != now }
  }

  package var cell: Cell
  package var verdict: Verdict
  package var parts: [Part]

  /// - Parameters:
  ///   - cell: one of the chapter's cells.
  ///   - key: what its results depend on now.
  ///   - cache: what earlier builds kept.
  init(_ cell: Cell, key: CellKey?, in cache: CellCache) {
    self.cell = cell
    guard let key else {
      (verdict, parts) = (.unknown, [])
      return
    }
    let last = cache.lastKey(of: cell)
    parts = Self.parts(last, key)
    if case .kept = cache.memory(of: key, for: cell) {
      verdict = .remembered
    } else if let last {
      verdict = last == key ? .forgotten : .changed
    } else {
      verdict = .new
    }
  }

  private static func parts(_ last: CellKey?, _ key: CellKey) -> [Part] {
    let before = Dictionary(
      (last?.parts ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let now = Set(key.parts.map(\.name))
    return key.parts.map { Part(name: $0.name, before: before[$0.name], now: $0.value) }
      + (last?.parts ?? []).filter { !now.contains($0.name) }.map {
        Part(name: $0.name, before: $0.value, now: nil)
      }
  }
}

extension CellRunner {
  /// Explains one cell of a book.
  ///
  /// - Parameter name: the cell's label, or its chapter and its number there: `rope:3`.
  /// - Returns: nil when there is no such cell, with the nearest name there is.
  package func explanation(
    of name: String, in book: Book, cache: CellCache
  ) async -> (explanation: CellExplanation?, nearest: String?) {
    for chapter in book.chapters {
      guard let cell = chapter.cells.first(where: { $0.label?.name == name || $0.place == name })
      else { continue }
      let engine = engines.first { $0.name == cell.engine }
      let cells = chapter.cells.filter { $0.engine == cell.engine && $0.options.eval }
      let keys = await engine?.keys(of: cells, in: book) ?? [:]
      var explanation = CellExplanation(cell, key: keys[cell.id], in: cache)
      let later = cells.drop { $0.id != cell.id }.dropFirst().first {
        $0.sharesProgram(with: cell)
          && CellExplanation($0, key: keys[$0.id], in: cache).verdict != .remembered
      }
      if explanation.verdict == .remembered, engine?.runsPrograms == true, let later {
        explanation.verdict = .replayed(for: later.label?.name ?? later.place)
      }
      return (explanation, nil)
    }
    let cells = book.chapters.flatMap(\.cells)
    return (nil, nearestName(to: name, in: cells.map { $0.label?.name ?? $0.place }))
  }
}

extension Cell {
  /// How a cell without a label is called: its chapter and its number there.
  package var place: String { "\(id.chapter):\(id.index + 1)" }

  /// Whether this cell cannot be run without another one of its chapter that stands before it.
  fileprivate func sharesProgram(with other: Cell) -> Bool {
    engine == other.engine && options.session == other.options.session && !other.options.error
  }
}
