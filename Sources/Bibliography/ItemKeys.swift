import BookModel

/// Takes known keys out of an item, one type at a time, and reports what is wrong and what is left.
///
/// `BookReading.StrictMap` does the same for the book's own files; here a message names the work too,
/// because a list of fifty works is read by id and not by line.
struct ItemKeys {
  let map: LocatedMap
  /// What messages call the item: `su2021`, or `references[3]` until it has an id.
  var path: String
  var diagnostics: [Diagnostic] = []
  private let known: [String]
  /// What a message calls the item: "work", "name".
  private let noun: String

  init(_ map: LocatedMap, path: String, noun: String, known: [String]) {
    self.map = map
    self.path = path
    self.noun = noun
    self.known = known
  }

  /// A text that says something: an empty one is a value that somebody forgot to fill in.
  mutating func text(_ key: String) -> LocatedText? {
    guard let value = map[key] else { return nil }
    guard case .text(let text) = value else {
      report(
        "wrong-type", at: value.location,
        "'\(key)' of '\(path)' must be a text, not \(value.kindName)")
      return nil
    }
    guard !text.text.allSatisfy(\.isWhitespace) else {
      report("empty-value", at: text.location, "'\(key)' of '\(path)' must not be empty")
      return nil
    }
    return text
  }

  /// A text of a given form; one that has not got it is reported and does not count.
  mutating func text(_ key: String, as form: IdentifierForm) -> LocatedText? {
    guard let text = text(key) else { return nil }
    return check(text, key, as: form) ? text : nil
  }

  mutating func check(_ text: LocatedText, _ key: String, as form: IdentifierForm) -> Bool {
    if form.matches(text.text) { return true }
    report(
      "wrong-value", at: text.location,
      "'\(key)' of '\(path)' must be \(form.rule), not '\(text.text)'",
      suggestion: form.repaired(text.text))
    return false
  }

  mutating func reportUnknownKeys() {
    for entry in map.entries where !known.contains(entry.key.text) {
      report(
        "unknown-key", at: entry.key.location,
        "no key of a \(noun) is called '\(entry.key.text)' (in '\(path)')",
        suggestion: nearestName(to: entry.key.text, in: known))
    }
  }

  /// Whether an unknown key was most likely meant to be this one; `issue` is known and is no `issued`.
  func isMisspelt(_ key: String) -> Bool {
    map.entries.contains { entry in
      !known.contains(entry.key.text) && nearestName(to: entry.key.text, in: known) == key
    }
  }

  /// A misspelt key is reported as such, and that it is missing only follows from it.
  mutating func missing(_ key: String, _ message: String) {
    guard map[key] == nil, !isMisspelt(key) else { return }
    report("missing-key", at: map.location, "'\(path)' needs \(message)")
  }

  mutating func report(
    _ identifier: String, at place: SourceLocation, _ message: String, suggestion: String? = nil
  ) {
    diagnostics.append(.error(identifier, at: place, message, suggestion: suggestion))
  }
}
