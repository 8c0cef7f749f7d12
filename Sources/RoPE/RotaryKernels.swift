// One row at a time, by pointers. Products and sums are separate operations, each rounded: a fused
// multiply–add would change the last bit of every tenth to fourth lane, and with it the equality
// with Hugging Face, ONNX and our own results on other machines.

/// Sixteen lanes in two vectors.
struct LanePair {
  var first: SIMD8<Float>
  var second: SIMD8<Float>
}

/// A type in whose memory sixteen lanes of `Float` arithmetic are read and written at once.
protocol LaneStorage: RotaryScalar where RotaryArithmetic == Float {
  /// Reads sixteen numbers as eight neighbouring pairs: lanes 0, 2, 4 … and 1, 3, 5 ….
  static func loadPairs(_ place: UnsafePointer<Self>) -> LanePair
  static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>)

  /// Reads sixteen numbers in the order that costs this type least.
  static func loadLanes(_ place: UnsafePointer<Self>) -> LanePair
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>)
  /// Reads sixteen cosines or sines in the order of `loadLanes`.
  static func loadFactors(_ place: UnsafePointer<Float>) -> LanePair
}

extension RotaryRows where Scalar: LaneStorage {
  @inline(__always)
  func turnInLanes() {
    switch (layout, turn) {
    case (.halfSplit, .forward):
      forEachRow { turnHalves(row: $0, phase: $1, isBack: false, scale: 1) }
    case (.halfSplit, .back(let scale)):
      forEachRow { turnHalves(row: $0, phase: $1, isBack: true, scale: Float(scale)) }
    case (.interleaved, .forward):
      forEachRow { turnNeighbours(row: $0, phase: $1, isBack: false, scale: 1) }
    case (.interleaved, .back(let scale)):
      forEachRow { turnNeighbours(row: $0, phase: $1, isBack: true, scale: Float(scale)) }
    }
  }

  @inline(__always)
  private func turnHalves(row: Int, phase: Int, isBack: Bool, scale: Float) {
    let pairs = phases.pairCount
    let x = source + row
    let y = x + pairs
    let turnedX = destination + row
    let turnedY = turnedX + pairs
    let cosines = phases.cosines + phase
    let sines = phases.sines + phase
    var pair = 0
    while pair &+ 16 <= pairs {
      let first = Scalar.loadLanes(x + pair)
      let second = Scalar.loadLanes(y + pair)
      let cosine = Scalar.loadFactors(cosines + pair)
      let sine = Scalar.loadFactors(sines + pair)
      let near = turned(first.first, second.first, cosine.first, sine.first, isBack, scale)
      let far = turned(first.second, second.second, cosine.second, sine.second, isBack, scale)
      Scalar.storeLanes(LanePair(first: near.first, second: far.first), turnedX + pair)
      Scalar.storeLanes(LanePair(first: near.second, second: far.second), turnedY + pair)
      pair &+= 16
    }
    turnRest(row, from: pair, cosines, sines, isBack, scale)
    copyRest(ofRow: row)
  }

  @inline(__always)
  private func turnNeighbours(row: Int, phase: Int, isBack: Bool, scale: Float) {
    let pairs = phases.pairCount
    let cosines = phases.cosines + phase
    let sines = phases.sines + phase
    var pair = 0
    while pair &+ 8 <= pairs {
      let lanes = Scalar.loadPairs(source + row + 2 &* pair)
      let turned = turned(
        lanes.first, lanes.second, loadEight(cosines + pair), loadEight(sines + pair), isBack, scale
      )
      Scalar.storePairs(turned, destination + row + 2 &* pair)
      pair &+= 8
    }
    turnRest(row, from: pair, cosines, sines, isBack, scale)
    copyRest(ofRow: row)
  }

  /// Eight pairs, their first and second lanes in the result.
  @inline(__always)
  private func turned(
    _ x: SIMD8<Float>, _ y: SIMD8<Float>, _ cosine: SIMD8<Float>, _ sine: SIMD8<Float>,
    _ isBack: Bool, _ scale: Float
  ) -> LanePair {
    let cosine = isBack ? cosine * scale : cosine
    let sine = isBack ? sine * -scale : sine
    return LanePair(first: x * cosine - y * sine, second: y * cosine + x * sine)
  }

  /// The pairs that fill no vector, up to fifteen of them.
  @inline(__always)
  private func turnRest(
    _ row: Int, from start: Int, _ cosines: UnsafePointer<Float>, _ sines: UnsafePointer<Float>,
    _ isBack: Bool, _ scale: Float
  ) {
    for pair in start..<phases.pairCount {
      turnPair(
        pair, row, isBack ? cosines[pair] * scale : cosines[pair],
        isBack ? sines[pair] * -scale : sines[pair])
    }
  }
}

extension RotaryRows {
  /// The plain form, for arithmetic of any width.
  @inline(__always)
  func turnOneByOne() {
    if let cosines = phases.wideCosines, let sines = phases.wideSines {
      turnOneByOne(cosines, sines)
    } else {
      turnOneByOne(phases.cosines, phases.sines)
    }
  }

  @inline(__always)
  private func turnOneByOne<Factor: BinaryFloatingPoint>(
    _ cosines: UnsafePointer<Factor>, _ sines: UnsafePointer<Factor>
  ) {
    typealias Arithmetic = Scalar.RotaryArithmetic
    switch turn {
    case .forward:
      forEachRow { row, phase in
        for pair in 0..<phases.pairCount {
          turnPair(
            pair, row, Arithmetic(cosines[phase &+ pair]), Arithmetic(sines[phase &+ pair]))
        }
        copyRest(ofRow: row)
      }
    case .back(let scale):
      let scale = Arithmetic(scale)
      forEachRow { row, phase in
        for pair in 0..<phases.pairCount {
          turnPair(
            pair, row, Arithmetic(cosines[phase &+ pair]) * scale,
            Arithmetic(sines[phase &+ pair]) * -scale)
        }
        copyRest(ofRow: row)
      }
    }
  }

  @inline(__always)
  private func turnPair(
    _ pair: Int, _ row: Int, _ cosine: Scalar.RotaryArithmetic, _ sine: Scalar.RotaryArithmetic
  ) {
    let (first, second) = layout.lanes(ofPair: pair, of: phases.pairCount)
    let x = source[row &+ first].rotaryArithmetic
    let y = source[row &+ second].rotaryArithmetic
    destination[row &+ first] = Scalar(rotaryArithmetic: x * cosine - y * sine)
    destination[row &+ second] = Scalar(rotaryArithmetic: y * cosine + x * sine)
  }
}

@inline(__always)
private func loadEight(_ place: UnsafePointer<Float>) -> SIMD8<Float> {
  UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Float>.self)
}

extension LaneStorage {
  @inline(__always)
  static func loadFactors(_ place: UnsafePointer<Float>) -> LanePair {
    LanePair(first: loadEight(place), second: loadEight(place + 8))
  }
}

extension Float: LaneStorage {
  @inline(__always)
  static func loadPairs(_ place: UnsafePointer<Float>) -> LanePair {
    let lanes = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<Float>.self)
    return LanePair(first: lanes.evenHalf, second: lanes.oddHalf)
  }

  @inline(__always)
  static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<Float>) {
    var both = SIMD16<Float>()
    both.evenHalf = lanes.first
    both.oddHalf = lanes.second
    UnsafeMutableRawPointer(place).storeBytes(of: both, as: SIMD16<Float>.self)
  }

  @inline(__always)
  static func loadLanes(_ place: UnsafePointer<Float>) -> LanePair { loadFactors(place) }

  @inline(__always)
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Float>) {
    let place = UnsafeMutableRawPointer(place)
    place.storeBytes(of: lanes.first, as: SIMD8<Float>.self)
    place.storeBytes(of: lanes.second, toByteOffset: 32, as: SIMD8<Float>.self)
  }
}

/// Two neighbours are one word of 32 bits, so taking sixteen apart into even and odd lanes is a
/// shift and a mask. Only the factors have to be put into that order.
extension BFloat16: LaneStorage {
  @inline(__always)
  static func loadPairs(_ place: UnsafePointer<BFloat16>) -> LanePair {
    let words = UnsafeRawPointer(place).loadUnaligned(as: SIMD8<UInt32>.self)
    return LanePair(
      first: unsafeBitCast(words &<< 16, to: SIMD8<Float>.self),
      second: unsafeBitCast(words & 0xFFFF_0000, to: SIMD8<Float>.self))
  }

  @inline(__always)
  static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<BFloat16>) {
    let words = roundedBits(lanes.first) &>> 16 | roundedBits(lanes.second) & 0xFFFF_0000
    UnsafeMutableRawPointer(place).storeBytes(of: words, as: SIMD8<UInt32>.self)
  }

  @inline(__always)
  static func loadLanes(_ place: UnsafePointer<BFloat16>) -> LanePair { loadPairs(place) }

  @inline(__always)
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<BFloat16>) {
    storePairs(lanes, place)
  }

  @inline(__always)
  static func loadFactors(_ place: UnsafePointer<Float>) -> LanePair { Float.loadPairs(place) }

  /// Bits whose upper half is the nearest value, ties to even; the lower half means nothing.
  ///
  /// A NaN needs no care: it comes from a `BFloat16` or from an invalid operation, its lower half is
  /// 0 either way, and adding at most 0x8000 does not carry.
  @inline(__always)
  private static func roundedBits(_ lanes: SIMD8<Float>) -> SIMD8<UInt32> {
    let bits = unsafeBitCast(lanes, to: SIMD8<UInt32>.self)
    return bits &+ 0x7FFF &+ ((bits &>> 16) & 1)
  }
}
