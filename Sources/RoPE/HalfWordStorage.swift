/// A type of 16 bits that is taken out of words of 32 bits, of which it is the upper half.
///
/// Sixteen lanes are taken four and four: 0 to 3 and 8 to 11 in the first vector, the others in the
/// second. In this order AVX2, whose instructions shuffle within half a vector only, takes them apart
/// and packs them with one instruction each, as older machines do with half as many lanes.
protocol HalfWordStorage: LaneStorage {
  /// The numbers in the upper halves; the lower halves are 0.
  static func widened(_ words: SIMD8<UInt32>) -> SIMD8<Float>
  /// Rounds each lane, to nearest, ties to even, into the upper half; the lower half means nothing.
  static func narrowed(_ lanes: SIMD8<Float>) -> SIMD8<UInt32>
}

extension HalfWordStorage {
  @inline(__always)
  static func loadLanes(_ place: UnsafePointer<Self>) -> LanePair {
    let halves = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt16>.self)
    let (low, high) = (halves.lowHalf, halves.highHalf)
    return LanePair(
      first: widened(words(SIMD8(lowHalf: low.lowHalf, highHalf: high.lowHalf))),
      second: widened(words(SIMD8(lowHalf: low.highHalf, highHalf: high.highHalf))))
  }

  @inline(__always)
  static func loadFactors(_ place: UnsafePointer<Float>) -> LanePair {
    LanePair(
      first: SIMD8(lowHalf: loadFour(place), highHalf: loadFour(place + 8)),
      second: SIMD8(lowHalf: loadFour(place + 4), highHalf: loadFour(place + 12)))
  }

  @inline(__always)
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>) {
    let first = upperHalves(narrowed(lanes.first))
    let second = upperHalves(narrowed(lanes.second))
    let halves = SIMD16(
      lowHalf: SIMD8(lowHalf: first.lowHalf, highHalf: second.lowHalf),
      highHalf: SIMD8(lowHalf: first.highHalf, highHalf: second.highHalf))
    UnsafeMutableRawPointer(place).storeBytes(of: halves, as: SIMD16<UInt16>.self)
  }

  /// Two neighbours are one word, so taking sixteen apart is a shift and a mask.
  @inline(__always)
  static func loadPairs(_ place: UnsafePointer<Self>) -> LanePair {
    let words = UnsafeRawPointer(place).loadUnaligned(as: SIMD8<UInt32>.self)
    return LanePair(first: widened(words &<< 16), second: widened(words & 0xFFFF_0000))
  }

  @inline(__always)
  static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>) {
    let words = narrowed(lanes.first) &>> 16 | narrowed(lanes.second) & 0xFFFF_0000
    UnsafeMutableRawPointer(place).storeBytes(of: words, as: SIMD8<UInt32>.self)
  }
}

// Halves are taken by their place, not by a shift and a conversion, which x86-64 without AVX2 does
// in more steps.

@inline(__always)
private func words(_ upperHalves: SIMD8<UInt16>) -> SIMD8<UInt32> {
  var halves = SIMD16<UInt16>()
  halves.oddHalf = upperHalves
  return unsafeBitCast(halves, to: SIMD8<UInt32>.self)
}

@inline(__always)
private func upperHalves(_ words: SIMD8<UInt32>) -> SIMD8<UInt16> {
  unsafeBitCast(words, to: SIMD16<UInt16>.self).oddHalf
}

@inline(__always)
private func loadFour(_ place: UnsafePointer<Float>) -> SIMD4<Float> {
  UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Float>.self)
}

extension BFloat16: HalfWordStorage {
  @inline(__always)
  static func widened(_ words: SIMD8<UInt32>) -> SIMD8<Float> {
    unsafeBitCast(words, to: SIMD8<Float>.self)
  }

  /// A NaN needs no care: it comes from a `BFloat16` or from an invalid operation, its lower half is
  /// 0 either way, and adding at most 0x8000 does not carry.
  @inline(__always)
  static func narrowed(_ lanes: SIMD8<Float>) -> SIMD8<UInt32> {
    let bits = unsafeBitCast(lanes, to: SIMD8<UInt32>.self)
    return bits &+ 0x7FFF &+ ((bits &>> 16) & 1)
  }
}
