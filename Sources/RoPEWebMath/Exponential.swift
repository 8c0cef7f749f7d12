extension WebMath {
  /// The exponential function.
  package static func exponential(_ x: Double) -> Double { exponential(Pair(x, 0)) }

  /// Two to a power.
  package static func powerOfTwo(_ x: Double) -> Double {
    guard x.magnitude < 1100 else { return outside(x) }
    let whole = x.rounded(.toNearestOrEven)
    return scaled(Pair.logarithmOfTwo * (x - whole), by: Int(whole))
  }

  /// The exponential function of a sum of two numbers.
  static func exponential(_ x: Pair) -> Double {
    guard x.high.magnitude < 760 else { return outside(x.high) }
    let whole = (x.high * 0x1.7154_7652_b82f_ep0).rounded(.toNearestOrEven)
    // The logarithm of two in 42 bits, so that products with whole numbers are exact, and its rest.
    let upper = x.high - whole * 0x1.62e4_2fef_a38p-1
    let lower = x.low - whole * 0x1.ef35_793c_7673p-45
    return scaled(Pair(sumOf: upper, lower), by: Int(whole))
  }

  /// Zero, infinity or NaN.
  private static func outside(_ x: Double) -> Double { x < 0 ? 0 : x + .infinity }

  /// The exponential function of a number below 0.35, by the series to the 14th power, times 2^count.
  private static func scaled(_ x: Pair, by count: Int) -> Double {
    let x1 = x.high
    var sum = 1 / 87_178_291_200.0
    sum = sum * x1 + 1 / 6_227_020_800
    sum = sum * x1 + 1 / 479_001_600
    sum = sum * x1 + 1 / 39_916_800
    sum = sum * x1 + 1 / 3_628_800
    sum = sum * x1 + 1 / 362_880
    sum = sum * x1 + 1 / 40_320
    sum = sum * x1 + 1 / 5040
    sum = sum * x1 + 1 / 720
    sum = sum * x1 + 1 / 120
    sum = sum * x1 + 1 / 24
    sum = sum * x1 + 1 / 6
    sum = sum * x1 + 0.5
    let first = Pair(sumOf: 1, small: x1)
    let value = first.high + (first.low + (x.low * first.high + x1 * x1 * sum))
    // In two steps: the first never leaves the range, the second rounds.
    return value * power(ofTwo: count / 2) * power(ofTwo: count - count / 2)
  }

  /// 2^count for counts of normal numbers.
  static func power(ofTwo count: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: 1023 + count) << 52)
  }
}
