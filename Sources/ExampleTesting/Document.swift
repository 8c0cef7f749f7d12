import BookModel
import BookReading

/// A file whose examples are tested.
package struct Document: Sendable {
  package var source: SourceFile
  /// The module the file belongs to, when it lies in `Sources/MODULE/`.
  package var module: String?
  package var examples: [Example] = []
  package var diagnostics: [Diagnostic] = []

  package init(_ source: SourceFile, module: String? = nil) {
    self.source = source
    self.module = module
    if source.path.hasSuffix(".swift") {
      for comment in DocumentationComments(source.text).comments {
        take(FencedCode.all(in: SourceFile(path: source.path, text: comment.text)), below: comment)
      }
    } else {
      take(FencedCode.all(in: source))
    }
  }

  private mutating func take(
    _ found: (fences: [FencedCode], diagnostics: [Diagnostic]),
    below comment: DocumentationComments.Comment? = nil
  ) {
    let lines = Self.lines(source.text)
    let distance = comment.map { $0.line - 1 } ?? 0
    diagnostics += found.diagnostics.map { diagnostic in
      var moved = diagnostic
      moved.location?.line += distance
      return moved
    }
    for fence in found.fences {
      let row = fence.location.line + distance
      guard lines.indices.contains(row - 1) else { continue }
      let start = lines[row - 1].prefix { $0 != "`" && $0 != "~" }.utf8.count
      let location = SourceLocation(file: source.path, line: row, column: start + 1)
      let said: (promise: Promise, diagnostics: [Diagnostic])
      if let words = FenceWords(fence.info, in: lines[row - 1], at: location) {
        said = (words.promise, words.diagnostics)
      } else if let words = TranscriptWords(fence.info, at: location) {
        said = (words.promise, words.diagnostics)
      } else {
        continue
      }
      diagnostics += said.diagnostics
      // What it promises is not known when one of its words is wrong.
      let promise = said.diagnostics.isEmpty ? said.promise : .ignored
      let indentations = Self.lines(fence.text).enumerated().map { index, line in
        lines.indices.contains(row + index)
          ? Self.indentation(of: line, in: lines[row + index]) : 0
      }
      examples.append(
        Example(
          id: examples.count, promise: promise, code: fence.text, location: location,
          indentations: indentations))
    }
  }

  /// How much of a line of the document the parser took away. It is what stands before the line of
  /// code, whatever lists, quotes and comment marks it is made of.
  private static func indentation(of code: Substring, in line: Substring) -> Int {
    let trimmed = line.trimmingEnd()
    let text = code.trimmingEnd()
    return trimmed.hasSuffix(text) ? trimmed.utf8.count - text.utf8.count : 0
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
