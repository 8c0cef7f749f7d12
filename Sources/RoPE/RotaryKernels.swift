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
  /// Reads sixteen numbers in the order that costs this type least.
  static func loadLanes(_ place: UnsafePointer<Self>) -> LanePair
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>)
  /// Reads sixteen cosines or sines in the order of `loadLanes`.
  static func loadFactors(_ place: UnsafePointer<Float>) -> LanePair

  /// Reads sixteen numbers as eight neighbouring pairs: lanes 0, 2, 4 … and 1, 3, 5 ….
  static func loadPairs(_ place: UnsafePointer<Self>) -> LanePair
  static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<Self>)
}

/// A row, its place and its table row.
///
/// The loops over rows keep this in registers. Fields of ``RotaryRows`` would be loaded again after
/// every store, which could have changed them for all that the compiler knows.
private struct LaneRow<Scalar: LaneStorage> {
  let source: UnsafePointer<Scalar>
  let destination: UnsafeMutablePointer<Scalar>
  let cosines: UnsafePointer<Float>
  let sines: UnsafePointer<Float>
  let pairs: Int
}

/// Which way, and by how much, a kernel turns; a constant where it is inlined.
private struct LaneTurn {
  var isBack = false
  var scale: Float = 1
}

extension RotaryRows where Scalar: LaneStorage {
  @inline(__always)
  func turnInLanes() {
    switch (layout, turn) {
    case (.halfSplit, .forward):
      forEachLaneRow { turnHalves($0, LaneTurn()) }
    case (.halfSplit, .back(let scale)):
      let turn = LaneTurn(isBack: true, scale: Float(scale))
      forEachLaneRow { turnHalves($0, turn) }
    case (.interleaved, .forward):
      forEachLaneRow { turnNeighbours($0, LaneTurn()) }
    case (.interleaved, .back(let scale)):
      let turn = LaneTurn(isBack: true, scale: Float(scale))
      forEachLaneRow { turnNeighbours($0, turn) }
    }
  }

  @inline(__always)
  private func forEachLaneRow(_ turnRow: (LaneRow<Scalar>) -> Void) {
    let (source, destination) = (source, destination)
    let (cosines, sines, pairs) = (phases.cosines, phases.sines, phases.pairCount)
    let copiesRest = copiesRest
    forEachRow { row, phase in
      turnRow(
        LaneRow(
          source: source + row, destination: destination + row, cosines: cosines + phase,
          sines: sines + phase, pairs: pairs))
      if copiesRest { copyRest(ofRow: row) }
    }
  }
}

@inline(__always)
private func turnHalves<Scalar>(_ row: LaneRow<Scalar>, _ turn: LaneTurn) {
  let (x, turnedX) = (row.source, row.destination)
  let (y, turnedY) = (x + row.pairs, turnedX + row.pairs)
  var pair = 0
  while pair &+ 16 <= row.pairs {
    let first = Scalar.loadLanes(x + pair)
    let second = Scalar.loadLanes(y + pair)
    let cosine = Scalar.loadFactors(row.cosines + pair)
    let sine = Scalar.loadFactors(row.sines + pair)
    let near = turn.turned(first.first, second.first, cosine.first, sine.first)
    let far = turn.turned(first.second, second.second, cosine.second, sine.second)
    Scalar.storeLanes(LanePair(first: near.first, second: far.first), turnedX + pair)
    Scalar.storeLanes(LanePair(first: near.second, second: far.second), turnedY + pair)
    pair &+= 16
  }
  if pair < row.pairs { turnRest(row, from: pair, .halfSplit, turn) }
}

@inline(__always)
private func turnNeighbours<Scalar>(_ row: LaneRow<Scalar>, _ turn: LaneTurn) {
  var pair = 0
  while pair &+ 8 <= row.pairs {
    let lanes = Scalar.loadPairs(row.source + 2 &* pair)
    let turned = turn.turned(
      lanes.first, lanes.second, loadEight(row.cosines + pair), loadEight(row.sines + pair))
    Scalar.storePairs(turned, row.destination + 2 &* pair)
    pair &+= 8
  }
  if pair < row.pairs { turnRest(row, from: pair, .interleaved, turn) }
}

extension LaneTurn {
  /// Eight pairs, their first and second lanes in the result.
  @inline(__always)
  fileprivate func turned(
    _ x: SIMD8<Float>, _ y: SIMD8<Float>, _ cosine: SIMD8<Float>, _ sine: SIMD8<Float>
  ) -> LanePair {
    let cosine = isBack ? cosine * scale : cosine
    let sine = isBack ? sine * -scale : sine
    return LanePair(first: x * cosine - y * sine, second: y * cosine + x * sine)
  }
}

@inline(__always)
private func turnRest<Scalar>(
  _ row: LaneRow<Scalar>, from start: Int, _ layout: PairLayout, _ turn: LaneTurn
) {
  turnRest(
    row.source, row.destination, row.cosines, row.sines, start..<row.pairs, layout,
    isBack: turn.isBack, scale: turn.scale)
}

/// The pairs that fill no vector, up to fifteen of them.
///
/// Not inlined, and its parameters come in registers: the loops over rows would otherwise spend
/// registers, and time in every row, on what few of them need.
@inline(never)
private func turnRest<Scalar: LaneStorage>(
  _ source: UnsafePointer<Scalar>, _ destination: UnsafeMutablePointer<Scalar>,
  _ cosines: UnsafePointer<Float>, _ sines: UnsafePointer<Float>, _ rest: Range<Int>,
  _ layout: PairLayout, isBack: Bool, scale: Float
) {
  for pair in rest {
    let (first, second) = layout.lanes(ofPair: pair, of: rest.upperBound)
    let cosine = isBack ? cosines[pair] * scale : cosines[pair]
    let sine = isBack ? sines[pair] * -scale : sines[pair]
    let x = source[first].rotaryArithmetic
    let y = source[second].rotaryArithmetic
    destination[first] = Scalar(rotaryArithmetic: x * cosine - y * sine)
    destination[second] = Scalar(rotaryArithmetic: y * cosine + x * sine)
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
        if copiesRest { copyRest(ofRow: row) }
      }
    case .back(let scale):
      let scale = Arithmetic(scale)
      forEachRow { row, phase in
        for pair in 0..<phases.pairCount {
          turnPair(
            pair, row, Arithmetic(cosines[phase &+ pair]) * scale,
            Arithmetic(sines[phase &+ pair]) * -scale)
        }
        if copiesRest { copyRest(ofRow: row) }
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
  static func loadLanes(_ place: UnsafePointer<Float>) -> LanePair { loadFactors(place) }

  @inline(__always)
  static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Float>) {
    let place = UnsafeMutableRawPointer(place)
    place.storeBytes(of: lanes.first, as: SIMD8<Float>.self)
    place.storeBytes(of: lanes.second, toByteOffset: 32, as: SIMD8<Float>.self)
  }

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
}
