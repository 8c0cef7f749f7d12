import Figures

/// What runs the cells of one fence word.
///
/// An engine is added by one file that conforms to this protocol and one entry in the list that
/// the build is given.
package protocol Engine: Sendable {
  /// The word in the braces of the fence.
  var name: String { get }
  var syntax: CellSyntax { get }
  /// Answers the engine's cells of one chapter, in order; an answer for every cell that was asked.
  func answer(_ cells: [Cell], of chapter: Chapter, in book: Book) async -> [Answer]
}

/// How the inside of a fence is written.
package enum CellSyntax: Hashable, Sendable {
  /// YAML: options and parameters in one map.
  case parameters
  /// Source code; options stand in leading lines that start with this comment mark and a bar.
  case code(comment: String)
}

/// What a cell came to: its results, and what has to be said about them.
package struct Answer: Sendable {
  package var cell: Cell.ID
  package var record: Record
  package var diagnostics: [Diagnostic]

  package init(cell: Cell.ID, record: Record = Record(), diagnostics: [Diagnostic] = []) {
    self.cell = cell
    self.record = record
    self.diagnostics = diagnostics
  }
}
