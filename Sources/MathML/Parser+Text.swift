/// `\text{…}`, where spaces count and letters are words.
extension Parser {
  mutating func parseText(_ face: TextSpan.Face, _ name: String, at offset: Int) -> [TextSpan] {
    stream.skipSpaces()
    guard stream.peek()?.kind == .openBrace else {
      stream.report(offset, "'\\\(name)' needs '{' after it")
      return []
    }
    return nested(at: offset, or: []) { parser in
      var spans: [TextSpan] = []
      parser.parseTextGroup(face, into: &spans)
      return spans
    }
  }

  private mutating func parseTextGroup(_ face: TextSpan.Face, into spans: inout [TextSpan]) {
    guard let open = stream.next() else { return }
    while let token = stream.peek() {
      switch token.kind {
      case .closeBrace:
        _ = stream.next()
        return
      case .openBrace:
        var inner: [TextSpan] = []
        nested(at: token.offset, or: ()) { $0.parseTextGroup(face, into: &inner) }
        for span in inner { Parser.append(span, to: &spans) }
      case .mathShift:
        _ = stream.next()
        let formula = parseTextFormula(at: token.offset)
        spans.append(TextSpan(face: face, content: .formula(formula)))
      default:
        _ = stream.next()
        parseTextToken(token, face, into: &spans)
      }
    }
    stream.report(open.offset, "'{' is never closed")
  }

  private mutating func parseTextToken(
    _ token: Token, _ face: TextSpan.Face, into spans: inout [TextSpan]
  ) {
    switch token.kind {
    case .character(let scalar): Parser.append(Parser.typographic(scalar), face, to: &spans)
    case .space: Parser.append(" ", face, to: &spans)
    case .tie: Parser.append("\u{A0}", face, to: &spans)
    case .superscript, .lowerScript:
      let sign = token.kind == .superscript ? "^" : "_"
      let name = token.kind == .superscript ? "superscript" : "subscript"
      stream.report(
        token.offset, "'\(sign)' makes a \(name) only between '$' inside text",
        suggestion: sign == "_" ? "\\_" : nil)
    case .alignmentTab:
      stream.report(token.offset, "'&' cannot stand in text", suggestion: "\\&")
    case .command(let name): parseTextCommand(name, face, at: token.offset, into: &spans)
    default: break
    }
  }

  private mutating func parseTextCommand(
    _ name: String, _ face: TextSpan.Face, at offset: Int, into spans: inout [TextSpan]
  ) {
    switch Command.all[name] {
    case .textFace(let inner)?:
      let parts = parseText(inner == .plain ? face : inner, name, at: offset)
      for span in parts { Parser.append(span, to: &spans) }
    case .space(let length)? where length.tenThousandths > 0:
      let space = length == .mu(3) ? "\u{2009}" : length == .mu(18) ? "\u{2003}" : "\u{A0}"
      Parser.append(space, face, to: &spans)
    case .symbol(let symbol)? where ["{", "}", "§", "¶"].contains(symbol.text):
      Parser.append(symbol.text, face, to: &spans)
    case .symbol(let symbol)? where symbol.atom == .inner: Parser.append("…", face, to: &spans)
    case .identifier(let text, _)? where text == name: Parser.append(text, face, to: &spans)
    case nil: _ = parseCommand(name, at: offset)
    default:
      stream.report(
        offset, "'\\\(name)' must stand between '$' inside text", suggestion: "$\\\(name)$")
    }
  }

  private mutating func parseTextFormula(at offset: Int) -> [Node] {
    nested(at: offset, or: []) { parser in
      // The face of the letters around \text does not reach into the formula.
      let outer = parser.alphabet
      parser.alphabet = nil
      defer { parser.alphabet = outer }
      // The text's brace ends a formula left open.
      parser.contexts += [.group, .textFormula]
      let nodes = parser.parseList()
      parser.contexts.removeLast(2)
      if parser.stream.peek()?.kind == .mathShift {
        _ = parser.stream.next()
      } else {
        parser.stream.report(offset, "'$' is never closed")
      }
      return nodes
    }
  }

  private static func typographic(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "`": "‘"
    case "'": "’"
    default: String(Character(scalar))
    }
  }

  /// TeX's ligatures for quotes and dashes, which come as separate characters.
  private static let ligatures = [("‘‘", "“"), ("’’", "”"), ("–-", "—"), ("--", "–")]

  private static func append(_ text: String, _ face: TextSpan.Face, to spans: inout [TextSpan]) {
    append(TextSpan(face: face, content: .text(text)), to: &spans)
  }

  private static func append(_ span: TextSpan, to spans: inout [TextSpan]) {
    guard case .text(let new) = span.content, let last = spans.last, last.face == span.face,
      case .text(var text) = last.content
    else { return spans.append(span) }
    text += new
    for (written, printed) in ligatures where text.hasSuffix(written) {
      text.removeLast(written.count)
      text += printed
      break
    }
    spans[spans.count - 1].content = .text(text)
  }
}
