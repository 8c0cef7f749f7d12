import RealModule

/// Scaled dot-product attention of a single head, written to be read.
///
/// The score of a query and a key is their dot product divided by the square root of the dimension;
/// softmax makes each query's scores its weights; the output is the weighted sum of the values.
/// Given a rotary embedding, queries and keys are turned by their positions first, values never.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1; with rotation,
///   Su et al. 2021, arXiv:2104.09864, section 3.2.2.
public struct Attention: Sendable, Hashable {
  /// Which keys a query may look at.
  public enum Mask: Sendable, Hashable {
    /// All of them.
    case none

    /// Those at its own position and before.
    case causal
  }

  /// Which keys a query may look at.
  public let mask: Mask

  /// What turns queries and keys, if anything does.
  public let rotary: RotaryEmbedding<Double>?

  /// Describes one head.
  ///
  /// - Parameters:
  ///   - mask: which keys a query may look at.
  ///   - rotary: turns queries and keys by their positions; `nil` leaves them as they are.
  public init(mask: Mask, rotary: RotaryEmbedding<Double>? = nil) {
    self.mask = mask
    self.rotary = rotary
  }

  /// The scaled dot product of every query with every key.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, dimension]`, at least 1 by 1.
  ///   - keys: shape `[keys, dimension]`, at least 1 by 1.
  ///   - queryPositions: one per query; 0, 1, 2 … if omitted.
  ///   - keyPositions: one per key; 0, 1, 2 … if omitted.
  /// - Returns: shape `[queries, keys]`; a masked entry is negative infinity.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` for an empty list or more scores than
  ///   fit into memory, ``RotaryError/raggedRow(row:expected:found:)``,
  ///   ``RotaryError/wrongLength(expected:found:)`` for keys or a rotary embedding of another
  ///   dimension than the queries, ``RotaryError/unequalCounts(of:_:and:_:)`` for missing
  ///   positions, or ``RotaryError/positionOutOfRange(_:)``.
  public func scores(
    queries: [[Double]], keys: [[Double]],
    queryPositions: [Int]? = nil, keyPositions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    let dimension = try checkedScoreDimension(queries: queries, keys: keys)
    let queryPositions = queryPositions ?? Array(queries.indices)
    let keyPositions = keyPositions ?? Array(keys.indices)
    let turnedQueries = try turned(queries, by: queryPositions, as: .queries)
    let turnedKeys = try turned(keys, by: keyPositions, as: .keys)
    let scale = 1 / Double(dimension).squareRoot()
    var rows: [[Double]] = []
    for query in turnedQueries.indices {
      var row = [Double](repeating: -.infinity, count: turnedKeys.count)
      for key in turnedKeys.indices
      where mask.shows(keyPositions[key], to: queryPositions[query]) {
        row[key] = scale * dotProduct(turnedQueries[query], turnedKeys[key])
      }
      rows.append(row)
    }
    return rows
  }

  /// How much each query takes of each key: the softmax of its scores.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, dimension]`, at least 1 by 1.
  ///   - keys: shape `[keys, dimension]`, at least 1 by 1.
  ///   - queryPositions: one per query; 0, 1, 2 … if omitted.
  ///   - keyPositions: one per key; 0, 1, 2 … if omitted.
  /// - Returns: rows that sum to 1, shape `[queries, keys]`; a masked entry is 0.
  /// - Throws: what ``scores(queries:keys:queryPositions:keyPositions:)`` throws, or
  ///   ``RotaryError/noVisibleKey(query:)``.
  public func weights(
    queries: [[Double]], keys: [[Double]],
    queryPositions: [Int]? = nil, keyPositions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    let scores = try scores(
      queries: queries, keys: keys, queryPositions: queryPositions, keyPositions: keyPositions)
    return try attentionWeights(scores, mask: mask)
  }

  /// The weighted sum of the values, for every query.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, dimension]`, at least 1 by 1.
  ///   - keys: shape `[keys, dimension]`, at least 1 by 1.
  ///   - values: shape `[keys, valueDimension]`, at least 1 by 1.
  ///   - queryPositions: one per query; 0, 1, 2 … if omitted.
  ///   - keyPositions: one per key; 0, 1, 2 … if omitted.
  /// - Returns: shape `[queries, valueDimension]`.
  /// - Throws: what ``weights(queries:keys:queryPositions:keyPositions:)`` throws, or
  ///   ``RotaryError/unequalCounts(of:_:and:_:)`` for another number of values than of keys.
  public func output(
    queries: [[Double]], keys: [[Double]], values: [[Double]],
    queryPositions: [Int]? = nil, keyPositions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    let valueDimension = try checkedWidth(of: values, as: .values)
    guard values.count == keys.count else {
      throw .unequalCounts(of: .keys, keys.count, and: .values, values.count)
    }
    let weights = try weights(
      queries: queries, keys: keys, queryPositions: queryPositions, keyPositions: keyPositions)
    return weightedSums(weights, of: values, width: valueDimension)
  }
}

extension Attention {
  // Inlined, so that attention without a rotation is linked without one.
  @inline(__always)
  private func turned(
    _ vectors: [[Double]], by positions: [Int], as quantity: RotaryError.Quantity
  ) throws(RotaryError) -> [[Double]] {
    guard positions.count == vectors.count else {
      throw .unequalCounts(of: quantity, vectors.count, and: .positions, positions.count)
    }
    guard let rotary else { return vectors }
    var turned: [[Double]] = []
    for index in vectors.indices {
      turned.append(try rotary.rotated(vectors[index], at: positions[index]))
    }
    return turned
  }
}
