/// Sine, logarithm and their kin, for a machine without a C library.
///
/// WebAssembly has arithmetic, square roots and rounding, and nothing beyond. These are series whose
/// coefficients can be read off, in sums of two numbers where one is not enough. No operation is fused,
/// so the results are the same bits on every machine. ``WebMath`` is what they are called natively; in
/// WebAssembly they also have the names by which compiled code asks for them.
///
/// - Note: A result is within 1 ulp of Glibc's, for every argument.
package enum WebMath {}

/// The sum of two numbers, the second far below the first: about 106 bits.
struct Pair {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// A sum without error.
  init(sumOf a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// A sum without error, the first being the larger in magnitude.
  init(sumOf large: Double, small: Double) {
    high = large + small
    low = small - (high - large)
  }

  /// A product without error, for factors below 2^995. There is no fused instruction to take the rest.
  init(productOf a: Double, _ b: Double) {
    let (a1, a2) = Self.halves(a)
    let (b1, b2) = Self.halves(b)
    high = a * b
    low = ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2
  }

  private static func halves(_ number: Double) -> (Double, Double) {
    let large = number * 0x1.000_0002p27
    let upper = large - (large - number)
    return (upper, number - upper)
  }

  /// The quotient of two pairs.
  init(quotientOf a: Pair, _ b: Pair) {
    let first = a.high / b.high
    let product = Pair(productOf: first, b.high)
    let rest = ((a.high - product.high) - product.low) + (a.low - first * b.low)
    self.init(sumOf: first, small: rest / b.high)
  }

  static func * (a: Pair, b: Double) -> Pair {
    let product = Pair(productOf: a.high, b)
    return Pair(sumOf: product.high, small: product.low + a.low * b)
  }

  static func * (a: Pair, b: Pair) -> Pair {
    let product = Pair(productOf: a.high, b.high)
    return Pair(sumOf: product.high, small: product.low + (a.high * b.low + a.low * b.high))
  }

  static func + (a: Pair, b: Pair) -> Pair {
    let sum = Pair(sumOf: a.high, b.high)
    return Pair(sumOf: sum.high, small: sum.low + (a.low + b.low))
  }

  static prefix func - (a: Pair) -> Pair { Pair(-a.high, -a.low) }

  static let halfTurn = Pair(0x1.921f_b544_42d1_8p1, 0x1.1a62_6331_45c0_7p-53)
  static let quarterTurn = Pair(0x1.921f_b544_42d1_8p0, 0x1.1a62_6331_45c0_7p-54)
  static let logarithmOfTwo = Pair(0x1.62e4_2fef_a39e_fp-1, 0x1.abc9_e3b3_9803_fp-56)
  static let third = Pair(0x1.5555_5555_5555_5p-2, 0x1.5555_5555_5555_5p-56)
}
