import RealModule
import RoPE

/// The score of a query and a key whose positions a reader moves: one dial for each pair, with a hand
/// for the query and one for the key, and the score on its curve over the distance.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, equation 16: the curve is the same wherever the two
///   stand, and the score is its value at m − n.
package struct LiveScore: LiveExhibit, Equatable {
  /// m and n.
  package var queryPosition: Int
  package var keyPosition: Int
  package var base: Double
  /// As many components as ``key``: an even count of at most 16.
  package var query: [Double]
  package var key: [Double]

  /// The farthest position.
  package static let reach = 64

  package init(
    queryPosition: Int, keyPosition: Int, base: Double, query: [Double], key: [Double]
  ) {
    self.queryPosition = queryPosition
    self.keyPosition = keyPosition
    self.base = base
    self.query = query
    self.key = key
  }

  /// Reads what ``numbers`` wrote; positions are taken into their range.
  package init?(_ numbers: [Double]) {
    guard numbers.count >= 5, numbers.count % 2 == 1, numbers.count <= 35 else { return nil }
    let half = (numbers.count - 3) / 2
    self.init(
      queryPosition: whole(numbers[0], in: 0...Self.reach),
      keyPosition: whole(numbers[1], in: 0...Self.reach), base: numbers[2],
      query: Array(numbers[3..<3 + half]), key: Array(numbers[(3 + half)...]))
  }

  /// The parameters as they cross the border to the browser: those a reader moves come first.
  package var numbers: [Double] {
    [Double(queryPosition), Double(keyPosition), base] + query + key
  }

  package static let radius = 30.0
  /// The ends of the plot across.
  package static let left = 46.0
  package static let right = 326.0

  /// The plot stands below the dials, of which there are four in a row.
  package var top: Double { 148 + 96 * Double((query.count / 2 - 1) / 4) }
  package var bottom: Double { top + 130 }

  /// The centre of the dial of a pair: four to a row.
  package static func center(ofPair pair: Int) -> Coordinate {
    Coordinate(50 + 80 * Double(pair % 4), 56 + 96 * Double(pair / 4))
  }

  /// The score at each distance from −64 to 64.
  package func curve() throws(RotaryError) -> [Double] {
    var scores = [Double](repeating: 0, count: 2 * Self.reach + 1)
    for index in scores.indices {
      let distance = index - Self.reach
      scores[index] = dot(
        try turned(query, ofHead: query.count, at: max(distance, 0), base: base),
        try turned(key, ofHead: query.count, at: max(-distance, 0), base: base))
    }
    return scores
  }

  /// Values: the score, the distance. Marks: for each pair the query's hand and the key's; the curve,
  /// the dot on it, and its number.
  ///
  /// - Throws: ``RotaryError`` for vectors or a base the library refuses.
  package func marks() throws(RotaryError) -> LiveMarks {
    let turnedQuery = try turned(query, ofHead: query.count, at: queryPosition, base: base)
    let turnedKey = try turned(key, ofHead: query.count, at: keyPosition, base: base)
    let scores = try curve()
    let score = Exhibits.dot(turnedQuery, turnedKey)
    let distance = queryPosition - keyPosition
    var marks = LiveMarks()
    marks.read(score)
    marks.read(Double(distance))
    for pair in 0..<query.count / 2 {
      hand(&marks, pair, of: turnedQuery)
      hand(&marks, pair, of: turnedKey)
    }
    let frame = self.frame(of: scores)
    marks.beginCurve(scores.count)
    for index in scores.indices {
      marks.point(frame.place(Double(index - Self.reach), scores[index]))
    }
    let dot = frame.place(Double(distance), score)
    marks.circle(dot, radius: 5)
    marks.number(score, digits: 6, at: Coordinate(Self.right, top - 12))
    return marks
  }

  /// Where distances and scores lie; zero is in the middle, the largest score at an end.
  package func frame(of scores: [Double]) -> Frame {
    var largest = 0.0
    for score in scores { largest = max(largest, score.magnitude) }
    if largest == 0 { largest = 1 }
    return Frame(
      across: Frame.Side(
        low: Double(-Self.reach), high: Double(Self.reach), start: Self.left, end: Self.right),
      down: Frame.Side(low: -largest, high: largest, start: bottom, end: top))
  }

  /// A hand of the dial's length, in the direction of a pair; a pair of two zeros has none.
  @inline(never)
  private func hand(_ marks: inout LiveMarks, _ pair: Int, of vector: [Double]) {
    let center = Self.center(ofPair: pair)
    let (x, y) = (vector[2 * pair], vector[2 * pair + 1])
    let length = (x * x + y * y).squareRoot()
    let tip =
      length > 0
      ? Coordinate(center.x + Self.radius * x / length, center.y - Self.radius * y / length)
      : center
    marks.line(center, tip)
  }
}
