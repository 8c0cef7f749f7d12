import ComplexModule
import RealModule
import RoPE

/// One rotation computed in three ways: as a matrix, with cosines and sines, as complex numbers.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, sections 3.2.1, 3.2.2 and 3.4.2.
package struct RotationLanes: Sendable, Equatable {
  /// What each way makes of the vector, in the order of its lanes.
  package struct Results: Sendable, Equatable {
    package var matrix: [Double]
    package var cosinesAndSines: [Double]
    package var complex: [Double]

    /// The largest difference between two ways in one lane.
    package var largestDifference: Double {
      var largest = 0.0
      for lane in matrix.indices {
        let (a, b, c) = (matrix[lane], cosinesAndSines[lane], complex[lane])
        largest = max(largest, max(a, b, c) - min(a, b, c))
      }
      return largest
    }
  }

  package var vector: [Double]
  package var position: Int
  package var base: Double
  package var layout: PairLayout

  package init(vector: [Double], position: Int, base: Double, layout: PairLayout) {
    self.vector = vector
    self.position = position
    self.base = base
    self.layout = layout
  }

  /// The three results.
  ///
  /// - Throws: ``RotaryError`` for an odd length, a base that is not positive and finite, or a
  ///   position beyond 2^53.
  package func results() throws(RotaryError) -> Results {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: vector.count, base: base, layout: layout)
    var matrix: [Double] = []
    for row in try embedding.rotationMatrix(at: position) { matrix.append(dot(row, vector)) }
    var complex = vector
    let lanes = try layout.lanes(rotaryDimension: vector.count)
    let phasors = try embedding.phasors(at: position)
    for pair in phasors.indices {
      let (first, second) = lanes[pair]
      let product = phasors[pair] * Complex(vector[first], vector[second])
      complex[first] = product.real
      complex[second] = product.imaginary
    }
    return Results(
      matrix: matrix,
      cosinesAndSines: try turned(
        vector, ofHead: vector.count, at: position, base: base, layout: layout),
      complex: complex)
  }
}

/// The rotation of one position as a matrix.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, equation 15.
package struct RotationMatrix: Sendable, Equatable {
  package var position: Int
  package var headDimension: Int
  package var base: Double
  package var layout: PairLayout

  package init(position: Int, headDimension: Int, base: Double, layout: PairLayout) {
    self.position = position
    self.headDimension = headDimension
    self.base = base
    self.layout = layout
  }

  /// Rows of the matrix.
  ///
  /// - Throws: ``RotaryError`` as ``RotationLanes/results()``.
  package func rows() throws(RotaryError) -> [[Double]] {
    try RotaryEmbedding<Double>(headDimension: headDimension, base: base, layout: layout)
      .rotationMatrix(at: position)
  }

  /// The two lanes of each pair, at whose crossings the entries of its rotation stand.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension.
  package func lanes() throws(RotaryError) -> [(first: Int, second: Int)] {
    try layout.lanes(rotaryDimension: headDimension)
  }

  /// How many entries a rotation can fill: four for each pair.
  package var filled: Int { 2 * headDimension }

  /// How far the rows are from being of length 1 and at right angles.
  package static func deviation(of rows: [[Double]]) -> Double {
    var largest = 0.0
    for (i, a) in rows.enumerated() {
      for (j, b) in rows.enumerated() {
        largest = max(largest, (dot(a, b) - (i == j ? 1 : 0)).magnitude)
      }
    }
    return largest
  }
}
