import RoPE
import Testing

@Suite struct RotaryErrorTests {
  private func refusal(
    headDimension: Int = 8, rotaryDimension: Int? = nil, base: Double = 10_000
  ) -> RotaryError? {
    do throws(RotaryError) {
      _ = try RotaryEmbedding<Double>(
        headDimension: headDimension, rotaryDimension: rotaryDimension, base: base,
        layout: .interleaved)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [7, 1, 0, -1, -2, Int.min, Int.max])
  func refusesDimensionsThatDoNotPair(_ dimension: Int) {
    #expect(refusal(headDimension: dimension) == .oddDimension(dimension))
    #expect(refusal(headDimension: .max, rotaryDimension: dimension) == .oddDimension(dimension))
    #expect(throws: RotaryError.oddDimension(dimension)) {
      try PairLayout.halfSplit.lanes(rotaryDimension: dimension)
    }
  }

  @Test(arguments: [Int.min, -1, 0, 7, 9])
  func refusesMoreRotaryLanesThanTheHeadHas(_ head: Int) {
    let expected = RotaryError.rotaryLargerThanHead(rotary: 10, head: head)
    #expect(refusal(headDimension: head, rotaryDimension: 10) == expected)
  }

  @Test(arguments: [0, -0.0, -1, -.infinity, .infinity, .nan])
  func refusesBasesWithoutAPower(_ base: Double) {
    #expect(refusal(base: base) == .invalidBase(base))
  }

  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-308])
  func refusesBasesWhoseAnglesOverflow(_ base: Double) {
    let error = refusal(headDimension: 128, base: base)
    guard case .frequencyOutOfRange(let pair, let frequency) = error else {
      Issue.record("a base of \(base) gave \(String(describing: error))")
      return
    }
    #expect(pair > 0)
    #expect(frequency > 1e290)
  }

  @Test(arguments: [Double.greatestFiniteMagnitude, 1e-200, 1, 1e300])
  func acceptedBasesHaveFiniteAnglesEverywhere(_ base: Double) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, base: base, layout: .interleaved)
    let turned = try rope.rotated([1, 2, 3, 4, 5, 6, 7, 8], at: 1 << 53)
    #expect(turned.allSatisfy { $0.isFinite })
  }

  @Test func refusesHeadsThatDoNotFitMemory() throws {
    let huge = Int.max - 1
    let expected = RotaryError.invalidCount(of: .rotaryDimension, huge, allowed: 2...1 << 27)
    #expect(refusal(headDimension: huge) == expected)
    let wide = try RotaryEmbedding<Double>(
      headDimension: huge, rotaryDimension: 2, layout: .halfSplit)
    #expect(throws: RotaryError.invalidCount(of: .headDimension, huge, allowed: 1...11_585)) {
      try wide.rotationMatrix(at: 1)
    }
  }

  @Test(arguments: [0, 7, 9])
  func refusesVectorsOfAnotherLength(_ count: Int) throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 8, layout: .halfSplit)
    let vector = [Float](repeating: 1, count: count)
    let expected = RotaryError.wrongLength(expected: 8, found: count)
    #expect(throws: expected) { try rope.rotated(vector, at: 1) }
    #expect(throws: expected) { try rope.unrotated(vector, at: 1) }
    var buffer = vector
    #expect(throws: expected) { try rope.rotate(&buffer, at: 1) }
    #expect(throws: expected) { try rope.unrotate(&buffer, at: 1) }
    #expect(buffer == vector)
  }

  @Test(arguments: [Int.min, -(1 << 53) - 1, 1 << 53 + 1, Int.max])
  func refusesPositionsThatDoubleDoesNotHold(_ position: Int) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 2, layout: .halfSplit)
    let expected = RotaryError.positionOutOfRange(position)
    #expect(throws: expected) { try rope.rotated([1, 2], at: position) }
    #expect(throws: expected) { try rope.unrotated([1, 2], at: position) }
    #expect(throws: expected) { try rope.rotationMatrix(at: position) }
    #expect(throws: expected) { try rope.phasors(at: position) }
    var buffer = [1.0, 2]
    #expect(throws: expected) { try rope.rotate(&buffer, at: position) }
    #expect(throws: expected) { try rope.unrotate(&buffer, at: position) }
    #expect(buffer == [1, 2])
  }

  @Test func componentsThatAreNotNumbersPassThrough() throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 4, layout: .interleaved)
    let turned = try rope.rotated([.nan, 1, .infinity, 1], at: 3)
    #expect(turned[0].isNaN && turned[1].isNaN)
    #expect(turned[2] == .infinity && turned[3] == .infinity)
  }

  static let sentences: [(RotaryError, String)] = [
    (.oddDimension(7), "a rotary dimension must be even and positive, not 7"),
    (
      .rotaryLargerThanHead(rotary: 16, head: 8),
      "a rotary dimension must be at most the head dimension 8, not 16"
    ),
    (.invalidBase(-1), "a base must be finite and greater than 0, not -1.0"),
    (.invalidBase(.nan), "a base must be finite and greater than 0, not nan"),
    (
      .frequencyOutOfRange(pair: 3, frequency: .infinity),
      "the inverse frequency of pair 3 must be from 0 to 1e+290"
        + " radians per token, not inf"
    ),
    (
      .wrongLength(expected: 8, found: 7),
      "a vector must have as many components as its head, 8, not 7"
    ),
    (
      .positionOutOfRange(9_007_199_254_740_993),
      "a position must be from -9007199254740992 to 9007199254740992, not 9007199254740993"
    ),
    (.oddSinusoidalDimension(0), "a sinusoidal dimension must be even and positive, not 0"),
    (
      .rowOutOfRange(row: 512, rows: 512),
      "a learned table with 512 rows has rows 0 to 511, not 512"
    ),
    (
      .raggedRow(row: 2, expected: 4, found: 3),
      "row 2 must have 4 numbers like row 0, not 3"
    ),
    (
      .invalidCount(of: .rows, 0, allowed: 1...9),
      "a number of rows must be from 1 to 9, not 0"
    ),
    (.invalidCount(of: .clip, -1, allowed: 0...9), "a clip must be from 0 to 9, not -1"),
    (
      .unequalCounts(of: .keys, 5, and: .values, 4),
      "there must be as many keys as values, not 5 and 4"
    ),
    (
      .noVisibleKey(query: 3),
      "a causal mask must leave each query a key at or before its position,"
        + " not hide all keys from query 3"
    ),
  ]

  @Test(arguments: sentences)
  func namesTheRuleAndTheOffendingValue(_ error: RotaryError, _ sentence: String) {
    #expect(error.description == sentence)
    #expect("\(error)" == sentence)
  }

  @Test func equalsItselfAndNoOther() {
    for (index, one) in Self.sentences.enumerated() {
      for (other, two) in Self.sentences.enumerated() {
        #expect((one.0 == two.0) == (index == other))
      }
    }
  }
}
