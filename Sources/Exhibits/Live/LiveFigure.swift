/// The figures a reader can move, and their computations.
package enum LiveFigure: Int, Sendable, CaseIterable {
  /// A query and a key at two positions: ``LiveScore``.
  case score = 0
  /// A turn of less precision at a position: ``LiveError``.
  case error

  /// What the figure shows for these numbers, as its exhibit says.
  package func marks(_ numbers: [Double]) -> LiveMarks? {
    switch self {
    case .score: LiveScore.marks(numbers)
    case .error: LiveError.marks(numbers)
    }
  }
}
