import Foundation
import RoPE

/// What is measured, beside what, and how far it should get.
struct Report {
  let build: String
  private var isAVX2: Bool { build == "avx2" }

  private let heads = 32
  private let tokens = 4096
  private let lanes = 128
  private var count: Int { heads * tokens * lanes }

  init(build: String) { self.build = build }

  /// Whole sequences: 32 heads × 4096 tokens × 128 lanes.
  func rotation(rounds: Int) throws {
    var samples = Samples()
    let candidates = try floatCandidates() + halfCandidates()
    samples.measure(candidates, rounds: rounds)
    print("32 heads x 4096 tokens x 128 lanes, median of \(rounds) rounds\n")
    for candidate in candidates {
      let seconds = samples.median(candidate.name)
      row(candidate.name, seconds * 1e3, "ms", Double(candidate.bytes) / seconds / 1e9, "GB/s")
    }
    print("")
    rotationVerdicts(samples)
    print("")
  }

  private func floatCandidates() throws -> [Candidate] {
    let floats = Buffer<Float>(0.5, count: count)
    let target = Buffer<Float>(0, count: count)
    let split = try table(Float.self, .halfSplit)
    let pairs = try table(Float.self, .interleaved)
    let one = Float(CommandLine.arguments.isEmpty ? 2 : 1)
    let bytes = 2 * 4 * count
    return [
      Candidate(name: "scale in place, Float", bytes: bytes) {
        scaleInPlace(&floats.numbers, by: one)
      },
      Candidate(name: "scale in place, two threads", bytes: bytes) {
        scaleInPlaceByTwo(&floats.numbers, by: one)
      },
      Candidate(name: "rotate in place, half-split", bytes: bytes) {
        turn(&floats.numbers, split)
      },
      Candidate(name: "rotate in place, interleaved", bytes: bytes) {
        turn(&floats.numbers, pairs)
      },
      Candidate(name: "rotate in place, two threads", bytes: bytes) {
        turn(&floats.numbers, split, threads: 2)
      },
      Candidate(name: "memcpy, Float", bytes: bytes) {
        copy(floats.numbers, into: &target.numbers)
      },
      Candidate(name: "scale into a buffer", bytes: bytes) {
        scale(floats.numbers, into: &target.numbers, by: one)
      },
      Candidate(name: "rotate into a buffer, half-split", bytes: bytes) {
        turn(floats.numbers, into: &target.numbers, split)
      },
      Candidate(name: "rotate into a buffer, interleaved", bytes: bytes) {
        turn(floats.numbers, into: &target.numbers, pairs)
      },
    ]
  }

  private func halfCandidates() throws -> [Candidate] {
    let halves = Buffer<BFloat16>(0.5, count: count)
    let target = Buffer<BFloat16>(0.0, count: count)
    let split = try table(BFloat16.self, .halfSplit)
    let pairs = try table(BFloat16.self, .interleaved)
    let bytes = 2 * 2 * count
    return [
      Candidate(name: "memcpy, BFloat16", bytes: bytes) {
        copy(halves.numbers, into: &target.numbers)
      },
      Candidate(name: "BFloat16 in place, half-split", bytes: bytes) {
        turn(&halves.numbers, split)
      },
      Candidate(name: "BFloat16 in place, interleaved", bytes: bytes) {
        turn(&halves.numbers, pairs)
      },
      Candidate(name: "BFloat16 in place, two threads", bytes: bytes) {
        turn(&halves.numbers, split, threads: 2)
      },
    ]
  }

  private func rotationVerdicts(_ samples: Samples) {
    let limit = "scale in place, Float"
    verdict("rotate in place, half-split", limit, samples, atLeast: isAVX2 ? 0.88 : 0.78)
    verdict("rotate in place, interleaved", limit, samples, atLeast: nil)
    verdict(
      "rotate into a buffer, half-split", "memcpy, Float", samples, atLeast: isAVX2 ? 0.97 : 0.93)
    verdict("rotate into a buffer, interleaved", "memcpy, Float", samples, atLeast: nil)
    verdict("scale into a buffer", "memcpy, Float", samples, atLeast: nil)
    let halfGoal = isAVX2 ? 15.0 / 16 : 0.75
    verdict("BFloat16 in place, half-split", "memcpy, BFloat16", samples, atLeast: halfGoal)
    verdict("BFloat16 in place, interleaved", "memcpy, BFloat16", samples, atLeast: nil)
    verdict(
      "rotate in place, two threads", "rotate in place, half-split", samples, atLeast: 1.7)
    verdict("scale in place, two threads", limit, samples, atLeast: nil)
    verdict(
      "BFloat16 in place, two threads", "BFloat16 in place, half-split", samples, atLeast: nil)
  }

  /// The cosines and sines of 4096 positions and 64 pairs.
  func tables(rounds: Int, memory: String, atLeast goal: Double?) throws {
    let rope = try RotaryEmbedding<Float>(headDimension: lanes, layout: .halfSplit)
    var samples = Samples()
    var kept: Float = 0
    let candidates = [
      Candidate(name: "sin and cos of each angle", bytes: 0) {
        let table = phasesOneByOne(rope.inverseFrequencies, positions: 0..<tokens)
        kept += table.cosines[777] + table.sines[777]
      },
      Candidate(name: "table", bytes: 0) {
        if let table = try? RotaryTable(rope, positions: 0..<tokens) {
          kept += table.cosines[777] + table.sines[777]
        }
      },
    ]
    samples.measure(candidates, rounds: rounds)
    print("tables of 4096 positions x 64 pairs, \(memory) memory, median of \(rounds) rounds\n")
    for candidate in candidates {
      row(candidate.name, samples.median(candidate.name) * 1e3, "ms", nil, "")
    }
    print("")
    verdict("table", "sin and cos of each angle", samples, atLeast: goal)
    precondition(kept.isFinite)
    print("")
  }

  /// One token, as in generating text.
  func decode(rounds: Int) throws {
    let floats = Buffer<Float>(0.5, count: heads * lanes)
    let halves = Buffer<BFloat16>(0.5, count: heads * lanes)
    let split = try table(Float.self, .halfSplit)
    let halfSplit = try table(BFloat16.self, .halfSplit)
    let one = Float(CommandLine.arguments.isEmpty ? 2 : 1)
    var samples = Samples()
    let candidates = [
      Candidate(name: "scale in place, one token", bytes: 0) {
        scaleInPlace(&floats.numbers, by: one)
      },
      Candidate(name: "rotate one token, Float", bytes: 0) {
        try? split.rotate(
          &floats.numbers, heads: heads, tokens: 1, order: .headsTokens,
          positions: .startingAt(1234))
      },
      Candidate(name: "rotate one token, BFloat16", bytes: 0) {
        try? halfSplit.rotate(
          &halves.numbers, heads: heads, tokens: 1, order: .headsTokens,
          positions: .startingAt(1234))
      },
    ]
    samples.measure(candidates, rounds: rounds, calls: 2000)
    print("one token of 32 heads x 128 lanes, median of \(rounds) rounds of 2000 calls\n")
    for candidate in candidates {
      row(candidate.name, samples.median(candidate.name) * 1e6, "µs", nil, "")
    }
    print("")
  }

  private func table<Scalar>(
    _: Scalar.Type, _ layout: PairLayout
  ) throws -> RotaryTable<Scalar> {
    try RotaryTable(RotaryEmbedding(headDimension: lanes, layout: layout), positions: 0..<tokens)
  }

  private func turn<Scalar>(
    _ numbers: inout [Scalar], _ table: RotaryTable<Scalar>, threads: Int = 1
  ) {
    do {
      try table.rotate(
        &numbers, heads: heads, tokens: tokens, order: .headsTokens, positions: .startingAt(0),
        threads: threads)
    } catch {
      fatalError("\(error)")
    }
  }

  private func turn<Scalar>(
    _ numbers: [Scalar], into target: inout [Scalar], _ table: RotaryTable<Scalar>
  ) {
    do {
      try table.rotate(
        numbers, into: &target, heads: heads, tokens: tokens, order: .headsTokens,
        positions: .startingAt(0))
    } catch {
      fatalError("\(error)")
    }
  }

  private func row(
    _ name: String, _ value: Double, _ unit: String, _ rate: Double?, _ rateUnit: String
  ) {
    let padded = name.padding(toLength: 36, withPad: " ", startingAt: 0)
    let rate = rate.map { String(format: "%8.1f ", $0) + rateUnit } ?? ""
    print(padded + String(format: "%9.3f ", value) + unit + rate)
  }

  private func verdict(_ name: String, _ limit: String, _ samples: Samples, atLeast goal: Double?) {
    let ratio = samples.ratio(name, to: limit)
    let comparison = "\(name) / \(limit)".padding(toLength: 62, withPad: " ", startingAt: 0)
    let result = String(format: "%6.2f", ratio)
    guard let goal else { return print(comparison + result) }
    let word = ratio >= goal ? "reached" : "not reached"
    print(comparison + result + String(format: "  target %.2f, ", goal) + word)
  }
}

/// The plain way to make a table.
private func phasesOneByOne(
  _ inverseFrequencies: [Double], positions: Range<Int>
) -> (cosines: [Float], sines: [Float]) {
  var cosines = [Float](repeating: 0, count: positions.count * inverseFrequencies.count)
  var sines = cosines
  var index = 0
  for position in positions {
    for inverseFrequency in inverseFrequencies {
      let angle = Double(position) * inverseFrequency
      cosines[index] = Float(cos(angle))
      sines[index] = Float(sin(angle))
      index += 1
    }
  }
  return (cosines, sines)
}
