extension Table {
  /// The table as JSON, one row to a line, numbers with at most 12 significant digits.
  ///
  /// Reading it with a `JSONDecoder` gives the table, ``quantized``. What is not finite is the text
  /// `nan`, `inf` or `-inf`.
  public var json: String {
    var parts: [String] = []
    if let title { parts.append("\"title\": \(Self.quoted(title))") }
    parts.append("\"columns\": \(Self.list(columns.map(Self.json)))")
    parts.append("\"kinds\": [\(kinds.map { Self.quoted($0.rawValue) }.joined(separator: ", "))]")
    parts.append("\"rows\": \(Self.list(rows.map(json)))")
    if hasRowHeaders { parts.append("\"rowHeaders\": true") }
    if let totals {
      parts.append("\"totals\": [\(totals.map(Self.tagged).joined(separator: ", "))]")
    }
    if !footnotes.isEmpty { parts.append("\"footnotes\": \(Self.list(footnotes.map(Self.json)))") }
    return "{\n  " + parts.joined(separator: ",\n  ") + "\n}\n"
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n    " + items.joined(separator: ",\n    ") + "\n  ]"
  }

  private static func json(_ column: Column) -> String {
    var text = "{\"name\": \(quoted(column.name))"
    if let unit = column.unit { text += ", \"unit\": \(quoted(unit))" }
    return text + ", \"format\": \(json(column.format))}"
  }

  private static func json(_ format: NumberFormat) -> String {
    switch format {
    case .fixed(let digits): "{\"kind\": \"fixed\", \"digits\": \(digits)}"
    case .scientific(let digits): "{\"kind\": \"scientific\", \"digits\": \(digits)}"
    case .significant(let digits): "{\"kind\": \"significant\", \"digits\": \(digits)}"
    case .automatic(let digits): "{\"kind\": \"automatic\", \"digits\": \(digits)}"
    case .integer: "{\"kind\": \"integer\"}"
    case .residue(let bound, let other):
      "{\"kind\": \"residue\", \"below\": \(json(.number(bound))), \"otherwise\": \(json(other))}"
    }
  }

  private static func json(_ note: Footnote) -> String {
    var text = "{\"text\": \(quoted(note.text))"
    if let column = note.column { text += ", \"column\": \(column)" }
    if let row = note.row { text += ", \"row\": \(row)" }
    return text + "}"
  }

  private func json(_ row: [Value]) -> String {
    let cells = zip(row, kinds).map { value, kind in
      kind == .mixed ? Self.tagged(value) : Self.json(value)
    }
    return "[\(cells.joined(separator: ", "))]"
  }

  private static func tagged(_ value: Value) -> String {
    "{\"kind\": \"\(value.kind)\", \"value\": \(json(value))}"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .number(let number): number.codedText.map(quoted) ?? number.general(12)
    case .integer(let integer): String(integer)
    case .text(let text): quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
