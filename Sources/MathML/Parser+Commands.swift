import BookModel

/// Commands and their arguments.
extension Parser {
  mutating func parseCommand(_ name: String, at offset: Int) -> Node? {
    guard let command = Command.all[name] else {
      reportUnknown(name, at: offset)
      return nil
    }
    switch command {
    case .identifier(let text, let isUpright):
      guard let letter = text.unicodeScalars.first else { return nil }
      return identifier(letter, isUpright: isUpright)
    case .symbol(let symbol): return .symbol(symbol)
    case .function(let name, let limits): return .function(name, limits: limits)
    case .space(let length): return .space(length)
    case .alphabet(let face): return parseAlphabet(face, name, at: offset)
    case .accent(let accent):
      return .accent(argument(of: name, at: offset), accent)
    case .sizedDelimiter(let size, let atom):
      let text = delimiter(after: name, at: offset)
      return text.isEmpty ? nil : .sizedDelimiter(text, size: size, atom: atom)
    case .fraction(let isBinomial, let style):
      let upper = argument(of: name, at: offset)
      let lower = argument(of: name, at: offset)
      return .fraction(
        Fraction(numerator: upper, denominator: lower, isBinomial: isBinomial, style: style))
    case .textFace(let face): return .text(parseText(face, name, at: offset))
    case .style(let style): return .styled(style, [])
    case .classed(let atom): return .classed(atom, argument(of: name, at: offset))
    case .extensibleArrow(let arrow):
      let under = parseOptionalArgument(at: offset)
      return .extensibleArrow(arrow, over: argument(of: name, at: offset), under: under)
    case .construct(let construct): return parse(construct, at: offset)
    }
  }

  /// An argument, empty where it is missing, which is an error already.
  mutating func argument(of name: String, at offset: Int) -> [Node] {
    parseArgument(of: "\\" + name, at: offset) ?? []
  }

  private mutating func parse(_ construct: Command.Construct, at offset: Int) -> Node? {
    let name = construct.rawValue
    switch construct {
    case .sqrt:
      let index = parseOptionalArgument(at: offset)
      return .root(argument(of: name, at: offset), index: index)
    case .left: return nested(at: offset, or: nil) { $0.parseFenced(at: offset) }
    case .begin: return nested(at: offset, or: nil) { $0.parseEnvironment(at: offset) }
    case .operatorname: return parseOperatorName(at: offset)
    case .overset, .stackrel:
      let over = argument(of: name, at: offset)
      let base = argument(of: name, at: offset)
      let stack = Node.stack(base: base, over: over, under: nil)
      return construct == .stackrel ? .classed(.relation, [stack]) : stack
    case .underset:
      let under = argument(of: name, at: offset)
      return .stack(base: argument(of: name, at: offset), over: nil, under: under)
    case .phantom:
      return .phantom(argument(of: name, at: offset), keepsWidth: true, keepsHeight: true)
    case .hphantom:
      return .phantom(argument(of: name, at: offset), keepsWidth: true, keepsHeight: false)
    case .vphantom:
      return .phantom(argument(of: name, at: offset), keepsWidth: false, keepsHeight: true)
    case .boxed: return .boxed(argument(of: name, at: offset))
    case .not: return parseNegation(at: offset)
    case .pmod, .mod, .bmod: return parseModulus(construct, at: offset)
    case .substack: return parseSubstack(at: offset)
    case .hspace: return .space(parseBracedLength(of: name, at: offset))
    default:
      reportMisplaced(construct, at: offset)
      return nil
    }
  }

  private mutating func reportMisplaced(_ construct: Command.Construct, at offset: Int) {
    let name = construct.rawValue
    switch construct {
    case .tag, .label:
      stream.skipSpaces()
      if stream.peek()?.kind == .openBrace {
        // Its content is a name, not a formula, and errors in there would be beside the point.
        _ = rawGroup()
      }
      stream.report(
        offset, "'\\\(name)' has no place in a formula: a label behind it is what numbers it")
    case .nonumber, .notag:
      stream.report(offset, "'\\\(name)' is not needed: only labelled formulas are numbered")
    case .hline:
      stream.report(offset, "'\\hline' is not supported: tables in formulas have no rules")
    default: stream.report(offset, "'\\\(name)' must follow an operator such as '\\sum'")
    }
  }

  private mutating func parseAlphabet(
    _ face: MathematicalAlphabet, _ name: String, at offset: Int
  ) -> Node? {
    let outer = alphabet
    // \boldsymbol{\mathbf{x}} and the like: the inner one decides, as in TeX.
    alphabet = face
    defer { alphabet = outer }
    let nodes = argument(of: name, at: offset)
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  /// The `[…]` after `\sqrt`, if there is one.
  mutating func parseOptionalArgument(at offset: Int) -> [Node]? {
    stream.skipSpaces()
    guard stream.peek()?.kind == .character("[") else { return nil }
    _ = stream.next()
    return nested(at: offset, or: nil) { parser in
      parser.contexts.append(.optionalArgument)
      let nodes = parser.parseList()
      parser.contexts.removeLast()
      if parser.stream.peek()?.kind == .character("]") {
        _ = parser.stream.next()
      } else {
        parser.stream.report(offset, "'[' is never closed")
      }
      return nodes
    }
  }

  private mutating func parseNegation(at offset: Int) -> Node? {
    guard let argument = parseArgument(of: "\\not", at: offset) else { return nil }
    guard argument.count == 1, case .symbol(var symbol) = argument[0] else {
      stream.report(offset, "'\\not' must stand before a relation such as '=' or '\\in'")
      return nil
    }
    symbol.text = Command.negations[symbol.text] ?? symbol.text + "\u{338}"
    return .symbol(symbol)
  }

  private mutating func parseModulus(_ construct: Command.Construct, at offset: Int) -> Node? {
    let word = Node.function("mod", limits: false)
    if construct == .bmod { return .classed(.binary, [word]) }
    let modulus = argument(of: construct.rawValue, at: offset)
    let tail: [Node] = [.classed(.ordinary, [word]), .space(.mu(6)), .row(modulus)]
    guard construct == .pmod else { return .row([.space(.mu(12))] + tail) }
    let open = Node.symbol(Symbol(text: "(", atom: .opening, kind: .fence))
    let close = Node.symbol(Symbol(text: ")", atom: .closing, kind: .fence))
    return .row([.space(.mu(8)), open] + tail + [close])
  }

  private mutating func parseOperatorName(at offset: Int) -> Node? {
    stream.skipSpaces()
    var limits = false
    if stream.peek()?.kind == .character("*") {
      _ = stream.next()
      limits = true
    }
    let outer = alphabet
    alphabet = .roman
    defer { alphabet = outer }
    let nodes = argument(of: "operatorname", at: offset)
    if let name = Parser.word(nodes) { return .function(name, limits: limits) }
    return .classed(.largeOperator, nodes)
  }

  /// Letters, digits, hyphens and thin spaces as one word, or nil if there is anything else.
  private static func word(_ nodes: [Node]) -> String? {
    var word = ""
    for node in nodes {
      switch node {
      case .identifier(let identifier): word += identifier.text
      case .number(let text, _): word += text
      case .symbol(let symbol) where symbol.text == "−": word += "-"
      case .symbol(let symbol) where symbol.text == "∗": word += "*"
      case .space(let length): word += length.tenThousandths > 0 ? "\u{2009}" : ""
      default: return nil
      }
    }
    return word.isEmpty ? nil : word
  }

  private mutating func reportUnknown(_ name: String, at offset: Int) {
    if let hint = Parser.hints[name] {
      return stream.report(offset, "no command is called '\\\(name)'", suggestion: hint)
    }
    let names = Array(Command.all.keys) + stream.macroNames
    stream.report(
      offset, "no command is called '\\\(name)'",
      suggestion: nearestName(to: name, in: names).map { "\\" + $0 })
  }

  /// What people try that no edit distance would find.
  private static let hints = [
    "softmax": "\\operatorname{softmax}", "argmax": "\\operatorname*{arg\\,max}",
    "argmin": "\\operatorname*{arg\\,min}", "sign": "\\operatorname{sign}",
    "norm": "\\lVert … \\rVert", "abs": "\\lvert … \\rvert", "over": "\\frac{…}{…}",
    "choose": "\\binom{…}{…}", "rm": "\\mathrm{…}", "bf": "\\mathbf{…}", "cal": "\\mathcal{…}",
    "(": "(", ")": ")", "[": "[", "]": "]", "cr": "\\\\", "newline": "\\\\",
  ]
}
