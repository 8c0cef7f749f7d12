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

  static func show(_ outcome: SiteBuild.Outcome) {
    let printer = DiagnosticText(
      sources: outcome.sources,
      usesColor: isatty(FileHandle.standardError.fileDescriptor) == 1
        && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    for diagnostic in outcome.diagnostics { write(printer.text(diagnostic)) }
    let errors = outcome.diagnostics.count { $0.severity == .error }
    if let changes = outcome.changes {
      say(
        "\(count(outcome.chapterCount, "chapter")), \(count(outcome.cellCount, "cell")): "
          + "\(changes.written.count) files written, \(changes.unchanged.count) unchanged, "
          + "\(changes.removed.count) removed")
    } else {
      write("\(count(errors, "error")); nothing was written\n")
    }
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

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
