/// The tokens still to be read, with macros expanded as they come up.
struct TokenStream {
  /// The next token is the last one.
  private var pending: [Token]
  private var macros: [String: Macro] = [:]
  private var replacements: [String: [Token]] = [:]
  private var expansions = 0
  private(set) var errors: [FormulaError]
  /// Set once there was nothing to be gained from reading on; what follows would be noise.
  private(set) var isAborted = false
  let end: Int

  /// Enough for any formula on a page, and few enough to fail at once.
  static let expansionLimit = 10_000
  static let nestingLimit = 64
  static let pendingLimit = 50_000

  init(_ tex: String, macros: [String: Macro]) {
    var lexer = Lexer(tex)
    pending = lexer.tokens().reversed()
    errors = lexer.errors
    end = tex.utf8.count
    for (name, macro) in macros { self.macros[Macro.bareName(name)] = macro }
  }

  var macroNames: [String] { Array(macros.keys) }

  /// The next token, which is no macro.
  mutating func peek() -> Token? {
    while let token = pending.last {
      guard case .command(let name) = token.kind, let macro = macros[name] else { return token }
      pending.removeLast()
      expand(macro, name, call: token)
    }
    return nil
  }

  mutating func next() -> Token? {
    guard peek() != nil else { return nil }
    return pending.popLast()
  }

  /// The next token as it was written, for what TeX reads to the letter.
  mutating func peekRaw() -> Token? { pending.last }
  mutating func nextRaw() -> Token? { pending.popLast() }

  /// Returns tokens, the next one first, after looking further ahead than one.
  mutating func putBack(_ tokens: [Token]) { pending += tokens.reversed() }

  mutating func skipSpaces() {
    while peek()?.kind == .space { pending.removeLast() }
  }

  mutating func report(_ offset: Int, _ message: String, suggestion: String? = nil) {
    guard !isAborted else { return }
    errors.append(FormulaError(offset: offset, message: message, suggestion: suggestion))
  }

  /// Reports something that leaves no way to read on.
  mutating func abort(_ offset: Int, _ message: String) {
    report(offset, message)
    isAborted = true
    pending = []
  }

  private mutating func expand(_ macro: Macro, _ name: String, call: Token) {
    expansions += 1
    guard call.expansion < TokenStream.nestingLimit else {
      return abort(call.offset, "the macro '\\\(name)' never comes to an end: it calls itself")
    }
    guard expansions <= TokenStream.expansionLimit, pending.count <= TokenStream.pendingLimit else {
      return abort(call.offset, "the macro '\\\(name)' grows without bounds")
    }
    var arguments: [[Token]] = []
    for _ in 0..<macro.parameters {
      guard let argument = argument() else {
        report(
          call.offset,
          "'\\\(name)' needs \(macro.parameters) argument\(macro.parameters == 1 ? "" : "s")")
        return
      }
      arguments.append(argument)
    }
    for token in replacement(of: macro, name, call: call).reversed() {
      var copy = token
      copy.offset = call.offset
      copy.expansion = call.expansion + 1
      guard case .parameter(let number) = token.kind else {
        pending.append(copy)
        continue
      }
      guard arguments.indices.contains(number - 1) else { continue }
      pending += arguments[number - 1].reversed()
      guard pending.count <= TokenStream.pendingLimit else {
        return abort(call.offset, "the macro '\\\(name)' grows without bounds")
      }
    }
  }

  private mutating func replacement(of macro: Macro, _ name: String, call: Token) -> [Token] {
    if let tokens = replacements[name] { return tokens }
    var lexer = Lexer(macro.replacement, isReplacement: true)
    let tokens = lexer.tokens()
    for error in lexer.errors {
      report(
        call.offset, "in the macro '\\\(name)': \(error.message)", suggestion: error.suggestion)
    }
    for case .parameter(let number) in tokens.map(\.kind) where number > macro.parameters {
      report(call.offset, "in the macro '\\\(name)': '#\(number)' is beyond its parameters")
    }
    replacements[name] = tokens
    return tokens
  }

  /// A macro's argument as TeX takes it: a group without its braces, or one token.
  private mutating func argument() -> [Token]? {
    while pending.last?.kind == .space { pending.removeLast() }
    guard let first = pending.last, first.kind != .closeBrace, first.kind != .alignmentTab else {
      return nil
    }
    pending.removeLast()
    guard first.kind == .openBrace else { return [first] }
    var argument: [Token] = []
    var depth = 1
    while let token = pending.popLast() {
      if token.kind == .openBrace { depth += 1 }
      if token.kind == .closeBrace { depth -= 1 }
      if depth == 0 { return argument }
      argument.append(token)
    }
    return nil
  }
}
