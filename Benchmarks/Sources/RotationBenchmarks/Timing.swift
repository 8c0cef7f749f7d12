/// Something that is timed, and how many bytes it has to read and write.
struct Candidate {
  let name: String
  let bytes: Int
  let body: () -> Void
}

/// Seconds per call of each candidate, one sample a round.
///
/// Candidates take turns within a round, so that what else happens on the machine meets all of them.
struct Samples {
  private(set) var seconds: [String: [Double]] = [:]

  /// - Parameter calls: how often a candidate is called for one sample.
  mutating func measure(_ candidates: [Candidate], rounds: Int, calls: Int = 1) {
    for candidate in candidates { candidate.body() }
    for _ in 0..<rounds {
      for candidate in candidates {
        let time = ContinuousClock().measure { for _ in 0..<calls { candidate.body() } }
        seconds[candidate.name, default: []].append(time / .seconds(1) / Double(calls))
      }
    }
  }

  func median(_ name: String) -> Double { RotationBenchmarks.median(seconds[name] ?? []) }

  /// The median over rounds of how many times `name` is as fast as `other`, per byte.
  ///
  /// Both were measured a moment apart in each round, so a disturbance that lasts longer than a round
  /// cancels, which it does not in a quotient of medians.
  func ratio(_ name: String, to other: String, bytes: Int = 1, otherBytes: Int = 1) -> Double {
    let quotients = zip(seconds[name] ?? [], seconds[other] ?? []).map {
      Double(bytes) / $0 / (Double(otherBytes) / $1)
    }
    return RotationBenchmarks.median(quotients)
  }
}

func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  guard let last = sorted.indices.last else { return .nan }
  return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
}
