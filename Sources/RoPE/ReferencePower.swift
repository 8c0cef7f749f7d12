import RealModule

// PyTorch raises a number to a tensor of exponents with the vector routines of SLEEF where whole
// vectors fit, and with the C library for the rest. The two differ in the last place of one power
// in fifty, which at position 1,000,000 turns a pair by 0.03 radians: to agree with a PyTorch model
// at large positions one has to make the same error in the same entries.

/// How many exponents PyTorch takes at a time on a processor with AVX2: two vectors of eight.
private let exponentsPerStep = 16

/// The powers `base^(2i / dimension)` for the first `count` pairs as PyTorch forms them in `Float`.
///
/// - Note: Five powers of the reference files tell the two routines apart: four in whole steps, and
///   one of twelve that do not fill a step.
func referencePowers(base: Double, dimension: Int, count: Int) -> [Float] {
  let base = Float(base)
  let vectorized = count - count % exponentsPerStep
  return (0..<count).map { pair in
    let exponent = Float(2 * pair) / Float(dimension)
    if pair < vectorized, let power = vectorPower(base, exponent) { return power }
    return Float(Double.pow(Double(base), Double(exponent)))
  }
}

/// A power by the polynomials of SLEEF's `powf` with a bound of 1 ulp.
///
/// Its errors are those of two polynomials, and of the rounding of their coefficients' sums to
/// `Float`. Both are kept. What SLEEF carries in pairs of `Float` is carried in `Double` here.
///
/// - Returns: nil where SLEEF treats the number apart, or the result is not a normal number.
/// - Note: Source: the coefficients are those of SLEEF 3.6, `logkf` and `expkf`.
private func vectorPower(_ base: Float, _ exponent: Float) -> Float? {
  guard base.isNormal, base > 0 else { return nil }
  let logarithm = logarithm(base) * Double(exponent)
  let turns = (Float(logarithm) * Float(1 / Double.log(2))).rounded(.toNearestOrEven)
  guard turns.magnitude < 125 else { return nil }
  let rest = logarithm - Double(turns) * Double.log(2)
  let narrow = Float(rest)
  let sum = polynomial(
    of: narrow,
    [
      0.00136324646882712841033936, 0.00836596917361021041870117, 0.0416710823774337768554688,
      0.166665524244308471679688, 0.499999850988388061523438,
    ])
  let fraction = Float(1 + (rest + rest * rest * Double(sum)))
  return Float(sign: .plus, exponent: Int(turns), significand: fraction)
}

/// The natural logarithm by a series in `(m - 1) / (m + 1)`, `m` from 3/4 to 3/2.
private func logarithm(_ number: Float) -> Double {
  let exponent = (number * Float(4.0 / 3)).exponent
  let mantissa = Double(Float(sign: .plus, exponent: -Int(exponent), significand: number))
  let quotient = (mantissa - 1) / (mantissa + 1)
  let square = quotient * quotient
  let sum = polynomial(
    of: Float(square),
    [0.240320354700088500976562, 0.285112679004669189453125, 0.400007992982864379882812])
  let third = Double(0.66666662693023681640625 as Float) + Double(3.69183861259614332e-09 as Float)
  return Double.log(2) * Double(exponent) + 2 * quotient
    + square * quotient * (square * Double(sum) + third)
}

/// Horner's rule with one rounding to `Float` per step, the highest coefficient first.
///
/// The product of two `Float` is exact in `Double`. A fused instruction would do it too, but
/// WebAssembly has none.
private func polynomial(of variable: Float, _ coefficients: [Float]) -> Float {
  coefficients.dropFirst().reduce(coefficients[0]) { sum, coefficient in
    Float(Double(sum) * Double(variable) + Double(coefficient))
  }
}
