import BookModel

/// What `swiftc -diagnostic-style=llvm` wrote to standard error, as diagnostics of the book.
struct CompilerMessages {
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether the last diagnostic is still without a line of the chapter.
  private var isStray = false

  /// - Parameters:
  ///   - text: everything the compiler printed.
  ///   - program: to move columns to where the chapter has them.
  ///   - programPath: the file that was compiled; messages that name it are about our own lines.
  init(_ text: String, of program: SwiftProgram, at programPath: String) {
    for line in text.split(separator: "\n") {
      guard let message = Message(line) else { continue }
      if message.severity == "note" {
        addNote(message, of: program, at: programPath)
      } else if message.file == programPath || message.file == nil {
        addStray(message, of: program)
      } else if let file = message.file {
        let place = program.place(file: file, line: message.line, column: message.column)
        let isError = message.severity == "error"
        isStray = false
        diagnostics.append(
          Diagnostic(
            isError ? .error : .warning, isError ? "does-not-compile" : "swift-warning",
            at: place, message.text))
      }
    }
    diagnostics = diagnostics.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// A note belongs to the message before it. Where that one has no place in the chapter, the
  /// note's is the best there is: the brace that was never closed, say.
  private mutating func addNote(
    _ message: Message, of program: SwiftProgram, at programPath: String
  ) {
    guard let last = diagnostics.indices.last else { return }
    guard let file = message.file, file != programPath else {
      diagnostics[last].notes.append(Diagnostic.Note(message.text))
      return
    }
    let place = program.place(file: file, line: message.line, column: message.column)
    if isStray {
      diagnostics[last].location = place
      isStray = false
    }
    diagnostics[last].notes.append(Diagnostic.Note(message.text, at: place))
  }

  /// A message about a line that stands in no chapter: a brace that was never closed is noticed at
  /// the end of the program, and a missing module at its first line.
  private mutating func addStray(_ message: Message, of program: SwiftProgram) {
    // With -g the compiler adds this to every error it has already reported.
    guard message.severity == "error", !message.text.hasPrefix("emit-module command failed"),
      !message.text.hasPrefix("fatalError")
    else { return }
    isStray = true
    diagnostics.append(
      .error(
        "does-not-compile", at: program.cells.last?.location,
        "\(message.text), in \(program.name) taken together"))
  }
}

/// One line `file:line:column: error: text`, or `error: text`.
private struct Message {
  var file: String?
  var line = 0
  var column = 0
  var severity: String
  var text: String

  init?(_ line: Substring) {
    for severity in ["error", "warning", "note"] {
      if line.hasPrefix("\(severity): ") {
        self.severity = severity
        text = String(line.dropFirst(severity.count + 2))
        return
      }
      guard let mark = line.firstRange(of: ": \(severity): ") else { continue }
      let place = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      guard place.count >= 3, let row = Int(place[place.count - 2]),
        let column = Int(place[place.count - 1])
      else { continue }
      file = place.dropLast(2).joined(separator: ":")
      self.line = row
      self.column = column
      self.severity = severity
      text = String(line[mark.upperBound...])
      return
    }
    return nil
  }
}
