/// A value written in YAML that still knows its place in the chapter.
///
/// YAML's own guesses at types (`no` as false, `1_000` as a thousand, `.nan`) never happen: a plain
/// scalar stays text until the one who asks for it says which type it must have.
package indirect enum LocatedValue: Hashable, Sendable {
  case text(LocatedText)
  case list([LocatedValue], SourceLocation)
  case map(LocatedMap)

  package var location: SourceLocation {
    switch self {
    case .text(let text): text.location
    case .list(_, let location): location
    case .map(let map): map.location
    }
  }

  /// What a message calls this value: "a text", "a list" or "a map".
  package var kindName: String {
    switch self {
    case .text: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

extension LocatedValue {
  /// The value without its places, as one text: equal for values that mean the same.
  package var unplaced: String {
    switch self {
    case .text(let text):
      "\(text.isQuoted ? "quoted" : "plain") \(text.text.utf8.count) \(text.text)"
    case .list(let items, _): "[\(items.map(\.unplaced).joined(separator: ", "))]"
    case .map(let map): map.unplaced
    }
  }
}

extension LocatedMap {
  /// The map without its places, as one text, in the order it was written.
  package var unplaced: String {
    let entries = entries.map { "\(LocatedValue.text($0.key).unplaced): \($0.value.unplaced)" }
    return "{\(entries.joined(separator: ", "))}"
  }
}

/// A scalar: its text, its place, and whether it stood in quotes.
package struct LocatedText: Hashable, Sendable {
  package var text: String
  /// True when the scalar was quoted (or a block scalar), so it can only be meant as text.
  package var isQuoted: Bool
  package var location: SourceLocation

  package init(_ text: String, isQuoted: Bool = false, at location: SourceLocation) {
    self.text = text
    self.isQuoted = isQuoted
    self.location = location
  }
}

/// A mapping in the order it was written; keys are unique.
package struct LocatedMap: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var key: LocatedText
    package var value: LocatedValue

    package init(key: LocatedText, value: LocatedValue) {
      self.key = key
      self.value = value
    }
  }

  package var entries: [Entry]
  package var location: SourceLocation

  package init(_ entries: [Entry], at location: SourceLocation) {
    self.entries = entries
    self.location = location
  }

  package subscript(key: String) -> LocatedValue? {
    entries.first { $0.key.text == key }?.value
  }
}
