/// Writes a formula as one line of Unicode text.
struct PlainText {
  private var output = ""
  private var style = MathStyle.text
  /// How long the output was after a script without parentheses, which must not run into what follows:
  /// `W_q x`, not `W_qx`.
  private var openScriptEnd = -1

  static func text(of nodes: [Node]) -> String {
    var writer = PlainText()
    writer.row(nodes)
    // Spaces of the formula and of its operators may meet.
    return writer.output.split(separator: " ").joined(separator: " ")
  }

  private mutating func row(_ nodes: [Node], continues: Bool = false) {
    for item in AtomRow(nodes, style: style, continues: continues).items {
      if item.before > 0, !isTight(item) {
        output += " "
      } else if output.utf8.count == openScriptEnd, item.atom == .ordinary, !isSign(item.node) {
        output += " "
      }
      write(item.node)
    }
  }

  private func isSign(_ node: Node) -> Bool {
    switch node {
    case .symbol, .text: true
    default: false
    }
  }

  /// Commas close up to dots, and parentheses to a function's letter.
  private func isTight(_ item: AtomRow.Item) -> Bool {
    if item.atom == .punctuation { return true }
    guard case .fenced = item.node, item.before == 3 else { return false }
    return output.last != "," && output.last != ";"
  }

  private mutating func write(_ node: Node) {
    switch node {
    case .identifier(let identifier): output += identifier.plain
    case .number(_, let plain): output += plain
    case .symbol(let symbol): output += symbol.text
    case .function(let name, _): output += name
    case .space(let length): if length.tenThousandths > 0 { output += " " }
    case .text(let spans): write(spans)
    case .row(let nodes), .styled(_, let nodes), .classed(_, let nodes): row(nodes)
    case .boxed(let nodes): row(nodes)
    case .scripts(let scripts): write(scripts)
    case .fraction(let fraction): write(fraction)
    case .root(let radicand, let index):
      output += index.map { PlainText.root(of: PlainText.text(of: $0)) } ?? "√"
      operand(radicand)
    case .accent(let base, let accent): write(accent, on: base)
    case .stack(let base, let over, let under):
      row(base)
      if let under { script("_", under) }
      if let over { script("^", over) }
    case .extensibleArrow(let arrow, let over, let under):
      output += arrow
      if let under { script("_", under) }
      script("^", over)
    case .sizedDelimiter(let text, _, _): output += text
    case .fenced(let fenced):
      output += fenced.opening
      for (index, part) in fenced.parts.enumerated() {
        if index > 0 { output += " " + fenced.middles[index - 1] + " " }
        row(part)
      }
      output += fenced.closing
    case .table(let table): write(table)
    case .phantom: break
    }
  }

  private mutating func write(_ spans: [TextSpan]) {
    for span in spans {
      switch span.content {
      case .text(let text): output += text
      case .formula(let nodes): row(nodes)
      }
    }
  }

  private mutating func write(_ scripts: Scripts) {
    if let base = scripts.base { write(base) }
    if let lower = scripts.lower { script("_", lower) }
    guard var upper = scripts.upper else { return }
    while case .symbol(let symbol)? = upper.first, "′″‴⁗".contains(symbol.text) {
      output += symbol.text
      upper.removeFirst()
    }
    if !upper.isEmpty { script("^", upper) }
  }

  private mutating func script(_ sign: String, _ nodes: [Node]) {
    let text = inner(nodes, style.forScripts)
    if let small = PlainText.small(text, isUpper: sign == "^") {
      output += small
    } else {
      let script = PlainText.parenthesized(text)
      output += sign + script
      if !script.hasSuffix(")") { openScriptEnd = output.utf8.count }
    }
  }

  private func inner(_ nodes: [Node], _ style: MathStyle) -> String {
    var writer = PlainText()
    writer.style = style
    writer.row(nodes)
    return writer.output.split(separator: " ").joined(separator: " ")
  }

  private mutating func write(_ fraction: Fraction) {
    if fraction.isBinomial {
      let parts = [fraction.numerator, fraction.denominator].map { inner($0, style) }
      output += "(" + parts.joined(separator: " choose ") + ")"
      return
    }
    operand(fraction.numerator)
    output += "/"
    operand(fraction.denominator)
  }

  /// A part that needs parentheses unless it is one thing.
  private mutating func operand(_ nodes: [Node]) {
    let text = inner(nodes, style)
    let isOne =
      nodes.count == 1
      && {
        switch nodes[0] {
        case .identifier, .number, .symbol, .scripts, .root, .fenced, .accent, .function: true
        default: false
        }
      }()
    output += isOne ? text : PlainText.parenthesized(text)
  }

  private mutating func write(_ accent: Accent, on base: [Node]) {
    let text = inner(base, style)
    if text.count == 1 || accent.plain.isEmpty {
      output += text + accent.plain
    } else if accent.mark == "‾" || accent.mark == "¯" || accent.isBelow {
      for character in text { output += String(character) + (character == " " ? "" : accent.plain) }
    } else {
      output += PlainText.parenthesized(text) + accent.plain
    }
  }

  private mutating func write(_ table: Table) {
    output += table.opening
    for (index, row) in table.rows.enumerated() {
      if index > 0 { output += "; " }
      for (column, cell) in row.cells.enumerated() {
        if column > 0 { output += table.kind == .aligned ? " " : ", " }
        self.row(cell, continues: table.kind == .aligned && column % 2 == 1)
      }
    }
    output += table.closing
  }

  private static func root(of index: String) -> String {
    switch index {
    case "3": "∛"
    case "4": "∜"
    default: (small(index, isUpper: true) ?? parenthesized(index)) + "√"
    }
  }

  private static func parenthesized(_ text: String) -> String {
    if text.unicodeScalars.count <= 1 { return text }
    if text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) { return text }
    return "(" + text + ")"
  }

  private static let upper = Dictionary(
    uniqueKeysWithValues: zip("0123456789+−=()nT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀᵀ"))
  private static let lower = Dictionary(
    uniqueKeysWithValues: zip("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"))

  /// Digits and signs as Unicode's small ones, or nil where one is missing.
  private static func small(_ text: String, isUpper: Bool) -> String? {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    let characters = text.compactMap { (isUpper ? upper : lower)[$0] }
    return characters.count == text.count ? String(characters) : nil
  }
}
