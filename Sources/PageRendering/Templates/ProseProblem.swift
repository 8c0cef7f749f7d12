import BookModel

/// What is wrong with a tag of the prose, and with which part of it.
struct ProseProblem: Error {
  var identifier: String
  var message: String
  /// The part of the tag that is wrong, a slice of it; nil for the tag as a whole.
  var part: Substring?
  var suggestion: String?
  var notes: [String] = []

  init(
    _ identifier: String, _ message: String, at part: Substring?, suggestion: String? = nil,
    notes: [String] = []
  ) {
    self.identifier = identifier
    self.message = message
    self.part = part
    self.suggestion = suggestion
    self.notes = notes
  }

  func diagnostic(at location: SourceLocation) -> Diagnostic {
    .error(identifier, at: location, message, suggestion: suggestion, notes: notes.asNotes)
  }

  // MARK: Kinds

  static func form(_ content: Substring) -> ProseProblem {
    ProseProblem(
      "malformed-tag", "prose holds names of values, but no '{{ \(content) }}'", at: nil,
      notes: [
        "a tag is '{{ label.name }}', '{{ .name }}' or '{{ digits3(label.name) }}'",
        "braces that are meant as such stand in a code span",
      ])
  }

  static func function(_ name: Substring) -> ProseProblem {
    let known = DigitsFunction.Kind.allCases.map(\.rawValue)
    let stem = String(name.prefix { !$0.isNumber })
    let digits = name.dropFirst(stem.count)
    let nearest = known.contains(stem) ? stem : nearestName(to: stem, in: known)
    return ProseProblem(
      "unknown-function", "no function is called '\(name)'", at: name,
      suggestion: nearest.map { "\($0)\(Int(digits).map { "\(min($0, 15))" } ?? "3")" },
      notes: ["functions are digits, scientific and percent with 0 to 15 behind"])
  }

  static func noCell(_ name: Substring) -> ProseProblem {
    ProseProblem(
      "unknown-value", "'.\(name)' means a value of the own cell, and this text belongs to none",
      at: name)
  }

  static func unknownLabel(
    _ label: Substring, _ labels: some Sequence<String>
  ) -> ProseProblem {
    ProseProblem(
      "unknown-label", "no label is called '\(label)'", at: label,
      suggestion: nearestName(to: String(label), in: labels))
  }

  static func unknownValue(
    _ name: Substring, _ parents: ArraySlice<Substring>, _ names: some Sequence<String>
  ) -> ProseProblem {
    let path = parents.joined(separator: ".")
    return ProseProblem(
      "unknown-value",
      path.isEmpty
        ? "the cell has no value called '\(name)'" : "'\(path)' has no value called '\(name)'",
      at: name, suggestion: nearestName(to: String(name), in: names), notes: list(names))
  }

  static func tooDeep(_ parents: ArraySlice<Substring>, _ name: Substring) -> ProseProblem {
    let path = parents.joined(separator: ".")
    return ProseProblem(
      "unknown-value", "'\(path)' is a value, and nothing in it is called '\(name)'", at: name)
  }

  static func unfinished(
    _ parts: [Substring], _ names: some Sequence<String>
  ) -> ProseProblem {
    ProseProblem(
      "wrong-kind", "'\(parts.joined(separator: "."))' holds several values; name one of them",
      at: parts.first, notes: list(names))
  }

  static func notANumber(_ parts: [Substring], _ function: Substring) -> ProseProblem {
    ProseProblem(
      "wrong-kind", "'\(parts.joined(separator: "."))' is a text, and '\(function)' needs a number",
      at: parts.first)
  }

  private static func list(_ names: some Sequence<String>) -> [String] {
    let names = names.sorted()
    guard !names.isEmpty else { return [] }
    let more = names.count > 12 ? ", …" : ""
    return ["it has " + names.prefix(12).joined(separator: ", ") + more]
  }
}
