import BookModel
import CellKit
import Figures
import Foundation

/// What a chapter's program left behind, put back in the order it happened.
struct Journal {
  /// The items of each cell that began, by its number in the program.
  private(set) var records: [Int: Record] = [:]
  /// What stood on standard output when a checkpoint was reached, counted from the one before it or
  /// from the start of the cell; one entry for every time the line was reached.
  private(set) var printed: [Int: [String]] = [:]
  /// Claims that do not hold, with the place of the call.
  private(set) var failedClaims: [(claim: Claim, place: CellEvent.Place?)] = []
  /// The last cell that began, or nil when none did.
  private(set) var lastCell: Int?
  /// Whether the program came to its end.
  private(set) var isComplete = false

  private var sinceCheckpoint = ""

  /// - Parameters:
  ///   - output: standard output, with the marks of `StreamMark` between what was printed.
  ///   - events: the journal's lines, one JSON object each.
  init(output: [UInt8], events: Data) {
    let lines = events.split(separator: 10)
    let decoder = JSONDecoder()
    var items: [Record.Item] = []
    // Every second piece between NUL bytes is a mark.
    for piece in output.split(separator: 0, omittingEmptySubsequences: false) {
      let text = String(decoding: piece, as: UTF8.self)
      switch StreamMark(text) {
      case .cell(let number):
        close(&items)
        lastCell = number
      case .event(let number):
        guard lines.indices.contains(number),
          let event = try? decoder.decode(CellEvent.self, from: Data(lines[number]))
        else { continue }
        take(event, into: &items)
      case .end:
        close(&items)
        isComplete = true
      case nil where !text.isEmpty:
        append(text, to: &items)
      case nil: break
      }
    }
    close(&items)
  }

  private mutating func take(_ event: CellEvent, into items: inout [Record.Item]) {
    switch event.kind {
    case .item(let item):
      if case .claim(let claim) = item, !claim.holds { failedClaims.append((claim, event.place)) }
      items.append(item)
    case .checkpoint(let line):
      printed[line, default: []].append(sinceCheckpoint)
      sinceCheckpoint = ""
    }
  }

  private mutating func append(_ text: String, to items: inout [Record.Item]) {
    sinceCheckpoint += text
    if case .output(let before)? = items.last {
      items[items.count - 1] = .output(before + text)
    } else {
      items.append(.output(text))
    }
  }

  private mutating func close(_ items: inout [Record.Item]) {
    if let lastCell, !isComplete { records[lastCell] = Record(items) }
    items = []
    sinceCheckpoint = ""
  }
}

extension Journal {
  /// The comments `// Prints "…"` that do not say what was printed.
  func mismatches(_ expectations: [PrintExpectation]) -> [Diagnostic] {
    expectations.compactMap { expectation in
      // A cell that never began has an error of its own.
      guard let lastCell, expectation.cell <= lastCell else { return nil }
      guard let outputs = printed[expectation.checkpoint] else {
        guard isComplete else { return nil }
        return .error(
          "wrong-prints", at: expectation.location, "this line was never reached")
      }
      let expected = expectation.lines
      guard let wrong = outputs.first(where: { Self.lastLines($0, expected.count) != expected })
      else { return nil }
      let found = Self.lastLines(wrong, expected.count).joined(separator: "\\n")
      let wanted = expected.joined(separator: "\\n")
      return .error(
        "wrong-prints", at: expectation.location, "this printed \"\(found)\", not \"\(wanted)\"")
    }
  }

  private static func lastLines(_ text: String, _ count: Int) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.suffix(count).map(String.init)
  }
}
