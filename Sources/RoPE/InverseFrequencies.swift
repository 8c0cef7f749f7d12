import RealModule

/// The geometric ladder `base^(-2i / dimension)`, in radians per token.
///
/// Rotary and sinusoidal encodings share it. The power is formed for each pair anew: a running
/// product would collect the rounding of all pairs before it. It is the reciprocal of a power, not
/// one with a negative exponent, because references form it so: equal bits here are what keeps
/// angles equal at large positions.
func inverseFrequencies(dimension: Int, base: Double) throws(RotaryError) -> [Double] {
  guard base.isFinite, base > 0 else { throw .invalidBase(base) }
  var frequencies: [Double] = []
  frequencies.reserveCapacity(dimension / 2)
  for pair in 0..<dimension / 2 {
    let frequency = 1 / Double.pow(base, Double(2 * pair) / Double(dimension))
    guard frequency <= largestInverseFrequency else {
      throw .frequencyOutOfRange(pair: pair, frequency: frequency)
    }
    frequencies.append(frequency)
  }
  return frequencies
}

/// The cosine and sine of one pair's angle, which is formed in `Double` whatever is rotated.
func phase(at position: Int, inverseFrequency: Double) -> (cosine: Double, sine: Double) {
  phase(atOffset: Double(position), inverseFrequency: inverseFrequency)
}

/// The same for a distance of two positions, which an `Int` of 32 bits may not hold.
func phase(atOffset offset: Double, inverseFrequency: Double) -> (cosine: Double, sine: Double) {
  let angle = offset * inverseFrequency
  return (Double.cos(angle), Double.sin(angle))
}
