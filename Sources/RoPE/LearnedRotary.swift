/// A rotation by given frequencies, with the gradient that trains them.
///
/// ``RotaryEmbedding`` computes its frequencies from a base. Here they are parameters: read from a
/// checkpoint, or changed step by step against ``frequencyGradient(rotated:gradients:positions:)``.
///
/// - Note: Source: learned frequencies as in rotary-embedding-torch (`learned_freq`); the gradient
///   is the derivative of equation 34 of Su et al. 2021, arXiv:2104.09864.
public struct LearnedRotary<Scalar: RotaryScalar>: Sendable, Hashable {
  /// The number of lanes of a head.
  public let headDimension: Int

  /// Which two lanes form a pair.
  public let layout: PairLayout

  /// What each pair turns by, in radians per token; a negative one turns clockwise.
  public let inverseFrequencies: [Double]

  /// Takes frequencies as they are.
  ///
  /// - Parameters:
  ///   - headDimension: the lanes of a head, at most 2^27.
  ///   - inverseFrequencies: one per pair, in radians per token, up to 1e290 in magnitude; at least
  ///     one, and at most `headDimension / 2`. Lanes without a pair are copied.
  ///   - layout: which two lanes form a pair.
  /// - Throws: ``RotaryError/oddDimension(_:)`` without frequencies,
  ///   ``RotaryError/rotaryLargerThanHead(rotary:head:)``,
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/parameterOutOfRange(_:_:allowed:)``.
  public init(
    headDimension: Int, inverseFrequencies: [Double], layout: PairLayout
  ) throws(RotaryError) {
    let rotaryDimension = 2 * inverseFrequencies.count
    try checkRotaryDimension(rotaryDimension)
    guard rotaryDimension <= headDimension else {
      throw .rotaryLargerThanHead(rotary: rotaryDimension, head: headDimension)
    }
    try check(headDimension, isIn: 1...largestElementCount, as: .headDimension)
    for frequency in inverseFrequencies {
      let allowed = -largestInverseFrequency...largestInverseFrequency
      try check(frequency, isIn: allowed, as: .frequency)
    }
    self.headDimension = headDimension
    self.inverseFrequencies = inverseFrequencies
    self.layout = layout
  }

  /// The number of rotated lanes, `2 * inverseFrequencies.count`.
  public var rotaryDimension: Int { 2 * inverseFrequencies.count }

  /// Turns one head by its position.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`; lanes without a pair are returned bit for bit.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func rotated(_ vector: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    try checkPosition(position)
    return try turned(vector, by: Double(position))
  }

  /// Undoes ``rotated(_:at:)``; also the gradient with respect to its vector.
  ///
  /// A rotation without scaling is orthogonal, so inverse and transpose are the same.
  ///
  /// - Parameters:
  ///   - vector: a turned vector, or the gradient of a loss by one; shape `[headDimension]`.
  ///   - position: up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func unrotated(_ vector: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    try checkPosition(position)
    return try turned(vector, by: -Double(position))
  }

  /// The gradient of a loss by the frequencies.
  ///
  /// With `(y1, y2)` a rotated pair of the token at `m` and `(d1, d2)` the gradient of the loss by
  /// it, entry `i` is the sum over all tokens of `m * (d2 * y1 - d1 * y2)`. It is formed in
  /// `Double` whatever is rotated. Queries and keys share their frequencies: add their gradients.
  ///
  /// - Parameters:
  ///   - rotated: what ``rotated(_:at:)`` returned, shape `[tokens, headDimension]`.
  ///   - gradients: the gradient of the loss by it, shape `[tokens, headDimension]`.
  ///   - positions: one per token, up to 2^53 in magnitude.
  /// - Returns: count `inverseFrequencies.count`, loss per radian per token; 0 for no tokens.
  /// - Throws: ``RotaryError/wrongCount(of:expected:found:)``,
  ///   ``RotaryError/wrongLength(expected:found:)`` or ``RotaryError/positionOutOfRange(_:)``.
  public func frequencyGradient(
    rotated: [[Scalar]], gradients: [[Scalar]], positions: [Int]
  ) throws(RotaryError) -> [Double] {
    guard gradients.count == rotated.count else {
      throw .wrongCount(of: .gradients, expected: rotated.count, found: gradients.count)
    }
    guard positions.count == rotated.count else {
      throw .wrongCount(of: .positions, expected: rotated.count, found: positions.count)
    }
    var sums = [Double](repeating: 0, count: inverseFrequencies.count)
    for (token, position) in positions.enumerated() {
      try checkLength(of: rotated[token], is: headDimension)
      try checkLength(of: gradients[token], is: headDimension)
      try checkPosition(position)
      for pair in sums.indices {
        let (first, second) = layout.lanes(ofPair: pair, of: sums.count)
        let moment =
          Double(gradients[token][second].rotaryArithmetic)
          * Double(rotated[token][first].rotaryArithmetic)
          - Double(gradients[token][first].rotaryArithmetic)
          * Double(rotated[token][second].rotaryArithmetic)
        sums[pair] += Double(position) * moment
      }
    }
    return sums
  }

  private func turned(_ vector: [Scalar], by offset: Double) throws(RotaryError) -> [Scalar] {
    try checkLength(of: vector, is: headDimension)
    var turned = vector
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      layout.turn(
        &turned, pair: pair, of: inverseFrequencies.count,
        by: phase(atOffset: offset, inverseFrequency: inverseFrequency))
    }
    return turned
  }
}
