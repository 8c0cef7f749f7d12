import BookModel

/// Holds what a program printed against its comments `// Prints "…"`.
struct PrintsCheck {
  var journal: Journal

  func mismatches(_ expectations: [PrintExpectation]) -> [Diagnostic] {
    expectations.compactMap { mismatch($0) }
  }

  private func mismatch(_ expectation: PrintExpectation) -> Diagnostic? {
    // A cell that never began has an error of its own.
    guard let lastCell = journal.lastCell, expectation.cell <= lastCell else { return nil }
    guard let outputs = journal.printed[expectation.checkpoint] else {
      guard journal.isComplete else { return nil }
      return .error("wrong-prints", at: expectation.location, "this line was never reached")
    }
    let expected = expectation.lines
    let found = outputs.map { Self.lastLines($0, expected.count) }
    guard let wrong = found.first(where: { $0 != expected }) else { return nil }
    var diagnostic = Diagnostic.error(
      "wrong-prints", at: expectation.location,
      "this printed \"\(wrong.joined(separator: "\\n"))\", not "
        + "\"\(expected.joined(separator: "\\n"))\"")
    diagnostic.notes = Self.difference(expected, wrong)
    // A line that is reached again and again and prints something else each time has no repair.
    if Set(found).count == 1 {
      diagnostic.repair = Diagnostic.Repair(
        file: expectation.location.file,
        lines: (expectation.checkpoint - expected.count + 1)...expectation.checkpoint,
        column: expectation.location.column,
        replacement: wrong.map { "// Prints \"\($0)\"" })
    }
    return diagnostic
  }

  /// How far apart two printed numbers are, where both lines are one number.
  private static func difference(_ expected: [String], _ found: [String]) -> [Diagnostic.Note] {
    guard expected.count == 1, found.count == 1, let wanted = Double(expected[0]),
      let number = Double(found[0])
    else { return [] }
    return [Diagnostic.Note("difference: \(number - wanted)")]
  }

  private static func lastLines(_ text: String, _ count: Int) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.suffix(count).map(String.init)
  }
}
