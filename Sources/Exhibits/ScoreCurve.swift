import RoPE

/// What is compared of a query and a key.
package enum ScoreMeasure: Sendable, Equatable {
  /// Their dot product.
  case dotProduct
  /// The cosine of the angle between them.
  case cosine

  func callAsFunction(_ query: [Double], _ key: [Double]) -> Double {
    switch self {
    case .dotProduct: dot(query, key)
    case .cosine: dot(query, key) / (dot(query, query) * dot(key, key)).squareRoot()
    }
  }
}

/// The score of a query and a key while both move by the same number of tokens.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2; the additive sinusoid of
///   Vaswani et al. 2017, arXiv:1706.03762, for comparison.
package struct ScoreCurve: Sendable, Equatable {
  /// Count `headDimension`.
  package var query: [Double]
  package var key: [Double]
  package var headDimension: Int
  package var base: Double
  package var layout: PairLayout
  package var queryPosition: Int
  package var keyPosition: Int
  /// The common shifts, in tokens.
  package var shifts: [Int]
  package var measure: ScoreMeasure

  package init(
    query: [Double], key: [Double], headDimension: Int, base: Double, layout: PairLayout,
    queryPosition: Int, keyPosition: Int, shifts: [Int], measure: ScoreMeasure = .dotProduct
  ) {
    self.measure = measure
    self.query = query
    self.key = key
    self.headDimension = headDimension
    self.base = base
    self.layout = layout
    self.queryPosition = queryPosition
    self.keyPosition = keyPosition
    self.shifts = shifts
  }

  /// The score of the rotated query and key, for each shift.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, a
  ///   vector of another length, or a position beyond 2^53.
  package func rotary() throws(RotaryError) -> [Double] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: layout)
    var scores: [Double] = []
    for shift in shifts {
      let turnedQuery = try embedding.rotated(
        query, at: try Exhibits.sum(queryPosition, shift))
      let turnedKey = try embedding.rotated(
        key, at: try Exhibits.sum(keyPosition, shift))
      scores.append(measure(turnedQuery, turnedKey))
    }
    return scores
  }

  /// The score of query and key with the sinusoid of their positions added, for each shift.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, or a
  ///   position that no integer holds.
  package func sinusoid() throws(RotaryError) -> [Double] {
    let embedding = try SinusoidalEmbedding(dimension: headDimension, base: base)
    var scores: [Double] = []
    for shift in shifts {
      let movedQuery = Self.sum(query, embedding[try Exhibits.sum(queryPosition, shift)])
      let movedKey = Self.sum(key, embedding[try Exhibits.sum(keyPosition, shift)])
      scores.append(measure(movedQuery, movedKey))
    }
    return scores
  }

  /// The largest score less the smallest.
  package static func spread(of scores: [Double]) -> Double {
    Exhibits.spread(scores)
  }

  /// The points of a curve in a figure.
  package func points(_ scores: [Double], in frame: Frame) -> [Coordinate] {
    var points: [Coordinate] = []
    for index in 0..<min(shifts.count, scores.count) {
      points.append(frame.place(Double(shifts[index]), scores[index]))
    }
    return points
  }

  private static func sum(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = a
    for index in 0..<min(a.count, b.count) { result[index] += b[index] }
    return result
  }
}

/// The score of a rotated query and key over their distance.
package struct DistanceCurve: Sendable, Equatable {
  package var query: [Double]
  package var key: [Double]
  package var headDimension: Int
  package var base: Double
  package var layout: PairLayout
  /// Distances `m - n`, positive when the query looks back.
  package var distances: [Int]

  package init(
    query: [Double], key: [Double], headDimension: Int, base: Double, layout: PairLayout,
    distances: [Int]
  ) {
    self.query = query
    self.key = key
    self.headDimension = headDimension
    self.base = base
    self.layout = layout
    self.distances = distances
  }

  /// The score for each distance; the key stays at position 0.
  ///
  /// - Throws: ``RotaryError`` as ``ScoreCurve/rotary()``.
  package func scores() throws(RotaryError) -> [Double] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: layout)
    var scores: [Double] = []
    for distance in distances {
      scores.append(dot(try embedding.rotated(query, at: distance), key))
    }
    return scores
  }
}
