import RoPE

/// Unit circles with a hand at the angle of each position and pair.
///
/// Columns are positions, rows are pairs.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.
package struct RotationDials: Sendable, Equatable {
  /// One circle.
  package struct Dial: Sendable, Equatable {
    package var position: Int
    package var pair: Int
    package var center: Coordinate
    package var radius: Double
    /// The end of the hand.
    package var tip: Coordinate
    /// In radians, counter-clockwise from the right; not reduced to one turn.
    package var angle: Double
    package var cosine: Double
    package var sine: Double
  }

  /// Token positions, one for each column.
  package var positions: [Int]
  /// Pairs from 0, one for each row; each below half the head dimension.
  package var pairs: [Int]
  package var headDimension: Int
  package var base: Double

  package init(positions: [Int], pairs: [Int], headDimension: Int, base: Double) {
    self.positions = positions
    self.pairs = pairs
    self.headDimension = headDimension
    self.base = base
  }

  package static let radius = 34.0
  package static let columnDistance = 120.0
  package static let rowDistance = 112.0
  /// The centre of the first dial: room for row names at the left and column names above.
  package static let origin = Coordinate(140, 82)

  /// The dials, row by row.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, or a
  ///   position beyond 2^53.
  package func dials() throws(RotaryError) -> [Dial] {
    let rotations = try PairRotations(headDimension: headDimension, base: base)
    var dials: [Dial] = []
    dials.reserveCapacity(positions.count * pairs.count)
    for (row, pair) in pairs.enumerated() {
      for (column, position) in positions.enumerated() {
        let turn = try rotations.turn(at: position, pair: pair)
        let center = Coordinate(
          Self.origin.x + Self.columnDistance * Double(column),
          Self.origin.y + Self.rowDistance * Double(row))
        dials.append(
          Dial(
            position: position, pair: pair, center: center, radius: Self.radius,
            tip: Coordinate(
              center.x + Self.radius * turn.cosine, center.y - Self.radius * turn.sine),
            angle: turn.angle, cosine: turn.cosine, sine: turn.sine))
      }
    }
    return dials
  }
}

/// The turn of single pairs, taken from the library's own rotation of a vector.
struct PairRotations {
  struct Turn {
    var angle: Double
    var cosine: Double
    var sine: Double
  }

  let embedding: RotaryEmbedding<Double>

  init(headDimension: Int, base: Double) throws(RotaryError) {
    embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .interleaved)
  }

  func turn(at position: Int, pair: Int) throws(RotaryError) -> Turn {
    let (cosine, sine) = try turned(1, 0, at: position, pair: pair)
    let angle = Double(position) * embedding.inverseFrequencies[pair]
    return Turn(angle: angle, cosine: cosine, sine: sine)
  }

  /// The vector (x, y) of one pair, turned.
  func turned(
    _ x: Double, _ y: Double, at position: Int, pair: Int
  ) throws(RotaryError) -> (Double, Double) {
    var vector = [Double](repeating: 0, count: embedding.headDimension)
    vector[2 * pair] = x
    vector[2 * pair + 1] = y
    try embedding.rotate(&vector, at: position)
    return (vector[2 * pair], vector[2 * pair + 1])
  }
}
