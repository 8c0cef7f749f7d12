/// The fixed sine and cosine position vectors of the first Transformer.
///
/// Component `2 * i` is the sine and component `2 * i + 1` the cosine of
/// `position * inverseFrequencies[i]`, unless another ``SinusoidalConvention`` is asked for. Such a
/// vector is added to a token's embedding.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
public struct SinusoidalEmbedding: Sendable, Hashable {
  /// The number of components of a vector.
  public let dimension: Int

  /// The base `b` of the inverse frequencies, `b^(-2i / dimension)` in the paper.
  public let base: Double

  /// How the components are arranged, and which frequencies they have.
  public let convention: SinusoidalConvention

  /// What each pair of components turns by, in radians per token; count `dimension / 2`,
  /// rounded down.
  public let inverseFrequencies: [Double]

  // Inlined for the sake of its convention: see `inverseFrequencies` of SinusoidalConvention.
  /// Prepares vectors of one dimension.
  ///
  /// - Parameters:
  ///   - dimension: from 2 to 2^27; even for the conventions of the paper and of Marian.
  ///   - base: finite and greater than 0.
  ///   - convention: the one that a checkpoint was trained with; the paper's if omitted.
  /// - Throws: ``RotaryError/oddSinusoidalDimension(_:)``, ``RotaryError/invalidBase(_:)``,
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` for a dimension or a padding index out of range,
  ///   or ``RotaryError/frequencyOutOfRange(pair:frequency:)``.
  @inline(__always)
  public init(
    dimension: Int, base: Double = 10_000, convention: SinusoidalConvention = .paper
  ) throws(RotaryError) {
    self.inverseFrequencies = try convention.inverseFrequencies(dimension: dimension, base: base)
    self.dimension = dimension
    self.base = base
    self.convention = convention
  }

  /// The position of the first token of a sequence: 0, or the one after fairseq's padding.
  public var firstPosition: Int {
    if case .fairseq(let paddingIndex) = convention { paddingIndex + 1 } else { 0 }
  }

  /// The vector of one position.
  ///
  /// - Parameter position: any integer. Beyond 2^53 in magnitude `Double` holds only some integers,
  ///   and the nearest of them is taken.
  /// - Returns: components from -1 to 1, shape `[dimension]`.
  /// - Note: Error at most 1e-14 for positions 0 to 7 of dimension 16, and 1e-9 at position
  ///   1,000,000 of dimension 64.
  @inline(__always)
  public subscript(position: Int) -> [Double] {
    var vector = [Double](repeating: 0, count: dimension)
    if case .fairseq(paddingIndex: position) = convention { return vector }
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      let lanes = convention.lanes(ofPair: pair, of: inverseFrequencies.count)
      let phase = phase(at: position, inverseFrequency: inverseFrequency)
      vector[lanes.sine] = phase.sine
      vector[lanes.cosine] = phase.cosine
    }
    return vector
  }

  /// The matrix `M` that moves every position by the same number of tokens.
  ///
  /// For all `p`, `M · self[p]` is `self[p + k]`: moving is linear and does not depend on where one
  /// starts. Each pair contributes the block `[[cos, sin], [-sin, cos]]` of the angle
  /// `k * inverseFrequencies[i]`. Only the padding row of fairseq does not take part.
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
      let (sine, cosine) = convention.lanes(ofPair: pair, of: inverseFrequencies.count)
      let phase = phase(at: k, inverseFrequency: inverseFrequency)
      matrix[sine][sine] = phase.cosine
      matrix[sine][cosine] = phase.sine
      matrix[cosine][sine] = -phase.sine
      matrix[cosine][cosine] = phase.cosine
    }
    return matrix
  }
}
