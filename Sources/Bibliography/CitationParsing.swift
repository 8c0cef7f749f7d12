import BookModel

/// What stands between `[` and `]`: works with their places, in the order they were written.
package struct CitationGroup: Hashable, Sendable {
  package var cites: [Cite]
  /// The bytes of the text that the group takes, brackets included.
  package var range: Range<Int>

  package init(_ cites: [Cite], range: Range<Int>) {
    self.cites = cites
    self.range = range
  }

  fileprivate mutating func move(by offset: Int) {
    range = (range.lowerBound + offset)..<(range.upperBound + offset)
    for index in cites.indices { cites[index].offset += offset }
  }
}

/// Finds citations in a run of prose and reads them.
///
/// Works on bytes, because offsets are what the caller has to turn into columns; every mark of the
/// syntax is ASCII, so no character is ever cut in two.
package struct CitationParsing: Hashable, Sendable {
  package private(set) var groups: [CitationGroup] = []
  package private(set) var problems: [CitationProblem] = []

  /// Reads all groups of a text. One with a problem is no group: it stays in the text as written.
  package init(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    while let start = Self.opening(in: bytes, from: index) {
      // Another bracket first means that this one was forgotten, not that it reaches over the next.
      let end = bytes[(start + 1)...].firstIndex { $0 == Mark.close || $0 == Mark.open }
      guard let end, bytes[end] == Mark.close else {
        problems.append(CitationProblem(.unclosed, at: start))
        index = end ?? bytes.endIndex
        continue
      }
      read(bytes[(start + 1)..<end], in: start..<(end + 1))
      index = end + 1
    }
  }

  /// Reads what stands between two brackets, where `text` begins at `offset` of a longer text. The
  /// range of the group is that of `text`, without the brackets.
  package init(inside text: String, at offset: Int = 0) {
    let bytes = Array(text.utf8)
    read(bytes[...], in: bytes.indices)
    for index in problems.indices { problems[index].offset += offset }
    for index in groups.indices { groups[index].move(by: offset) }
  }

  private mutating func read(_ inside: ArraySlice<UInt8>, in range: Range<Int>) {
    let before = problems.count
    let parts = inside.split(separator: Mark.semicolon, omittingEmptySubsequences: false)
    let cites = parts.compactMap { cite($0) }
    if problems.count == before { groups.append(CitationGroup(cites, range: range)) }
  }

  private mutating func cite(_ part: ArraySlice<UInt8>) -> Cite? {
    var rest = part.drop(while: Mark.isSpace)
    guard !rest.isEmpty else { return fail(.emptyCite, at: part.startIndex) }
    let start = rest.startIndex
    let isYearOnly = rest.first == Mark.minus
    if isYearOnly { rest.removeFirst() }
    guard rest.first == Mark.at else { return fail(.missingAt, at: start) }
    rest.removeFirst()
    let key = rest.prefix(while: \.isOfCitationKey)
    let afterKey = rest[key.endIndex...]
    if key.isEmpty, afterKey.first.map({ Mark.isSpace($0) || $0 == Mark.comma }) ?? true {
      return fail(.emptyKey, at: rest.startIndex)
    }
    if let next = afterKey.first, next != Mark.comma, !Mark.isSpace(next) {
      return fail(.forbiddenInKey(Self.character(at: afterKey)), at: afterKey.startIndex)
    }
    let comma = afterKey.drop(while: Mark.isSpace)
    var cite = Cite(
      String(decoding: key, as: UTF8.self), form: isYearOnly ? .yearOnly : .full,
      at: key.startIndex)
    guard let first = comma.first else { return cite }
    guard first == Mark.comma else { return fail(.missingComma, at: comma.startIndex) }
    guard let locator = locator(after: comma) else { return nil }
    cite.locator = locator
    return cite
  }

  private mutating func locator(after comma: ArraySlice<UInt8>) -> String? {
    let words = comma.dropFirst().split(whereSeparator: Mark.isSpace)
    guard !words.isEmpty else { return fail(.emptyLocator, at: comma.startIndex) }
    // Two works without a semicolon between them would become one with a strange place.
    let forbidden = comma.firstIndex {
      $0 == Mark.at || $0 == Mark.open || $0 == Mark.close || ($0 < 32 && !Mark.isSpace($0))
    }
    if let forbidden {
      return fail(.forbiddenInLocator(Self.character(at: comma[forbidden...])), at: forbidden)
    }
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  private mutating func fail<Value>(_ kind: CitationProblem.Kind, at offset: Int) -> Value? {
    problems.append(CitationProblem(kind, at: offset))
    return nil
  }

  /// The next `[@` or `[-@`.
  private static func opening(in bytes: [UInt8], from start: Int) -> Int? {
    bytes[start...].indices.first { index in
      guard bytes[index] == Mark.open else { return false }
      let rest = bytes[(index + 1)...].prefix(2)
      return rest.first == Mark.at || rest.elementsEqual([Mark.minus, Mark.at])
    }
  }

  private static func character(at bytes: ArraySlice<UInt8>) -> Character {
    String(decoding: bytes, as: UTF8.self).first ?? " "
  }
}

private enum Mark {
  static let open = UInt8(ascii: "[")
  static let close = UInt8(ascii: "]")
  static let at = UInt8(ascii: "@")
  static let minus = UInt8(ascii: "-")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let space = UInt8(ascii: " ")

  /// A group may run over the end of a line.
  static func isSpace(_ byte: UInt8) -> Bool { byte == space || (9...13).contains(byte) }
}
