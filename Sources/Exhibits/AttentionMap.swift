import RoPE

/// How much each token takes of each other: the weights of one head.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1.
package struct AttentionMap: Sendable, Equatable {
  /// One query for each token.
  package var queries: [[Double]]
  /// One key for each token, as long as the queries.
  package var keys: [[Double]]
  package var positions: [Int]
  package var isCausal: Bool
  /// What queries and keys are turned by; nil where they are left as they are.
  package var rotary: Rotary?

  /// The rotation of queries and keys.
  package struct Rotary: Sendable, Equatable {
    package var base: Double
    package var layout: PairLayout

    package init(base: Double, layout: PairLayout) {
      self.base = base
      self.layout = layout
    }
  }

  package init(
    queries: [[Double]], keys: [[Double]], positions: [Int], isCausal: Bool, rotary: Rotary?
  ) {
    self.queries = queries
    self.keys = keys
    self.positions = positions
    self.isCausal = isCausal
    self.rotary = rotary
  }

  /// One row for each query; its weights sum to 1.
  ///
  /// - Throws: ``RotaryError`` for vectors of several lengths, and what the rotation throws.
  package func weights() throws(RotaryError) -> [[Double]] {
    var embedding: RotaryEmbedding<Double>?
    if let rotary, let dimension = queries.first?.count {
      embedding = try RotaryEmbedding<Double>(
        headDimension: dimension, base: rotary.base, layout: rotary.layout)
    }
    return try Attention(mask: isCausal ? .causal : .none, rotary: embedding).weights(
      queries: queries, keys: keys, queryPositions: positions, keyPositions: positions)
  }
}
