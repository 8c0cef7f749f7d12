/// Something an author has to know: where it is, what the rule is, and what may have been meant.
///
/// Diagnostics are values that stages return beside their result; nothing is written while one of
/// them is an error.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable { case error, warning }

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
  package var notes: [String]

  package init(
    _ severity: Severity, _ identifier: String, at location: SourceLocation?, _ message: String,
    suggestion: String? = nil, notes: [String] = []
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
    suggestion: String? = nil, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, identifier, at: location, message, suggestion: suggestion, notes: notes)
  }

  package static func warning(
    _ identifier: String, at location: SourceLocation?, _ message: String,
    suggestion: String? = nil, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.warning, identifier, at: location, message, suggestion: suggestion, notes: notes)
  }
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
