/// How a code base arranges the sine and cosine components, and which frequencies it takes.
///
/// All of them credit the same paper, and their vectors are not interchangeable: a checkpoint works
/// with the convention it was trained with.
public enum SinusoidalConvention: Sendable, Hashable {
  /// Sine and cosine alternate; pair `i` has the frequency `base^(-2i / dimension)`.
  ///
  /// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
  case paper

  /// All sines, then all cosines; pair `i` has the frequency `base^(-i / (dimension / 2 - 1))`, so
  /// that the last one is exactly `1 / base`. An odd dimension ends in a 0.
  ///
  /// - Note: Source: `get_timing_signal_1d` of tensor2tensor.
  case tensor2tensor

  /// The numbers of ``tensor2tensor``, with a row of zeros for the padding token.
  ///
  /// The first token has the position after that row. The index is from 0 to 2^27.
  ///
  /// - Note: Source: `SinusoidalPositionalEmbedding` of fairseq.
  case fairseq(paddingIndex: Int)

  /// All sines, then all cosines, with the frequencies of the paper.
  ///
  /// - Note: Source: Marian, through its port in Hugging Face transformers.
  case marian

  /// Checks a dimension and computes the frequencies of its pairs.
  ///
  /// Inlined, so that who names a convention is linked with no other.
  @inline(__always)
  func inverseFrequencies(dimension: Int, base: Double) throws(RotaryError) -> [Double] {
    switch self {
    case .paper, .marian:
      guard dimension > 0, dimension.isMultiple(of: 2) else {
        throw .oddSinusoidalDimension(dimension)
      }
      try check(dimension, isIn: 2...largestElementCount, as: .dimension)
      return try RoPE.inverseFrequencies(dimension: dimension, base: base)
    case .tensor2tensor:
      break
    case .fairseq(let paddingIndex):
      try check(paddingIndex, isIn: 0...largestElementCount, as: .paddingIndex)
    }
    try check(dimension, isIn: 2...largestElementCount, as: .dimension)
    // Dividing by one less than the pairs is the paper's ladder of a dimension two smaller, with
    // one more rung. A single pair would divide by 0, and has the first rung.
    let pairCount = dimension / 2
    let rungs = try RoPE.inverseFrequencies(dimension: max(2, 2 * pairCount - 2), base: base)
    guard pairCount > 1 else { return rungs }
    let last = 1 / base
    guard last <= largestInverseFrequency else {
      throw .frequencyOutOfRange(pair: pairCount - 1, frequency: last)
    }
    return rungs + [last]
  }

  @inline(__always)
  func lanes(ofPair pair: Int, of pairCount: Int) -> (sine: Int, cosine: Int) {
    switch self {
    case .paper: (2 * pair, 2 * pair + 1)
    case .tensor2tensor, .fairseq, .marian: (pair, pair + pairCount)
    }
  }
}
