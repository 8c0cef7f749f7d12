import RoPE

/// The components of the additive sinusoid over a stretch of positions.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
package struct SinusoidMap: Sendable, Equatable {
  package var positions: [Int]
  package var dimension: Int
  package var base: Double

  package init(positions: [Int], dimension: Int, base: Double) {
    self.positions = positions
    self.dimension = dimension
    self.base = base
  }

  /// One row for each component, one column for each position; values from -1 to 1.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func components() throws(RotaryError) -> [[Double]] {
    let embedding = try SinusoidalEmbedding(dimension: dimension, base: base)
    var rows = [[Double]](repeating: [], count: dimension)
    for position in positions {
      let vector = embedding[position]
      for component in 0..<dimension { rows[component].append(vector[component]) }
    }
    return rows
  }
}

/// How much the vectors of two positions of the sinusoid agree, over their distance.
///
/// - Note: `PE(p) · PE(p + k)` is the sum of `cos(k θᵢ)`: it does not depend on `p`.
package struct SinusoidKernel: Sendable, Equatable {
  /// The positions `p`, one curve for each.
  package var positions: [Int]
  /// The offsets `k`.
  package var offsets: [Int]
  package var dimension: Int
  package var base: Double

  package init(positions: [Int], offsets: [Int], dimension: Int, base: Double) {
    self.positions = positions
    self.offsets = offsets
    self.dimension = dimension
    self.base = base
  }

  /// One curve for each position, with one product for each offset.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func curves() throws(RotaryError) -> [[Double]] {
    let embedding = try SinusoidalEmbedding(dimension: dimension, base: base)
    var curves: [[Double]] = []
    for position in positions {
      let start = embedding[position]
      var curve: [Double] = []
      for offset in offsets {
        curve.append(dot(start, embedding[try sum(position, offset)]))
      }
      curves.append(curve)
    }
    return curves
  }

  /// The largest difference between two curves at one offset.
  package static func largestSpread(of curves: [[Double]]) -> Double {
    var largest = 0.0
    for index in 0..<(curves.first?.count ?? 0) {
      var column: [Double] = []
      for curve in curves { column.append(curve[index]) }
      largest = max(largest, spread(column))
    }
    return largest
  }
}
