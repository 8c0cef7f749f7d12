import ComplexModule
import RealModule
import RoPE
import Testing

@Suite struct ScalingPropertyTests {
  static let length = 4096

  private func frequencies(
    _ scaling: RotaryScaling, headDimension: Int = 128, base: Double = 10_000
  ) throws -> [Double] {
    try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .halfSplit, scaling: scaling
    ).inverseFrequencies
  }

  @Test(arguments: [2, 3, 7, 8, 0.5, 1.1])
  func ntkAwareKeepsTheFirstPairAndDividesTheLastByTheFactor(_ factor: Double) throws {
    for dimension in [4, 64, 128] {
      let plain = try frequencies(.none, headDimension: dimension)
      let scaled = try frequencies(.ntkAware(factor: factor), headDimension: dimension)
      #expect(scaled[0] == 1)
      #expect(scaled.last == plain[dimension / 2 - 1] / factor)
      let quotients = zip(plain, scaled).map { $0 / $1 }
      for (pair, quotient) in quotients.enumerated() {
        let expected = Double.pow(factor, Double(pair) / Double(dimension / 2 - 1))
        #expect(abs(quotient - expected) <= 1e-14 * expected)
      }
    }
  }

  @Test func ntkAwareIsALargerBase() throws {
    let larger = try frequencies(.none, base: 82_684.6226)
    let scaled = try frequencies(.ntkAware(factor: 8))
    for (one, two) in zip(larger, scaled) { #expect(abs(one - two) <= 1e-9 * one) }
  }

  /// The bases of length 5,000 and 8,192 are known from elsewhere.
  @Test(arguments: [(5000, 14_497.96), (8192, 30_527.74)])
  func dynamicNTKIsABaseThatGrowsWithTheLength(_ length: Int, _ base: Double) throws {
    let scaling = RotaryScaling.dynamicNTK(factor: 2, originalLength: 4096, length: length)
    let first = try frequencies(scaling)[1]
    #expect(abs(Double.pow(first, -64) - base) <= 0.01)
  }

  @Test(arguments: [1, 4095, 4096])
  func dynamicNTKChangesNothingUpToTheOriginalLength(_ length: Int) throws {
    let scaling = RotaryScaling.dynamicNTK(factor: 3, originalLength: 4096, length: length)
    #expect(try frequencies(scaling) == frequencies(.none))
  }

  /// Length 6,000 has one frequency, whatever came before.
  @Test func dynamicNTKRemembersNoLongerSequence() throws {
    let scaling = RotaryScaling.dynamicNTK(factor: 2, originalLength: 4096, length: 6000)
    _ = try frequencies(.dynamicNTK(factor: 2, originalLength: 4096, length: 8192))
    #expect(abs(try frequencies(scaling)[1] - 0.856975615) <= 5e-8)
  }

  @Test func theReleasedCodeOfYaRNKeepsFastPairsAndDividesSlowOnes() throws {
    let plain = try frequencies(.none)
    let scaled = try frequencies(.yarn(YaRN(factor: 8, originalLength: Self.length)))
    #expect(scaled[...20] == plain[...20])
    #expect(scaled[46...].map { $0 * 8 } == plain[46...].map { $0 })
    for pair in 21...45 { #expect(scaled[pair] < plain[pair] && scaled[pair] > plain[pair] / 8) }
  }

  @Test func thePaperAndTheCodeOfYaRNDifferInTheRamp() throws {
    let code = try frequencies(.yarn(YaRN(factor: 8, originalLength: Self.length)))
    let paper = try frequencies(
      .ntkByParts(factor: 8, originalLength: Self.length, low: 1, high: 32))
    #expect(abs(paper[32] - 0.00280778) <= 5e-9)
    #expect(abs(code[32] - 0.00596154) <= 5e-9)
    let quotients = zip(code, paper).map { $0 / $1 }
    let largest = try #require(quotients.max())
    #expect(abs(largest - 2.305) <= 5e-4)
    #expect(quotients.firstIndex(of: largest) == 36)
  }

  /// Without rounding, the ends of the ramp are those of the paper: pairs of 32 turns and of one.
  @Test func withoutTruncationTheRampEndsWhereTheTurnsSay() throws {
    let plain = try frequencies(.none)
    let yarn = YaRN(factor: 8, originalLength: Self.length, truncate: false)
    let scaled = try frequencies(.yarn(yarn))
    for (frequency, unscaled) in zip(scaled, plain) {
      let turns = Double(Self.length) * unscaled / (2 * Double.pi)
      if turns >= 32 { #expect(frequency == unscaled) }
      if turns <= 1 { #expect(frequency == unscaled / 8) }
      if turns > 1, turns < 32 { #expect(frequency < unscaled && frequency > unscaled / 8) }
    }
  }

  /// Values of a Python transcription of the authors' code.
  @Test func theRampOfYaRNIsClampedAtTheLastLaneAndNeverEmpty() throws {
    // Its upper end is 70, between the last pair, 63, and the last lane, 127.
    let long = try frequencies(.yarn(YaRN(factor: 8, originalLength: 131_072)))
    #expect(abs(long[60] - 8.446827197684883e-05) <= 1e-18)
    // Both ends are 0.
    let short = try frequencies(.yarn(YaRN(factor: 2, originalLength: 6)), headDimension: 8)
    #expect(largestDifference(short, [1, 0.05, 0.005, 0.0005]) <= 1e-17)
    let sharp = YaRN(factor: 16, originalLength: 4096, truncate: false)
    #expect(abs(try frequencies(.yarn(sharp))[32] - 0.005696214401411793) <= 1e-16)
  }

  @Test func llama3IsTheRampOfThePaper() throws {
    let llama = try frequencies(
      .llama3(factor: 8, low: 1, high: 4, originalLength: 8192), base: 500_000)
    let parts = try frequencies(
      .ntkByParts(factor: 8, originalLength: 8192, low: 1, high: 4), base: 500_000)
    for (one, two) in zip(llama, parts) { #expect(abs(one - two) <= 1e-15 * two) }
  }

  @Test func llama3KeepsTwentyNinePairsAndDividesTwentyNine() throws {
    let plain = try frequencies(.none, base: 500_000)
    let scaled = try frequencies(
      .llama3(factor: 8, low: 1, high: 4, originalLength: 8192), base: 500_000)
    let quotients = zip(scaled, plain).map { $0 / $1 }
    #expect(quotients.filter { $0 == 1 }.count == 29)
    #expect(quotients.filter { $0 == 0.125 }.count == 29)
    #expect(abs(quotients[29] - 0.828168) <= 5e-7)
  }

  @Test func interpolationHasTheAnglesOfASmallerPosition() throws {
    let plain = try RotaryEmbedding<Double>(headDimension: 64, layout: .interleaved)
    let scaled = try RotaryEmbedding<Double>(
      headDimension: 64, layout: .interleaved, scaling: .linear(factor: 8))
    let vector = sample(64, seed: 1)
    #expect(try scaled.rotated(vector, at: 16) == plain.rotated(vector, at: 2))
  }

  @Test func longRoPETakesTheListOfTheLength() throws {
    let plain = try frequencies(.none, headDimension: 4)
    for (length, divisors) in [(1, [2.0, 3]), (4096, [2, 3]), (4097, [5, 7])] {
      let scaling = RotaryScaling.longRoPE(
        shortFactors: [2, 3], longFactors: [5, 7], originalLength: 4096, maximumLength: 8192,
        length: length, attentionFactor: nil)
      let expected = zip(plain, divisors).map { $0 / $1 }
      #expect(try frequencies(scaling, headDimension: 4) == expected)
    }
  }

  @Test func proportionalScalingKeepsTheFirstPairs() throws {
    let plain = try frequencies(.none)
    for (fraction, kept) in [(0.0, 0), (0.25, 16), (0.3, 19), (0.99, 63), (1, 64)] {
      let scaled = try frequencies(.proportional(fraction: fraction, factor: 4))
      #expect(scaled == plain.prefix(kept).map { $0 / 4 } + Array(repeating: 0, count: 64 - kept))
    }
  }

  static let attentionFactors: [(RotaryScaling, Double)] = [
    (.linear(factor: 8), 1),
    (.yarn(YaRN(factor: 8, originalLength: 4096)), 1.2079441541679836),
    (.yarn(YaRN(factor: 0.5, originalLength: 4096)), 1),
    (.yarn(YaRN(factor: 8, originalLength: 4096, attentionFactor: 1.5)), 1.5),
    (.yarn(YaRN(factor: 8, originalLength: 4096, mscale: 0.7)), 1.2079441541679836),
    (.yarn(YaRN(factor: 8, originalLength: 4096, mscale: 1, mscaleAllDim: 0)), 1.2079441541679836),
    (.yarn(YaRN(factor: 40, originalLength: 4096, mscale: 1, mscaleAllDim: 1)), 1),
    (
      .longRoPE(
        shortFactors: [1, 1], longFactors: [1, 1], originalLength: 4096, maximumLength: 131_072,
        length: 1, attentionFactor: nil), 1.1902380714238083
    ),
    (
      .longRoPE(
        shortFactors: [1, 1], longFactors: [1, 1], originalLength: 4096, maximumLength: 4096,
        length: 5000, attentionFactor: nil), 1
    ),
    (
      .longRoPE(
        shortFactors: [1, 1], longFactors: [1, 1], originalLength: 1, maximumLength: 9,
        length: 1, attentionFactor: 1.3), 1.3
    ),
  ]

  @Test(arguments: attentionFactors)
  func attentionFactorsAreThoseOfTheRule(_ scaling: RotaryScaling, _ expected: Double) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .halfSplit, scaling: scaling)
    #expect(abs(rope.attentionFactor - expected) <= 1e-15)
  }
}
