import ComplexModule
import RealModule
import RoPE
import Testing

@Suite struct RotationPropertyTests {
  /// A shape of rotation; every property is swept over all of them.
  struct Shape: Sendable, CustomTestStringConvertible {
    let headDimension: Int
    let rotaryDimension: Int
    let base: Double
    let layout: PairLayout
    var testDescription: String { "\(rotaryDimension)/\(headDimension), \(base), \(layout)" }

    func embedding<Scalar>(_: Scalar.Type = Double.self) throws(RotaryError)
      -> RotaryEmbedding<Scalar>
    {
      try RotaryEmbedding(
        headDimension: headDimension, rotaryDimension: rotaryDimension, base: base,
        layout: layout)
    }
  }

  static let dimensions = [(2, 2), (4, 4), (7, 4), (8, 8), (16, 4), (64, 64), (80, 32), (128, 128)]
  static let bases = [0.5, 1, 100, 10_000, 1_000_000]
  static let shapes = dimensions.flatMap { head, rotary in
    bases.flatMap { base in
      [PairLayout.interleaved, .halfSplit].map { layout in
        Shape(headDimension: head, rotaryDimension: rotary, base: base, layout: layout)
      }
    }
  }
  static let positions = [0, 1, 2, 17, 511, 8191, 131_071, 1_000_000, -1, -300, 1 << 53, -1 << 53]

  @Test(arguments: shapes)
  func keepsTheLengthOfEveryPair(_ shape: Shape) throws {
    let rope = try shape.embedding()
    let vector = sample(shape.headDimension, seed: 1)
    let lanes = try shape.layout.lanes(rotaryDimension: shape.rotaryDimension)
    for position in Self.positions {
      let turned = try rope.rotated(vector, at: position)
      for (first, second) in lanes {
        let before = Double.hypot(vector[first], vector[second])
        let after = Double.hypot(turned[first], turned[second])
        #expect(abs(before - after) <= 1e-15, "lanes \(first), \(second) at \(position)")
      }
    }
  }

  @Test(arguments: shapes)
  func unrotatedUndoesRotated(_ shape: Shape) throws {
    let rope = try shape.embedding()
    let vector = sample(shape.headDimension, seed: 2)
    for position in Self.positions {
      let back = try rope.unrotated(rope.rotated(vector, at: position), at: position)
      #expect(largestDifference(back, vector) <= 1e-15)
    }
  }

  @Test(arguments: shapes)
  func copiesTheLanesThatAreNotRotated(_ shape: Shape) throws {
    let rope = try shape.embedding(Float.self)
    var vector = rounded(sample(shape.headDimension, seed: 3))
    // A NaN with a payload and a negative zero survive a copy, but not arithmetic.
    if shape.rotaryDimension < shape.headDimension {
      vector[shape.rotaryDimension] = Float(nan: 77, signaling: false)
      vector[shape.headDimension - 1] = -0.0
    }
    for position in Self.positions {
      let turned = try rope.rotated(vector, at: position)
      let rest = shape.rotaryDimension..<shape.headDimension
      #expect(turned[rest].map(\.bitPattern) == vector[rest].map(\.bitPattern))
    }
  }

  @Test(arguments: shapes)
  func positionZeroChangesNothing(_ shape: Shape) throws {
    let vector = sample(shape.headDimension, seed: 4)
    #expect(try shape.embedding().rotated(vector, at: 0) == vector)
  }

  @Test(arguments: shapes)
  func theScoreDependsOnTheDistanceAlone(_ shape: Shape) throws {
    let rope = try shape.embedding()
    let query = sample(shape.headDimension, seed: 5)
    let key = sample(shape.headDimension, seed: 6)
    // An angle is rounded relative to its size, so the tolerance grows with it.
    let fastest = try #require(rope.inverseFrequencies.max())
    for distance in [0, 1, 2, 50, -3] {
      let score = dot(try rope.rotated(query, at: distance), key)
      for shift in [0, 1, 4, 100, 10_000] {
        let shifted = dot(
          try rope.rotated(query, at: shift + distance), try rope.rotated(key, at: shift))
        #expect(abs(shifted - score) <= 1e-11 * max(1, fastest))
      }
    }
  }

  @Test(arguments: shapes)
  func matrixAndComplexFormsEqualTheRotation(_ shape: Shape) throws {
    let rope = try shape.embedding()
    let vector = sample(shape.headDimension, seed: 7)
    let lanes = try shape.layout.lanes(rotaryDimension: shape.rotaryDimension)
    for position in Self.positions {
      let turned = try rope.rotated(vector, at: position)
      let multiplied = times(try rope.rotationMatrix(at: position), vector)
      #expect(largestDifference(multiplied, turned) <= 1e-15)
      let phasors = try rope.phasors(at: position)
      #expect(phasors.count == lanes.count)
      for ((first, second), phasor) in zip(lanes, phasors) {
        let product = phasor * Complex(vector[first], vector[second])
        #expect(abs(product.real - turned[first]) <= 1e-15)
        #expect(abs(product.imaginary - turned[second]) <= 1e-15)
      }
    }
  }

  @Test(arguments: shapes)
  func theMatrixBackIsTheTranspose(_ shape: Shape) throws {
    let rope = try shape.embedding()
    let forth = try rope.rotationMatrix(at: 17)
    let back = try rope.rotationMatrix(at: -17)
    for row in forth.indices {
      #expect(largestDifference(forth[row], back.map { $0[row] }) <= 1e-16)
    }
  }

  @Test(arguments: shapes.filter { $0.layout == .interleaved })
  func layoutsAgreeAfterPermutation(_ shape: Shape) throws {
    let interleaved = try shape.embedding()
    let halfSplit = try RotaryEmbedding<Double>(
      headDimension: shape.headDimension, rotaryDimension: shape.rotaryDimension,
      base: shape.base, layout: .halfSplit)
    let vector = sample(shape.headDimension, seed: 8)
    for position in Self.positions {
      let one = try interleaved.rotated(vector, at: position)
      let two = try halfSplit.rotated(permuted(vector, shape.rotaryDimension), at: position)
      #expect(two == permuted(one, shape.rotaryDimension))
    }
  }

  /// Even lanes, then odd lanes, then the rest: interleaved order into half-split order.
  private func permuted(_ vector: [Double], _ rotaryDimension: Int) -> [Double] {
    let even = stride(from: 0, to: rotaryDimension, by: 2).map { vector[$0] }
    let odd = stride(from: 1, to: rotaryDimension, by: 2).map { vector[$0] }
    return even + odd + vector[rotaryDimension...]
  }

  @Test(arguments: shapes)
  func rotatingInPlaceGivesTheSameBits(_ shape: Shape) throws {
    let rope = try shape.embedding(Float.self)
    let vector = rounded(sample(shape.headDimension, seed: 9))
    for position in Self.positions {
      var buffer = vector
      try rope.rotate(&buffer, at: position)
      #expect(buffer == (try rope.rotated(vector, at: position)))
      try rope.unrotate(&buffer, at: position)
      #expect(largestDifference(widened(buffer), widened(vector)) <= 1e-6)
    }
  }

  @Test(arguments: [PairLayout.interleaved, .halfSplit])
  func lanesHoldEachLaneOnce(_ layout: PairLayout) throws {
    for dimension in [2, 4, 10, 128] {
      let lanes = try layout.lanes(rotaryDimension: dimension)
      #expect(lanes.flatMap { [$0.first, $0.second] }.sorted() == Array(0..<dimension))
    }
  }
}

@Suite struct RotationExampleTests {
  static let layouts: [(PairLayout, [Double])] = [
    (.interleaved, [-1.142640, 1.922076, 2.959851, 4.029800]),
    (.halfSplit, [-1.984111, 1.959901, 2.462378, 4.019800]),
  ]

  @Test(arguments: layouts)
  func oneToFourTurnByOneToken(_ layout: PairLayout, _ expected: [Double]) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: layout)
    #expect(largestDifference(try rope.rotated([1, 2, 3, 4], at: 1), expected) <= 5e-7)
  }

  @Test func theShortVectorsKeepTheirScoreUnderEveryShift() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .interleaved)
    for shift in [0, 1, 4, 100, 10_000] {
      let score = dot(
        try rope.rotated(shortQuery, at: 1 + shift), try rope.rotated(shortKey, at: 3 + shift))
      #expect(abs(score - -0.866363464) <= 5e-10)
    }
  }

  @Test func theScoreTellsBeforeFromAfter() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .interleaved)
    let after = dot(try rope.rotated(shortQuery, at: 3), try rope.rotated(shortKey, at: 1))
    #expect(abs(after - -0.112143) <= 5e-7)
  }

  @Test func rotationIsCounterClockwise() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 2, layout: .halfSplit)
    let turned = try rope.rotated([1, 0], at: 1)
    #expect(turned[0] > 0 && turned[1] > 0)
    #expect(largestDifference(turned, [Double.cos(1), Double.sin(1)]) == 0)
  }
}
