// The standard library has neither logarithm nor sine. These serve drawing, where nine digits are
// plenty, and give the same bits on every system, which a C library does not promise.

extension Double {
  /// The logarithm to base ten of a positive number, relative error below 1e-14.
  static func decimalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)), whose series converges fast near one.
    let ratio = (significand - 1) / (significand + 1)
    var power = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 23, by: 2) {
      sum += power / odd
      power *= ratio * ratio
    }
    return exponent * 0.30102999566398120 + 2 * sum * 0.43429448190325182
  }

  /// Ten to a whole power.
  static func powerOfTen(_ exponent: Int) -> Double {
    Double("1e\(exponent)") ?? .nan
  }

  /// Cosine and sine of an angle in radians, absolute error below 1e-12 up to a million turns.
  ///
  /// Not-a-number for an angle that is not finite.
  static func direction(ofAngle angle: Double) -> (cosine: Double, sine: Double) {
    guard angle.isFinite else { return (.nan, .nan) }
    let quarters = (angle / (.pi / 2)).rounded()
    // Half a turn in two parts, so that many turns do not carry the error of a rounded π.
    let rest = (angle - quarters * 1.5707963267341256) - quarters * 6.0771005065061922e-11
    let square = rest * rest
    var sine = 0.0
    var cosine = 0.0
    for term in stride(from: 18.0, through: 2, by: -2) {
      sine = (1 - sine) * square / (term * (term + 1))
      cosine = (1 - cosine) * square / (term * (term - 1))
    }
    sine = rest * (1 - sine)
    cosine = 1 - cosine
    switch Int(quarters.remainder(dividingBy: 4)) & 3 {
    case 0: return (cosine, sine)
    case 1: return (-sine, cosine)
    case 2: return (-cosine, -sine)
    default: return (sine, -cosine)
    }
  }
}
