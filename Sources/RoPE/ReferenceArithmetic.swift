import RealModule

// The arithmetic of PyTorch models, in which frequencies and angles are `Float`. It is less exact
// than the rest of this library; it is here for those who must agree with such a model.
extension RotaryEmbedding {
  /// The inverse frequencies in radians per token as Hugging Face's code forms them: the base, each
  /// exponent, each power and each step of the scaling is rounded to `Float`.
  ///
  /// Every inverse frequency of the reference files is met bit for bit. A base outside the range of
  /// `Float` gives frequencies of 0 or infinity, as it does there.
  var referenceInverseFrequencies: [Float] {
    let pairCount = inverseFrequencies.count
    switch scaling {
    case .none:
      return referencePowers(base: base).map { 1 / $0 }
    case .linear(let factor):
      return referencePowers(base: base).map { 1 / $0 / Float(factor) }
    case .ntkAware(let factor):
      return referencePowers(base: largerBase(factor: factor)).map { 1 / $0 }
    case .dynamicNTK(let factor, let originalLength, let length):
      let growth =
        factor * Double(max(length, originalLength)) / Double(originalLength) - (factor - 1)
      return referencePowers(base: largerBase(factor: growth)).map { 1 / $0 }
    case .ntkByParts(let factor, let originalLength, let low, let high):
      return referencePowers(base: base).map { power in
        let frequency = 1 / power
        let turns = Float(originalLength) * frequency / Float(2 * Double.pi)
        let share = min(max((turns - Float(low)) / Float(high - low), 0), 1)
        return (1 - share) * frequency / Float(factor) + share * frequency
      }
    case .yarn(let yarn):
      let ramp = yarn.ramp(pairCount: pairCount, base: base)
      return referencePowers(base: base).enumerated().map { pair, power in
        let position = (Float(pair) - Float(ramp.low)) / Float(ramp.high - ramp.low)
        let share = 1 - min(max(position, 0), 1)
        return 1 / (Float(yarn.factor) * power) * (1 - share) + 1 / power * share
      }
    case .longRoPE(let short, let long, let originalLength, _, let length, _):
      let factors = length > originalLength ? long : short
      return zip(referencePowers(base: base), factors).map { 1 / (Float($1) * $0) }
    case .llama3(let factor, let low, let high, let originalLength):
      return referencePowers(base: base).map { power in
        referenceLlama3(
          1 / power, factor: factor, low: low, high: high, length: Double(originalLength))
      }
    case .proportional(let fraction, let factor):
      let kept = keptPairs(fraction: fraction, headDimension: headDimension)
      let powers = RoPE.referencePowers(base: base, dimension: rotaryDimension, count: kept)
      return powers.map { 1 / $0 / Float(factor) }
        + [Float](repeating: 0, count: pairCount - kept)
    }
  }

  private func referencePowers(base: Double) -> [Float] {
    RoPE.referencePowers(
      base: base, dimension: rotaryDimension, count: inverseFrequencies.count)
  }

  private func largerBase(factor: Double) -> Double {
    let dimension = Double(rotaryDimension)
    return base * Double.pow(factor, dimension / (dimension - 2))
  }
}

private func referenceLlama3(
  _ frequency: Float, factor: Double, low: Double, high: Double, length: Double
) -> Float {
  // The reference divides a number by a tensor, which PyTorch forms as number times reciprocal.
  let wavelength = 1 / frequency * Float(2 * Double.pi)
  if wavelength < Float(length / high) { return frequency }
  if wavelength > Float(length / low) { return frequency / Float(factor) }
  let share = (1 / wavelength * Float(length) - Float(low)) / Float(high - low)
  return (1 - share) * frequency / Float(factor) + share * frequency
}

/// The cosine and sine a `Float` model uses: those of the rounded angle, rounded, and multiplied by
/// the rounded attention factor.
///
/// Within 1 ulp of any program that forms the angle so and takes its cosine and sine with an error
/// of at most 0.6 ulp, as PyTorch does.
///
/// - Parameter attentionFactor: that of the embedding; 1 changes nothing.
func referencePhase(
  at position: Int, inverseFrequency: Float, attentionFactor: Double = 1
) -> (cosine: Float, sine: Float) {
  let angle = Double(Float(position) * inverseFrequency)
  let factor = Float(attentionFactor)
  return (
    referenceProduct(Double.cos(angle), factor), referenceProduct(Double.sin(angle), factor)
  )
}

/// A number rounded to `Float` and multiplied by a factor.
///
/// A number that lies near the middle of two neighbours is rounded to either of them by a routine
/// that is not quite exact. Where the products of both are 2 ulps apart, the one between is taken.
private func referenceProduct(_ number: Double, _ factor: Float) -> Float {
  let nearest = Float(number)
  let product = nearest * factor
  let rest = number - Double(nearest)
  guard rest.magnitude > 0.4 * Double(nearest.ulp) else { return product }
  let other = (rest > 0 ? nearest.nextUp : nearest.nextDown) * factor
  let between = product < other ? product.nextUp : product.nextDown
  return product == other || between == other ? product : between
}
