import Exhibits
import Foundation
import RoPE

/// Compares what the exports answered in WebAssembly, from standard input, with what the library answers
/// here; with `--names`, prints the names the exports of the figures have to have.
@main struct Compare {
  static func main() {
    if CommandLine.arguments.contains("--names") {
      for figure in LiveFigure.allCases { print("rope_\(figure)") }
      return
    }
    var comparison = Comparison(Answers(FileHandle.standardInput.readDataToEndOfFile()))
    for figure in LiveFigure.allCases { comparison.compare(figure) }
    comparison.compareMemory()
    for failure in comparison.failures.prefix(20) { print("error: \(failure)") }
    exit(comparison.failures.isEmpty ? 0 : 1)
  }
}

/// What the module wrote, read from its start.
private struct Answers {
  private let data: Data
  private var place = 0

  init(_ data: Data) { self.data = data }

  var isAtEnd: Bool { place == data.count }

  mutating func next() -> Double {
    guard place + 8 <= data.count else {
      print("error: the module stopped before its last answer")
      exit(1)
    }
    defer { place += 8 }
    return data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Double.self) }
  }
}

private struct Comparison {
  private var answers: Answers
  private(set) var failures: [String] = []

  /// The largest difference allowed of what is read out, absolute below 1 and relative above.
  private static let tolerance = 1e-9
  /// The largest difference allowed of a place, of which a file holds two decimals: the logarithm of a
  /// rounding error has no more digits than the error.
  private static let toleranceOfPlaces = 1e-6

  init(_ answers: Answers) { self.answers = answers }

  mutating func compare(_ figure: LiveFigure) {
    var (worst, refused) = ((values: 0.0, places: 0.0), 0)
    let calls = calls(of: figure)
    for (index, call) in calls.enumerated() {
      let count = Int(answers.next())
      let found = (0..<max(count, 0)).map { _ in answers.next() }
      let expected = Self.expected(of: call)
      if expected == nil { refused += 1 }
      if count != expected?.count ?? -1 {
        failures.append("\(figure), call \(index): \(count) numbers, not \(expected?.count ?? -1)")
      } else if call.isProper, let expected {
        let read = 1 + Int(expected[0])
        let difference = Self.largestDifference(found.prefix(read), expected.prefix(read))
        let places = Self.largestDifference(found.dropFirst(read), expected.dropFirst(read))
        worst = (max(worst.values, difference), max(worst.places, places))
        if !(difference <= Self.tolerance && places <= Self.toleranceOfPlaces) {
          failures.append(
            "\(figure), call \(index): \(difference), places \(places) from what the library answers"
          )
        }
      } else if call.isProper {
        failures.append("\(figure), call \(index): refused by the library")
      }
    }
    print(
      "\(figure): \(properCalls) sets of numbers answered within \(worst.values) of the library, "
        + "places within \(worst.places); of \(calls.count) calls \(refused) refused, as there")
  }

  mutating func compareMemory() {
    let (pages, later, faults) = (Int(answers.next()), Int(answers.next()), Int(answers.next()))
    print("memory: \(pages) pages, \(later) after \(repeatedCalls) calls more of each figure")
    if later != pages { failures.append("memory grew from \(pages) pages to \(later)") }
    if faults != 0 { failures.append("the heap: \(faults) pieces misaligned, overwritten, apart") }
    if !answers.isAtEnd { failures.append("the module wrote more than its answers") }
  }

  private static func expected(of call: Call) -> [Double]? {
    guard call.count >= 0, call.count <= borderCapacity else { return nil }
    return call.figure.marks(Array(call.numbers.prefix(Int(call.count))))?.numbers
  }

  private static func largestDifference(
    _ found: ArraySlice<Double>, _ expected: ArraySlice<Double>
  ) -> Double {
    var largest = 0.0
    for (a, b) in zip(found, expected) {
      let difference = (a - b).magnitude / max(1, b.magnitude)
      // Not `max`, which may pass over what is no number.
      if !(difference <= largest) { largest = difference }
    }
    return largest
  }
}
