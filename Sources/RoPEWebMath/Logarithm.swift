extension WebMath {
  /// The natural logarithm: minus infinity for zero, NaN for what is negative.
  package static func logarithm(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x < 0 ? .nan : x }
    return logarithmPair(x).high
  }

  /// A power as the C standard has it: the base may be negative where the exponent is a whole number.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    let isWhole = exponent.rounded(.towardZero) == exponent
    // Above 2^53 every number is even.
    let isOdd =
      isWhole && exponent.magnitude < 0x1p53
      && (exponent / 2).rounded(.towardZero) != exponent / 2
    let isNegative = base.sign == .minus
    let size = magnitude(ofPower: base.magnitude, exponent)
    if isNegative && base != 0 && base.isFinite && exponent.isFinite && !isWhole { return .nan }
    return isNegative && isOdd ? -size : size
  }

  private static func magnitude(ofPower base: Double, _ exponent: Double) -> Double {
    if base == 1 { return 1 }
    if base == 0 || base.isInfinite || exponent.isInfinite {
      return (base > 1) == (exponent > 0) ? .infinity : 0
    }
    let logarithm = logarithmPair(base)
    // The product need not be exact where the power is beyond all numbers, or 1.
    let estimate = logarithm.high * exponent
    guard estimate.magnitude < 1000, estimate.magnitude > 0x1p-60 else {
      return exponential(Pair(estimate, 0))
    }
    return exponential(logarithm * exponent)
  }

  /// The natural logarithm of a positive finite number, with an error of about 2^-65 of itself.
  ///
  /// With s = (m - 1) / (m + 1), m from √½ to √2: 2s + 2s³/3 + 2s⁵/5 and so on, and the exponent's part.
  private static func logarithmPair(_ x: Double) -> Pair {
    let isSubnormal = x < 0x1p-1022
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    var exponent = Int(truncatingIfNeeded: bits >> 52) - (isSubnormal ? 1077 : 1023)
    var mantissa = Double(bitPattern: bits & 0xF_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if mantissa > 0x1.6a09_e667_f3bcdp0 {
      mantissa *= 0.5
      exponent += 1
    }
    let quotient = Pair(quotientOf: Pair(mantissa - 1, 0), Pair(sumOf: mantissa, 1))
    let square = quotient * quotient
    var sum = 1.0 / 23
    sum = sum * square.high + 1 / 21
    sum = sum * square.high + 1 / 19
    sum = sum * square.high + 1 / 17
    sum = sum * square.high + 1 / 15
    sum = sum * square.high + 1 / 13
    sum = sum * square.high + 1 / 11
    sum = sum * square.high + 1 / 9
    sum = sum * square.high + 1 / 7
    sum = sum * square.high + 1 / 5
    let tail = square * Pair.third + Pair(square.high * square.high * sum, 0)
    let double = Pair(2 * quotient.high, 2 * quotient.low)
    let series = double + double * tail
    let whole = Double(exponent)
    // The logarithm of two in 42 bits, so that the product is exact, and its rest.
    return Pair(whole * 0x1.62e4_2fef_a38p-1, whole * 0x1.ef35_793c_7673p-45) + series
  }
}
