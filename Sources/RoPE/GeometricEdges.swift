import RealModule

/// The whole numbers at which `floor(steps * ln(n / start) / ln(end / start))` takes a new value.
///
/// Entry `t` is the smallest `n` for which that floor is at least `t`. Where the quotient of
/// logarithms is a whole number, rounding would decide; the comparison is therefore made with whole
/// numbers, `n^steps >= end^t * start^(steps - t)`.
///
/// - Parameters:
///   - start: at least 1.
///   - end: above `start`, at most 2^31 - 1.
///   - steps: from 1 to 1024.
/// - Returns: `steps` numbers that do not fall, from `start` to at most `end`.
func geometricEdges(from start: Int, to end: Int, steps: Int) -> [Int] {
  var edges = [Int](repeating: start, count: steps)
  for step in 0..<steps {
    // ratio = (end / start)^(step / steps) in lowest terms, which keeps the powers small.
    let divisor = greatestCommonDivisor(step, steps)
    let (over, root) = (step / divisor, steps / divisor)
    let bound = WholeNumber.product(end, over, start, root - over)

    func reaches(_ candidate: Int) -> Bool {
      WholeNumber.product(candidate, root, 1, 0).reaches(bound)
    }

    // The rounded power is at most a few units off; the whole numbers have the last word.
    let ratio = Double(end) / Double(start)
    let estimate = Double(start) * Double.pow(ratio, Double(step) / Double(steps))
    var edge = Int(estimate.rounded(.up))
    while edge > start, reaches(edge - 1) { edge -= 1 }
    while !reaches(edge) { edge += 1 }
    edges[step] = edge
  }
  return edges
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (larger, smaller) = (second, first)
  while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
  return larger
}

/// A whole number of any size: digits of 32 bits, the lowest first.
///
/// There are as many digits as numbers below 2^32 are multiplied, and two that are compared have equally
/// many.
private struct WholeNumber {
  private var digits: [UInt32]

  private init(factors: Int) {
    digits = [UInt32](repeating: 0, count: max(factors, 1))
    digits[0] = 1
  }

  private mutating func multiply(by factor: Int) {
    var carry: UInt64 = 0
    for index in digits.indices {
      // Below 2^32 squared: a digit, a factor below 2^31 and a carry below 2^32. A check for overflow
      // would multiply 128 bits, which a processor of 32 bits leaves to a runtime.
      let product = UInt64(digits[index]) &* UInt64(factor) &+ carry
      digits[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
  }

  /// `first^firstExponent * second^secondExponent`.
  @inline(never)
  static func product(
    _ first: Int, _ firstExponent: Int, _ second: Int, _ secondExponent: Int
  ) -> WholeNumber {
    var number = WholeNumber(factors: firstExponent + secondExponent)
    for _ in 0..<firstExponent { number.multiply(by: first) }
    for _ in 0..<secondExponent { number.multiply(by: second) }
    return number
  }

  /// Whether it is not below another number of as many digits.
  func reaches(_ other: WholeNumber) -> Bool {
    var index = digits.count - 1
    while index > 0, digits[index] == other.digits[index] { index -= 1 }
    return digits[index] >= other.digits[index]
  }
}
