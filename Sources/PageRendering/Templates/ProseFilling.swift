import BookModel

/// Puts computed values into the text of chapters.
///
/// A tag names a value and nothing else: `{{ label.name }}`, `{{ .name }}` for a value of the own
/// cell, `{{ digits3(label.name) }}` for other digits. Whatever else Mustache can do is an error
/// here, so that prose stays prose.
package struct ProseFilling: Sendable {
  package init() {}

  /// The text with its tags filled, unescaped, and what is wrong with them.
  ///
  /// `location` is where the text starts. `source` is the file it stands in: a text can be shorter
  /// than its source (`&amp;`, `\*`), so places of tags are looked up there. A tag with an error
  /// stays in the text as it was written.
  package func fill(
    _ text: String, at location: SourceLocation, source: SourceFile?, values: ProseValues
  ) -> (text: String, diagnostics: [Diagnostic]) {
    guard text.contains("{{") else { return (text, []) }
    var places = ProsePlaces(location, source)
    var filled = ""
    var diagnostics: [Diagnostic] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      filled += rest[..<open.lowerBound]
      let tag = ProseTag(rest[open.lowerBound...])
      let before = text.utf8.distance(from: text.startIndex, to: open.lowerBound)
      let place = places.next(offset: before, in: text)
      switch tag.value(in: values) {
      case .success(let value): filled += value
      case .failure(let problem):
        filled += tag.spelling
        diagnostics.append(problem.diagnostic(at: places.location(of: problem, in: tag, at: place)))
      }
      rest = rest[tag.end...]
    }
    return (filled + rest, diagnostics)
  }
}

/// One tag of the prose, cut at the first `}}`.
struct ProseTag {
  /// The tag with its braces.
  let spelling: Substring
  let end: Substring.Index
  /// What stands between the braces; nil when the tag is not closed.
  private let content: Substring?

  /// `text` starts at the opening braces.
  init(_ text: Substring) {
    let inner = text.dropFirst(2)
    let close = inner.firstRange(of: "}}")
    let next = inner.firstRange(of: "{{")
    if let close, next.map({ close.lowerBound < $0.lowerBound }) ?? true {
      content = inner[..<close.lowerBound]
      end = close.upperBound
    } else {
      content = nil
      end = inner.startIndex
    }
    spelling = text[..<end]
  }

  /// What the tag stands for.
  func value(in values: ProseValues) -> Result<String, ProseProblem> {
    guard let content else {
      return .failure(ProseProblem("malformed-tag", "'{{' has no '}}'", at: nil))
    }
    let trimmed = content.trimmingBlanks
    guard let name = ProseName(trimmed) else { return .failure(.form(trimmed)) }
    if let function = name.function, DigitsFunction(function) == nil {
      return .failure(.function(function))
    }
    let root = name.isOwn ? values.own : .map(values.labels)
    guard let root else { return .failure(.noCell(name.parts[0])) }
    if let problem = name.problem(in: root) { return .failure(problem) }
    guard let text = MustacheProse.text(of: String(trimmed), in: root) else {
      return .failure(.form(trimmed))
    }
    return .success(text)
  }
}

/// The name in a tag: parts between dots, perhaps with a function around them.
struct ProseName {
  var function: Substring?
  /// Whether it starts with a dot and so means the own cell.
  var isOwn: Bool
  var parts: [Substring]

  /// Nil when the text has another form than those that prose admits.
  init?(_ text: Substring) {
    var path = text
    if let bracket = text.firstIndex(of: "(") {
      guard text.last == ")" else { return nil }
      function = text[..<bracket]
      path = text[text.index(after: bracket)...].dropLast()
      guard let function, Self.isWord(function) else { return nil }
    }
    isOwn = path.hasPrefix(".")
    if isOwn { path = path.dropFirst() }
    parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy(Self.isWord) else { return nil }
  }

  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// Why the name does not lead to a value that can be shown, or nil when it does.
  func problem(in root: ProseValue) -> ProseProblem? {
    var value = root
    for (index, part) in parts.enumerated() {
      guard case .map(let map) = value else { return .tooDeep(parts[..<index], part) }
      guard let next = map[String(part)] else {
        return index == 0 && !isOwn
          ? .unknownLabel(part, map.keys) : .unknownValue(part, parts[..<index], map.keys)
      }
      value = next
    }
    switch value {
    case .number: return nil
    case .text: return function.map { .notANumber(parts, $0) }
    case .map(let map): return .unfinished(parts, map.keys)
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var rest = drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
