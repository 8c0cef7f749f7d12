/// What a cell wrote to standard error by its own will.
enum ErrorOutput {
  /// Leaves out what the Swift runtime wrote when the program died: the message of the trap and the
  /// backtrace. `CrashReport` reads them.
  static func withoutCrash(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.lastIndex(where: { $0.hasPrefix("*** Signal ") }) else {
      return withoutMessage(lines)
    }
    let end = lines[start...].lastIndex { $0.hasPrefix("Backtrace took ") } ?? lines.endIndex - 1
    lines.removeSubrange(start...end)
    return withoutMessage(lines)
  }

  /// The message is the last line of a dying program; without a backtrace it stands alone.
  private static func withoutMessage(_ lines: [Substring]) -> String {
    var lines = lines
    let marks = ["Fatal error", "Precondition failed", "Assertion failed"]
    if let last = lines.lastIndex(where: { !$0.isEmpty }),
      marks.contains(where: { lines[last].contains(": \($0)") })
    {
      lines.removeSubrange(last...)
      return lines.map { $0 + "\n" }.joined()
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
