/// Something an author has to know: where it is, what the rule is, and what may have been meant.
///
/// Diagnostics are values that stages return beside their result; nothing is written while one of
/// them is an error.
package struct Diagnostic: Hashable, Sendable {
  /// A note tells what happened and asks for nothing: a result that was recomputed, say.
  package enum Severity: String, Hashable, Sendable { case error, warning, note }

  /// A further line below a diagnostic, with a place of its own where it has one.
  package struct Note: Hashable, Sendable, ExpressibleByStringInterpolation {
    package var text: String
    package var location: SourceLocation?

    package init(_ text: String, at location: SourceLocation? = nil) {
      self.text = text
      self.location = location
    }

    package init(stringLiteral text: String) { self.init(text) }
  }

  package var severity: Severity
  /// The kind of the diagnostic in kebab case, for example `unknown-computation`.
  package var identifier: String
  /// The place, or nil where the matter has none (a missing folder, say).
  package var location: SourceLocation?
  /// The rule that was broken with the offending word first; no full stop at the end.
  package var message: String
  /// The nearest right name, when one is near enough to be meant.
  package var suggestion: String?
  /// Further lines, printed below the source: what a program had printed, a list of known names.
  package var notes: [Note]
  /// What would put it right, where a tool can do that by itself.
  package var repair: Repair?

  package init(
    _ severity: Severity, _ identifier: String, at location: SourceLocation?, _ message: String,
    suggestion: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.identifier = identifier
    self.location = location
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
  }

  package static func error(
    _ identifier: String, at location: SourceLocation?, _ message: String,
    suggestion: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.error, identifier, at: location, message, suggestion: suggestion, notes: notes)
  }

  package static func warning(
    _ identifier: String, at location: SourceLocation?, _ message: String,
    suggestion: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.warning, identifier, at: location, message, suggestion: suggestion, notes: notes)
  }
}

extension Diagnostic {
  /// Lines of a file that would be put in the place of others.
  package struct Repair: Hashable, Sendable {
    package var file: String
    /// The lines to replace, counted from 1.
    package var lines: ClosedRange<Int>
    /// Where in the lines their text begins, counted from 1 in bytes: what stands before it in the
    /// first one stands before each of the new ones too.
    package var column: Int
    package var replacement: [String]

    package init(file: String, lines: ClosedRange<Int>, column: Int, replacement: [String]) {
      self.file = file
      self.lines = lines
      self.column = column
      self.replacement = replacement
    }
  }
}

extension Diagnostic.Note: CustomStringConvertible {
  package var description: String { location.map { "\($0): \(text)" } ?? text }
}

extension Diagnostic: CustomStringConvertible {
  /// One line in the GNU form: `file:line:column: error: message; did you mean 'x'? [identifier]`.
  package var description: String {
    let place = location.map { "\($0): " } ?? ""
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return "\(place)\(severity.rawValue): \(message)\(hint) [\(identifier)]"
  }
}

extension Sequence where Element == Diagnostic {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order a reader meets them: by file, line and column, those without a place first.
  package func inReadingOrder() -> [Diagnostic] {
    enumerated().sorted { left, right in
      switch (left.element.location, right.element.location) {
      case (nil, nil): left.offset < right.offset
      case (nil, _?): true
      case (_?, nil): false
      case (let a?, let b?): a == b ? left.offset < right.offset : a < b
      }
    }.map(\.element)
  }
}

extension Sequence<String> {
  /// The lines as notes of a diagnostic.
  package var asNotes: [Diagnostic.Note] { map { Diagnostic.Note($0) } }
}
