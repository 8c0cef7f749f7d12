import Figures

/// What runs the cells of one fence word.
///
/// An engine is added by one file that conforms to this protocol and one entry in the list that
/// the build is given.
package protocol Engine: Sendable {
  /// The word in the braces of the fence.
  var name: String { get }
  var syntax: CellSyntax { get }
  /// Whether answering runs programs of the book's author: what nobody should do with a book he
  /// does not trust.
  var runsPrograms: Bool { get }
  /// The computations its cells can name, for the book's page of them; none for an engine of code.
  var reference: [ComputationReference] { get }
  /// What the results of each cell depend on, for all cells of the engine in a chapter.
  ///
  /// A cell whose key is the same has the same results, whatever else changed. A cell without a key
  /// is never remembered.
  func keys(of cells: [Cell], in book: Book) async -> [Cell.ID: CellKey]
  /// Answers the engine's cells of one chapter, in order; an answer for every question. At least one
  /// of them is not remembered.
  func answer(_ questions: [Question], of chapter: Chapter, in book: Book) async -> [Answer]
}

extension Engine {
  package var runsPrograms: Bool { true }
  package var reference: [ComputationReference] { [] }
  package func keys(of cells: [Cell], in book: Book) async -> [Cell.ID: CellKey] { [:] }
}

/// How the inside of a fence is written.
package enum CellSyntax: Hashable, Sendable {
  /// YAML: options and parameters in one map.
  case parameters
  /// Source code; options stand in leading lines that start with this comment mark and a bar.
  case code(comment: String)
}

/// A cell that is to be answered, and what is remembered of it.
package struct Question: Sendable {
  package var cell: Cell
  /// The results an earlier build kept under the same key, if it did.
  package var remembered: Answer?

  package init(_ cell: Cell, remembered: Answer? = nil) {
    self.cell = cell
    self.remembered = remembered
  }
}

/// What a cell came to: its results, and what has to be said about them.
package struct Answer: Sendable {
  /// How the answer was come by.
  package enum Origin: String, Hashable, Sendable {
    /// The cell was run, and these are its results.
    case answered
    /// The cell was run for what it leaves to later cells; its results were known before.
    case replayed
    /// Nothing was run: the results are those of an earlier build.
    case remembered
    /// Nothing was run, and there are no results.
    case notRun
  }

  package var cell: Cell.ID
  package var record: Record
  package var diagnostics: [Diagnostic]
  package var origin: Origin

  package init(
    cell: Cell.ID, record: Record = Record(), diagnostics: [Diagnostic] = [],
    origin: Origin = .answered
  ) {
    self.cell = cell
    self.record = record
    self.diagnostics = diagnostics
    self.origin = origin
  }
}
