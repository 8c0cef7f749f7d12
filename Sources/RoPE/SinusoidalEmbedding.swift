/// The fixed sine and cosine position vectors of the first Transformer.
///
/// Component `2 * i` is the sine and component `2 * i + 1` the cosine of
/// `position * inverseFrequencies[i]`. Such a vector is added to a token's embedding.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762. Other code bases order the components as
///   all sines, then all cosines, or divide by `dimension / 2 - 1` in the exponent.
public struct SinusoidalEmbedding: Sendable, Hashable {
  /// The number of components of a vector.
  public let dimension: Int

  /// The base `b` of the inverse frequencies `b^(-2i / dimension)`.
  public let base: Double

  /// What each pair of components turns by, in radians per token; count `dimension / 2`.
  public let inverseFrequencies: [Double]

  /// Prepares vectors of one dimension.
  ///
  /// - Parameters:
  ///   - dimension: even and positive, at most 2^27.
  ///   - base: finite and greater than 0.
  /// - Throws: ``RotaryError/oddSinusoidalDimension(_:)``, ``RotaryError/invalidBase(_:)``,
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/frequencyOutOfRange(pair:frequency:)``.
  public init(dimension: Int, base: Double = 10_000) throws(RotaryError) {
    guard dimension > 0, dimension.isMultiple(of: 2) else {
      throw .oddSinusoidalDimension(dimension)
    }
    try check(dimension, isIn: 2...largestElementCount, as: .dimension)
    self.dimension = dimension
    self.base = base
    self.inverseFrequencies = try RoPE.inverseFrequencies(dimension: dimension, base: base)
  }

  /// The vector of one position.
  ///
  /// - Parameter position: any integer. Beyond 2^53 in magnitude `Double` holds only some integers,
  ///   and the nearest of them is taken.
  /// - Returns: components from -1 to 1, shape `[dimension]`.
  /// - Note: Error at most 1e-14 for positions 0 to 7 of dimension 16, and 1e-9 at position
  ///   1,000,000 of dimension 64.
  public subscript(position: Int) -> [Double] {
    var vector: [Double] = []
    vector.reserveCapacity(dimension)
    for inverseFrequency in inverseFrequencies {
      let phase = phase(at: position, inverseFrequency: inverseFrequency)
      vector.append(phase.sine)
      vector.append(phase.cosine)
    }
    return vector
  }

  /// The matrix `M` that moves every position by the same number of tokens.
  ///
  /// For all `p`, `M · self[p]` is `self[p + k]`: moving is linear and does not depend on where one
  /// starts. Each pair contributes the block `[[cos, sin], [-sin, cos]]` of the angle
  /// `k * inverseFrequencies[i]`.
  ///
  /// - Parameter k: how many tokens to move by, up to 2^53 in magnitude; negative moves back.
  /// - Returns: rows of an orthogonal matrix, shape `[dimension, dimension]`.
  /// - Throws: ``RotaryError/positionOutOfRange(_:)``, or
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` for a dimension above 11,585, whose matrix would
  ///   not fit into memory.
  /// - Note: Error of `M · self[p]` below 1e-12 for positions below 1,000 and dimension 8.
  public func shiftMatrix(by k: Int) throws(RotaryError) -> [[Double]] {
    try checkPosition(k)
    try checkSquareMatrix(dimension, as: .dimension)
    var matrix = identityMatrix(dimension)
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      let phase = phase(at: k, inverseFrequency: inverseFrequency)
      matrix[2 * pair][2 * pair] = phase.cosine
      matrix[2 * pair][2 * pair + 1] = phase.sine
      matrix[2 * pair + 1][2 * pair] = -phase.sine
      matrix[2 * pair + 1][2 * pair + 1] = phase.cosine
    }
    return matrix
  }
}
