/// The exact decimal digits of a finite, non-negative `Double`.
///
/// Every `Double` is `m · 2^e`, and `m · 2^-k = m · 5^k / 10^k`, so that its expansion ends. All
/// rounding starts from these digits: rounding an already rounded text rounds twice.
struct DecimalExpansion: Equatable {
  /// Digits without leading or trailing zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// The value is `0.d₁d₂d₃… · 10^exponent`.
  private(set) var exponent: Int

  init(_ magnitude: Double) {
    guard magnitude > 0 else {
      self.init(digits: [], exponent: 0)
      return
    }
    let isSubnormal = magnitude.exponentBitPattern == 0
    let implicit: UInt64 = isSubnormal ? 0 : 1 << 52
    var significand = magnitude.significandBitPattern | implicit
    var power = Int(max(magnitude.exponentBitPattern, 1)) - 1075
    let spare = significand.trailingZeroBitCount
    significand >>= UInt64(spare)
    power += spare

    var limbs = Limbs(significand)
    limbs.multiply(by: power < 0 ? 5 : 2, power: abs(power))
    let all = limbs.decimalDigits
    self.init(digits: all, exponent: all.count + min(power, 0))
  }

  private init(digits: [UInt8], exponent: Int) {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  func rounded(fractionDigits: Int) -> DecimalExpansion {
    rounded(keeping: exponent + fractionDigits)
  }

  func rounded(significantDigits: Int) -> DecimalExpansion {
    rounded(keeping: significantDigits)
  }

  /// The nearest value with so many digits; ties go to the even last digit.
  private func rounded(keeping count: Int) -> DecimalExpansion {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalExpansion(digits: [], exponent: 0) }
    var kept = Array(digits[..<count])
    let isTie = digits[count] == 5 && digits.count == count + 1
    let isOdd = (kept.last ?? 0) % 2 == 1
    guard digits[count] > 5 || (digits[count] == 5 && (!isTie || isOdd)) else {
      return DecimalExpansion(digits: kept, exponent: exponent)
    }
    while let last = kept.popLast() {
      if last < 9 {
        kept.append(last + 1)
        return DecimalExpansion(digits: kept, exponent: exponent)
      }
    }
    return DecimalExpansion(digits: [1], exponent: exponent + 1)
  }

  /// Digits with a point and exactly so many places after it; only for what is already rounded.
  func positional(fractionDigits: Int) -> String {
    var text = exponent > 0 ? "" : "0"
    for place in 0..<max(0, exponent) { append(place, to: &text) }
    if fractionDigits > 0 { text += "." }
    for place in exponent..<(exponent + fractionDigits) { append(place, to: &text) }
    return text
  }

  /// One digit, a point, so many digits and the exponent; only for what is already rounded.
  func exponential(fractionDigits: Int) -> String {
    var text = ""
    append(0, to: &text)
    if fractionDigits > 0 { text += "." }
    for place in 0..<max(0, fractionDigits) { append(place + 1, to: &text) }
    return text + "e\(digits.isEmpty ? 0 : exponent - 1)"
  }

  private func append(_ place: Int, to text: inout String) {
    let digit = digits.indices.contains(place) ? digits[place] : 0
    text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
  }
}

/// A natural number in base one thousand million, least significant limb first.
private struct Limbs {
  private var limbs: [UInt32]

  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = []
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  mutating func multiply(by factor: UInt64, power: Int) {
    // Thirteen is the largest power of five below 2^32, so that a product fits 64 bits.
    let step = 13
    var block: UInt64 = 1
    for _ in 0..<step { block *= factor }
    for _ in 0..<(power / step) { multiply(by: block) }
    for _ in 0..<(power % step) { multiply(by: factor) }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * factor + carry
      limbs[index] = UInt32(product % Self.base)
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(UInt32(carry % Self.base))
      carry /= Self.base
    }
  }

  var decimalDigits: [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }
}
