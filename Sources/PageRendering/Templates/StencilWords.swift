import BookModel

/// The words of a Stencil tag with their places.
struct StencilWords {
  enum Kind: Equatable {
    /// A name, with dots between its parts.
    case name
    /// A text in quotes, without them.
    case literal
    /// One of `| : , ( ) == !=`.
    case symbol
    /// What the language of our templates does not have.
    case unknown
  }

  struct Word {
    var kind: Kind
    var text: String
    var location: SourceLocation
  }

  private(set) var words: [Word] = []
  private var index = 0
  /// Where the content of the tag ends, for a word that is missing.
  let end: SourceLocation

  init(_ tag: TemplateScan.Tag, in scan: TemplateScan) {
    end = scan.location(tag.content.upperBound)
    var offset = tag.content.lowerBound
    while offset < tag.content.upperBound {
      if Self.blanks.contains(scan.bytes[offset]) {
        offset += 1
        continue
      }
      let rest = scan.bytes[offset..<tag.content.upperBound]
      let (kind, length) = Self.word(at: rest)
      let text = kind == .literal ? rest.dropFirst().prefix(length - 2) : rest.prefix(length)
      words.append(
        Word(
          kind: kind, text: String(decoding: text, as: UTF8.self),
          location: scan.location(offset)))
      offset += length
    }
  }

  var next: Word? { words.indices.contains(index) ? words[index] : nil }
  var isAtEnd: Bool { next == nil }

  mutating func take() -> Word? {
    defer { index += 1 }
    return next
  }

  /// Takes the next word if it is this one.
  mutating func takes(_ text: String, _ kind: Kind = .symbol) -> Bool {
    guard let next, next.kind == kind, next.text == text else { return false }
    index += 1
    return true
  }

  // MARK: Cutting

  private static let blanks = Array(" \t\r\n".utf8)

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func word(at rest: ArraySlice<UInt8>) -> (Kind, Int) {
    guard let first = rest.first else { return (.unknown, 0) }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = rest.dropFirst().firstIndex(of: first) else {
        return (.unknown, rest.count)
      }
      return (.literal, close - rest.startIndex + 1)
    }
    for symbol in ["==", "!="] where rest.starts(with: symbol.utf8) { return (.symbol, 2) }
    if "|:,()".utf8.contains(first) { return (.symbol, 1) }
    let name = rest.prefix(while: isNameByte)
    guard !name.isEmpty else { return (.unknown, characterLength(first)) }
    return (isName(name) ? .name : .unknown, name.count)
  }

  /// Parts of letters, digits, `_` and `-` that start with a letter or `_`, dots between them.
  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      guard let first = $0.first else { return false }
      return first != UInt8(ascii: "-") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    }
  }

  /// The bytes of the UTF-8 character that starts with `first`.
  private static func characterLength(_ first: UInt8) -> Int {
    switch first {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
