import BookModel
import Figures

/// Why a program did not come to its end: which cell it was in, where, and what was said.
struct ProgramFailure {
  /// How it ended, in the words of a diagnostic's identifier.
  enum Kind: String {
    case threw = "cell-threw"
    case trapped = "cell-trapped"
    case timedOut = "timeout"
    case printedTooMuch = "too-much-output"
    case exited = "cell-exited"
  }

  var kind: Kind
  /// The number of the cell in its program.
  var cell: Int
  var place: SourceLocation?
  /// What was said, without the cell: `Index out of range`.
  var reason: String
  /// Where the running cell begins, when the line that failed stands in another.
  private var caller: SourceLocation?

  /// - Returns: nil for a program that came to its end, or never began.
  init?(_ outcome: ProgramRun.Outcome, _ configuration: BookConfiguration) {
    guard let ended = outcome.ended else { return nil }
    let journal = outcome.journal
    if ended.ending == .exited(0), journal.isComplete { return nil }
    let program = outcome.program
    guard program.cells.indices.contains(journal.lastCell ?? 0) else { return nil }
    cell = journal.lastCell ?? 0
    let author = program.cells[cell]
    let crash = CrashReport(
      ended.errorOutput, files: program.cells.map(\.location.file),
      thrown: outcome.thrown)
    place =
      crash.place.map { program.place(file: $0.file, line: $0.line, column: $0.column) }
      ?? author.location
    if let place, program.cell(atLine: place.line, of: place.file)?.id != author.id {
      caller = author.location
    }
    switch ended.ending {
    case .timedOut:
      kind = .timedOut
      let limit = configuration.timeout(of: author)
      let seconds = limit == limit.rounded() && limit < 1e9 ? "\(Int(limit))" : "\(limit)"
      reason = "ran longer than \(seconds) s and was stopped"
      place = author.location
    case .printedTooMuch:
      kind = .printedTooMuch
      let limit = ProcessRequest.standardOutputLimit / 1_000_000
      reason =
        switch ended.flooded {
        case .standardError: "wrote more than \(limit) MB to standard error and was stopped"
        case .journal: "showed and published too much and was stopped"
        case .standardOutput, nil: "printed more than \(limit) MB and was stopped"
        }
      place = author.location
    case .signaled(let signal):
      kind = crash.isThrown ? .threw : .trapped
      reason = crash.message ?? "was ended by signal \(signal)"
    case .exited(let code):
      kind = .exited
      reason = "ended the program with exit code \(code)"
    }
  }

  /// The diagnostic for a cell that was meant to succeed.
  func diagnostic(printed: Record?) -> Diagnostic {
    let message =
      switch kind {
      case .threw: "this cell threw \(reason)"
      case .trapped: reason.hasPrefix("was ") ? "this cell \(reason)" : reason
      case .timedOut, .printedTooMuch, .exited: "this cell \(reason)"
      }
    var notes = kind == .printedTooMuch ? [] : Self.end(of: printed)
    if let caller {
      notes.insert(Diagnostic.Note("while this cell was running", at: caller), at: 0)
    }
    return .error(kind.rawValue, at: place, message, notes: notes)
  }

  /// The failure as the result of a cell that was meant to fail; nil for an end no author can want.
  var wanted: Record.Failure? {
    switch kind {
    case .threw: Record.Failure(.throwsError, reason, line: place?.line)
    case .trapped: Record.Failure(.traps, reason, line: place?.line)
    case .timedOut: Record.Failure(.runsOutOfTime, reason, line: place?.line)
    case .printedTooMuch, .exited: nil
    }
  }

  /// The end of what the failing cell had printed.
  private static func end(of printed: Record?) -> [Diagnostic.Note] {
    guard let items = printed?.items else { return [] }
    let text = items.map { if case .output(let text) = $0 { text } else { "" } }.joined()
    let lines = text.split(separator: "\n").suffix(5)
    return lines.isEmpty ? [] : (["it had printed:"] + lines.map { "  \($0)" }).asNotes
  }
}
