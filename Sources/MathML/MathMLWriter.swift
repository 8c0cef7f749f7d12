/// Writes MathML Core.
struct MathMLWriter {
  /// The space that belongs to an operator, which `<mo>` takes as attributes.
  struct Surroundings {
    var left = Length.zero
    var right = Length.zero
    var form: AtomRow.Form?
  }

  private(set) var output = ""
  var style = MathStyle.text

  mutating func writeDocument(_ formula: Formula, display: Bool, tag: String?) {
    style = display ? .display : .text
    var attributes: [(String, String)] = display ? [("display", "block")] : []
    attributes.append(("alttext", formula.plainText))
    element("math", attributes) { writer in
      writer.element("semantics") { writer in
        if let tag {
          writer.writeNumbered(formula.nodes, tag: tag)
        } else {
          writer.group(formula.nodes)
        }
        writer.leaf("annotation", [("encoding", "application/x-tex")], formula.source)
      }
    }
  }

  // MARK: - Markup

  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ content: (inout MathMLWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    output += "</\(name)>"
  }

  mutating func leaf(_ name: String, _ attributes: [(String, String)], _ text: String) {
    element(name, attributes) { $0.escape(text) }
  }

  mutating func empty(_ name: String, _ attributes: [(String, String)] = []) {
    open(name, attributes)
    // A start tag and an end tag, because HTML ignores the slash of `<mspace/>` in some places.
    output += "</\(name)>"
  }

  private mutating func open(_ name: String, _ attributes: [(String, String)]) {
    output += "<\(name)"
    for (name, value) in attributes {
      output += " \(name)=\""
      escape(value)
      output += "\""
    }
    output += ">"
  }

  mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      // XML would read these as plain spaces in an attribute.
      case "\n": output += "&#10;"
      case "\r": output += "&#13;"
      case "\t": output += "&#9;"
      // On their own these would combine with the markup before them.
      case "\u{300}"..."\u{36F}", "\u{20D0}"..."\u{20FF}": output += "&#\(scalar.value);"
      default: output.unicodeScalars.append(scalar)
      }
    }
  }

  mutating func space(_ length: Length) {
    guard length != .zero else { return }
    // <mspace> cannot be narrower than nothing, so the style sheet pulls back what follows.
    if length.tenThousandths < 0 {
      empty("mspace", [("class", "negative")])
    } else {
      empty("mspace", [("width", length.description)])
    }
  }

  // MARK: - Rows

  /// Nodes as exactly one element.
  mutating func group(_ nodes: [Node], continues: Bool = false) {
    if nodes.count == 1, !continues {
      let row = AtomRow(nodes, style: style)
      return write(nodes[0], Surroundings(form: row.items[0].form))
    }
    element("mrow") { $0.row(nodes, continues: continues) }
  }

  /// Nodes as any number of elements in a row.
  mutating func row(_ nodes: [Node], continues: Bool = false) {
    let items = AtomRow(nodes, style: style, continues: continues).items
    var surroundings = items.map { Surroundings(form: $0.form) }
    var loose = [Int](repeating: 0, count: items.count)
    var previous: Int?
    for (index, item) in items.enumerated() where item.atom != nil {
      defer { previous = index }
      guard item.before != 0 else { continue }
      if let previous, owns(items[previous]) {
        surroundings[previous].right = .mu(item.before)
      } else if owns(item) {
        surroundings[index].left = .mu(item.before)
      } else {
        loose[index] = item.before
      }
    }
    for (index, item) in items.enumerated() {
      space(.mu(loose[index]))
      write(item.node, surroundings[index])
    }
  }

  /// Whether the space around an atom can be its own attribute.
  private func owns(_ item: AtomRow.Item) -> Bool {
    switch item.atom {
    case .binary?, .relation?, .largeOperator?, .punctuation?, .inner?:
      isOperator(item.node)
    default: false
    }
  }

  /// Whether a browser takes the part for an operator (MathML Core: embellished operators).
  private func isOperator(_ node: Node) -> Bool {
    switch node {
    case .symbol, .sizedDelimiter, .extensibleArrow: true
    case .function(_, let limits): limits
    case .scripts(let scripts): scripts.base.map(isOperator) ?? false
    case .stack(let nodes, _, _), .classed(_, let nodes):
      nodes.count == 1 && isOperator(nodes[0])
    default: false
    }
  }

  // MARK: - Parts

  mutating func write(_ node: Node, _ around: Surroundings = Surroundings()) {
    switch node {
    case .identifier(let identifier):
      let isSingle = identifier.text.unicodeScalars.count == 1
      leaf(
        "mi", isSingle && identifier.isUpright ? [("mathvariant", "normal")] : [], identifier.text)
    case .number(let text, _): leaf("mn", [], text)
    case .symbol(let symbol): write(symbol, around)
    case .function(let name, let limits): writeFunction(name, limits: limits, around)
    case .space(let length):
      if length == .zero { empty("mrow") } else { space(length) }
    case .text(let spans): write(spans)
    case .row(let nodes), .classed(_, let nodes):
      if case .classed = node, nodes.count == 1 { write(nodes[0], around) } else { group(nodes) }
    case .scripts(let scripts): write(scripts, around)
    case .fraction(let fraction): write(fraction)
    case .root(let radicand, let index): writeRoot(radicand, index: index)
    case .accent(let base, let accent): write(accent, over: base)
    case .stack(let base, let over, let under): writeStack(base, over, under, around)
    case .extensibleArrow(let arrow, let over, let under): writeArrow(arrow, over, under, around)
    case .sizedDelimiter(let text, let size, _): writeDelimiter(text, size: size, around)
    case .fenced(let fenced): write(fenced)
    case .table(let table): write(table)
    case .styled(let style, let nodes): write(nodes, in: style)
    case .phantom(let nodes, let keepsWidth, let keepsHeight):
      writePhantom(nodes, keepsWidth: keepsWidth, keepsHeight: keepsHeight)
    case .boxed(let nodes): element("mrow", [("class", "boxed")]) { $0.row(nodes) }
    }
  }

  /// Runs `body` in another style.
  mutating func with(_ style: MathStyle, _ body: (inout MathMLWriter) -> Void) {
    let outer = self.style
    self.style = style
    body(&self)
    self.style = outer
  }

  func spacing(_ around: Surroundings) -> [(String, String)] {
    [("lspace", around.left.description), ("rspace", around.right.description)]
  }

  private mutating func writeFunction(_ name: String, limits: Bool, _ around: Surroundings) {
    guard limits else {
      let isSingle = name.unicodeScalars.count == 1
      return leaf("mi", isSingle ? [("mathvariant", "normal")] : [], name)
    }
    leaf("mo", [("movablelimits", "true")] + spacing(around), name)
  }

  mutating func write(_ symbol: Symbol, _ around: Surroundings, movesLimits: Bool? = nil) {
    var attributes: [(String, String)] = []
    switch symbol.kind {
    case .fence:
      // The dictionary has no space around fences once their side is known.
      if let form = around.form {
        return leaf("mo", [("form", form.rawValue), ("stretchy", "false")], symbol.text)
      }
      attributes.append(("stretchy", "false"))
    case .arrow: attributes.append(("stretchy", "false"))
    case .plain:
      if let form = around.form { attributes.append(("form", form.rawValue)) }
    case .largeOperator:
      if let movesLimits { attributes.append(("movablelimits", movesLimits ? "true" : "false")) }
    }
    leaf("mo", attributes + spacing(around), symbol.text)
  }
}
