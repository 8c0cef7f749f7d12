import RoPE
import Testing

@Suite struct LearnedRotaryTests {
  private static let positions = [0, 1, 7, 12]

  @Test(arguments: [PairLayout.interleaved, .halfSplit])
  func theLadderOfABaseGivesTheOrdinaryRotation(_ layout: PairLayout) throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 8, rotaryDimension: 6, layout: layout)
    let learned = try LearnedRotary<Float>(
      headDimension: 8, inverseFrequencies: rope.inverseFrequencies, layout: layout)
    #expect(learned.rotaryDimension == 6)
    for position in [0, 1, -9, 100_000] {
      let vector = rounded(shortQuery)
      let turned = try learned.rotated(vector, at: position)
      #expect(turned == (try rope.rotated(vector, at: position)))
      let back = widened(try learned.unrotated(turned, at: position))
      #expect(largestDifference(back, shortQuery) <= 1e-6)
    }
  }

  @Test func aNegativeFrequencyTurnsTheOtherWay() throws {
    let forward = try LearnedRotary<Double>(
      headDimension: 2, inverseFrequencies: [0.3], layout: .interleaved)
    let backward = try LearnedRotary<Double>(
      headDimension: 2, inverseFrequencies: [-0.3], layout: .interleaved)
    #expect(try forward.rotated([1, 2], at: 5) == backward.rotated([1, 2], at: -5))
    #expect(try forward.rotated([1, 2], at: 5) == backward.unrotated([1, 2], at: 5))
  }

  /// The loss is a fixed weighted sum of all turned components, so its gradient by them is known.
  @Test(arguments: [PairLayout.interleaved, .halfSplit], [0, 1, 2])
  func theGradientEqualsFiniteDifferences(_ layout: PairLayout, _ pair: Int) throws {
    let frequencies = [0.9, -0.2, 0.03]
    let vectors = Self.positions.map { sample(8, seed: UInt64($0)) }
    let weights = Self.positions.map { sample(8, seed: UInt64(100 + $0)) }
    func turned(_ frequencies: [Double]) throws -> [[Double]] {
      let rotary = try LearnedRotary<Double>(
        headDimension: 8, inverseFrequencies: frequencies, layout: layout)
      return try zip(vectors, Self.positions).map { try rotary.rotated($0, at: $1) }
    }
    func loss(_ frequencies: [Double]) throws -> Double {
      zip(try turned(frequencies), weights).map { dot($0, $1) }.reduce(0, +)
    }
    let rotary = try LearnedRotary<Double>(
      headDimension: 8, inverseFrequencies: frequencies, layout: layout)
    let gradient = try rotary.frequencyGradient(
      rotated: turned(frequencies), gradients: weights, positions: Self.positions)
    #expect(gradient.count == 3)
    let step = 1e-5
    var (more, less) = (frequencies, frequencies)
    more[pair] += step
    less[pair] -= step
    let difference = (try loss(more) - loss(less)) / (2 * step)
    #expect(abs(gradient[pair] - difference) <= 1e-6)
  }

  @Test func theGradientOfTheVectorIsTheTurnBack() throws {
    let rotary = try LearnedRotary<Double>(
      headDimension: 8, inverseFrequencies: [0.9, 0.2, 0.03, 0.5], layout: .halfSplit)
    let weights = sample(8, seed: 3)
    let gradient = try rotary.unrotated(weights, at: 11)
    let size = dot(weights, try rotary.rotated(shortQuery, at: 11))
    #expect(abs(dot(gradient, shortQuery) - size) <= 1e-14)
  }

  @Test func noTokensHaveNoGradient() throws {
    let rotary = try LearnedRotary<Double>(
      headDimension: 4, inverseFrequencies: [1, 2], layout: .halfSplit)
    #expect(
      try rotary.frequencyGradient(rotated: [], gradients: [], positions: []) == [0, 0])
  }

  @Test func refusesFrequenciesWithoutAngles() {
    func make(_ head: Int, _ frequencies: [Double]) throws(RotaryError) {
      _ = try LearnedRotary<Float>(
        headDimension: head, inverseFrequencies: frequencies, layout: .interleaved)
    }
    #expect(throws: RotaryError.oddDimension(0)) { try make(4, []) }
    for head in [Int.min, 0, 3] {
      #expect(throws: RotaryError.rotaryLargerThanHead(rotary: 4, head: head)) {
        try make(head, [1, 1])
      }
    }
    #expect(throws: RotaryError.invalidCount(of: .headDimension, .max, allowed: 1...1 << 27)) {
      try make(.max, [1])
    }
    for frequency in [Double.nan, .infinity, -.infinity, 1e291, -1e291] {
      let expected = RotaryError.parameterOutOfRange(
        .frequency, frequency, allowed: -1e290...1e290)
      #expect(throws: expected) { try make(4, [1, frequency]) }
    }
  }

  @Test func refusesTokensThatDoNotFit() throws {
    let rotary = try LearnedRotary<Float>(
      headDimension: 2, inverseFrequencies: [1], layout: .interleaved)
    for position in [Int.min, .max] {
      let expected = RotaryError.positionOutOfRange(position)
      #expect(throws: expected) { try rotary.rotated([1, 2], at: position) }
      #expect(throws: expected) { try rotary.unrotated([1, 2], at: position) }
      #expect(throws: expected) {
        try rotary.frequencyGradient(
          rotated: [[1, 2]], gradients: [[1, 2]], positions: [position])
      }
    }
    let short = RotaryError.wrongLength(expected: 2, found: 1)
    #expect(throws: short) { try rotary.rotated([1], at: 0) }
    #expect(throws: short) {
      try rotary.frequencyGradient(rotated: [[1]], gradients: [[1, 2]], positions: [0])
    }
    #expect(throws: short) {
      try rotary.frequencyGradient(rotated: [[1, 2]], gradients: [[1]], positions: [0])
    }
    #expect(throws: RotaryError.wrongCount(of: .gradients, expected: 1, found: 0)) {
      try rotary.frequencyGradient(rotated: [[1, 2]], gradients: [], positions: [0])
    }
    #expect(throws: RotaryError.wrongCount(of: .positions, expected: 1, found: 2)) {
      try rotary.frequencyGradient(rotated: [[1, 2]], gradients: [[1, 2]], positions: [0, 1])
    }
  }
}
