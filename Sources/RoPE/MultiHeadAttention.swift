/// Attention of several heads, with any encoding of positions and a cache; a reference, not fast.
///
/// A row holds the heads of one token side by side, as a projection makes them. Query heads share
/// key heads in equal groups: with 8 heads and 2 key heads, heads 0 to 3 use key head 0. As many key
/// heads as heads is multi-head attention, fewer is grouped-query attention, one is multi-query.
///
/// ```swift
/// let layer = try MultiHeadAttention(
///   heads: 8, keyHeads: 2, headDimension: 64, encoding: .alibi(try ALiBi(heads: 8)))
/// var cache = KeyValueCache()
/// let queries = [[Double]](repeating: [Double](repeating: 0.1, count: 8 * 64), count: 3)
/// let keys = [[Double]](repeating: [Double](repeating: 0.1, count: 2 * 64), count: 3)
/// let prompt = try layer.output(queries: queries, keys: keys, values: keys, cache: &cache)
/// print(prompt.count, prompt[0].count, cache.tokenCount)
/// // Prints "3 512 3"
/// ```
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.2.2; groups, Ainslie et al.
///   2023, arXiv:2305.13245.
public struct MultiHeadAttention: Sendable, Hashable {
  /// The number of query heads.
  public let heads: Int

  /// The number of key and value heads.
  public let keyHeads: Int

  /// The number of components of a query or key of one head.
  public let headDimension: Int

  /// Which keys a query may look at.
  public let mask: Attention.Mask

  /// How the layer learns where its tokens stand.
  public let encoding: PositionEncoding

  /// What dot products are multiplied by before a bias is added.
  public let scale: Double

  /// Describes one layer.
  ///
  /// - Parameters:
  ///   - heads: the query heads, at least 1.
  ///   - keyHeads: the key heads, a divisor of `heads`; as many as heads if omitted.
  ///   - headDimension: the components of a head, at least 1; `heads * headDimension` must be at
  ///     most 2^27.
  ///   - mask: which keys a query may look at.
  ///   - encoding: made for this number of heads and this head dimension.
  ///   - scale: of dot products, finite; if omitted 1 for T5 and `1 / sqrt(headDimension)`
  ///     otherwise.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/unevenHeads(heads:keyHeads:)``,
  ///   ``RotaryError/parameterOutOfRange(_:_:allowed:)``, or
  ///   ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/wrongCount(of:expected:found:)`` for an encoding of another layer.
  public init(
    heads: Int, keyHeads: Int? = nil, headDimension: Int, mask: Attention.Mask = .causal,
    encoding: PositionEncoding = .none, scale: Double? = nil
  ) throws(RotaryError) {
    let keyHeads = keyHeads ?? heads
    try check(headDimension, isIn: 1...largestElementCount, as: .headDimension)
    try check(heads, isIn: 1...largestElementCount / headDimension, as: .heads)
    try check(keyHeads, isIn: 1...heads, as: .keyHeads)
    guard heads.isMultiple(of: keyHeads) else {
      throw .unevenHeads(heads: heads, keyHeads: keyHeads)
    }
    try encoding.check(heads: heads, headDimension: headDimension)
    if let scale {
      let largest = Double.greatestFiniteMagnitude
      try check(scale, isIn: -largest...largest, as: .scale)
    }
    let standard = if case .t5 = encoding { 1.0 } else { 1 / Double(headDimension).squareRoot() }
    self.heads = heads
    self.keyHeads = keyHeads
    self.headDimension = headDimension
    self.mask = mask
    self.encoding = encoding
    self.scale = scale ?? standard
  }

  /// The output of a whole sequence.
  ///
  /// - Parameters:
  ///   - queries: shape `[tokens, heads * headDimension]`, at least one token.
  ///   - keys: shape `[tokens, keyHeads * headDimension]`.
  ///   - values: shape `[tokens, keyHeads * valueDimension]`.
  ///   - positions: one per token; 0, 1, 2 … if omitted.
  /// - Returns: shape `[tokens, heads * valueDimension]`.
  /// - Throws: what ``output(queries:keys:values:positions:cache:)`` throws.
  public func output(
    queries: [[Double]], keys: [[Double]], values: [[Double]], positions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    var cache = KeyValueCache()
    return try output(
      queries: queries, keys: keys, values: values, positions: positions, cache: &cache)
  }

  /// The output of the next tokens, which are appended to the cache.
  ///
  /// Token by token, in pieces or all at once: with a causal mask the outputs are the same. After an
  /// error the cache is as it was.
  ///
  /// - Parameters:
  ///   - queries: shape `[tokens, heads * headDimension]`, at least one token.
  ///   - keys: shape `[tokens, keyHeads * headDimension]`.
  ///   - values: shape `[tokens, keyHeads * valueDimension]`.
  ///   - positions: one per token; if omitted they continue from the number of cached tokens.
  ///   - cache: the tokens before, of this layer.
  /// - Returns: shape `[tokens, heads * valueDimension]`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` for no tokens, more scores than fit into
  ///   memory or values of no width, ``RotaryError/raggedRow(row:expected:found:)``,
  ///   ``RotaryError/wrongCount(of:expected:found:)`` for rows of another width than the layer's or
  ///   the cached ones', ``RotaryError/unequalCounts(of:_:and:_:)``,
  ///   ``RotaryError/unevenValues(width:keyHeads:)``, ``RotaryError/positionOutOfRange(_:)`` or
  ///   ``RotaryError/noVisibleKey(query:)``.
  public func output(
    queries: [[Double]], keys: [[Double]], values: [[Double]], positions: [Int]? = nil,
    cache: inout KeyValueCache
  ) throws(RotaryError) -> [[Double]] {
    let positions = positions ?? queries.indices.map { cache.tokenCount + $0 }
    try checkTokens(queries: queries, keys: keys, values: values, positions: positions)
    try checkFit(values: values, into: cache)

    var extended = cache
    extended.append(
      keys: try placed(keys, at: positions), values: values, positions: positions)
    try check(
      queries.count, isIn: 1...max(1, largestElementCount / extended.tokenCount), as: .queries)

    let placedQueries = try placed(queries, at: positions)
    var outputs = [[Double]](repeating: [], count: queries.count)
    for head in 0..<heads {
      let scores = try scores(
        ofHead: head, queries: placedQueries, positions: positions, cache: extended)
      let weights = try attentionWeights(scores, mask: mask)
      let own = extended.values.map { part(keyHead(of: head), of: $0, parts: keyHeads) }
      let sums = weightedSums(weights, of: own, width: own[0].count)
      for token in outputs.indices { outputs[token] += sums[token] }
    }
    cache = extended
    return outputs
  }
}

extension MultiHeadAttention {
  /// The key head that a query head shares with its group.
  private func keyHead(of head: Int) -> Int { head / (heads / keyHeads) }

  /// One of the equal parts of a row.
  private func part(_ index: Int, of row: [Double], parts: Int) -> [Double] {
    let width = row.count / parts
    return Array(row[index * width..<(index + 1) * width])
  }

  private func scores(
    ofHead head: Int, queries: [[Double]], positions: [Int], cache: KeyValueCache
  ) throws(RotaryError) -> [[Double]] {
    let keys = cache.keys.map { part(keyHead(of: head), of: $0, parts: keyHeads) }
    var scores: [[Double]] = []
    for (query, position) in zip(queries, positions) {
      let own = part(head, of: query, parts: heads)
      var row: [Double] = []
      for (key, keyPosition) in zip(keys, cache.positions) {
        guard mask.shows(keyPosition, to: position) else {
          row.append(-.infinity)
          continue
        }
        let bias = try encoding.bias(head: head, query: position, key: keyPosition)
        row.append(scale * dotProduct(own, key) + bias)
      }
      scores.append(row)
    }
    return scores
  }

  /// Every head of every row, placed at the position of its token.
  private func placed(_ rows: [[Double]], at positions: [Int]) throws(RotaryError) -> [[Double]] {
    var placed = rows
    for (token, position) in positions.enumerated() {
      placed[token] = []
      let parts = rows[token].count / headDimension
      for head in 0..<parts {
        placed[token] += try encoding.placed(
          part(head, of: rows[token], parts: parts), at: position)
      }
    }
    return placed
  }

  private func checkTokens(
    queries: [[Double]], keys: [[Double]], values: [[Double]], positions: [Int]
  ) throws(RotaryError) {
    let width = try checkedWidth(of: queries, as: .queries)
    try checkComponents(width, are: heads * headDimension)
    let keyWidth = try checkedWidth(of: keys, as: .keys)
    try checkComponents(keyWidth, are: keyHeads * headDimension)
    let valueWidth = try checkedWidth(of: values, as: .values)
    guard valueWidth.isMultiple(of: keyHeads) else {
      throw .unevenValues(width: valueWidth, keyHeads: keyHeads)
    }
    guard keys.count == queries.count else {
      throw .unequalCounts(of: .queries, queries.count, and: .keys, keys.count)
    }
    guard values.count == keys.count else {
      throw .unequalCounts(of: .keys, keys.count, and: .values, values.count)
    }
    try checkOnePosition(positions, perRowOf: queries, as: .queries)
  }

  /// A cache that another layer has filled may hold rows of other widths.
  private func checkFit(values: [[Double]], into cache: KeyValueCache) throws(RotaryError) {
    guard let key = cache.keys.first, let value = cache.values.first else { return }
    try checkComponents(key.count, are: keyHeads * headDimension)
    try checkComponents(values[0].count, are: value.count)
  }

  private func checkComponents(_ found: Int, are expected: Int) throws(RotaryError) {
    guard found == expected else {
      throw .wrongCount(of: .components, expected: expected, found: found)
    }
  }
}
