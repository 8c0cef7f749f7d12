import BookModel

/// Takes known keys out of a map, one type at a time, and reports what is wrong and what is left.
struct StrictMap {
  private(set) var map: LocatedMap
  private(set) var diagnostics: [Diagnostic] = []
  private var known: [String] = []
  /// What a message calls a key: "option", "key".
  private let noun: String
  private let identifier: String

  init(_ map: LocatedMap, noun: String, unknown identifier: String) {
    self.map = map
    self.noun = noun
    self.identifier = identifier
  }

  mutating func value(_ key: String) -> LocatedValue? {
    known.append(key)
    return map[key]
  }

  mutating func text(_ key: String) -> LocatedText? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value else {
      wrongType(key, value, expected: "a text")
      return nil
    }
    return text
  }

  mutating func flag(_ key: String) -> Bool? {
    guard let text = text(key) else { return nil }
    switch text.text {
    case "true" where !text.isQuoted: return true
    case "false" where !text.isQuoted: return false
    default:
      wrongValue(key, text, expected: "true or false")
      return nil
    }
  }

  /// A finite number above 0.
  mutating func positiveNumber(_ key: String) -> Double? {
    guard let text = text(key) else { return nil }
    guard let number = Double(text.text), number > 0, number.isFinite, !text.isQuoted else {
      wrongValue(key, text, expected: "a number above 0")
      return nil
    }
    return number
  }

  /// A finite number.
  mutating func number(_ key: String) -> Double? {
    guard let text = text(key) else { return nil }
    guard let number = Double(text.text), number.isFinite, !text.isQuoted else {
      wrongValue(key, text, expected: "a finite number")
      return nil
    }
    return number
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text.text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    diagnostics.append(
      .error(
        "wrong-value", at: text.location,
        "'\(key)' is one of \(names.joined(separator: ", ")), not '\(text.text)'",
        suggestion: nearestName(to: text.text, in: names)))
    return nil
  }

  mutating func list(_ key: String) -> [LocatedValue]? {
    guard let value = value(key) else { return nil }
    guard case .list(let items, _) = value else {
      wrongType(key, value, expected: "a list")
      return nil
    }
    return items
  }

  /// The entries nobody asked for, each reported.
  mutating func reportUnknownKeys() {
    for entry in map.entries where !known.contains(entry.key.text) {
      diagnostics.append(
        .error(
          identifier, at: entry.key.location, "no \(noun) is called '\(entry.key.text)'",
          suggestion: nearestName(to: entry.key.text, in: known)))
    }
  }

  mutating func wrongType(_ key: String, _ value: LocatedValue, expected: String) {
    diagnostics.append(
      .error(
        "wrong-type", at: value.location, "'\(key)' must be \(expected), not \(value.kindName)"))
  }

  mutating func wrongValue(_ key: String, _ text: LocatedText, expected: String) {
    diagnostics.append(
      .error("wrong-value", at: text.location, "'\(key)' must be \(expected), not '\(text.text)'"))
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
