import BookModel

/// Examples of a document as one program: cells that belong to no book.
package struct ExampleProgram: Sendable {
  /// One example: its text, and where that stands.
  package struct Part: Sendable {
    package var code: String
    /// The file as the program names it. Every column is that of `code`.
    package var file: String
    /// The line of the file on which the code begins.
    package var line: Int

    package init(code: String, file: String, line: Int) {
      self.code = code
      self.file = file
      self.line = line
    }
  }

  package var imports: [String]
  package var parts: [Part]
  /// The longest time an example may run, in seconds.
  package var timeLimit: Double

  package init(imports: [String], parts: [Part], timeLimit: Double) {
    self.imports = imports
    self.parts = parts
    self.timeLimit = timeLimit
  }

  /// The functions that mark examples come one by one: with all of CellKit, an example that forgot
  /// to import it would pass.
  private static let marks = ["_cellsNoteErrors", "_cellBegins", "_cellPrinted", "_cellsEnd"]

  var program: SwiftProgram {
    let cells = parts.enumerated().map { number, part in
      Cell(
        id: .init(chapter: part.file, index: number), engine: "swift", label: nil,
        options: CellOptions(), body: .code(part.code), listing: part.code,
        location: SourceLocation(file: part.file, line: max(1, part.line - 1)),
        bodyLocation: SourceLocation(file: part.file, line: part.line))
    }
    let header =
      Self.marks.map { "import func CellKit.\($0)\n" } + imports.map { "import \($0)\n" }
    return SwiftProgram(
      cells, prelude: nil, imports: header.joined(), name: "the examples of this file")
  }
}

/// What became of a program of examples. Places are as the program names them.
package struct ExampleOutcome: Sendable {
  /// How an example ended the program before its end.
  package struct End: Sendable {
    package enum Kind: Hashable, Sendable { case threw, stopped }

    package var kind: Kind
    /// The number of the example.
    package var part: Int
    package var diagnostic: Diagnostic
  }

  /// What was wrong with the text, and what the compiler said.
  package var compiled: [Diagnostic] = []
  /// What was printed and not promised, or claimed and not true.
  package var found: [Diagnostic] = []
  /// Nil when all examples came to their end, or none was run.
  package var end: End?
}
