/// A place in a file of the book: what a diagnostic points at.
package struct SourceLocation: Hashable, Sendable {
  /// The path relative to the book's root, for example `content/04-rope.md`.
  package var file: String
  /// The line, counted from 1.
  package var line: Int
  /// The column, counted from 1 in UTF-8 bytes, as compilers and cmark count it.
  package var column: Int

  package init(file: String, line: Int, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The same line of the same file, `count` bytes further right.
  package func advanced(by count: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column + count)
  }
}

extension SourceLocation: Comparable {
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}
