/// Which two lanes of a head form a rotary pair.
///
/// The two layouts are one map up to a fixed permutation of lanes. A checkpoint trained with one
/// and run with the other still produces text, only wrong text, so no function of this library
/// assumes a layout.
///
/// - Note: Source: the interleaved pairs are those of arXiv:2104.09864, section 3.2.2. The
///   half-split pairs are those of GPT-NeoX and of the Llama classes of Hugging Face.
public enum PairLayout: Sendable, Hashable {
  /// Pair `i` is lanes `2 * i` and `2 * i + 1`.
  case interleaved

  /// Pair `i` is lanes `i` and `i + rotaryDimension / 2`.
  case halfSplit

  /// The lanes of every pair, in the order of the pairs.
  ///
  /// - Parameter rotaryDimension: the number of rotated lanes, even and positive.
  /// - Returns: `rotaryDimension / 2` pairs; together they hold each lane once.
  /// - Throws: ``RotaryError/oddDimension(_:)``, or ``RotaryError/invalidCount(of:_:allowed:)`` for
  ///   more lanes than an array can reasonably hold.
  public func lanes(
    rotaryDimension: Int
  ) throws(RotaryError) -> [(first: Int, second: Int)] {
    try checkRotaryDimension(rotaryDimension)
    let pairCount = rotaryDimension / 2
    return (0..<pairCount).map { lanes(ofPair: $0, of: pairCount) }
  }

  // snippet.lanes
  func lanes(ofPair pair: Int, of pairCount: Int) -> (first: Int, second: Int) {
    switch self {
    case .interleaved: (2 * pair, 2 * pair + 1)
    case .halfSplit: (pair, pair + pairCount)
    }
  }
  // snippet.end
}
