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

  /// What each cell wrote to standard error, by its number; without what the Swift runtime writes
  /// there when the program dies.
  private(set) var errorOutput: [Int: String] = [:]

  private var sinceCheckpoint = ""

  /// - Parameters:
  ///   - output: standard output, with the marks of `StreamMark` between what was printed.
  ///   - errors: standard error, with the marks of the cells.
  ///   - events: the journal's lines, one JSON object each.
  ///   - token: what stands in the marks of this run.
  init(output: [UInt8], errors: [UInt8] = [], events: Data, token: String = "") {
    let lines = events.split(separator: 10)
    let decoder = JSONDecoder()
    var items: [Record.Item] = []
    for piece in MarkedStream(output, token: token).pieces {
      switch piece {
      case .mark(.cell(let number)):
        close(&items)
        lastCell = number
      case .mark(.event(let number)):
        guard lines.indices.contains(number),
          let event = try? decoder.decode(CellEvent.self, from: Data(lines[number]))
        else { continue }
        take(event, into: &items)
      case .mark(.end):
        close(&items)
        isComplete = true
      case .text(let text): append(text, to: &items)
      }
    }
    close(&items)
    errorOutput = MarkedStream(errors, token: token).textByCell
      .mapValues(ErrorOutput.withoutCrash).filter { !$0.value.isEmpty }
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
