import BookModel
import Figures

/// The engine of `{rope}` fences: a computation named in YAML, its parameters, and their results.
///
/// ```yaml
/// figure: rotation
/// tokens: [The, pig, chased, the, dog]
/// head dimension: 8
/// ```
package struct RoPEEngine: Engine {
  package init() {}

  package var name: String { "rope" }

  package var syntax: CellSyntax { .parameters }

  package func answer(_ cells: [Cell], of chapter: Chapter, in book: Book) async -> [Answer] {
    cells.map(answer)
  }

  /// Answers one cell; it depends on nothing outside the cell.
  package func answer(_ cell: Cell) -> Answer {
    guard case .parameters(let map) = cell.body else {
      let problem = Diagnostic.error(
        "wrong-syntax", at: cell.location, "a {rope} cell holds parameters in YAML, not code")
      return Answer(cell: cell.id, diagnostics: [problem])
    }
    var parameters = Parameters(map, of: cell)
    let record = Vocabulary.record(of: &parameters)
    return Answer(
      cell: cell.id, record: record ?? Record(),
      diagnostics: parameters.diagnostics.inReadingOrder())
  }
}
