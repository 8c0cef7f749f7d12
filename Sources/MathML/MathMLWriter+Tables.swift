/// Delimiters, tables and text.
extension MathMLWriter {
  mutating func writeStretching(_ text: String, _ form: AtomRow.Form, _ stretches: Bool = true) {
    guard !text.isEmpty else { return }
    leaf("mo", [("form", form.rawValue), ("stretchy", stretches ? "true" : "false")], text)
  }

  mutating func write(_ fenced: Fenced) {
    // Chromium makes a delimiter that may stretch as wide as its tallest form, and a gap shows where it
    // stays small.
    let stretches = !fenced.parts.allSatisfy { $0.allSatisfy(MathMLWriter.isFlat) }
    element("mrow") { writer in
      writer.writeStretching(fenced.opening, .prefix, stretches)
      for (index, part) in fenced.parts.enumerated() {
        if index > 0, !fenced.middles[index - 1].isEmpty {
          let spacing = writer.spacing(Surroundings())
          let stretchy = ("stretchy", stretches ? "true" : "false")
          writer.leaf("mo", [stretchy] + spacing, fenced.middles[index - 1])
        }
        writer.row(part)
      }
      writer.writeStretching(fenced.closing, .postfix, stretches)
    }
  }

  /// Whether delimiters of the usual height reach around the part.
  private static func isFlat(_ node: Node) -> Bool {
    switch node {
    case .identifier, .number, .space, .text, .function: true
    case .symbol(let symbol):
      if case .largeOperator = symbol.kind { false } else { true }
    case .row(let nodes), .classed(_, let nodes): nodes.allSatisfy(isFlat)
    case .accent(let nodes, let accent): !accent.takesLabel && nodes.allSatisfy(isFlat)
    case .scripts(let scripts):
      (scripts.base.map { isFlat($0) && !isFunctionWithLimits($0) } ?? true)
        && ((scripts.lower ?? []) + (scripts.upper ?? [])).allSatisfy { node in
          if case .scripts(let inner) = node {
            inner.upper == nil && isFlat(node)
          } else {
            isFlat(node)
          }
        }
    default: false
    }
  }

  private static func isFunctionWithLimits(_ node: Node) -> Bool {
    if case .function(_, let limits) = node { limits } else { false }
  }

  mutating func writeDelimiter(_ text: String, size: Length, _ around: Surroundings) {
    var attributes: [(String, String)] = []
    if let form = around.form { attributes.append(("form", form.rawValue)) }
    attributes += [
      ("stretchy", "true"), ("symmetric", "true"), ("minsize", size.description),
      ("maxsize", size.description),
    ]
    leaf("mo", attributes + spacing(around), text)
  }

  // MARK: - Tables

  mutating func write(_ table: Table) {
    guard !table.opening.isEmpty || !table.closing.isEmpty else { return writeRows(of: table) }
    element("mrow") { writer in
      writer.writeStretching(table.opening, .prefix)
      writer.writeRows(of: table)
      writer.writeStretching(table.closing, .postfix)
    }
  }

  private mutating func writeRows(of table: Table) {
    var attributes = [("class", table.kind.name)]
    let inside = table.kind.style(in: style)
    if inside == .display { attributes.append(("displaystyle", "true")) }
    if inside == .script { attributes.append(("scriptlevel", "1")) }
    element("mtable", attributes) { writer in
      for row in table.rows {
        writer.element("mtr") { writer in
          writer.with(inside) { $0.writeCells(of: row, table.kind) }
        }
      }
    }
  }

  private mutating func writeCells(of row: Table.Row, _ kind: Table.Kind) {
    for (column, cell) in row.cells.enumerated() {
      let alignment = kind.alignment(ofColumn: column)
      let attributes =
        alignment == .center ? [] : [("class", alignment == .left ? "left" : "right")]
      element("mtd", attributes) { writer in
        if column == 0 { writer.writeStrut(kind.strut, extraDepth: row.extraDepth) }
        writer.row(cell, continues: kind == .aligned && column % 2 == 1)
      }
    }
  }

  /// Keeps the rows as far apart as TeX does; Core has no `rowspacing`.
  private mutating func writeStrut(_ strut: (height: Int, depth: Int), extraDepth: Length) {
    guard strut.height > 0 || extraDepth != .zero else { return }
    let depth = Length(tenThousandths: strut.depth) + extraDepth
    let height = Length(tenThousandths: strut.height)
    empty("mspace", [("height", height.description), ("depth", depth.description)])
  }

  /// The formula in the middle of the line with its number at the right.
  mutating func writeNumbered(_ nodes: [Node], tag: String) {
    element("mtable", [("class", "numbered"), ("displaystyle", "true")]) { writer in
      writer.element("mtr") { writer in
        writer.empty("mtd")
        writer.element("mtd") { $0.row(nodes) }
        writer.element("mtd", [("class", "right")]) { $0.leaf("mtext", [], tag) }
      }
    }
  }

  // MARK: - Text

  mutating func write(_ spans: [TextSpan]) {
    if spans.count == 1 { return write(spans[0]) }
    element("mrow") { writer in
      for span in spans { writer.write(span) }
    }
  }

  private mutating func write(_ span: TextSpan) {
    switch span.content {
    case .text(let text):
      let attributes = span.face == .plain ? [] : [("class", span.face.rawValue)]
      leaf("mtext", attributes, MathMLWriter.withoutEdgeSpaces(text))
    case .formula(let nodes):
      if style == .display { write(nodes, in: .text) } else { group(nodes) }
    }
  }

  /// Browsers drop spaces at the edges of `<mtext>`, where they matter: "if " before a formula.
  private static func withoutEdgeSpaces(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    if let first = scalars.first, first == " " { scalars[0] = "\u{A0}" }
    if let last = scalars.last, last == " " { scalars[scalars.count - 1] = "\u{A0}" }
    var edged = ""
    edged.unicodeScalars.append(contentsOf: scalars)
    return edged
  }
}

extension Table.Kind {
  /// The class the style sheet knows the table by.
  var name: String {
    switch self {
    case .matrix: "matrix"
    case .smallMatrix: "smallmatrix"
    case .cases, .displayCases: "cases"
    case .aligned: "aligned"
    case .gathered: "gathered"
    case .substack: "substack"
    case .array: "array"
    }
  }

  func style(in outer: MathStyle) -> MathStyle {
    switch self {
    case .aligned, .gathered, .displayCases: .display
    case .smallMatrix: .script
    case .substack: outer
    case .matrix, .cases, .array: outer.isScript ? outer : .text
    }
  }

  func alignment(ofColumn column: Int) -> Table.Alignment {
    switch self {
    case .matrix, .smallMatrix, .gathered, .substack: .center
    case .cases, .displayCases: .left
    case .aligned: column % 2 == 0 ? .right : .left
    case .array(let columns): columns.indices.contains(column) ? columns[column] : .center
    }
  }

  /// LaTeX's strut: 0.7 and 0.3 of the distance between lines of 12 points at a size of 10; more in
  /// cases (`\arraystretch`). The style sheet adds the three points between displayed lines (`\jot`).
  var strut: (height: Int, depth: Int) {
    switch self {
    case .matrix, .array: (8_400, 3_600)
    case .cases, .displayCases: (10_080, 4_320)
    case .aligned, .gathered: (8_400, 3_600)
    case .smallMatrix, .substack: (0, 0)
    }
  }
}
