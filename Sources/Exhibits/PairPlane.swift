import RealModule
import RoPE

/// One pair of a query and of a key, each turned by its position.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, equations 11 to 13: the angle between the two
///   is that before turning plus (m − n)θ, whatever is added to both positions.
package struct PairPlane: Sendable, Equatable {
  /// A turned vector.
  package struct Arrow: Sendable, Equatable {
    package var position: Int
    /// By how much it was turned, in radians, not reduced to one turn.
    package var angle: Double
    package var x: Double
    package var y: Double

    /// Where it points, in radians from -π to π.
    package var direction: Double { Double.atan2(y: y, x: x) }
  }

  /// Query and key at two positions of one distance.
  package struct Turned: Sendable, Equatable {
    package var query: Arrow
    package var key: Arrow
    /// What the pair adds to the score.
    package var score: Double { query.x * key.x + query.y * key.y }
  }

  /// Count 2, as ``key``; neither all zeros.
  package var query: [Double]
  package var key: [Double]
  package var queryPosition: Int
  package var keyPosition: Int
  /// From 0, below half the head dimension.
  package var pair: Int
  package var headDimension: Int
  package var base: Double

  package init(
    query: [Double], key: [Double], queryPosition: Int, keyPosition: Int, pair: Int,
    headDimension: Int, base: Double
  ) {
    self.query = query
    self.key = key
    self.queryPosition = queryPosition
    self.keyPosition = keyPosition
    self.pair = pair
    self.headDimension = headDimension
    self.base = base
  }

  /// Radians per token.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func frequency() throws(RotaryError) -> Double {
    try PairRotations(headDimension: headDimension, base: base).embedding.inverseFrequencies[pair]
  }

  /// Both after a common shift in tokens.
  ///
  /// - Throws: ``RotaryError`` as ``frequency()``, and for a position beyond 2^53.
  package func turned(shiftedBy shift: Int = 0) throws(RotaryError) -> Turned {
    let rotations = try PairRotations(headDimension: headDimension, base: base)
    func arrow(_ vector: [Double], _ position: Int) throws(RotaryError) -> Arrow {
      let (x, y) = try rotations.turned(vector[0], vector[1], at: position, pair: pair)
      let angle = Double(position) * rotations.embedding.inverseFrequencies[pair]
      return Arrow(position: position, angle: angle, x: x, y: y)
    }
    return Turned(
      query: try arrow(query, queryPosition + shift), key: try arrow(key, keyPosition + shift))
  }

  /// The angle from the key to the query before they are turned, in radians from -π to π.
  package var angleBefore: Double {
    Self.reduced(Double.atan2(y: query[1], x: query[0]) - Double.atan2(y: key[1], x: key[0]))
  }

  /// The angle from the turned key to the turned query, in radians and within one turn, in the
  /// direction of ``angleBefore`` plus (m − n)θ.
  ///
  /// It is taken from the turned vectors, so that an arc of this angle ends at the query.
  package func angle(between turned: Turned, frequency: Double) -> Double {
    let total = angleBefore + Double(queryPosition - keyPosition) * frequency
    let angle = Self.reduced(turned.query.direction - turned.key.direction)
    guard angle.magnitude > 1e-9, (angle < 0) != (total < 0) else { return angle }
    return angle + (total < 0 ? -2 : 2) * .pi
  }

  private static func reduced(_ angle: Double) -> Double {
    angle > .pi ? angle - 2 * .pi : angle < -.pi ? angle + 2 * .pi : angle
  }
}
