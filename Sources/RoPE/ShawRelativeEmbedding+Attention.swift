extension ShawRelativeEmbedding {
  /// The logit of every query and key, `q_i · (k_j + a_ij) / sqrt(dimension)`.
  ///
  /// `a_ij` is row ``index(query:key:)`` of the table for keys.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, dimension]`, at least one.
  ///   - keys: shape `[keys, dimension]`, at least one.
  ///   - keyVectors: the learned table for keys, shape `[rowCount, dimension]`.
  ///   - queryPositions: one per query; 0, 1, 2 … if omitted. A decoder with cached keys passes the
  ///     late position of its single query.
  ///   - keyPositions: one per key; 0, 1, 2 … if omitted.
  /// - Returns: shape `[queries, keys]`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/raggedRow(row:expected:found:)``,
  ///   ``RotaryError/wrongLength(expected:found:)``,
  ///   ``RotaryError/wrongCount(of:expected:found:)`` for a table of another size, or
  ///   ``RotaryError/unequalCounts(of:_:and:_:)`` for missing positions.
  /// - Note: Error at most 1e-12 against reference values of 7 tokens.
  /// - Note: Source: arXiv:1803.02155, equations 4 and 5.
  public func logits(
    queries: [[Double]], keys: [[Double]], keyVectors: [[Double]],
    queryPositions: [Int]? = nil, keyPositions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    let found = try checkedScoreDimension(queries: queries, keys: keys)
    guard found == dimension else { throw .wrongLength(expected: dimension, found: found) }
    try checkTable(keyVectors)
    let queryPositions = queryPositions ?? Array(queries.indices)
    let keyPositions = keyPositions ?? Array(keys.indices)
    try checkOnePosition(queryPositions, perRowOf: queries, as: .queries)
    try checkOnePosition(keyPositions, perRowOf: keys, as: .keys)

    let scale = 1 / Double(dimension).squareRoot()
    return zip(queries, queryPositions).map { query, queryPosition in
      zip(keys, keyPositions).map { key, keyPosition in
        let relative = keyVectors[index(query: queryPosition, key: keyPosition)]
        return scale * (dotProduct(query, key) + dotProduct(query, relative))
      }
    }
  }

  /// The output of every query, the sum of `weight_ij * (v_j + a_ij)` over the keys.
  ///
  /// The weights are the softmax of
  /// ``logits(queries:keys:keyVectors:queryPositions:keyPositions:)``; `a_ij` is row
  /// ``index(query:key:)`` of the table for values.
  ///
  /// - Parameters:
  ///   - queries: shape `[queries, dimension]`, at least one.
  ///   - keys: shape `[keys, dimension]`, at least one.
  ///   - values: shape `[keys, dimension]`.
  ///   - keyVectors: the learned table for keys, shape `[rowCount, dimension]`.
  ///   - valueVectors: the learned table for values, shape `[rowCount, dimension]`.
  ///   - mask: which keys a query may look at.
  ///   - queryPositions: one per query; 0, 1, 2 … if omitted.
  ///   - keyPositions: one per key; 0, 1, 2 … if omitted.
  /// - Returns: shape `[queries, dimension]`.
  /// - Throws: what ``logits(queries:keys:keyVectors:queryPositions:keyPositions:)`` throws, or
  ///   ``RotaryError/noVisibleKey(query:)``.
  /// - Note: Error at most 1e-12 against reference values of 7 tokens.
  /// - Note: Source: arXiv:1803.02155, equations 3 and 4.
  public func outputs(
    queries: [[Double]], keys: [[Double]], values: [[Double]],
    keyVectors: [[Double]], valueVectors: [[Double]], mask: Attention.Mask = .none,
    queryPositions: [Int]? = nil, keyPositions: [Int]? = nil
  ) throws(RotaryError) -> [[Double]] {
    let valueDimension = try checkedWidth(of: values, as: .values)
    guard valueDimension == dimension else {
      throw .wrongLength(expected: dimension, found: valueDimension)
    }
    guard values.count == keys.count else {
      throw .unequalCounts(of: .keys, keys.count, and: .values, values.count)
    }
    try checkTable(valueVectors)
    var logits = try logits(
      queries: queries, keys: keys, keyVectors: keyVectors,
      queryPositions: queryPositions, keyPositions: keyPositions)

    let queryPositions = queryPositions ?? Array(queries.indices)
    let keyPositions = keyPositions ?? Array(keys.indices)
    for (query, queryPosition) in queryPositions.enumerated() {
      for (key, keyPosition) in keyPositions.enumerated()
      where !mask.shows(keyPosition, to: queryPosition) {
        logits[query][key] = -.infinity
      }
    }
    let weights = try attentionWeights(logits, mask: mask)
    return zip(weights, queryPositions).map { row, queryPosition in
      var output = [Double](repeating: 0, count: dimension)
      for (key, weight) in row.enumerated() {
        let relative = valueVectors[index(query: queryPosition, key: keyPositions[key])]
        for lane in output.indices { output[lane] += weight * (values[key][lane] + relative[lane]) }
      }
      return output
    }
  }

  private func checkTable(_ vectors: [[Double]]) throws(RotaryError) {
    guard vectors.count == rowCount else {
      throw .wrongCount(of: .rows, expected: rowCount, found: vectors.count)
    }
    let width = try checkedWidth(of: vectors, as: .rows)
    guard width == dimension else { throw .wrongLength(expected: dimension, found: width) }
  }
}
