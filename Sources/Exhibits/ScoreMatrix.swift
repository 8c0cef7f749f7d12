import RoPE

/// The scores of one query and one key, each placed at every position.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, equation 11: a score depends on the distance
///   of its two positions alone, so every diagonal holds one number.
package struct ScoreMatrix: Sendable, Equatable {
  /// Count `headDimension`.
  package var query: [Double]
  package var key: [Double]
  package var headDimension: Int
  package var base: Double
  package var layout: PairLayout
  /// The number of positions, counted from 0.
  package var count: Int

  package init(
    query: [Double], key: [Double], headDimension: Int, base: Double, layout: PairLayout,
    count: Int
  ) {
    self.query = query
    self.key = key
    self.headDimension = headDimension
    self.base = base
    self.layout = layout
    self.count = count
  }

  /// Row `m`, column `n`: the score of the query at `m` and the key at `n`.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, or a
  ///   vector of another length.
  package func scores() throws(RotaryError) -> [[Double]] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: layout)
    var keys: [[Double]] = []
    for position in 0..<count { keys.append(try embedding.rotated(key, at: position)) }
    var rows: [[Double]] = []
    for position in 0..<count {
      let turned = try embedding.rotated(query, at: position)
      var row: [Double] = []
      for key in keys { row.append(dot(turned, key)) }
      rows.append(row)
    }
    return rows
  }

  /// The largest difference between two scores of one diagonal.
  package static func largestDiagonalDeviation(of scores: [[Double]]) -> Double {
    var largest = 0.0
    let count = scores.count
    for offset in 0..<count {
      var below: [Double] = []
      var above: [Double] = []
      for index in 0..<(count - offset) {
        below.append(scores[index + offset][index])
        above.append(scores[index][index + offset])
      }
      largest = max(largest, spread(below), spread(above))
    }
    return largest
  }
}
