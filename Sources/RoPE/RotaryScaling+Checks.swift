extension RotaryScaling {
  // Inlined for the sake of its rule: see `frequencies`.
  /// Checks the parameters of a rule for a head whose dimensions and base are already checked.
  @inline(__always)
  func check(rotaryDimension: Int, headDimension: Int, base: Double) throws(RotaryError) {
    switch self {
    case .none:
      break
    case .linear(let factor):
      try checkPositive(factor, as: .factor)
    case .ntkAware(let factor):
      try checkPositive(factor, as: .factor)
      try RoPE.check(rotaryDimension, isIn: 4...largestElementCount, as: .rotaryDimension)
    case .dynamicNTK(let factor, let originalLength, let length):
      try checkPositive(factor, as: .factor)
      try checkLength(originalLength, as: .original)
      try checkLength(length, as: .current)
      try RoPE.check(rotaryDimension, isIn: 4...largestElementCount, as: .rotaryDimension)
    case .ntkByParts(let factor, let originalLength, let low, let high),
      .llama3(let factor, let low, let high, let originalLength):
      try checkPositive(factor, as: .factor)
      try checkLength(originalLength, as: .original)
      try checkBounds(low: low, high: high)
    case .yarn(let yarn):
      try yarn.check(base: base)
    case .longRoPE(let short, let long, let originalLength, let maximumLength, let length, _):
      try checkFactors(short, as: .shortFactors, pairs: rotaryDimension / 2)
      try checkFactors(long, as: .longFactors, pairs: rotaryDimension / 2)
      try checkLength(originalLength, as: .original)
      try checkLength(maximumLength, as: .maximum)
      try checkLength(length, as: .current)
    case .proportional(let fraction, let factor):
      try checkPositive(factor, as: .factor)
      // Written so that a NaN is refused.
      guard fraction >= 0, fraction <= 1 else {
        throw .invalidScaling(.number(.fraction, fraction))
      }
      guard rotaryDimension == headDimension else {
        throw .invalidScaling(.partOfHead(rotary: rotaryDimension, head: headDimension))
      }
    }
  }
}

extension YaRN {
  fileprivate func check(base: Double) throws(RotaryError) {
    try checkPositive(factor, as: .factor)
    try checkLength(originalLength, as: .original)
    try checkPositive(betaFast, as: .betaFast)
    try checkPositive(betaSlow, as: .betaSlow)
    guard betaFast >= betaSlow else {
      throw .invalidScaling(.betas(fast: betaFast, slow: betaSlow))
    }
    if let mscale, !mscale.isFinite { throw .invalidScaling(.number(.mscale, mscale)) }
    if let mscaleAllDim, !(mscaleAllDim.isFinite && softmaxScale.isFinite) {
      throw .invalidScaling(.number(.mscaleAllDim, mscaleAllDim))
    }
    // The logarithm of the base divides: at 1 there is no ramp, below 1 it runs backwards.
    guard base > 1 else { throw .invalidScaling(.number(.base, base)) }
  }
}

// The checks of single numbers are inlined: those of a constant then vanish.

@inline(__always)
func checkPositive(
  _ value: Double, as parameter: ScalingProblem.Parameter
) throws(RotaryError) {
  guard value.isFinite, value > 0 else { throw .invalidScaling(.number(parameter, value)) }
}

@inline(__always)
func checkLength(
  _ length: Int, as name: ScalingProblem.Length, least: Int = 1
) throws(RotaryError) {
  guard length >= least else { throw .invalidScaling(.length(name, length, least: least)) }
}

@inline(__always)
private func checkBounds(low: Double, high: Double) throws(RotaryError) {
  guard low.isFinite, low >= 0 else { throw .invalidScaling(.number(.low, low)) }
  guard high.isFinite, high >= 0 else { throw .invalidScaling(.number(.high, high)) }
  guard low < high else { throw .invalidScaling(.bounds(low: low, high: high)) }
}

private func checkFactors(
  _ factors: [Double], as list: ScalingProblem.List, pairs: Int
) throws(RotaryError) {
  guard factors.count == pairs else {
    throw .invalidScaling(.listCount(list, factors.count, expected: pairs))
  }
  for (pair, factor) in factors.enumerated() where !(factor.isFinite && factor > 0) {
    throw .invalidScaling(.listFactor(list, pair: pair, factor))
  }
}
