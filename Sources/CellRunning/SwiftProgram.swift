import BookModel

/// The Swift cells of a chapter as one program, and the way back from its lines to the chapter.
struct SwiftProgram {
  /// The text handed to the compiler.
  private(set) var text: String
  /// The lines `// Prints "…"`, by cell and line of the chapter.
  private(set) var expectations: [PrintExpectation] = []
  private(set) var diagnostics: [Diagnostic] = []
  let cells: [Cell]
  /// What messages call all of it.
  let name: String

  /// - Parameters:
  ///   - cells: in the order they run.
  ///   - prelude: Swift that stands before the first cell.
  ///   - imports: the lines that bring the functions which mark cells.
  ///   - name: what messages call all of it.
  init(
    _ cells: [Cell], prelude: SourceFile?, imports: String = "import CellKit\n",
    name: String = "the Swift cells of this chapter"
  ) {
    self.cells = cells
    self.name = name
    text = imports + "_cellsNoteErrors()\n"
    if let prelude { append(prelude.text, file: prelude.path, line: 1) }
    for (number, cell) in cells.enumerated() {
      guard case .code(let code) = cell.body else { continue }
      text += "_cellBegins(\(number))\n"
      let scan = PrintScan(code, of: cell, number: number)
      expectations += scan.expectations
      diagnostics += scan.diagnostics
      append(scan.code, file: cell.location.file, line: cell.bodyLocation.line)
    }
    text += "_cellsEnd()\n"
  }

  private mutating func append(_ code: String, file: String, line: Int) {
    text += "#sourceLocation(file: \"\(file)\", line: \(line))\n"
    text += code.hasSuffix("\n") ? code : code + "\n"
    text += "#sourceLocation()\n"
  }

  /// The cell whose fence holds a line of the chapter.
  func cell(atLine line: Int, of file: String) -> Cell? {
    cells.last { $0.location.file == file && $0.location.line <= line }
  }

  /// A place as the compiler reports it, moved right by the indentation the fence had.
  func place(file: String, line: Int, column: Int) -> SourceLocation {
    let indentation = cell(atLine: line, of: file)?.bodyLocation.column ?? 1
    return SourceLocation(file: file, line: line, column: column + indentation - 1)
  }
}

/// What a run of lines `// Prints "…"` says was printed.
struct PrintExpectation: Hashable, Sendable {
  /// The number of the cell in its program.
  var cell: Int
  /// The expected lines, without their quotation marks.
  var lines: [String]
  /// The first of the comments.
  var location: SourceLocation
  /// The line of the last comment: there the program reports what it has printed.
  var checkpoint: Int
}

/// Finds the comments that say what a cell prints, and puts a report of the output in their place.
private struct PrintScan {
  private(set) var code: String
  private(set) var expectations: [PrintExpectation] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let mark = "// Prints \""

  init(_ source: String, of cell: Cell, number: Int) {
    let original = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var lines = original
    var isInText = false
    for (index, line) in original.enumerated() {
      defer { if line.ranges(of: "\"\"\"").count % 2 == 1 { isInText.toggle() } }
      guard !isInText, let start = line.firstRange(of: Self.mark)?.lowerBound else { continue }
      let column = line.utf8.distance(from: line.startIndex, to: start)
      let place = SourceLocation(
        file: cell.location.file, line: cell.bodyLocation.line + index,
        column: cell.bodyLocation.column + column)
      guard line[..<start].allSatisfy(\.isWhitespace) else {
        // A comment about printing in the middle of another comment or a text is nobody's promise.
        if line[..<start].contains("//") || line[..<start].contains("\"") { continue }
        diagnostics.append(
          .error(
            "misplaced-prints", at: place,
            "'// Prints' stands on a line of its own, below the "
              + "statement that prints"))
        continue
      }
      guard let expected = Self.quoted(line[start...]) else {
        diagnostics.append(
          .error(
            "malformed-prints", at: place, "'// Prints' takes one text in quotation marks"))
        continue
      }
      let continues = expectations.last?.checkpoint == place.line - 1
      if continues, var last = expectations.popLast() {
        lines[index - 1] = original[index - 1]
        last.lines.append(expected)
        last.checkpoint = place.line
        expectations.append(last)
      } else {
        expectations.append(
          PrintExpectation(cell: number, lines: [expected], location: place, checkpoint: place.line)
        )
      }
      lines[index] = line[..<start] + "_cellPrinted(line: \(place.line))"
    }
    code = lines.joined(separator: "\n")
  }

  private static func quoted(_ comment: Substring) -> String? {
    let text = comment.dropFirst(mark.count).trimmingEnd()
    return text.hasSuffix("\"") ? String(text.dropLast()) : nil
  }
}
