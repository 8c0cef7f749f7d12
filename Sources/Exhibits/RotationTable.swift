import RoPE

/// The angle of each position and what it makes of one vector, pair by pair.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.
package struct RotationTable: Sendable, Equatable {
  /// One position in one pair.
  package struct Entry: Sendable, Equatable {
    package var position: Int
    package var pair: Int
    /// In radians, not reduced to one turn.
    package var angle: Double
    /// The turned vector.
    package var x: Double
    package var y: Double

    package var degrees: Double { angle * 180 / .pi }
  }

  package var positions: [Int]
  /// Pairs from 0; each below half the head dimension.
  package var pairs: [Int]
  /// The two components that every pair starts from.
  package var x: Double
  package var y: Double
  package var headDimension: Int
  package var base: Double

  package init(
    positions: [Int], pairs: [Int], x: Double, y: Double, headDimension: Int, base: Double
  ) {
    self.positions = positions
    self.pairs = pairs
    self.x = x
    self.y = y
    self.headDimension = headDimension
    self.base = base
  }

  /// One list for each position, with one entry for each pair.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, or a
  ///   position beyond 2^53.
  package func rows() throws(RotaryError) -> [[Entry]] {
    let rotations = try PairRotations(headDimension: headDimension, base: base)
    var rows: [[Entry]] = []
    for position in positions {
      var row: [Entry] = []
      for pair in pairs {
        let (x, y) = try rotations.turned(x, y, at: position, pair: pair)
        let angle = Double(position) * rotations.embedding.inverseFrequencies[pair]
        row.append(Entry(position: position, pair: pair, angle: angle, x: x, y: y))
      }
      rows.append(row)
    }
    return rows
  }
}
