/// A Swift listing with its words marked for the style sheet.
///
/// A scanner, not a parser: it knows comments, texts, numbers and words. swift-syntax would know
/// more, and would make the tool take seven more minutes to build.
struct SwiftListing {
  let html: String

  private static let keywords: Set<String> = [
    "actor", "any", "as", "async", "await", "break", "case", "catch", "class", "continue",
    "default",
    "defer", "do", "else", "enum", "extension", "false", "for", "func", "guard", "if", "import",
    "in",
    "init", "inout", "is", "let", "nil", "private", "protocol", "public", "repeat", "return",
    "self",
    "Self", "some", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
    "try", "typealias", "var", "where", "while",
  ]

  init(_ code: String) {
    var scanner = Scanner(rest: code[...])
    var result = ""
    while let (piece, kind) = scanner.next() {
      let text = HTML.escaped(piece)
      result += kind.map { "<span class=\"\($0.rawValue)\">\(text)</span>" } ?? text
    }
    html = result
  }

  /// The classes of the style sheet.
  private enum Kind: String {
    case keyword = "kw"
    case type = "ty"
    case number = "nu"
    case text = "st"
    case comment = "co"
  }

  private struct Scanner {
    var rest: Substring

    mutating func next() -> (Substring, Kind?)? {
      guard let first = rest.first else { return nil }
      if rest.hasPrefix("//") { return (take { $0 != "\n" }, .comment) }
      if rest.hasPrefix("/*") { return (takeBlockComment(), .comment) }
      if rest.hasPrefix("\"\"\"") { return (takeText("\"\"\""), .text) }
      if first == "\"" { return (takeText("\""), .text) }
      if first.isASCII, first.isNumber {
        return (takeNumber(), .number)
      }
      if first.isLetter || first == "_" { return takeWord() }
      return (take(1), nil)
    }

    /// A dot belongs to a number only before a digit: `0..<5` is a range.
    private mutating func takeNumber() -> Substring {
      func isInside(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
      }
      var count = rest.prefix(while: isInside).count
      let behind = rest.dropFirst(count)
      if behind.first == ".", behind.dropFirst().first?.isNumber == true {
        count += 1 + behind.dropFirst().prefix(while: isInside).count
      }
      return take(count)
    }

    private mutating func takeWord() -> (Substring, Kind?) {
      let word = take { $0.isLetter || $0.isNumber || $0 == "_" }
      if keywords.contains(String(word)) { return (word, .keyword) }
      return (word, word.first?.isUppercase == true ? .type : nil)
    }

    private mutating func take(while matches: (Character) -> Bool) -> Substring {
      take(rest.prefix(while: matches).count)
    }

    private mutating func take(_ count: Int) -> Substring {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }

    private mutating func takeBlockComment() -> Substring {
      let end = rest.dropFirst(2).firstRange(of: "*/")?.upperBound ?? rest.endIndex
      defer { rest = rest[end...] }
      return rest[..<end]
    }

    private mutating func takeText(_ quote: String) -> Substring {
      var index = rest.index(rest.startIndex, offsetBy: quote.count)
      while index < rest.endIndex, !rest[index...].hasPrefix(quote) {
        if quote.count == 1, rest[index] == "\n" { break }
        index =
          rest.index(index, offsetBy: rest[index] == "\\" ? 2 : 1, limitedBy: rest.endIndex)
          ?? rest.endIndex
      }
      let end = rest.index(index, offsetBy: quote.count, limitedBy: rest.endIndex) ?? rest.endIndex
      defer { rest = rest[end...] }
      return rest[..<end]
    }
  }
}
