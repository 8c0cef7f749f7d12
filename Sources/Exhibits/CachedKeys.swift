import RealModule
import RoPE

/// The score of a query and a key that was turned and cached when the text had another length.
///
/// Frequencies that do not depend on the length leave a cached key right; those of dynamic NTK do
/// not.
/// - Note: Source: Peng et al. 2023, arXiv:2309.00071, section 3.3.
package struct CachedKeys: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    /// The length of the text when the key was cached, in tokens.
    package var length: Int
    /// The base that the frequencies of that length have.
    package var base: Double
    package var score: Double
  }

  /// One pair of a cached key.
  package struct Pair: Sendable, Equatable {
    package var pair: Int
    /// In radians per token, at the length the text had when the key was cached.
    package var frequencyThen: Double
    /// The same at the length that the query's position makes.
    package var frequencyNow: Double
    /// Whether the cached numbers are those that turning the key anew would give.
    package var isRight: Bool
  }

  package var query: [Double]
  package var key: [Double]
  package var queryPosition: Int
  package var keyPosition: Int
  package var base: Double
  package var layout: PairLayout
  /// By what dynamic NTK stretches the context; nil for frequencies that do not change.
  package var factor: Double?
  /// The length of training, in tokens.
  package var originalLength: Int

  package init(
    query: [Double], key: [Double], queryPosition: Int, keyPosition: Int, base: Double,
    layout: PairLayout, factor: Double?, originalLength: Int
  ) {
    self.query = query
    self.key = key
    self.queryPosition = queryPosition
    self.keyPosition = keyPosition
    self.base = base
    self.layout = layout
    self.factor = factor
    self.originalLength = originalLength
  }

  /// The score when the text has the length that the query's position makes it.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  package func fresh() throws(RotaryError) -> Row { try row(cachedAt: queryPosition + 1) }

  /// The score with a key that was cached at a length in tokens.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  package func row(cachedAt length: Int) throws(RotaryError) -> Row {
    let now = try embedding(of: queryPosition + 1)
    let then = try embedding(of: length)
    let score = dot(
      try now.rotated(query, at: queryPosition), try then.rotated(key, at: keyPosition))
    return Row(length: length, base: base(of: then), score: score)
  }

  /// The pairs of a key that was cached at a length in tokens.
  ///
  /// What the cache holds is compared, not the frequencies: at position 0, or where the key is zero,
  /// another frequency does no harm. Equal lengths compute alike, so no tolerance is needed.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  package func pairs(cachedAt length: Int) throws(RotaryError) -> [Pair] {
    let now = try embedding(of: queryPosition + 1)
    let then = try embedding(of: length)
    let anew = try now.rotated(key, at: keyPosition)
    let cached = try then.rotated(key, at: keyPosition)
    var pairs: [Pair] = []
    for (pair, lanes) in try layout.lanes(rotaryDimension: key.count).enumerated() {
      pairs.append(
        Pair(
          pair: pair, frequencyThen: then.inverseFrequencies[pair],
          frequencyNow: now.inverseFrequencies[pair],
          isRight: cached[lanes.first] == anew[lanes.first]
            && cached[lanes.second] == anew[lanes.second]))
    }
    return pairs
  }

  private func embedding(of length: Int) throws(RotaryError) -> RotaryEmbedding<Double> {
    let scaling: RotaryScaling =
      if let factor {
        .dynamicNTK(factor: factor, originalLength: originalLength, length: length)
      } else {
        .none
      }
    return try RotaryEmbedding<Double>(
      headDimension: query.count, base: base, layout: layout, scaling: scaling)
  }

  /// The base whose frequencies an embedding has: that of its last pair, turned back.
  private func base(of embedding: RotaryEmbedding<Double>) -> Double {
    let pairs = embedding.inverseFrequencies.count
    guard factor != nil, pairs > 1, let last = embedding.inverseFrequencies.last else {
      return base
    }
    return Double.pow(last, -Double(pairs) / Double(pairs - 1))
  }
}
