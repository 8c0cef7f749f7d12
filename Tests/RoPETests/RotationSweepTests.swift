import ComplexModule
import RoPE
import Testing

/// The properties of a rotation, swept up to position 10,000,000 over every form there is of it.
@Suite struct RotationSweepTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let head: Int
    let rotary: Int
    let base: Double
    let layout: PairLayout
    let position: Int
    var testDescription: String { "\(rotary)/\(head), \(base), \(layout), \(position)" }

    func embedding<Scalar>(
      _: Scalar.Type, layout: PairLayout? = nil
    ) throws -> RotaryEmbedding<Scalar> {
      try RotaryEmbedding(
        headDimension: head, rotaryDimension: rotary, base: base, layout: layout ?? self.layout)
    }

    /// How far two ways of forming an angle at this position may lie apart, in radians.
    var angleError: Double {
      1e-14 + 4.5e-16 * Double(abs(position)) * max(1, 1 / base)
    }

    /// Three tokens around the position, so that it is inside of a block of the table.
    var tokens: [Int] { [position, position - 1, position + 1] }

    func table<Scalar>(
      _ type: Scalar.Type, layout: PairLayout? = nil
    ) throws -> RotaryTable<Scalar> {
      try RotaryTable(
        embedding(type, layout: layout), positions: position - 70..<position + 70)
    }

    func turned<Scalar>(
      _ vector: [Scalar], by table: RotaryTable<Scalar>
    ) throws -> [Scalar] {
      var buffer = vector
      try table.rotate(
        &buffer, heads: 1, tokens: 3, order: .headsTokens, positions: tokens)
      return buffer
    }

    var vectors: [Double] { sample(3 * head, seed: UInt64(bitPattern: Int64(position + head))) }
  }

  static let cases = [(2, 2), (7, 4), (64, 64), (80, 32), (128, 128)].flatMap { head, rotary in
    [0.5, 10_000, 1_000_000].flatMap { base in
      [PairLayout.interleaved, .halfSplit].flatMap { layout in
        [0, -300, 511, 8191, 131_071, 1_000_000, 10_000_000].map { position in
          Case(head: head, rotary: rotary, base: base, layout: layout, position: position)
        }
      }
    }
  }

  @Test(arguments: cases)
  func kernelsMatrixAndComplexFormAgree(_ test: Case) throws {
    let vectors = test.vectors
    let rope = try test.embedding(Double.self)
    let double = try test.turned(vectors, by: test.table(Double.self))
    let single = try test.turned(rounded(vectors), by: test.table(Float.self))
    let lanes = try test.layout.lanes(rotaryDimension: test.rotary)
    for (token, position) in test.tokens.enumerated() {
      let range = token * test.head..<(token + 1) * test.head
      let vector = Array(vectors[range])
      let exact = times(try rope.rotationMatrix(at: position), vector)
      #expect(largestDifference(Array(double[range]), exact) <= 2 * test.angleError)
      #expect(largestDifference(widened(Array(single[range])), exact) <= 1e-6)
      for ((first, second), phasor) in zip(lanes, try rope.phasors(at: position)) {
        let product = phasor * Complex(vector[first], vector[second])
        #expect(abs(product.real - exact[first]) <= 1e-15)
        #expect(abs(product.imaginary - exact[second]) <= 1e-15)
      }
    }
  }

  @Test(arguments: cases)
  func kernelsKeepTheLengthOfEveryPair(_ test: Case) throws {
    let vectors = test.vectors
    let double = try test.turned(vectors, by: test.table(Double.self))
    let single = widened(try test.turned(rounded(vectors), by: test.table(Float.self)))
    let lanes = try test.layout.lanes(rotaryDimension: test.rotary)
    for token in 0..<3 {
      for (first, second) in lanes {
        let (x, y) = (token * test.head + first, token * test.head + second)
        let before = Double.hypot(vectors[x], vectors[y])
        #expect(abs(Double.hypot(double[x], double[y]) - before) <= 2e-15)
        #expect(abs(Double.hypot(single[x], single[y]) - before) <= 3e-7)
      }
    }
  }

  @Test(arguments: cases)
  func unrotateUndoesRotate(_ test: Case) throws {
    let vectors = test.vectors
    var double = try test.turned(vectors, by: test.table(Double.self))
    try test.table(Double.self).unrotate(
      &double, heads: 1, tokens: 3, order: .headsTokens, positions: test.tokens)
    #expect(largestDifference(double, vectors) <= 2e-15)
    var single = try test.turned(rounded(vectors), by: test.table(Float.self))
    try test.table(Float.self).unrotate(
      &single, heads: 1, tokens: 3, order: .headsTokens, positions: test.tokens)
    #expect(largestDifference(widened(single), vectors) <= 1e-6)
  }

  @Test(arguments: cases.filter { $0.layout == .interleaved })
  func layoutsAgreeAfterPermutationToTheBit(_ test: Case) throws {
    let order = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: test.head, heads: 3,
      rotaryDimension: test.rotary)
    let vectors = rounded(test.vectors)
    let one = try test.turned(vectors, by: test.table(Float.self))
    let other = try test.turned(
      order.applied(to: vectors), by: test.table(Float.self, layout: .halfSplit))
    #expect(try order.applied(to: one) == other)
  }

  @Test(arguments: cases)
  func theScoreDependsOnTheDistanceAlone(_ test: Case) throws {
    let rope = try test.embedding(Double.self)
    let query = sample(test.head, seed: 11)
    let key = sample(test.head, seed: 12)
    for distance in [0, 1, 50, -3] {
      let score = dot(try rope.rotated(query, at: distance), key)
      let shifted = dot(
        try rope.rotated(query, at: test.position + distance),
        try rope.rotated(key, at: test.position))
      #expect(abs(shifted - score) <= Double(test.head) * test.angleError)
    }
  }
}
