/// Letters, numbers, signs and groups.
extension Parser {
  /// One atom; `isArgument` keeps `x^10` from taking more than the `1`.
  mutating func parseAtom(isArgument: Bool) -> Node? {
    guard let token = stream.peek() else { return nil }
    switch token.kind {
    case .openBrace:
      return .row(parseGroup())
    case .command(let name):
      _ = stream.next()
      return parseCommand(name, at: token.offset)
    case .tie:
      _ = stream.next()
      return .space(.mu(6))
    case .character(let scalar):
      return parseCharacter(scalar, at: token.offset, isArgument: isArgument)
    case .parameter, .space, .closeBrace, .alignmentTab, .mathShift, .superscript, .lowerScript:
      _ = stream.next()
      return nil
    }
  }

  private mutating func parseCharacter(
    _ scalar: Unicode.Scalar, at offset: Int, isArgument: Bool
  ) -> Node? {
    if Parser.isDigit(scalar) || (scalar == "." && !isArgument && isFollowedByDigit()) {
      return parseNumber(isArgument: isArgument)
    }
    if Parser.isItalicLetter(scalar) || scalar.properties.isAlphabetic {
      return parseLetters(isArgument: isArgument)
    }
    _ = stream.next()
    if scalar == "'" { return .symbol(Symbol(text: "′", atom: .ordinary)) }
    if scalar == ":", !isArgument, stream.peek()?.kind == .character("=") {
      _ = stream.next()
      return .symbol(Symbol(text: ":=", atom: .relation))
    }
    if let symbol = Command.characters[scalar] { return .symbol(symbol) }
    if let upright = Parser.uprightCharacters[scalar] {
      return identifier(upright, isUpright: true)
    }
    stream.report(
      offset, "'\(scalar)' has no meaning in a formula; '\\text{\(scalar)}' would print it")
    return nil
  }

  static let uprightCharacters: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (_, text) in Command.pairs(Command.uprightLetters) {
      if let scalar = text.unicodeScalars.first, !scalar.isASCII { table[scalar] = scalar }
    }
    table["⊥"] = nil
    return table
  }()

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func isItalicLetter(_ scalar: Unicode.Scalar) -> Bool {
    Lexer.isLetter(scalar) || scalar == "∂"
  }

  /// Whether the token after the next is a digit, as in `.5`.
  private mutating func isFollowedByDigit() -> Bool {
    guard let point = stream.nextRaw() else { return false }
    defer { stream.putBack([point]) }
    guard case .character(let scalar)? = stream.peekRaw()?.kind else { return false }
    return Parser.isDigit(scalar)
  }

  /// A number with its point, `{,}` and thin spaces between groups of three.
  private mutating func parseNumber(isArgument: Bool) -> Node {
    var plain = ""
    repeat {
      if let token = stream.next(), case .character(let digit) = token.kind {
        plain.unicodeScalars.append(digit)
      }
      if isArgument { break }
      if let separator = numberSeparator() { plain += separator }
    } while isAtDigit()
    guard let alphabet else { return .number(plain, plain: plain) }
    var text = ""
    for scalar in plain.unicodeScalars { text.unicodeScalars.append(alphabet(scalar)) }
    return .number(text, plain: plain)
  }

  private mutating func isAtDigit() -> Bool {
    guard case .character(let scalar)? = stream.peek()?.kind else { return false }
    return Parser.isDigit(scalar)
  }

  /// A point or separator that digits follow, taken from the stream.
  private mutating func numberSeparator() -> String? {
    guard let first = stream.peek() else { return nil }
    switch first.kind {
    case .character("."): return take(1, digits: 1).map { _ in "." }
    case .command(","): return take(1, digits: 3).map { _ in "\u{2009}" }
    case .openBrace:
      guard let taken = take(3, digits: 1), taken[2].kind == .closeBrace else { return nil }
      return taken[1].kind == .character(".") ? "." : ","
    default: return nil
    }
  }

  /// Takes `count` tokens that separate digits, or none: `{,}` must hold a comma or point, and a thin
  /// space must have exactly three digits after it.
  private mutating func take(_ count: Int, digits: Int) -> [Token]? {
    var taken: [Token] = []
    while taken.count < count + digits + 1, let token = stream.nextRaw() { taken.append(token) }
    func isDigit(_ index: Int) -> Bool {
      guard taken.indices.contains(index), case .character(let scalar) = taken[index].kind else {
        return false
      }
      return Parser.isDigit(scalar)
    }
    var fits = (count..<count + digits).allSatisfy(isDigit)
    if digits == 3 { fits = fits && !isDigit(count + digits) }
    if count == 3, taken.count >= 3 {
      let inside = taken[1].kind
      fits = fits && (inside == .character(",") || inside == .character("."))
      fits = fits && taken[2].kind == .closeBrace
    }
    stream.putBack(fits ? Array(taken.dropFirst(count)) : taken)
    return fits ? Array(taken.prefix(count)) : nil
  }

  /// A letter, or in an upright face as many as make up the word.
  private mutating func parseLetters(isArgument: Bool) -> Node? {
    var letters: [Unicode.Scalar] = []
    let makesWords = !isArgument && (alphabet?.makesWords ?? false)
    repeat {
      guard let token = stream.next(), case .character(let letter) = token.kind else { break }
      letters.append(letter)
    } while makesWords && isAtLetter()
    if letters.count == 1 {
      return identifier(letters[0], isUpright: Parser.isUprightByNature(letters[0]))
    }
    return identifier(letters)
  }

  private mutating func isAtLetter() -> Bool {
    guard case .character(let scalar)? = stream.peek()?.kind else { return false }
    return scalar.properties.isAlphabetic
  }

  /// Large Greek letters and letters of other scripts stand upright.
  private static func isUprightByNature(_ scalar: Unicode.Scalar) -> Bool {
    !(isItalicLetter(scalar) || ("α"..."ω").contains(scalar)
      || "ϵϑϰϕϱϖıȷ".unicodeScalars.contains(scalar))
  }

  private func identifier(_ letters: [Unicode.Scalar]) -> Node {
    var plain = ""
    var text = ""
    for letter in letters {
      plain.unicodeScalars.append(letter)
      text.unicodeScalars.append(alphabet?(letter) ?? letter)
    }
    return .identifier(Identifier(text: text, plain: plain, isUpright: true))
  }

  func identifier(_ letter: Unicode.Scalar, isUpright: Bool) -> Node {
    // A letter alone is slanted by the browser already.
    let mapped = alphabet == .italic ? letter : alphabet?(letter) ?? letter
    // Most text fonts lack the letters beyond the basic plane, and nobody searches for them.
    let plain = mapped.value < 0x10000 ? mapped : letter
    return .identifier(
      Identifier(
        text: String(Character(mapped)), plain: String(Character(plain)),
        isUpright: alphabet == .roman || (alphabet != .italic && mapped == letter && isUpright)))
  }
}
