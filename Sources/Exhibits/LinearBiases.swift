import RoPE

/// What attention with linear biases adds to the scores of a layer.
///
/// - Note: Source: Press et al. 2022, arXiv:2108.12409, section 3.
package struct LinearBiases: Sendable, Equatable {
  /// The number of heads.
  package var heads: Int

  package init(heads: Int) {
    self.heads = heads
  }

  /// What each head subtracts for a token of distance.
  ///
  /// - Throws: ``RotaryError`` for a count the library refuses.
  package func slopes() throws(RotaryError) -> [Double] { try ALiBi(heads: heads).slopes }

  /// The bias of one head for keys so many tokens before the query.
  ///
  /// - Throws: ``RotaryError`` for a count the library refuses.
  package func curve(ofHead head: Int, distances: [Int]) throws(RotaryError) -> [Double] {
    let biases = try ALiBi(heads: heads)
    // Adding 0 turns the -0 of distance 0 into 0.
    return distances.map { 0 + biases.bias(head: head, query: $0, key: 0) }
  }

  /// The bias of one head for each query, a row, and each key, a column, both counted from 0.
  ///
  /// - Throws: ``RotaryError`` for a count the library refuses.
  package func matrix(ofHead head: Int, count: Int) throws(RotaryError) -> [[Double]] {
    let biases = try ALiBi(heads: heads)
    return (0..<count).map { query in
      (0..<count).map { key in 0 + biases.bias(head: head, query: query, key: key) }
    }
  }
}
