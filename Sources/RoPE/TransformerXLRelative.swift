/// The relative score of Transformer-XL: content and position, each against query and bias.
///
/// `A_ij = q_i · k_j + q_i · W R_p + u · k_j + v · W R_p` for the distance `p = i - j` of a key at
/// or before its query. `R_p` is a sine and cosine vector, `W` its learned projection, and `u` and
/// `v` take the place of a query that knows where it is. The keys may begin with a memory: tokens of
/// the segment before, which have no queries any more.
///
/// - Note: Source: Dai et al. 2019, arXiv:1901.02860, section 3.3 and appendix B.
public struct TransformerXLRelative: Sendable, Hashable {
  /// The learned `W`, shape `[headDimension, modelDimension]`.
  public let positionProjection: [[Double]]

  /// The learned `u`, which meets the content of a key; shape `[headDimension]`.
  public let contentBias: [Double]

  /// The learned `v`, which meets the distance of a key; shape `[headDimension]`.
  public let positionBias: [Double]

  private let sinusoid: SinusoidalEmbedding

  /// The four terms of every score, each of shape `[queries, keys]`.
  ///
  /// In the two position terms an entry of a key after its query is meaningless.
  public struct Terms: Sendable, Hashable {
    /// `q_i · k_j`.
    public let content: [[Double]]

    /// `q_i · W R_p`.
    public let position: [[Double]]

    /// `u · k_j`.
    public let contentBias: [[Double]]

    /// `v · W R_p`.
    public let positionBias: [[Double]]
  }

  /// Describes one head.
  ///
  /// - Parameters:
  ///   - positionProjection: shape `[headDimension, modelDimension]`; the model dimension is even.
  ///   - contentBias: shape `[headDimension]`.
  ///   - positionBias: shape `[headDimension]`.
  ///   - base: of the sine and cosine vectors, finite and greater than 0.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/raggedRow(row:expected:found:)``,
  ///   ``RotaryError/wrongLength(expected:found:)``, or what
  ///   ``SinusoidalEmbedding/init(dimension:base:convention:)`` throws.
  public init(
    positionProjection: [[Double]], contentBias: [Double], positionBias: [Double],
    base: Double = 10_000
  ) throws(RotaryError) {
    let modelDimension = try checkedWidth(of: positionProjection, as: .rows)
    for bias in [contentBias, positionBias] where bias.count != positionProjection.count {
      throw .wrongLength(expected: positionProjection.count, found: bias.count)
    }
    self.positionProjection = positionProjection
    self.contentBias = contentBias
    self.positionBias = positionBias
    self.sinusoid = try SinusoidalEmbedding(
      dimension: modelDimension, base: base, convention: .marian)
  }

  /// The number of components of a query or a key.
  public var headDimension: Int { positionProjection.count }

  /// The vector `R_p` of a distance: all sines, then all cosines.
  ///
  /// - Parameter distance: in tokens; a positive one looks back.
  /// - Returns: shape `[modelDimension]`.
  public func positionVector(_ distance: Int) -> [Double] { sinusoid[distance] }

  /// The four terms of every score.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, headDimension]`, the last tokens of the sequence.
  ///   - keys: shape `[keys, headDimension]`, all its tokens, so at least as many; the surplus at
  ///     the front is the memory.
  /// - Returns: terms of shape `[queries, keys]`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/raggedRow(row:expected:found:)`` or
  ///   ``RotaryError/wrongLength(expected:found:)``.
  /// - Note: Error at most 1e-12 against reference values of 7 keys.
  public func terms(queries: [[Double]], keys: [[Double]]) throws(RotaryError) -> Terms {
    let dimension = try checkedScoreDimension(queries: queries, keys: keys)
    guard dimension == headDimension else {
      throw .wrongLength(expected: headDimension, found: dimension)
    }
    try check(queries.count, isIn: 1...keys.count, as: .queries)
    // One projected vector per distance, farthest first. Every query meets all of them in that
    // order; the shift then puts each product under the key it belongs to.
    let positions = keys.indices.reversed().map { distance in
      positionProjection.map { dotProduct($0, positionVector(distance)) }
    }
    func products(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
      left.map { vector in right.map { dotProduct(vector, $0) } }
    }
    let contentBiases = [[Double]](repeating: contentBias, count: queries.count)
    let positionBiases = [[Double]](repeating: positionBias, count: queries.count)
    return Terms(
      content: products(queries, keys),
      position: Self.shifted(products(queries, positions)),
      contentBias: products(contentBiases, keys),
      positionBias: Self.shifted(products(positionBiases, positions)))
  }

  /// The score of every query and key, the sum of its four terms.
  ///
  /// As in the paper, nothing is divided by the square root of the head dimension; do so before the
  /// softmax.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, headDimension]`, the last tokens of the sequence.
  ///   - keys: shape `[keys, headDimension]`, the memory and these tokens.
  /// - Returns: shape `[queries, keys]`; the entry of a key after its query is negative infinity.
  /// - Throws: what ``terms(queries:keys:)`` throws.
  /// - Note: Error at most 1e-12 against reference values of 7 keys.
  public func scores(queries: [[Double]], keys: [[Double]]) throws(RotaryError) -> [[Double]] {
    let terms = try terms(queries: queries, keys: keys)
    let memory = keys.count - queries.count
    return queries.indices.map { query in
      keys.indices.map { key in
        guard key <= query + memory else { return -.infinity }
        let content = terms.content[query][key] + terms.contentBias[query][key]
        return content + terms.position[query][key] + terms.positionBias[query][key]
      }
    }
  }

  /// Moves row `i` of `n` rows left by `n - 1 - i` columns, by reading the matrix as a longer one.
  ///
  /// A column of zeros is put in front, the numbers are read as rows of `n`, the first such row is
  /// dropped, and the rest is read in the old shape. What slides in at the right end of a row comes
  /// from the next row; it belongs to keys after the query, which the causal mask hides.
  ///
  /// - Parameter matrix: shape `[queries, keys]`, the distances falling from left to right, with at
  ///   least as many keys as queries for the result to have a meaning.
  /// - Returns: shape `[queries, keys]`; column `j` belongs to key `j`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/raggedRow(row:expected:found:)``.
  /// - Note: Source: `_rel_shift` of the authors' code.
  public static func relativeShift(_ matrix: [[Double]]) throws(RotaryError) -> [[Double]] {
    _ = try checkedWidth(of: matrix, as: .queries)
    return shifted(matrix)
  }

  private static func shifted(_ matrix: [[Double]]) -> [[Double]] {
    let padded: [Double] = matrix.flatMap { row in [0] + row }
    let width = matrix[0].count
    return matrix.indices.map { row in
      let start = matrix.count + row * width
      return Array(padded[start..<start + width])
    }
  }
}
