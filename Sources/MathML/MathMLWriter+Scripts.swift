/// What stands above, below and beside something else.
extension MathMLWriter {
  mutating func write(_ scripts: Scripts, _ around: Surroundings) {
    let stacks = stacks(scripts)
    let names = stacks ? ["munder", "mover", "munderover"] : ["msub", "msup", "msubsup"]
    let name = scripts.upper == nil ? names[0] : scripts.lower == nil ? names[1] : names[2]
    element(name) { writer in
      writer.writeBase(of: scripts, around)
      writer.with(writer.style.forScripts) { writer in
        if let lower = scripts.lower { writer.group(lower) }
        if let upper = scripts.upper { writer.group(upper) }
      }
    }
  }

  private mutating func writeBase(of scripts: Scripts, _ around: Surroundings) {
    switch scripts.base {
    case nil: empty("mrow")
    case .symbol(let symbol)? where scripts.limits != .automatic:
      write(symbol, around, movesLimits: false)
    case .function(let name, _)? where scripts.limits == .always:
      leaf("mo", [("movablelimits", "false")] + spacing(around), name)
    case let base?: write(base, around)
    }
  }

  /// Whether scripts go above and below. The browser still sets them beside a sum that stands in a
  /// line, by `movablelimits`.
  private func stacks(_ scripts: Scripts) -> Bool {
    switch scripts.limits {
    case .always: return true
    case .never: return false
    case .automatic: break
    }
    switch scripts.base {
    case .symbol(let symbol)?: return symbol.kind == .largeOperator(limits: true)
    case .function(_, let limits)?: return limits
    case .accent(_, let accent)?: return accent.takesLabel
    case .classed(.largeOperator, _)?: return style == .display
    default: return false
    }
  }

  mutating func write(_ accent: Accent, over base: [Node]) {
    var attributes = accent.name.map { [("class", $0)] } ?? []
    attributes.append((accent.isBelow ? "accentunder" : "accent", "true"))
    element(accent.isBelow ? "munder" : "mover", attributes) { writer in
      writer.group(base)
      writer.leaf("mo", [("stretchy", accent.stretches ? "true" : "false")], accent.mark)
    }
  }

  mutating func writeStack(
    _ base: [Node], _ over: [Node]?, _ under: [Node]?, _ around: Surroundings
  ) {
    element(over == nil ? "munder" : "mover") { writer in
      if base.count == 1 {
        if case .function(let name, true) = base[0] {
          writer.leaf("mo", [("movablelimits", "false")] + writer.spacing(around), name)
        } else if case .symbol(let symbol) = base[0], case .largeOperator = symbol.kind {
          writer.write(symbol, around, movesLimits: false)
        } else {
          writer.write(base[0], around)
        }
      } else {
        writer.group(base)
      }
      writer.with(writer.style.forScripts) { $0.group(over ?? under ?? []) }
    }
  }

  mutating func writeArrow(
    _ arrow: String, _ over: [Node], _ under: [Node]?, _ around: Surroundings
  ) {
    element(under == nil ? "mover" : "munderover") { writer in
      writer.leaf("mo", [("stretchy", "true")] + writer.spacing(around), arrow)
      writer.with(writer.style.forScripts) { writer in
        if let under { writer.writePadded(under) }
        writer.writePadded(over)
      }
    }
  }

  /// Lets the arrow reach a little further than its label.
  private mutating func writePadded(_ nodes: [Node]) {
    element("mrow") { writer in
      writer.space(.mu(8))
      writer.row(nodes)
      writer.space(.mu(8))
    }
  }

  mutating func write(_ fraction: Fraction) {
    guard let style = fraction.style else { return writeFraction(fraction) }
    write(in: style) { $0.writeFraction(fraction) }
  }

  private mutating func writeFraction(_ fraction: Fraction) {
    let attributes = fraction.isBinomial ? [("linethickness", "0")] : []
    let inside = style.forFraction
    func writeParts(_ writer: inout MathMLWriter) {
      writer.element("mfrac", attributes) { writer in
        writer.with(inside) { writer in
          writer.group(fraction.numerator)
          writer.group(fraction.denominator)
        }
      }
    }
    guard fraction.isBinomial else { return writeParts(&self) }
    element("mrow") { writer in
      writer.writeStretching("(", .prefix)
      writeParts(&writer)
      writer.writeStretching(")", .postfix)
    }
  }

  mutating func writeRoot(_ radicand: [Node], index: [Node]?) {
    guard let index else { return element("msqrt") { $0.row(radicand) } }
    element("mroot") { writer in
      writer.group(radicand)
      writer.with(.scriptScript) { $0.group(index) }
    }
  }

  mutating func write(_ nodes: [Node], in style: MathStyle) {
    write(in: style) { $0.row(nodes) }
  }

  private mutating func write(in style: MathStyle, _ body: (inout MathMLWriter) -> Void) {
    let level = style == .script ? "1" : style == .scriptScript ? "2" : "0"
    let attributes = [
      ("displaystyle", style == .display ? "true" : "false"), ("scriptlevel", level),
    ]
    element("mstyle", attributes) { $0.with(style, body) }
  }

  mutating func writePhantom(_ nodes: [Node], keepsWidth: Bool, keepsHeight: Bool) {
    var attributes: [(String, String)] = []
    if !keepsWidth { attributes.append(("width", "0")) }
    if !keepsHeight { attributes += [("height", "0"), ("depth", "0")] }
    guard !attributes.isEmpty else { return element("mphantom") { $0.row(nodes) } }
    element("mpadded", attributes) { writer in writer.element("mphantom") { $0.row(nodes) } }
  }
}
