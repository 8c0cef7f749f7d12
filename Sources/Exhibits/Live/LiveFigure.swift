import RoPE

/// The figures a reader can move, and their computations.
package enum LiveFigure: Int, Sendable, CaseIterable {
  /// A query and a key at two positions: ``LiveScore``.
  case score = 0

  /// What the figure shows for these numbers, in the order of its own parameters.
  ///
  /// Anything may arrive here, from a hand-edited address for example. What is not finite, or missing,
  /// is refused by nil; what is out of its range is taken to the end of the range.
  package func marks(_ numbers: [Double]) -> LiveMarks? {
    for number in numbers where !number.isFinite { return nil }
    switch self {
    case .score:
      guard let figure = LiveScore(numbers) else { return nil }
      return try? figure.marks()
    }
  }
}
