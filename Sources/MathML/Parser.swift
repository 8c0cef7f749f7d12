/// Reads TeX by recursive descent. It reports what is wrong and reads on, so that one run finds all.
struct Parser {
  /// What is open around the place being read, innermost last; it tells a stray sign from the end of
  /// something that encloses a part left open.
  enum Context { case group, delimiters, environment, optionalArgument, textFormula }

  var stream: TokenStream
  var contexts: [Context] = []
  var alphabet: MathematicalAlphabet?
  private var depth = 0

  /// Deeper than any formula on paper, and shallow enough for half a megabyte of stack in a debug build.
  static let depthLimit = 64

  init(_ tex: String, macros: [String: Macro]) {
    stream = TokenStream(tex, macros: macros)
  }

  var errors: [FormulaError] { stream.errors }

  mutating func parseFormula() -> [Node] { parseList() }

  /// Runs `body` one level deeper, or ends the reading where that is too deep.
  mutating func nested<Result>(
    at offset: Int, or fallback: Result, _ body: (inout Parser) -> Result
  ) -> Result {
    guard depth < Parser.depthLimit else {
      stream.abort(offset, "the formula is nested more than \(Parser.depthLimit) levels deep")
      return fallback
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// Reads until whatever is open ends; the end itself stays to be read.
  mutating func parseList() -> [Node] {
    var nodes: [Node] = []
    while let token = stream.peek() {
      if token.kind == .space {
        _ = stream.next()
      } else if let closes = closing(token) {
        if contexts.contains(where: closes.contains) { break }
        _ = stream.next()
        reportStray(token)
      } else if case .command(let name) = token.kind, case .style(let style)? = Command.all[name] {
        _ = stream.next()
        let rest = nested(at: token.offset, or: []) { $0.parseList() }
        nodes.append(.styled(style, rest))
      } else {
        parseScripted(into: &nodes)
      }
    }
    return nodes
  }

  /// The contexts a token would end, or nil if it ends none.
  private func closing(_ token: Token) -> [Context]? {
    switch token.kind {
    case .closeBrace: [.group]
    case .alignmentTab: [.environment]
    case .mathShift: [.textFormula]
    case .command("\\"), .command("end"): [.environment]
    case .command("right"), .command("middle"): [.delimiters]
    case .character("]") where contexts.last == .optionalArgument: [.optionalArgument]
    default: nil
    }
  }

  private mutating func reportStray(_ token: Token) {
    switch token.kind {
    case .closeBrace: stream.report(token.offset, "'}' closes no '{'", suggestion: "\\}")
    case .alignmentTab:
      stream.report(
        token.offset, "'&' separates columns and there is no table here", suggestion: "\\&")
    case .mathShift:
      stream.report(token.offset, "'$' cannot stand inside a formula", suggestion: "\\$")
    case .command("end"):
      let name = environmentName()
      stream.report(token.offset, "'\\end{\(name)}' has no '\\begin{\(name)}'")
    case .command("right"), .command("middle"):
      let name = token.kind == .command("right") ? "right" : "middle"
      stream.report(token.offset, "'\\\(name)' has no '\\left'")
      _ = delimiter(after: name, at: token.offset)
    default:
      stream.report(
        token.offset, "'\\\\' ends a row and there is no table here; '\\begin{aligned}' begins one")
    }
  }

  /// An atom with its scripts, added to what stands before it.
  private mutating func parseScripted(into nodes: inout [Node]) {
    var base: Node?
    if let token = stream.peek(), !isScriptMark(token.kind) {
      guard let node = parseAtom(isArgument: false) else { return }
      if case .space = node { return nodes.append(node) }
      base = node
    }
    nodes.append(parseScripts(of: base))
  }

  private func isScriptMark(_ kind: Token.Kind) -> Bool {
    kind == .superscript || kind == .lowerScript || kind == .character("'")
  }

  private mutating func parseScripts(of base: Node?) -> Node {
    var scripts = Scripts(base: base)
    var primes = 0
    var hasUpper = false
    while true {
      stream.skipSpaces()
      guard let token = stream.peek() else { break }
      switch token.kind {
      case .superscript:
        _ = stream.next()
        let script = parseArgument(of: "^", at: token.offset)
        if hasUpper {
          stream.report(
            token.offset, "a second superscript; braces say what it belongs to", suggestion: "{…}^")
        }
        hasUpper = true
        scripts.upper = (scripts.upper ?? []) + (script ?? [])
      case .lowerScript:
        _ = stream.next()
        let script = parseArgument(of: "_", at: token.offset)
        if scripts.lower != nil {
          stream.report(
            token.offset, "a second subscript; braces say what it belongs to", suggestion: "{…}_")
        }
        scripts.lower = (scripts.lower ?? []) + (script ?? [])
      case .character("'"):
        _ = stream.next()
        if hasUpper {
          stream.report(token.offset, "a prime after a superscript", suggestion: "'^")
        }
        primes += 1
      case .command("limits"), .command("nolimits"):
        _ = stream.next()
        setLimits(token, of: &scripts)
      default:
        return finished(scripts, primes: primes)
      }
    }
    return finished(scripts, primes: primes)
  }

  private mutating func setLimits(_ token: Token, of scripts: inout Scripts) {
    guard let base = scripts.base, AtomClass(of: base) == .largeOperator else {
      return stream.report(token.offset, "'\\limits' and '\\nolimits' must follow an operator")
    }
    scripts.limits = token.kind == .command("limits") ? .always : .never
  }

  private func finished(_ scripts: Scripts, primes: Int) -> Node {
    var scripts = scripts
    if primes > 0 {
      let signs = ["′", "″", "‴", "⁗"]
      var marks: [Node] = []
      var rest = primes
      while rest > 0 {
        let count = min(rest, signs.count)
        marks.append(.symbol(Symbol(text: signs[count - 1], atom: .ordinary)))
        rest -= count
      }
      scripts.upper = marks + (scripts.upper ?? [])
    }
    if scripts.lower == nil, scripts.upper == nil, let base = scripts.base { return base }
    return .scripts(scripts)
  }

  /// A `{…}` or a single atom; nil, with an error, where there is neither.
  mutating func parseArgument(of owner: String, at offset: Int) -> [Node]? {
    stream.skipSpaces()
    guard let token = stream.peek(), closing(token) == nil, !isScriptMark(token.kind) else {
      stream.report(offset, "'\(owner)' needs something after it")
      return nil
    }
    if token.kind == .openBrace { return parseGroup() }
    return nested(at: token.offset, or: nil) { parser in
      parser.parseAtom(isArgument: true).map { [$0] }
    }
  }

  /// The inside of a `{…}` whose brace comes next.
  mutating func parseGroup() -> [Node] {
    guard let open = stream.next() else { return [] }
    return nested(at: open.offset, or: []) { parser in
      parser.contexts.append(.group)
      let nodes = parser.parseList()
      parser.contexts.removeLast()
      if parser.stream.peek()?.kind == .closeBrace {
        _ = parser.stream.next()
      } else {
        parser.stream.report(open.offset, "'{' is never closed")
      }
      return nodes
    }
  }
}
