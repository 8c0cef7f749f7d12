import BookModel

/// A transcript, command by command.
package struct ConsoleTranscript {
  package struct Step: Hashable, Sendable {
    package var command: String
    /// The lines that must be printed; `...` stands for any number of lines.
    package var expected: [String] = []
    package var exitCode = 0
    package var location: SourceLocation
  }

  package private(set) var steps: [Step] = []
  package private(set) var diagnostics: [Diagnostic] = []

  init(_ text: String, at cell: Cell) {
    self.init(
      text,
      at: SourceLocation(
        file: cell.location.file, line: cell.codeLine, column: cell.bodyLocation.column))
  }

  /// - Parameters:
  ///   - text: the lines of the transcript.
  ///   - origin: where the first of them stands.
  package init(_ text: String, at origin: SourceLocation) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var place = origin
      place.line += number
      if line == "$" || line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), location: place))
      } else if line.hasPrefix("> "), steps.last?.expected.isEmpty == true {
        steps[steps.count - 1].command += "\n" + line.dropFirst(2)
      } else if steps.isEmpty {
        guard !line.allSatisfy(\.isWhitespace) else { continue }
        diagnostics.append(
          .error(
            "malformed-transcript", at: place, "a transcript begins with a command: '$ command'"))
        return
      } else {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    for index in steps.indices { steps[index].takeExitCode() }
  }

  /// Runs the commands in a folder, one after another, and compares.
  ///
  /// - Parameters:
  ///   - path: folders that commands are looked for in before those of the system.
  ///   - timeout: the time each command has, in seconds.
  /// - Returns: what is not as the transcript says.
  func check(in folder: String, path: [String], timeout: Double) async -> [Diagnostic] {
    var diagnostics = diagnostics
    for step in steps {
      do {
        let outcome = try await ProcessRequest(
          executable: "sh", arguments: ["-c", "exec 2>&1\n" + step.command],
          environment: CellEnvironment.console(path: path, home: folder), folder: folder,
          timeLimit: .seconds(timeout)
        ).run()
        if let problem = step.problem(with: outcome, timeout: timeout) {
          diagnostics.append(problem)
        }
      } catch {
        diagnostics.append(
          .error("console-unavailable", at: step.location, "sh cannot be run here: \(error)"))
      }
    }
    return diagnostics
  }
}

extension ConsoleTranscript.Step {
  fileprivate mutating func takeExitCode() {
    while expected.last?.allSatisfy(\.isWhitespace) == true { expected.removeLast() }
    guard let last = expected.last, last.hasPrefix("[exit "), last.hasSuffix("]"),
      let code = Int(last.dropFirst(6).dropLast())
    else { return }
    exitCode = code
    expected.removeLast()
  }

  /// What is not as the transcript says; nil when all is.
  func problem(with outcome: ProcessOutcome, timeout: Double) -> Diagnostic? {
    var lines = String(decoding: outcome.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let printed =
      lines.isEmpty ? ["it printed nothing"] : ["it printed:"] + lines.prefix(20).map { "  \($0)" }
    guard outcome.leftRunning.isEmpty else {
      return .error(
        "left-running", at: location, "this command left a program running, which was ended",
        notes: outcome.leftRunning.map(\.command).sorted().asNotes)
    }
    switch outcome.ending {
    case .exited(exitCode): break
    case .exited(let code):
      return .error(
        "wrong-exit-code", at: location,
        "this command ended with exit code \(code), not \(exitCode)",
        notes: printed.asNotes)
    case .signaled(let signal):
      return .error(
        "wrong-exit-code", at: location, "this command was ended by signal \(signal)",
        notes: printed.asNotes)
    case .timedOut:
      return .error(
        "timeout", at: location, "this command ran longer than \(timeout) s and was stopped",
        notes: printed.asNotes)
    case .printedTooMuch:
      return .error(
        "too-much-output", at: location, "this command printed too much and was stopped")
    }
    guard let row = Self.firstDifference(expected[...], lines[...]) else { return nil }
    var place = location
    let commandLines = command.count { $0 == "\n" } + 1
    place.line += commandLines + min(row, max(0, expected.count - 1))
    return .error(
      "wrong-transcript", at: row < expected.count ? place : location,
      row < expected.count
        ? "this command did not print '\(expected[row])'"
        : "this command printed more than the transcript says", notes: printed.asNotes)
  }

  /// The first expected line that cannot be found; `expected.count` when lines are left over.
  private static func firstDifference(
    _ expected: ArraySlice<String>, _ lines: ArraySlice<String>
  ) -> Int? {
    var rest = lines
    var gap = false
    for (index, line) in expected.enumerated() {
      if line == "..." {
        gap = true
      } else if gap, let found = rest.firstIndex(of: line) {
        rest = rest[(found + 1)...]
        gap = false
      } else if !gap, rest.first == line {
        rest = rest.dropFirst()
      } else {
        return index
      }
    }
    return gap || rest.isEmpty ? nil : expected.count
  }
}
