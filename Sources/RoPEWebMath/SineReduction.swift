/// 32 zeros, then 1184 bits of 2/π: enough for the largest number there is.
private let twoOverPi: [UInt32] = [
  0, 0xA2F9_836E, 0x4E44_1529, 0xFC27_57D1, 0xF534_DDC0, 0xDB62_9599, 0x3C43_9041, 0xFE51_63AB,
  0xDEBB_C561, 0xB724_6E3A, 0x424D_D2E0, 0x0649_2EEA, 0x09D1_921C, 0xFE1D_EB1C, 0xB129_A73E,
  0xE882_35F5, 0x2EBB_4484, 0xE99C_7026, 0xB45F_7E41, 0x3991_D639, 0x8353_39F4, 0x9C84_5F8B,
  0xBDF9_283B, 0x1FF8_97FF, 0xDE05_980F, 0xEF2F_118B, 0x5A0A_6D1F, 0x6D36_7ECF, 0x27CB_09B7,
  0x4F46_3F66, 0x9E5F_EA2D, 0x7527_BAC7, 0xEBE5_F17B, 0x3D07_39F7, 0x8A52_92EA, 0x6BFB_5FB1,
  0x1F8D_5D08, 0x5603_3046,
]

extension WebMath {
  /// An angle of 2^30 or more as quarter turns, less whole turns, and a rest of at most half of one.
  ///
  /// The angle is a whole number times 2^e. Bits of 2/π whose products are whole turns are left out,
  /// and so are those after the 192 that follow: what remains has 75 right bits where it is smallest.
  ///
  /// - Note: Source: Payne and Hanek 1983, "Radian reduction for trigonometric functions".
  static func reducedByBits(_ angle: Double) -> (Int, Pair) {
    let start = Int(angle.exponent) - 52 - 2 + 32
    let whole = angle.significandBitPattern | 1 << 52
    var (high, low): (UInt64, UInt64) = (0, 0)
    var product = Product(whole)
    for place in 0..<6 {
      let digit = product.next(word(from: start + 32 * (5 - place)))
      low = low >> 32 | high << 32
      high = high >> 32 | digit << 32
    }
    // Two bits count quarter turns; the others are a part of one, above a half the next one less a part.
    let turns = Int(high >> 62) + Int(high >> 61 & 1)
    let part = Int64(bitPattern: high << 2 | low >> 62)
    low <<= 2
    let first = Pair(
      sumOf: Double(part >> 32) * 0x1p-32, Double(part & 0xFFFF_FFFF) * 0x1p-64)
    let second = Pair(
      sumOf: Double(low >> 32) * 0x1p-96, Double(low & 0xFFFF_FFFF) * 0x1p-128)
    let rest = (first + second) * Pair.quarterTurn
    return angle < 0 ? (-turns, -rest) : (turns, rest)
  }

  /// 32 bits of the table from any place in it.
  private static func word(from bit: Int) -> UInt64 {
    let (index, shift) = (bit >> 5, UInt64(bit & 31))
    let pair = UInt64(twoOverPi[index]) << 32 | UInt64(twoOverPi[index + 1])
    return pair >> (32 - shift) & 0xFFFF_FFFF
  }
}

/// The product of a number below 2^53 and one that arrives in words of 32 bits, the lowest first.
///
/// No product is wider than 64 bits: for wider ones WebAssembly wants a routine of the compiler's.
private struct Product {
  private let factors: (UInt64, UInt64)
  private var previous: UInt64 = 0
  private var carry: UInt64 = 0

  init(_ factor: UInt64) { factors = (factor & 0xFFFF_FFFF, factor >> 32) }

  /// The next word of the product.
  mutating func next(_ word: UInt64) -> UInt64 {
    let (first, second) = (word &* factors.0, previous &* factors.1)
    let sum = (first & 0xFFFF_FFFF) + (second & 0xFFFF_FFFF) + (carry & 0xFFFF_FFFF)
    carry = (first >> 32) + (second >> 32) + (carry >> 32) + (sum >> 32)
    previous = word
    return sum & 0xFFFF_FFFF
  }
}
