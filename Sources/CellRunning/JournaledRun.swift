import CellKit
import Foundation
import Synchronization

/// A run of a chapter's program: under the limits of its cells, with a journal of its own.
struct JournaledRun {
  /// The path of the compiled program.
  var executable: String
  /// The folder it runs in.
  var folder: String
  /// The time each of its cells has.
  var limits: [Duration]
  /// The number of bytes of journal that is too much.
  var journalLimit = 64_000_000

  /// What is left of a run.
  struct Result {
    /// Its standard error is without marks; its standard output is best read in the journal.
    var outcome: ProcessOutcome
    var journal: Journal
    /// Where the last error was thrown, `file:line:column`, if CellKit noted it.
    var thrown: String?
  }

  func run() async throws -> Result {
    let place = try PrivateFolder()
    defer { place.remove() }
    let file = try JournalFile(at: place.path + "/journal")
    let token = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let clock = CellClock(limits: limits, token: token)
    var outcome = try await ProcessRequest(
      executable: executable, environment: CellEnvironment.cell(journal: file.path, token: token),
      folder: folder, journal: (file, journalLimit), timeLimit: limits.first ?? .seconds(10),
      restartsClock: { clock.limit(after: $0) }
    ).run()
    let journal = Journal(
      output: outcome.output, errors: Array(outcome.errorOutput.utf8),
      events: file.bytes(limit: journalLimit), token: token)
    outcome.errorOutput = MarkedStream(Array(outcome.errorOutput.utf8), token: token).text
    let thrown = try? String(contentsOfFile: file.path + ".thrown", encoding: .utf8)
    return Result(
      outcome: outcome, journal: journal,
      thrown: thrown?.split(separator: "\n").first.map(String.init))
  }
}

/// Watches the output for the marks of cells that begin, to start the clock again for each.
private final class CellClock: Sendable {
  private let limits: [Duration]
  private let token: String
  private let rest = Mutex<[UInt8]>([])

  init(limits: [Duration], token: String) {
    self.limits = limits
    self.token = token
  }

  func limit(after piece: [UInt8]) -> Duration? {
    rest.withLock { rest in
      let seen = rest + piece
      let stream = MarkedStream(seen, token: token)
      // Only what follows the last mark can be the beginning of another, and a short one.
      rest = Array(seen[max(stream.lastMarkEnd, seen.count - token.utf8.count - 24)...])
      let numbers = stream.pieces.compactMap { piece -> Int? in
        if case .mark(.cell(let number)) = piece { number } else { nil }
      }
      return numbers.last.flatMap { limits.indices.contains($0) ? limits[$0] : nil }
    }
  }
}
