/// A piece of TeX: what TeX's category codes tell apart.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case character(Unicode.Scalar)
    case command(String)
    case openBrace, closeBrace
    case superscript, lowerScript
    case alignmentTab
    case mathShift
    case tie
    case space
    case parameter(Int)
  }

  var kind: Kind
  /// UTF-8 offset in the source; tokens from a macro have that of the call.
  var offset: Int
  /// How many macros deep the token came about, which is how endless recursion is noticed.
  var expansion = 0
}

/// Splits TeX into tokens.
struct Lexer {
  private var scalars: String.UnicodeScalarView.SubSequence
  private var offset = 0
  private let isReplacement: Bool
  private(set) var errors: [FormulaError] = []

  init(_ source: String, isReplacement: Bool = false) {
    scalars = source.unicodeScalars[...]
    self.isReplacement = isReplacement
  }

  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    while !scalars.isEmpty {
      let start = offset
      guard let kind = next() else { continue }
      if kind == .space, tokens.last?.kind == .space { continue }
      tokens.append(Token(kind: kind, offset: start))
    }
    return tokens
  }

  private mutating func take() -> Unicode.Scalar? {
    guard let scalar = scalars.popFirst() else { return nil }
    offset += Lexer.length(scalar)
    return scalar
  }

  private mutating func next() -> Token.Kind? {
    let start = offset
    guard let scalar = take() else { return nil }
    switch scalar {
    case "\\": return command(start)
    case "{": return .openBrace
    case "}": return .closeBrace
    case "^": return .superscript
    case "_": return .lowerScript
    case "&": return .alignmentTab
    case "$": return .mathShift
    case "~", "\u{A0}": return .tie
    case " ", "\t", "\n", "\r": return .space
    case "#": return parameter(start)
    case "%":
      report(start, "'%' starts a comment in TeX, and a formula has none", "\\%")
      return nil
    default:
      guard Lexer.isXMLCharacter(scalar) else {
        report(start, "the control character \(Lexer.name(scalar)) is not allowed")
        return nil
      }
      return .character(scalar)
    }
  }

  private mutating func command(_ start: Int) -> Token.Kind? {
    guard let first = take() else {
      report(start, "'\\' needs the name of a command after it")
      return nil
    }
    guard Lexer.isLetter(first) else {
      guard Lexer.isXMLCharacter(first) else {
        report(start, "the control character \(Lexer.name(first)) is not allowed")
        return nil
      }
      let isSpace = [" ", "\t", "\n", "\r"].contains(first)
      return .command(isSpace ? " " : String(first))
    }
    var name = String(first)
    while let letter = scalars.first, Lexer.isLetter(letter) {
      name.unicodeScalars.append(letter)
      _ = take()
    }
    // TeX swallows the spaces behind a name; inside \text they would otherwise show.
    while let space = scalars.first, [" ", "\t", "\n", "\r"].contains(space) { _ = take() }
    return .command(name)
  }

  private mutating func parameter(_ start: Int) -> Token.Kind? {
    guard isReplacement else {
      report(start, "'#' stands for a macro's argument and means nothing in a formula", "\\#")
      return nil
    }
    if let digit = scalars.first, digit >= "1", digit <= "9" {
      _ = take()
      return .parameter(Int(digit.value) - 48)
    }
    report(start, "'#' must be followed by a digit from 1 to 9", "\\#")
    return nil
  }

  private mutating func report(_ offset: Int, _ message: String, _ suggestion: String? = nil) {
    errors.append(FormulaError(offset: offset, message: message, suggestion: suggestion))
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func length(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x10000: 3
    default: 4
    }
  }

  /// What XML 1.0 may hold, less the C1 controls, which nobody means to write.
  static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xFFFE: true
    case 0x10000...: scalar.value & 0xFFFE != 0xFFFE
    default: false
    }
  }

  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
