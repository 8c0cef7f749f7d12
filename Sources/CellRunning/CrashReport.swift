import BookModel

/// What the Swift runtime wrote when a program died: its message, and the chapter's line.
///
/// A failed precondition names its own line, an index out of range one of the standard library; the
/// backtrace names the chapter's line for both.
struct CrashReport {
  private(set) var message: String?
  /// Whether an error reached the top of the program, which the runtime ends as it ends a trap.
  private(set) var isThrown = false
  private(set) var place: SourceLocation?

  /// - Parameters:
  ///   - text: standard error.
  ///   - files: the chapter's file as `#sourceLocation` named it.
  ///   - thrown: where the program threw its last error, as CellKit noted it.
  init(_ text: String, files: [String], thrown: String? = nil) {
    let lines = text.split(separator: "\n").map { String($0) }
    message = lines.lazy.compactMap { Self.message(in: $0) }.first
    let atTop = "Error raised at top level: "
    if let message, message.hasPrefix(atTop) {
      isThrown = true
      let error = message.dropFirst(atTop.count)
      self.message = String(error.hasPrefix("cells.") ? error.dropFirst(6) : error)
    }
    if isThrown, let thrown {
      place = files.lazy.compactMap { Self.place(in: " at \(thrown)", file: $0) }.first
      return
    }
    place =
      lines.lazy.compactMap { line in files.lazy.compactMap { Self.place(in: line, file: $0) }.first
      }
      .first
  }

  private static func message(in line: String) -> String? {
    for mark in ["Fatal error: ", "Precondition failed: ", "Assertion failed: "] {
      guard let found = line.firstRange(of: mark) else { continue }
      let text = line[found.upperBound...]
      return text.isEmpty ? String(mark.dropLast(2)) : String(text)
    }
    for mark in ["Fatal error", "Precondition failed", "Assertion failed"]
    where line.hasSuffix(mark) {
      return mark
    }
    return nil
  }

  /// A frame reads `… in f() at /somewhere/content/04-rope.md:38:9`.
  private static func place(in line: String, file: String) -> SourceLocation? {
    guard line.contains(" at "), let found = line.firstRange(of: file + ":") else { return nil }
    let numbers = line[found.upperBound...].split(separator: ":").prefix(2).map {
      Int($0.prefix { $0.isNumber })
    }
    guard let row = numbers.first ?? nil else { return nil }
    return SourceLocation(file: file, line: row, column: (numbers.count > 1 ? numbers[1] : 1) ?? 1)
  }
}
