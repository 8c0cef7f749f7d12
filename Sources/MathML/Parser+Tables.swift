import BookModel

/// Delimiters and environments.
extension Parser {
  /// What `\left` opens, with `\left` itself read already.
  mutating func parseFenced(at offset: Int) -> Node? {
    var fenced = Fenced(opening: delimiter(after: "left", at: offset), closing: "", parts: [])
    contexts.append(.delimiters)
    fenced.parts.append(parseList())
    while let token = stream.peek(), token.kind == .command("middle") {
      _ = stream.next()
      fenced.middles.append(delimiter(after: "middle", at: token.offset))
      fenced.parts.append(parseList())
    }
    contexts.removeLast()
    if let token = stream.peek(), token.kind == .command("right") {
      _ = stream.next()
      fenced.closing = delimiter(after: "right", at: token.offset)
    } else {
      stream.report(offset, "'\\left' has no '\\right'", suggestion: "\\right.")
    }
    return .fenced(fenced)
  }

  /// The delimiter after `\left`, `\big` and so on; empty for `.` and where there is none.
  mutating func delimiter(after name: String, at offset: Int) -> String {
    stream.skipSpaces()
    let token = stream.peek()
    switch token?.kind {
    case .character(let scalar)?:
      if let text = Command.delimiterCharacters[scalar] {
        _ = stream.next()
        return text
      }
    case .command(let command)?:
      if case .symbol(let symbol)? = Command.all[command],
        symbol.kind == .fence || Command.delimiterArrows.contains(command)
      {
        _ = stream.next()
        return symbol.text
      }
    default: break
    }
    stream.report(
      token?.offset ?? offset, "'\\\(name)' needs a delimiter after it, such as '(' or '\\{'",
      suggestion: token?.kind == .openBrace ? "\\\(name)\\{" : nil)
    return ""
  }

  /// The tokens of a `{…}` whose brace comes next, to the letter.
  mutating func rawGroup() -> [Token] {
    var tokens: [Token] = []
    var depth = 0
    while let token = stream.nextRaw() {
      if token.kind == .openBrace { depth += 1 }
      if token.kind == .closeBrace { depth -= 1 }
      if depth == 0 { break }
      tokens.append(token)
    }
    return Array(tokens.dropFirst())
  }

  /// The `{name}` after `\begin` and `\end`; empty where there is none.
  mutating func environmentName() -> String {
    stream.skipSpaces()
    guard stream.peek()?.kind == .openBrace else { return "" }
    var name = ""
    for token in rawGroup() {
      if case .character(let scalar) = token.kind { name.unicodeScalars.append(scalar) }
    }
    return name
  }

  static let environments: [String: Table] = [
    "matrix": Table(kind: .matrix), "smallmatrix": Table(kind: .smallMatrix),
    "pmatrix": Table(kind: .matrix, opening: "(", closing: ")"),
    "bmatrix": Table(kind: .matrix, opening: "[", closing: "]"),
    "Bmatrix": Table(kind: .matrix, opening: "{", closing: "}"),
    "vmatrix": Table(kind: .matrix, opening: "|", closing: "|"),
    "Vmatrix": Table(kind: .matrix, opening: "‖", closing: "‖"),
    "cases": Table(kind: .cases, opening: "{"), "dcases": Table(kind: .displayCases, opening: "{"),
    "rcases": Table(kind: .cases, closing: "}"), "aligned": Table(kind: .aligned),
    "align*": Table(kind: .aligned), "split": Table(kind: .aligned),
    "gathered": Table(kind: .gathered), "gather*": Table(kind: .gathered),
    "array": Table(kind: .array([])),
  ]

  mutating func parseEnvironment(at offset: Int) -> Node? {
    let name = environmentName()
    var table = Parser.environments[name] ?? Table(kind: .matrix)
    if Parser.environments[name] == nil {
      stream.report(
        offset,
        name.isEmpty
          ? "'\\begin' needs the name of an environment, such as '{aligned}'"
          : "no environment is called '\(name)'",
        suggestion: nearestName(to: name, in: Array(Parser.environments.keys)))
    }
    if name == "array" { table.kind = .array(parseColumns(at: offset)) }
    parseRows(into: &table)
    guard let end = stream.peek(), end.kind == .command("end") else {
      stream.report(offset, "'\\begin{\(name)}' has no '\\end{\(name)}'")
      return .table(table)
    }
    _ = stream.next()
    let ending = environmentName()
    if ending != name {
      stream.report(
        end.offset, "'\\end{\(ending)}' does not end '\\begin{\(name)}'",
        suggestion: "\\end{\(name)}")
    }
    return .table(table)
  }

  private mutating func parseRows(into table: inout Table) {
    contexts.append(.environment)
    defer { contexts.removeLast() }
    var row = Table.Row(cells: [])
    while true {
      row.cells.append(parseList())
      guard let token = stream.peek() else { break }
      if token.kind == .alignmentTab {
        _ = stream.next()
      } else if token.kind == .command("\\") {
        _ = stream.next()
        row.extraDepth = parseRowGap(at: token.offset)
        table.rows.append(row)
        row = Table.Row(cells: [])
      } else {
        break
      }
    }
    // The last `\\` of a table ends a row, it begins none.
    if !(row.cells.count == 1 && row.cells[0].isEmpty) { table.rows.append(row) }
  }

  mutating func parseSubstack(at offset: Int) -> Node? {
    stream.skipSpaces()
    guard let open = stream.peek(), open.kind == .openBrace else {
      stream.report(offset, "'\\substack' needs '{' after it")
      return nil
    }
    _ = stream.next()
    return nested(at: offset, or: nil) { parser in
      var table = Table(kind: .substack)
      parser.contexts.append(.group)
      parser.parseRows(into: &table)
      parser.contexts.removeLast()
      if parser.stream.peek()?.kind == .closeBrace {
        _ = parser.stream.next()
      } else {
        parser.stream.report(open.offset, "'{' is never closed")
      }
      return .table(table)
    }
  }

  private mutating func parseColumns(at offset: Int) -> [Table.Alignment] {
    stream.skipSpaces()
    guard stream.peek()?.kind == .openBrace else {
      stream.report(offset, "'\\begin{array}' needs its columns after it", suggestion: "{lcr}")
      return []
    }
    var columns: [Table.Alignment] = []
    for token in rawGroup() {
      switch token.kind {
      case .character("l"): columns.append(.left)
      case .character("c"): columns.append(.center)
      case .character("r"): columns.append(.right)
      case .space: break
      default:
        stream.report(token.offset, "the columns of an array must be 'l', 'c' or 'r'")
        return columns
      }
    }
    return columns
  }

  /// The `[4pt]` right after `\\`.
  private mutating func parseRowGap(at offset: Int) -> Length {
    guard stream.peekRaw()?.kind == .character("[") else { return .zero }
    var text = ""
    _ = stream.nextRaw()
    while let token = stream.peekRaw(), text.utf8.count < 16 {
      guard case .character(let scalar) = token.kind, scalar.isASCII else { break }
      _ = stream.nextRaw()
      if scalar == "]" {
        if let length = Parser.length(text), length.tenThousandths >= 0 { return length }
        break
      }
      text.unicodeScalars.append(scalar)
    }
    stream.report(
      offset, "'[' after '\\\\' must hold a length from 0 to 100em, such as '[4pt]'",
      suggestion: "\\\\{}[")
    return .zero
  }

  mutating func parseBracedLength(of name: String, at offset: Int) -> Length {
    stream.skipSpaces()
    var text = ""
    if stream.peek()?.kind == .openBrace {
      for token in rawGroup() {
        if case .character(let scalar) = token.kind { text.unicodeScalars.append(scalar) }
      }
    }
    if let length = Parser.length(text), length.tenThousandths >= 0 { return length }
    stream.report(offset, "'\\\(name)' needs a length from 0 to 100em, such as '{1em}'")
    return .zero
  }

  /// A length in em, with an em of ten points as in TeX's own fonts.
  static func length(_ text: String) -> Length? {
    var digits = text.unicodeScalars[...]
    let isNegative = digits.first == "-"
    if isNegative { digits = digits.dropFirst() }
    var value = 0
    var decimals: Int?
    var count = 0
    while let scalar = digits.first, isDigit(scalar) || (scalar == "." && decimals == nil) {
      digits = digits.dropFirst()
      if scalar == "." {
        decimals = 0
      } else if (decimals ?? 0) < 3 {
        guard count < 6 else { return nil }
        (value, count) = (value * 10 + Int(scalar.value) - 48, count + 1)
        if let places = decimals { decimals = places + 1 }
      }
    }
    guard count > 0, let unit = units[String(Substring(digits))] else { return nil }
    let scale = [1000, 100, 10, 1][decimals ?? 0]
    let length = value * scale * unit / 1000
    guard length <= 1_000_000 else { return nil }
    return Length(tenThousandths: isNegative ? -length : length)
  }

  private static let units = [
    "em": 10_000, "ex": 4_306, "pt": 1_000, "mu": 556, "px": 753, "mm": 2_845, "cm": 28_453,
  ]
}
