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
  /// What stands in keys for the code that computes: it runs in the tool itself.
  private let fingerprint: @Sendable () async -> String?

  /// The modules whose code makes the results.
  package static let modules = [
    "RoPECells", "Exhibits", "Figures", "RoPE", "RealModule", "ComplexModule", "BookModel",
  ]

  /// - Parameter fingerprint: changes whenever the code of ``modules`` does; nil where that cannot be
  ///   told, and nothing may be remembered.
  package init(fingerprint: @escaping @Sendable () async -> String? = { nil }) {
    self.fingerprint = fingerprint
  }

  package var name: String { "rope" }

  package var syntax: CellSyntax { .parameters }

  package var reference: [ComputationReference] { Vocabulary.references }

  /// The vocabulary computes and nothing else, each computation within its stated cost.
  package var runsPrograms: Bool { false }

  package func keys(of cells: [Cell], in book: Book) async -> [Cell.ID: CellKey] {
    guard let fingerprint = await fingerprint() else { return [:] }
    let pairs = cells.compactMap { cell -> (Cell.ID, CellKey)? in
      guard case .parameters(let map) = cell.body else { return nil }
      let key = CellKey([
        CellKey.Part("engine", "rope 1"), CellKey.Part("tool", fingerprint),
        CellKey.Part("parameters", StableHash.of(map.unplaced)),
      ])
      return (cell.id, key)
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  package func answer(
    _ questions: [Question], of chapter: Chapter, in book: Book
  ) async -> [Answer] {
    questions.map { $0.remembered ?? answer($0.cell) }
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
