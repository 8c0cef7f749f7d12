// Unsafe pointers are used here, where rows are walked over, and in RotaryKernels.swift, where one
// is turned. Both rely on RotaryTable+Checks.swift having compared every count and position with
// the buffers. (RotaryPhases.swift fills its own arrays by pointers.)

/// The rows of one call of a ``RotaryTable``, with the table rows they are turned by.
///
/// A conforming type hands it on; nothing can be read from it outside the library.
public struct RotaryRows<Scalar: RotaryScalar> {
  /// Where the rows are read; equal to `destination` when they are turned in place.
  let source: UnsafePointer<Scalar>
  let destination: UnsafeMutablePointer<Scalar>

  let shape: RowShape
  let headDimension: Int
  let layout: PairLayout
  let turn: Turn

  let places: PlaceList
  let phases: PhaseRows

  /// Which of ``segmentCount`` segments this part of the call turns.
  var segments: Range<Int>
}

/// The counts of a batch of heads, none of them negative, and the product an `Int`.
struct RowShape {
  let batch: Int
  let heads: Int
  let tokens: Int
  let order: RowOrder
}

/// The direction of a call and what its cosines and sines are multiplied by.
enum Turn {
  case forward
  /// The sign of the sine flipped.
  case back(scale: Double)
}

/// Where the table row of a token is found: `list[…] + token * step - lowest`.
struct PlaceList {
  let list: UnsafePointer<Int>
  let sequenceStride: Int
  let tokenStride: Int
  let step: Int
  let lowest: Int

  func row(sequence: Int, token: Int) -> Int {
    list[sequence &* sequenceStride &+ token &* tokenStride] &+ token &* step &- lowest
  }
}

/// The arrays of a table; the wide ones are nil unless the arithmetic is wider than `Float`.
struct PhaseRows {
  let pairCount: Int
  let cosines: UnsafePointer<Float>
  let sines: UnsafePointer<Float>
  let wideCosines: UnsafePointer<Double>?
  let wideSines: UnsafePointer<Double>?
}

/// How many tokens a segment has at most.
private let segmentTokens = 1024

/// How many heads, each a stream through memory of its own, are turned side by side.
///
/// One head at a time reads the whole table once per head, from a cache so far away that it costs a
/// third of the speed. Two heads halve that. Four streams were slower than one where this was
/// measured, an AMD EPYC: their distance is often a power of two, so they share sets of a cache.
private let streams = 2

/// How many tokens of one stream are turned before the other catches up.
private let streamTokens = 2

extension RotaryRows {
  /// A segment is a run of tokens of a few heads, or of all heads.
  ///
  /// Segments are what threads share out. A row is in one segment, so each row is turned once.
  static func segmentCount(of shape: RowShape) -> Int {
    shape.batch * blockCount(shape.tokens, segmentTokens)
      * blockCount(shape.heads, headsPerSegment(of: shape))
  }

  /// With one token both orders are the same memory.
  private static func headsPerSegment(of shape: RowShape) -> Int {
    shape.order == .headsTokens && shape.tokens > 1 ? streams : shape.heads
  }

  private static func blockCount(_ count: Int, _ size: Int) -> Int {
    count / size + (count.isMultiple(of: size) ? 0 : 1)
  }

  /// Calls `turnRow` with the offset of each row in the buffer and of its row in the table.
  @inline(__always)
  func forEachRow(_ turnRow: (_ row: Int, _ phase: Int) -> Void) {
    // Copies that stay in registers; see LaneRow.
    let (shape, places, pairs) = (shape, places, phases.pairCount)
    let headDimension = headDimension
    let isByHead = shape.order == .headsTokens
    let headStep = (isByHead ? shape.tokens : 1) &* headDimension
    let tokenStep = (isByHead ? 1 : shape.heads) &* headDimension
    let strip = isByHead ? streamTokens : 1
    let groupSize = Self.headsPerSegment(of: shape)
    let groups = Self.blockCount(shape.heads, groupSize)
    let runs = Self.blockCount(shape.tokens, segmentTokens)
    for segment in segments {
      let sequence = segment / runs / groups
      let firstHead = segment / runs % groups &* groupSize
      let heads = min(groupSize, shape.heads &- firstHead)
      let start = sequence &* shape.heads &* shape.tokens &* headDimension &+ firstHead &* headStep
      var token = segment % runs &* segmentTokens
      let end = min(token &+ segmentTokens, shape.tokens)
      while token < end {
        let stop = min(token &+ strip, end)
        for head in 0..<heads {
          for each in token..<stop {
            let phase = places.row(sequence: sequence, token: each) &* pairs
            turnRow(start &+ each &* tokenStep &+ head &* headStep, phase)
          }
        }
        token = stop
      }
    }
  }

  /// Whether rows have lanes that are not rotated and not in their place already.
  var copiesRest: Bool {
    UnsafePointer(destination) != source && 2 &* phases.pairCount < headDimension
  }

  @inline(never)
  func copyRest(ofRow row: Int) {
    let rotated = 2 &* phases.pairCount
    let rest = row &+ rotated
    (destination + rest).update(from: source + rest, count: headDimension &- rotated)
  }
}

extension RotaryTable {
  /// Turns rows whose counts and positions have been checked.
  ///
  /// - Parameter source: nil to turn `destination` in place.
  func turnRows(
    from source: UnsafeBufferPointer<Scalar>?, into destination: UnsafeMutableBufferPointer<Scalar>,
    shape: RowShape, positions: TokenPositions, turn: Turn, threads: Int
  ) {
    guard let target = destination.baseAddress, !destination.isEmpty else { return }
    let origin = source?.baseAddress ?? UnsafePointer(target)
    withPhases { phases in
      withPlaces(positions, tokens: shape.tokens) { places in
        let rows = RotaryRows(
          source: origin, destination: target, shape: shape, headDimension: headDimension,
          layout: layout, turn: turn, places: places, phases: phases,
          segments: 0..<RotaryRows<Scalar>.segmentCount(of: shape))
        turnInParts(rows, threads: threads)
      }
    }
  }

  private func withPlaces(
    _ positions: TokenPositions, tokens: Int, _ body: (PlaceList) -> Void
  ) {
    func use(_ list: [Int], sequenceStride: Int, tokenStride: Int, step: Int) {
      list.withUnsafeBufferPointer { list in
        guard let start = list.baseAddress else { return }
        body(
          PlaceList(
            list: start, sequenceStride: sequenceStride, tokenStride: tokenStride, step: step,
            lowest: self.positions.lowerBound))
      }
    }
    switch positions {
    case .each(let list):
      let stride = list.count == tokens ? 0 : tokens
      use(list, sequenceStride: stride, tokenStride: 1, step: 0)
    case .startingAtEach(let list):
      use(list, sequenceStride: 1, tokenStride: 0, step: 1)
    case .startingAt(let start):
      withUnsafePointer(to: start) { start in
        body(
          PlaceList(
            list: start, sequenceStride: 0, tokenStride: 0, step: 1,
            lowest: self.positions.lowerBound))
      }
    }
  }

  private func withPhases(_ body: (PhaseRows) -> Void) {
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        wide.cosines.withUnsafeBufferPointer { wideCosines in
          wide.sines.withUnsafeBufferPointer { wideSines in
            guard let cosineStart = cosines.baseAddress, let sineStart = sines.baseAddress else {
              return
            }
            let isWide = !wideCosines.isEmpty
            body(
              PhaseRows(
                pairCount: rotaryDimension / 2, cosines: cosineStart, sines: sineStart,
                wideCosines: isWide ? wideCosines.baseAddress : nil,
                wideSines: isWide ? wideSines.baseAddress : nil))
          }
        }
      }
    }
  }
}
