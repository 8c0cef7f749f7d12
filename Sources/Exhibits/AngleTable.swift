import RoPE

/// The angle of every position in every pair: position times frequency, not reduced to one turn.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.2.
package struct AngleTable: Sendable, Equatable {
  package var positions: [Int]
  /// Pairs from 0; each below half the head dimension.
  package var pairs: [Int]
  package var headDimension: Int
  package var base: Double

  package init(positions: [Int], pairs: [Int], headDimension: Int, base: Double) {
    self.positions = positions
    self.pairs = pairs
    self.headDimension = headDimension
    self.base = base
  }

  /// One row for each position, one angle in radians for each pair.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func rows() throws(RotaryError) -> [[Double]] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .interleaved)
    let frequencies = embedding.inverseFrequencies
    return positions.map { position in pairs.map { Double(position) * frequencies[$0] } }
  }
}
