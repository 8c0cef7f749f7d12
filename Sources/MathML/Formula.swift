/// A formula that was read from TeX, ready to be written as MathML or as plain text.
package struct Formula: Sendable, Hashable {
  /// The TeX it was read from, kept because the annotation repeats it to the letter.
  package let source: String
  let nodes: [Node]

  /// Reads a formula, without `$` around it.
  ///
  /// `macros` are the author's own commands by name, with or without the backslash; they win over
  /// built-in ones. Throws every error there is, in the order of the source.
  package init(_ tex: String, macros: [String: Macro] = [:]) throws(FormulaErrors) {
    var parser = Parser(tex, macros: macros)
    nodes = parser.parseFormula()
    source = tex
    guard parser.errors.isEmpty else {
      throw FormulaErrors(errors: parser.errors.sorted { $0.offset < $1.offset })
    }
  }

  /// The `<math>` element.
  ///
  /// - Parameters:
  ///   - display: Whether the formula stands on a line of its own.
  ///   - tag: What a displayed formula is numbered with, such as `(3.1)`, set at the right margin.
  ///     An inline formula has no place for it.
  package func mathML(display: Bool, tag: String? = nil) -> String {
    var writer = MathMLWriter()
    writer.writeDocument(self, display: display, tag: display ? tag : nil)
    return writer.output
  }

  /// The formula as a line of Unicode, for searching, titles and `alttext`: `s_(ij) = (q_i · k_j)/√d`.
  package var plainText: String { PlainText.text(of: nodes) }
}

/// A command that an author defines: `\norm` with one parameter and `\lVert #1 \rVert`.
package struct Macro: Sendable, Hashable {
  /// How many arguments follow the name, 0 to 9.
  package var parameters: Int
  /// The TeX that takes the command's place; `#1` to `#9` stand for the arguments.
  package var replacement: String

  package init(parameters: Int, replacement: String) {
    self.parameters = min(max(parameters, 0), 9)
    self.replacement = replacement
  }

  /// A macro with as many parameters as its highest `#n` says.
  package init(_ replacement: String) {
    var lexer = Lexer(replacement, isReplacement: true)
    let highest = lexer.tokens().reduce(0) { highest, token in
      if case .parameter(let number) = token.kind { max(highest, number) } else { highest }
    }
    self.init(parameters: highest, replacement: replacement)
  }

  /// What is wrong with a definition before anyone uses it; offsets count in the replacement.
  package func errors(name: String) -> [FormulaError] {
    var lexer = Lexer(replacement, isReplacement: true)
    var tokens = lexer.tokens()[...]
    var errors = lexer.errors
    let bare = Macro.bareName(name)
    let letters = bare.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
    if bare.isEmpty || !(letters || bare.unicodeScalars.count == 1) {
      errors.append(
        FormulaError(offset: 0, message: "'\(name)' must be a backslash and letters, such as '\\R'")
      )
    }
    var open: [Int] = []
    while let token = tokens.popFirst() {
      switch token.kind {
      case .openBrace: open.append(token.offset)
      case .closeBrace where open.popLast() == nil:
        errors.append(FormulaError(offset: token.offset, message: "'}' closes no '{'"))
      case .parameter(let number) where number > parameters:
        errors.append(
          FormulaError(
            offset: token.offset, message: "'#\(number)' is beyond the \(parameters) parameters"))
      default: break
      }
    }
    errors += open.map { FormulaError(offset: $0, message: "'{' is never closed") }
    return errors.sorted { $0.offset < $1.offset }
  }

  static func bareName(_ name: String) -> String {
    name.hasPrefix("\\") ? String(name.dropFirst()) : name
  }
}

/// One thing that is wrong with a formula.
package struct FormulaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where it is wrong, in UTF-8 bytes from the start of the TeX. What comes out of a macro has the
  /// place where the macro was called.
  package var offset: Int
  package var message: String
  /// What the author probably meant to write there.
  package var suggestion: String?

  package init(offset: Int, message: String, suggestion: String? = nil) {
    self.offset = offset
    self.message = message
    self.suggestion = suggestion
  }

  package var description: String {
    "\(offset): \(message)" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}

/// Everything that is wrong with a formula, so that it takes one round to put right.
package struct FormulaErrors: Error, Sendable, Hashable, CustomStringConvertible {
  package var errors: [FormulaError]

  package var description: String { errors.map(\.description).joined(separator: "\n") }
}
