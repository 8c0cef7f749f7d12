import RoPE
import Testing

@Suite struct ScalingErrorTests {
  private func refusal(
    _ scaling: RotaryScaling, headDimension: Int = 8, rotaryDimension: Int? = nil,
    base: Double = 10_000
  ) -> RotaryError? {
    do throws(RotaryError) {
      _ = try RotaryEmbedding<Double>(
        headDimension: headDimension, rotaryDimension: rotaryDimension, base: base,
        layout: .interleaved, scaling: scaling)
      return nil
    } catch {
      return error
    }
  }

  private func longRoPE(
    short: [Double] = [1, 2, 3, 4], long: [Double] = [5, 6, 7, 8], original: Int = 4096,
    maximum: Int = 8192, length: Int = 1, attentionFactor: Double? = nil
  ) -> RotaryScaling {
    .longRoPE(
      shortFactors: short, longFactors: long, originalLength: original, maximumLength: maximum,
      length: length, attentionFactor: attentionFactor)
  }

  @Test(arguments: [0, -0.0, -1, -.infinity, .infinity, .nan])
  func refusesFactorsThatAreNotAbove0(_ factor: Double) {
    let rules: [RotaryScaling] = [
      .linear(factor: factor), .ntkAware(factor: factor),
      .dynamicNTK(factor: factor, originalLength: 8, length: 8),
      .ntkByParts(factor: factor, originalLength: 8, low: 1, high: 4),
      .llama3(factor: factor, low: 1, high: 4, originalLength: 8),
      .yarn(YaRN(factor: factor, originalLength: 8)),
      .proportional(fraction: 1, factor: factor),
    ]
    for rule in rules {
      #expect(refusal(rule) == .invalidScaling(.number(.factor, factor)))
    }
    let yarn = YaRN(factor: 2, originalLength: 8, betaFast: factor)
    #expect(refusal(.yarn(yarn)) == .invalidScaling(.number(.betaFast, factor)))
    let slow = YaRN(factor: 2, originalLength: 8, betaSlow: factor)
    #expect(refusal(.yarn(slow)) == .invalidScaling(.number(.betaSlow, factor)))
    let attention = RotaryError.invalidScaling(.number(.attentionFactor, factor))
    let scaled = YaRN(factor: 2, originalLength: 8, attentionFactor: factor)
    #expect(refusal(.yarn(scaled)) == attention)
    #expect(refusal(longRoPE(attentionFactor: factor)) == attention)
    #expect(
      refusal(longRoPE(short: [1, factor, 1, 1]))
        == .invalidScaling(.listFactor(.shortFactors, pair: 1, factor)))
    #expect(
      refusal(longRoPE(long: [1, 1, 1, factor]))
        == .invalidScaling(.listFactor(.longFactors, pair: 3, factor)))
  }

  @Test(arguments: [0, -1, Int.min])
  func refusesLengthsBelow1(_ length: Int) {
    let original = RotaryError.invalidScaling(.length(.original, length, least: 1))
    let current = RotaryError.invalidScaling(.length(.current, length, least: 1))
    #expect(refusal(.dynamicNTK(factor: 2, originalLength: length, length: 1)) == original)
    #expect(refusal(.dynamicNTK(factor: 2, originalLength: 1, length: length)) == current)
    #expect(
      refusal(.ntkByParts(factor: 2, originalLength: length, low: 1, high: 4)) == original)
    #expect(refusal(.llama3(factor: 2, low: 1, high: 4, originalLength: length)) == original)
    #expect(refusal(.yarn(YaRN(factor: 2, originalLength: length))) == original)
    #expect(refusal(longRoPE(original: length)) == original)
    #expect(refusal(longRoPE(length: length)) == current)
    #expect(
      refusal(longRoPE(maximum: length))
        == .invalidScaling(.length(.maximum, length, least: 1)))
  }

  @Test func refusesALogarithmOfLength1() {
    let expected = RotaryError.invalidScaling(.length(.original, 1, least: 2))
    #expect(refusal(longRoPE(original: 1)) == expected)
    #expect(refusal(longRoPE(original: 1, maximum: 1)) == nil)
  }

  @Test func refusesBoundsThatAreNotInOrder() {
    for (low, high) in [(4.0, 4.0), (4, 1)] {
      let expected = RotaryError.invalidScaling(.bounds(low: low, high: high))
      #expect(refusal(.llama3(factor: 2, low: low, high: high, originalLength: 8)) == expected)
      #expect(
        refusal(.ntkByParts(factor: 2, originalLength: 8, low: low, high: high)) == expected)
    }
    for bound in [-1, .nan, .infinity] {
      #expect(
        refusal(.llama3(factor: 2, low: bound, high: 4, originalLength: 8))
          == .invalidScaling(.number(.low, bound)))
      #expect(
        refusal(.ntkByParts(factor: 2, originalLength: 8, low: 0, high: bound))
          == .invalidScaling(.number(.high, bound)))
    }
    let yarn = YaRN(factor: 2, originalLength: 8, betaFast: 1, betaSlow: 32)
    #expect(refusal(.yarn(yarn)) == .invalidScaling(.betas(fast: 1, slow: 32)))
  }

  @Test(arguments: [-0.1, 1.1, .nan, .infinity])
  func refusesFractionsOutsideOneHead(_ fraction: Double) {
    #expect(
      refusal(.proportional(fraction: fraction, factor: 1))
        == .invalidScaling(.number(.fraction, fraction)))
  }

  @Test func refusesRulesThatDoNotFitTheHead() {
    #expect(
      refusal(.proportional(fraction: 0.5, factor: 1), rotaryDimension: 4)
        == .invalidScaling(.partOfHead(rotary: 4, head: 8)))
    let pairs = RotaryError.invalidCount(of: .rotaryDimension, 2, allowed: 4...1 << 27)
    #expect(refusal(.ntkAware(factor: 2), rotaryDimension: 2) == pairs)
    #expect(
      refusal(.dynamicNTK(factor: 2, originalLength: 8, length: 4), rotaryDimension: 2) == pairs)
    #expect(
      refusal(longRoPE(short: [1, 2, 3]))
        == .invalidScaling(.listCount(.shortFactors, 3, expected: 4)))
    #expect(
      refusal(longRoPE(long: []))
        == .invalidScaling(.listCount(.longFactors, 0, expected: 4)))
  }

  @Test func refusesWhatYaRNTakesNoLogarithmOf() {
    let yarn = YaRN(factor: 2, originalLength: 8)
    for base in [1, 0.5] {
      #expect(refusal(.yarn(yarn), base: base) == .invalidScaling(.number(.base, base)))
    }
    for scale in [Double.nan, .infinity] {
      var scaled = yarn
      scaled.mscale = scale
      #expect(refusal(.yarn(scaled)) == .invalidScaling(.number(.mscale, scale)))
      scaled.mscale = 1
      scaled.mscaleAllDim = scale
      #expect(refusal(.yarn(scaled)) == .invalidScaling(.number(.mscaleAllDim, scale)))
    }
    let negative = YaRN(factor: 8, originalLength: 8, mscale: -100, mscaleAllDim: 1)
    guard case .invalidScaling(.number(.attentionFactor, let factor)) = refusal(.yarn(negative))
    else {
      Issue.record("a negative attention factor was accepted")
      return
    }
    #expect(factor < 0)
  }

  @Test func refusesFrequenciesWhoseAnglesOverflow() {
    for rule in [
      RotaryScaling.linear(factor: 1e-300), .linear(factor: .leastNonzeroMagnitude),
      .yarn(YaRN(factor: .leastNonzeroMagnitude, originalLength: 8)),
    ] {
      guard case .frequencyOutOfRange = refusal(rule) else {
        Issue.record("\(rule) gave \(String(describing: refusal(rule)))")
        continue
      }
    }
    #expect(refusal(.ntkAware(factor: 1e300), base: 1e300) == .invalidBase(.infinity))
    #expect(refusal(.ntkAware(factor: 1e-300)) == .invalidBase(0))
  }

  /// The ends of the ranges: nothing overflows, and every frequency is a number.
  @Test(arguments: [
    RotaryScaling.linear(factor: .greatestFiniteMagnitude),
    .dynamicNTK(factor: 2, originalLength: 1, length: .max),
    .ntkByParts(factor: 2, originalLength: .max, low: 0, high: .leastNonzeroMagnitude),
    .llama3(factor: 2, low: 0, high: .greatestFiniteMagnitude, originalLength: .max),
    .yarn(YaRN(factor: 2, originalLength: 1)), .yarn(YaRN(factor: 2, originalLength: .max)),
    .yarn(YaRN(factor: 2, originalLength: 8, betaFast: 1e308, betaSlow: 1e-300)),
    .proportional(fraction: 0, factor: 1), .proportional(fraction: 1e-300, factor: 1),
  ])
  func extremeRulesHaveFiniteFrequencies(_ scaling: RotaryScaling) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .halfSplit, scaling: scaling)
    #expect(rope.inverseFrequencies.allSatisfy { $0 >= 0 && $0.isFinite })
    let turned = try rope.rotated([1, 2, 3, 4, 5, 6, 7, 8], at: 1 << 53)
    #expect(turned.allSatisfy { $0.isFinite })
  }

  static let sentences: [(ScalingProblem, String)] = [
    (.number(.factor, -1), "a scaling factor must be finite and greater than 0, not -1.0"),
    (.number(.fraction, .nan), "a fraction of rotated pairs must be from 0 to 1, not nan"),
    (.number(.low, -1), "a low bound of turns must be finite and at least 0, not -1.0"),
    (.number(.high, -1), "a high bound of turns must be finite and at least 0, not -1.0"),
    (
      .number(.betaFast, 0), "a beta for fast pairs must be finite and greater than 0, not 0.0"
    ),
    (
      .number(.betaSlow, 0), "a beta for slow pairs must be finite and greater than 0, not 0.0"
    ),
    (
      .number(.attentionFactor, 0),
      "an attention factor must be finite and greater than 0, not 0.0"
    ),
    (.number(.mscale, .infinity), "an mscale must be finite, not inf"),
    (
      .number(.mscaleAllDim, .infinity), "an mscale for all dimensions must be finite, not inf"
    ),
    (.number(.base, 1), "a base scaled by YaRN must be finite and greater than 1, not 1.0"),
    (.length(.original, 0, least: 1), "an original length must be at least 1, not 0"),
    (.length(.maximum, 0, least: 1), "a maximum length must be at least 1, not 0"),
    (.length(.current, 0, least: 1), "a sequence length must be at least 1, not 0"),
    (.bounds(low: 4, high: 1), "a low bound of turns must be below the high one, 1.0, not 4.0"),
    (
      .betas(fast: 1, slow: 32),
      "a beta for fast pairs must be at least the one for slow pairs, 32.0, not 1.0"
    ),
    (
      .listCount(.shortFactors, 3, expected: 4),
      "a list of short factors must have one factor per pair, 4, not 3"
    ),
    (
      .listFactor(.longFactors, pair: 2, -1),
      "the long factor of pair 2 must be finite and greater than 0, not -1.0"
    ),
    (
      .partOfHead(rotary: 4, head: 8),
      "proportional scaling must rotate the whole head, 8 lanes, not 4"
    ),
  ]

  @Test(arguments: sentences)
  func namesTheRuleAndTheOffendingValue(_ problem: ScalingProblem, _ sentence: String) {
    #expect("\(problem)" == sentence)
    #expect("\(RotaryError.invalidScaling(problem))" == sentence)
  }

  @Test func equalsItselfAndNoOther() {
    for (index, one) in Self.sentences.enumerated() {
      for (other, two) in Self.sentences.enumerated() {
        let errors = (RotaryError.invalidScaling(one.0), RotaryError.invalidScaling(two.0))
        #expect((errors.0 == errors.1) == (index == other))
      }
    }
  }
}
