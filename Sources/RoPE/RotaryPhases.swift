/// Cosines and sines of every position of a table and every pair, row-major.
struct Phases<Number: BinaryFloatingPoint & Sendable>: Sendable {
  var cosines: [Number] = []
  var sines: [Number] = []
}

/// How many rows are made from one cosine and sine.
private let rowsPerBlock = 64

extension Phases {
  /// Phases of exact angles, each rounded once.
  ///
  /// The phase of row `k` of a block is that of the block's first position turned by `k` steps. Both
  /// come from sine and cosine, so no rounding is handed on from row to row, and of 64 rows only two
  /// need them.
  init(
    positions: Range<Int>, inverseFrequencies: [Double], factor: Double
  ) {
    let pairs = inverseFrequencies.count
    let stepRows = min(rowsPerBlock, positions.count)
    var steps = Phases<Double>()
    for step in 0..<stepRows { steps.append(at: step, inverseFrequencies, factor: 1) }
    var starts = Phases<Double>()
    for start in stride(from: positions.lowerBound, to: positions.upperBound, by: rowsPerBlock) {
      starts.append(at: start, inverseFrequencies, factor: factor)
    }
    let count = positions.count * pairs
    // Sines are made inside of the closure that makes cosines. Neither array is filled with zeros
    // first, which would take as long as the work.
    var sines: [Number] = []
    cosines = [Number](unsafeUninitializedCapacity: count) { cosines, cosineCount in
      sines = [Number](unsafeUninitializedCapacity: count) { sines, sineCount in
        addAngles(starts: starts, steps: steps, pairs: pairs, count, cosines, sines)
        sineCount = count
      }
      cosineCount = count
    }
    self.sines = sines
  }

  /// The same numbers in a wider type.
  init(widening narrow: Phases<Float>) {
    cosines = narrow.cosines.map { Number($0) }
    sines = narrow.sines.map { Number($0) }
  }

  /// Phases as a program that computes in `Float` makes them.
  init(
    positions: Range<Int>, referenceInverseFrequencies: [Float], attentionFactor: Double
  ) where Number == Float {
    let count = positions.count * referenceInverseFrequencies.count
    cosines.reserveCapacity(count)
    sines.reserveCapacity(count)
    for position in positions {
      for inverseFrequency in referenceInverseFrequencies {
        let phase = referencePhase(
          at: position, inverseFrequency: inverseFrequency, attentionFactor: attentionFactor)
        cosines.append(phase.cosine)
        sines.append(phase.sine)
      }
    }
  }
}

extension Phases<Double> {
  fileprivate mutating func append(
    at position: Int, _ inverseFrequencies: [Double], factor: Double
  ) {
    for inverseFrequency in inverseFrequencies {
      let phase = phase(at: position, inverseFrequency: inverseFrequency)
      cosines.append(factor * phase.cosine)
      sines.append(factor * phase.sine)
    }
  }
}

/// Multiplies each start by each step, as unit complex numbers, in the order of positions.
private func addAngles<Number: BinaryFloatingPoint>(
  starts: Phases<Double>, steps: Phases<Double>, pairs: Int, _ count: Int,
  _ cosines: UnsafeMutableBufferPointer<Number>, _ sines: UnsafeMutableBufferPointer<Number>
) {
  guard var cosineRow = cosines.baseAddress, var sineRow = sines.baseAddress else { return }
  steps.withPointers { stepCosines, stepSines in
    starts.withPointers { startCosines, startSines in
      for row in 0..<count / pairs {
        let start = row / rowsPerBlock &* pairs
        let step = row % rowsPerBlock &* pairs
        for pair in 0..<pairs {
          let x = startCosines[start &+ pair]
          let y = startSines[start &+ pair]
          let cosine = stepCosines[step &+ pair]
          let sine = stepSines[step &+ pair]
          (cosineRow + pair).initialize(to: Number(x * cosine - y * sine))
          (sineRow + pair).initialize(to: Number(y * cosine + x * sine))
        }
        cosineRow += pairs
        sineRow += pairs
      }
    }
  }
}

extension Phases {
  @inline(__always)
  fileprivate func withPointers(_ body: (UnsafePointer<Number>, UnsafePointer<Number>) -> Void) {
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        guard let cosines = cosines.baseAddress, let sines = sines.baseAddress else { return }
        body(cosines, sines)
      }
    }
  }
}
