import RealModule

extension RotaryScaling {
  /// The frequencies of a head under a rule, once everything is checked.
  ///
  /// Inlined, so that who names a rule is linked with no other: a live figure is loaded by every reader
  /// of its chapter.
  @inline(__always)
  package func frequencies(
    headDimension: Int, rotaryDimension: Int, base: Double
  ) throws(RotaryError) -> [Double] {
    let ladder = try checkedLadder(
      rotaryDimension: rotaryDimension, headDimension: headDimension, base: base)
    if case .none = self { return ladder }
    try check(rotaryDimension: rotaryDimension, headDimension: headDimension, base: base)
    let frequencies = try unchecked(ladder, base: base)
    try checkFrequencies(frequencies)
    return frequencies
  }

  @inline(__always)
  private func unchecked(_ ladder: [Double], base: Double) throws(RotaryError) -> [Double] {
    switch self {
    case .none:
      return ladder
    case .linear(let factor):
      var frequencies = ladder
      for pair in ladder.indices { frequencies[pair] /= factor }
      return frequencies
    case .ntkAware(let factor):
      return try withLargerBase(ladder, base: base, factor: factor)
    case .dynamicNTK(let factor, let originalLength, let length):
      guard length > originalLength else { return ladder }
      let growth = factor * Double(length) / Double(originalLength) - (factor - 1)
      return try withLargerBase(ladder, base: base, factor: growth)
    case .ntkByParts(let factor, let originalLength, let low, let high):
      return ladder.map { frequency in
        let turns = Double(originalLength) * frequency / (2 * Double.pi)
        let share = min(max((turns - low) / (high - low), 0), 1)
        return (1 - share) * frequency / factor + share * frequency
      }
    case .yarn(let yarn):
      let ramp = yarn.ramp(pairCount: ladder.count, base: base)
      var frequencies = ladder
      for pair in ladder.indices {
        let share = ramp.share(ofPair: pair)
        frequencies[pair] = ladder[pair] / yarn.factor * (1 - share) + ladder[pair] * share
      }
      return frequencies
    case .longRoPE(let short, let long, let originalLength, _, let length, _):
      let factors = length > originalLength ? long : short
      return zip(ladder, factors).map { $0 / $1 }
    case .llama3(let factor, let low, let high, let originalLength):
      let length = Double(originalLength)
      var frequencies = ladder
      for pair in ladder.indices {
        let wavelength = 2 * Double.pi / ladder[pair]
        if wavelength < length / high { continue }
        if wavelength > length / low {
          frequencies[pair] = ladder[pair] / factor
          continue
        }
        let share = (length / wavelength - low) / (high - low)
        frequencies[pair] = (1 - share) * ladder[pair] / factor + share * ladder[pair]
      }
      return frequencies
    case .proportional(let fraction, let factor):
      let kept = keptPairs(fraction: fraction, headDimension: 2 * ladder.count)
      return ladder.enumerated().map { pair, frequency in pair < kept ? frequency / factor : 0 }
    }
  }

  /// The ladder of the base `base * factor^(d / (d - 2))`.
  ///
  /// The last pair is divided by the factor, which is the same but for the rounding of two powers:
  /// that quotient is what defines the rule.
  private func withLargerBase(
    _ ladder: [Double], base: Double, factor: Double
  ) throws(RotaryError) -> [Double] {
    let dimension = 2 * ladder.count
    let largerBase = base * Double.pow(factor, Double(dimension) / Double(dimension - 2))
    var frequencies = try inverseFrequencies(dimension: dimension, base: largerBase)
    frequencies[ladder.count - 1] = ladder[ladder.count - 1] / factor
    return frequencies
  }

  /// The number that multiplies cosines and sines alike.
  @inline(__always)
  func attentionFactor() throws(RotaryError) -> Double {
    let attentionFactor: Double
    switch self {
    case .none, .linear, .ntkAware, .dynamicNTK, .ntkByParts, .llama3, .proportional:
      return 1
    case .yarn(let yarn):
      attentionFactor = yarn.effectiveAttentionFactor
    case .longRoPE(_, _, let originalLength, let maximumLength, _, let given):
      if given == nil, maximumLength > originalLength {
        // The logarithm of the original length divides.
        try checkLength(originalLength, as: .original, least: 2)
      }
      attentionFactor =
        given
        ?? longRoPEAttentionFactor(
          growth: Double(maximumLength) / Double(originalLength), originalLength: originalLength)
    }
    try checkPositive(attentionFactor, as: .attentionFactor)
    return attentionFactor
  }
}

/// The unscaled frequencies of a head whose dimensions and base are checked first.
@inline(never)
private func checkedLadder(
  rotaryDimension: Int, headDimension: Int, base: Double
) throws(RotaryError) -> [Double] {
  try checkRotaryDimension(rotaryDimension)
  guard rotaryDimension <= headDimension else {
    throw .rotaryLargerThanHead(rotary: rotaryDimension, head: headDimension)
  }
  return try inverseFrequencies(dimension: rotaryDimension, base: base)
}

/// A small factor is a large divisor, and a subnormal one overflows.
@inline(never)
private func checkFrequencies(_ frequencies: [Double]) throws(RotaryError) {
  for (pair, frequency) in frequencies.enumerated() where !(frequency <= largestInverseFrequency) {
    throw .frequencyOutOfRange(pair: pair, frequency: frequency)
  }
}

/// The pairs that proportional scaling turns, in the reference's order of operations.
func keptPairs(fraction: Double, headDimension: Int) -> Int {
  Int((fraction * Double(headDimension) / 2).rounded(.down))
}

/// - Parameter originalLength: at least 2 where the growth is above 1.
func longRoPEAttentionFactor(growth: Double, originalLength: Int) -> Double {
  growth > 1
    ? (1 + Double.log(growth) / Double.log(Double(originalLength))).squareRoot() : 1
}

/// Which share of its unscaled frequency a pair keeps under YaRN.
struct YaRNRamp {
  let low: Double
  let high: Double

  func share(ofPair pair: Int) -> Double {
    1 - min(max((Double(pair) - low) / (high - low), 0), 1)
  }
}

extension YaRN {
  /// The indices between which frequencies are blended.
  ///
  /// The upper end is clamped at the last lane, not at the last pair, and equal ends are moved
  /// apart, both as in the authors' code: models were trained with what it computes.
  func ramp(pairCount: Int, base: Double) -> YaRNRamp {
    let dimension = Double(2 * pairCount)
    func index(ofTurns turns: Double) -> Double {
      dimension * Double.log(Double(originalLength) / (turns * 2 * Double.pi))
        / (2 * Double.log(base))
    }
    var low = index(ofTurns: betaFast)
    var high = index(ofTurns: betaSlow)
    if truncate {
      low = low.rounded(.down)
      high = high.rounded(.up)
    }
    low = max(low, 0)
    high = min(high, dimension - 1)
    if low == high { high += 0.001 }
    return YaRNRamp(low: low, high: high)
  }

  var effectiveAttentionFactor: Double {
    if let attentionFactor { return attentionFactor }
    if let mscale, let mscaleAllDim, mscale != 0, mscaleAllDim != 0 {
      return logarithmicScale(mscale) / logarithmicScale(mscaleAllDim)
    }
    return logarithmicScale(1)
  }

  /// What multi-head latent attention multiplies every logit by besides `1 / √headDimension`,
  /// `(0.1 · mscaleAllDim · ln(factor) + 1)²`; 1 without ``mscaleAllDim`` or with a factor up to 1.
  ///
  /// Unlike ``RotaryEmbedding/attentionFactor`` it is not in the rotated vectors: it scales the whole
  /// logit, that of the lanes that are not rotated included. DeepSeek-V2 and V3 use it, and then
  /// their attention factor is 1 where ``mscale`` equals ``mscaleAllDim``. Other models do not, even
  /// if their configuration has the key.
  ///
  /// - Note: Source: `DeepseekV3Attention` of Hugging Face transformers 5.23.0.
  public var softmaxScale: Double {
    guard let mscaleAllDim, mscaleAllDim != 0 else { return 1 }
    let scale = logarithmicScale(mscaleAllDim)
    return scale * scale
  }

  private func logarithmicScale(_ weight: Double) -> Double {
    factor > 1 ? 0.1 * weight * Double.log(factor) + 1 : 1
  }
}
