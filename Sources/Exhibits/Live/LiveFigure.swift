/// The figures a reader can move, and their computations.
package enum LiveFigure: Int, Sendable, CaseIterable {
  /// A query and a key at two positions: ``LiveScore``.
  case score = 0
  /// A turn of less precision at a position: ``LiveError``.
  case error
  /// The words of a sentence in another order: ``LiveOrder``.
  case order
  /// A pair of numbers turned as one complex number: ``LiveTurn``.
  case turn
  /// What a relative scheme looks at: ``LiveScheme``.
  case scheme
  /// Angles seen in training and those needed: ``LiveRange``.
  case range
  /// The vector of a position: ``LiveSinusoid``.
  case sinusoid
  /// What the base does to wavelengths and to the mean cosine: ``LiveBase``.
  case base

  /// What the figure shows for these numbers, as its exhibit says.
  package func marks(_ numbers: [Double]) -> LiveMarks? {
    switch self {
    case .score: LiveScore.marks(numbers)
    case .error: LiveError.marks(numbers)
    case .order: LiveOrder.marks(numbers)
    case .turn: LiveTurn.marks(numbers)
    case .scheme: LiveScheme.marks(numbers)
    case .range: LiveRange.marks(numbers)
    case .sinusoid: LiveSinusoid.marks(numbers)
    case .base: LiveBase.marks(numbers)
    }
  }
}
