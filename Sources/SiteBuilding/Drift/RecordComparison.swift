import BookModel
import Figures

/// Fresh results held against committed ones, value by value.
package struct RecordComparison: Hashable, Sendable {
  /// A result that is not as it was.
  package struct Finding: Hashable, Sendable {
    /// What the cell is called: its label, or its chapter and its number in it, counted from 1.
    package var cell: String
    package var chapter: String
    /// What names the result for a reader: the label of an exhibit, else the cell.
    package var name: String
    /// What in the cell: `score.3`, `worst`, `output, line 2`.
    package var value: String
    package var tolerance: Double
    package var change: Change
  }

  package enum Change: Hashable, Sendable {
    /// Numbers further apart than the tolerance.
    case drifted(Drift)
    /// Another text, each with the line on which they first differ.
    case text(committed: String, fresh: String)
    /// Another number of rows, other columns, or another kind of result.
    case shape(committed: String, fresh: String)
    /// It is not among the fresh results.
    case gone(String)
    /// It is not among the committed results.
    case new(String)
  }

  /// How far the numbers of one result have moved.
  package struct Drift: Hashable, Sendable {
    /// The values at the place that moved furthest, which the finding names.
    package var committed: Value
    package var fresh: Value
    /// The largest difference of all.
    package var absolute: Double
    /// The largest difference relative to the committed number; infinite where that is zero.
    package var relative: Double
    /// How many numbers are beyond the tolerance.
    package var count = 1
    /// The first place that is, in reading order.
    package var first: String
  }

  /// How many cells with results, and how many values in them, could be held against each other.
  package private(set) var cellCount = 0
  package private(set) var valueCount = 0
  /// How many values differ and are within the tolerance.
  package private(set) var withinCount = 0
  /// How many cells were left out because they were not answered.
  package private(set) var unansweredCount = 0
  /// Everything that is not as it was, in reading order; what is gone stands at the end of its chapter.
  package private(set) var findings: [Finding] = []

  /// - Parameter unanswered: cells whose fresh results are missing for a reason that is told
  ///   elsewhere; nothing is said of them.
  package init(
    committed: [ChapterRecord], fresh: [ChapterRecord], tolerances: Tolerances,
    unanswered: Set<Cell.ID> = []
  ) {
    let old = Dictionary(
      committed.map { ($0.chapter, $0) }, uniquingKeysWith: { first, _ in first })
    for chapter in fresh {
      compare(
        old[chapter.chapter]?.cells ?? [], chapter.cells, in: chapter.chapter, tolerances,
        unanswered)
    }
    let kept = Set(fresh.map(\.chapter))
    for chapter in committed where !kept.contains(chapter.chapter) {
      compare(chapter.cells, [], in: chapter.chapter, tolerances, unanswered)
    }
  }

  private mutating func compare(
    _ committed: [CellRecord], _ fresh: [CellRecord], in chapter: String,
    _ tolerances: Tolerances, _ unanswered: Set<Cell.ID>
  ) {
    let partners = CellMatching(committed, fresh).partners
    for (cell, partner) in zip(fresh, partners) {
      if unanswered.contains(.init(chapter: chapter, index: cell.index)) {
        unansweredCount += 1
        continue
      }
      let old = partner.map { committed[$0].results } ?? []
      var comparison = CellComparison(
        cell, in: chapter,
        tolerance: tolerances[.init(chapter: chapter, index: cell.index)])
      comparison.compare(old, cell.results)
      add(comparison)
    }
    let matched = Set(partners.compactMap { $0 })
    for (index, cell) in committed.enumerated() where !matched.contains(index) {
      var comparison = CellComparison(cell, in: chapter, tolerance: tolerances.book)
      comparison.compare(cell.results, [])
      add(comparison)
    }
  }

  private mutating func add(_ cell: CellComparison) {
    cellCount += cell.valueCount > 0 ? 1 : 0
    valueCount += cell.valueCount
    withinCount += cell.withinCount
    findings += cell.findings
  }

  /// The names of results that were committed and are no longer what they were, each once.
  package var changedNames: [String] {
    var seen: Set<String> = []
    return findings.compactMap { finding in
      if case .new = finding.change { return nil }
      return seen.insert(finding.name).inserted ? finding.name : nil
    }
  }
}

/// How far fresh results may be from committed ones.
///
/// A number is within the tolerance t when it is at most t · max(1, |committed|) away.
package struct Tolerances: Hashable, Sendable {
  package var book: Double
  package var cells: [Cell.ID: Double]

  package init(book: Double, cells: [Cell.ID: Double] = [:]) {
    self.book = book
    self.cells = cells
  }

  /// What the book and its cells ask for.
  package init(of book: Book) {
    self.init(book: book.configuration.tolerance)
    for cell in book.chapters.flatMap(\.cells) { cells[cell.id] = cell.options.tolerance }
  }

  package subscript(cell: Cell.ID) -> Double { cells[cell] ?? book }
}

extension CellRecord {
  /// What messages call the cell.
  func name(in chapter: String) -> String { label ?? "\(chapter) cell \(index + 1)" }
}
