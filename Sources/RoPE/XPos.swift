import RealModule

/// Rotary embedding with a decay: queries shrink with their position, keys grow with theirs.
///
/// Pair `i` of a query at `m` is turned and multiplied by `zeta[i]^((m - centre) / scaleBase)`, that
/// of a key at `n` by `zeta[i]^(-(n - centre) / scaleBase)`. A score therefore carries
/// `zeta[i]^((m - n) / scaleBase)`, below 1 for a key before the query and *above* 1 for one after
/// it: the encoding is for causal attention only.
///
/// Scores do not depend on the centre as long as queries and keys share it. A centre that follows
/// the growing length, half of it in the released codes, makes cached keys stale.
///
/// ```swift
/// let xpos = try XPos<Double>(headDimension: 64, layout: .interleaved)
/// let query = [Double](repeating: 1, count: 64)
/// let turned = try xpos.rotatedQuery(query, at: 40)
/// let back = try xpos.unrotatedQuery(turned, at: 40)
/// print(back.allSatisfy { abs($0 - 1) < 1e-12 })
/// // Prints "true"
/// ```
///
/// - Note: Source: Sun et al. 2022, arXiv:2212.10554, algorithm 1.
public struct XPos<Scalar: RotaryScalar>: Sendable, Hashable {
  /// The number of lanes of a head, all of them rotated.
  public let headDimension: Int

  /// Which two lanes form a pair.
  public let layout: PairLayout

  /// How far in tokens the scale goes from 1 to `zeta`.
  public let scaleBase: Double

  /// The position at which nothing is scaled.
  public let centre: Int

  /// What each pair turns by, in radians per token; count `headDimension / 2`.
  public let inverseFrequencies: [Double]

  /// What each pair of a query is multiplied by within `scaleBase` tokens; count
  /// `headDimension / 2`, from `gamma / (1 + gamma)` up to just below 1.
  public let zeta: [Double]

  /// Prepares the rotation of one head.
  ///
  /// - Parameters:
  ///   - headDimension: even and positive, at most 2^27.
  ///   - base: finite and greater than 0.
  ///   - layout: which two lanes form a pair; it must be the one the weights were trained with.
  ///   - scaleBase: in tokens, from 1 to 1e290.
  ///   - gamma: from 1e-9 to 1e9; the larger, the slower the decay.
  ///   - centre: the position at which nothing is scaled, up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/oddDimension(_:)``, ``RotaryError/invalidBase(_:)``,
  ///   ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/frequencyOutOfRange(pair:frequency:)``,
  ///   ``RotaryError/parameterOutOfRange(_:_:allowed:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public init(
    headDimension: Int, base: Double = 10_000, layout: PairLayout,
    scaleBase: Double = 512, gamma: Double = 0.4, centre: Int = 0
  ) throws(RotaryError) {
    try checkRotaryDimension(headDimension)
    try check(scaleBase, isIn: 1...1e290, as: .scaleBase)
    try check(gamma, isIn: 1e-9...1e9, as: .gamma)
    try checkPosition(centre)
    self.headDimension = headDimension
    self.layout = layout
    self.scaleBase = scaleBase
    self.centre = centre
    self.inverseFrequencies = try RoPE.inverseFrequencies(dimension: headDimension, base: base)
    self.zeta = (0..<headDimension / 2).map { pair in
      (Double(2 * pair) / Double(headDimension) + gamma) / (1 + gamma)
    }
  }

  /// What each pair of a query is multiplied by; a key is divided by it.
  ///
  /// - Parameter position: up to 2^53 in magnitude.
  /// - Returns: count `headDimension / 2`. Far from the centre they leave the range of `Double`,
  ///   with the defaults some 290,000 tokens away, and are then 0 or infinite.
  /// - Throws: ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-12 for positions 0 to 5 and centre 3.
  public func scales(at position: Int) throws(RotaryError) -> [Double] {
    try checkPosition(position)
    let exponent = (Double(position) - Double(centre)) / scaleBase
    return zeta.map { Double.pow($0, exponent) }
  }

  /// Turns and scales a query.
  ///
  /// - Parameters:
  ///   - query: shape `[headDimension]`.
  ///   - position: up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-6 in `Float` near the centre, for components below 4 in magnitude.
  public func rotatedQuery(
    _ query: [Scalar], at position: Int
  ) throws(RotaryError) -> [Scalar] {
    try turned(query, by: Double(position), scales: scales(at: position))
  }

  /// Turns a key and scales it the other way.
  ///
  /// - Parameters:
  ///   - key: shape `[headDimension]`.
  ///   - position: up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-6 in `Float` near the centre, for components below 4 in magnitude.
  public func rotatedKey(_ key: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    try turned(key, by: Double(position), scales: scales(at: position).map { 1 / $0 })
  }

  /// Undoes ``rotatedQuery(_:at:)``.
  ///
  /// The inverse turns back and *divides* by the scales. The transpose, which is the gradient,
  /// turns back and multiplies by them once more.
  ///
  /// - Parameters:
  ///   - query: shape `[headDimension]`.
  ///   - position: the position it was turned at, up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func unrotatedQuery(
    _ query: [Scalar], at position: Int
  ) throws(RotaryError) -> [Scalar] {
    let scales = try scales(at: position).map { 1 / $0 }
    return try turned(query, by: -Double(position), scales: scales)
  }

  /// Undoes ``rotatedKey(_:at:)``.
  ///
  /// - Parameters:
  ///   - key: shape `[headDimension]`.
  ///   - position: the position it was turned at, up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func unrotatedKey(_ key: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    try turned(key, by: -Double(position), scales: scales(at: position))
  }

  private func turned(
    _ vector: [Scalar], by offset: Double, scales: [Double]
  ) throws(RotaryError) -> [Scalar] {
    try checkLength(of: vector, is: headDimension)
    var turned = vector
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      layout.turn(
        &turned, pair: pair, of: inverseFrequencies.count,
        by: phase(atOffset: offset, inverseFrequency: inverseFrequency), factor: scales[pair])
    }
    return turned
  }
}
