import BookModel
import Foundation
import SiteBuilding

/// What the command prints: results to standard output, diagnostics to standard error.
enum Terminal {
  /// Writes a text to standard error.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Prints a line to standard output at once, also when that is a file somebody waits for.
  static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  static func show(_ outcome: SiteBuild.Outcome, as format: ReportFormat) {
    show(outcome.diagnostics, sources: outcome.sources, as: format)
    say(
      "\(count(outcome.chapterCount, "chapter")), "
        + "\(count(outcome.origins.values.reduce(0, +), "cell")): \(ways(outcome.origins))")
    if let changes = outcome.changes {
      say(
        "\(changes.written.count) files written, \(changes.unchanged.count) unchanged, "
          + "\(changes.removed.count) removed")
      if !outcome.changedResults.isEmpty { say(changed(outcome.changedResults)) }
    } else {
      let errors = outcome.diagnostics.count { $0.severity == .error }
      let line = "\(count(errors, "error")); nothing was written"
      // Whoever reads objects from standard error wants nothing else there.
      if format == .json { say(line) } else { write(line + "\n") }
    }
  }

  /// Writes both reports of a check: diagnostics to standard error, the comparison to standard output.
  static func show(_ outcome: SiteCheck.Outcome, as format: ReportFormat) {
    show(outcome.diagnostics, sources: outcome.sources, as: format)
    switch format {
    case .text:
      let errors = outcome.diagnostics.count { $0.severity == .error }
      if errors > 0 { write(count(errors, "error") + "\n") }
      say(DriftTable(outcome.comparison).text.trimmingEnd())
    case .json: for line in ReportLines.lines(outcome.comparison) { say(line) }
    }
  }

  static func show(
    _ diagnostics: [Diagnostic], sources: [String: SourceFile], as format: ReportFormat
  ) {
    let printer = DiagnosticText(
      sources: sources,
      usesColor: isatty(FileHandle.standardError.fileDescriptor) == 1
        && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    for diagnostic in diagnostics {
      switch format {
      case .text: write(printer.text(diagnostic))
      case .json: write(ReportLines.line(diagnostic) + "\n")
      }
    }
  }

  /// `3 answered, 2 replayed, 18 remembered`
  private static func ways(_ origins: [Answer.Origin: Int]) -> String {
    let ways: [(Answer.Origin, String)] = [
      (.answered, "answered"), (.replayed, "replayed"), (.remembered, "remembered"),
      (.notRun, "not run"),
    ]
    return ways.compactMap { origin, word in
      let number = origins[origin] ?? 0
      return number > 0 || origin == .answered ? "\(number) \(word)" : nil
    }.joined(separator: ", ")
  }

  /// `3 committed results changed: tbl-shift, fig-pig, rope cell 4`
  private static func changed(_ names: [String]) -> String {
    let most = 12
    let shown = names.prefix(most).joined(separator: ", ")
    let rest = names.count > most ? " and \(names.count - most) more" : ""
    return "\(count(names.count, "committed result")) changed: \(shown)\(rest)"
  }

  static func columns(_ name: String, _ value: String) -> String {
    let space = String(repeating: " ", count: max(1, 20 - name.count - value.count))
    return name + space + value
  }

  static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    return "\(milliseconds) ms"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
