extension Table {
  /// The table as comma-separated values (RFC 4180), numbers with at most 12 significant digits.
  ///
  /// Lines end with carriage return and line feed. The first line holds the headings.
  public var csv: String {
    var text = Self.record(columns.map(\.heading))
    for row in rows {
      text += Self.record(row.map(Self.exchangeText))
    }
    return text
  }

  /// The table in columns of plain characters, for a terminal or a Markdown twin.
  ///
  /// Numbers stand to the right, texts to the left; two spaces separate columns.
  public var plainText: String {
    let cells = rows.map { row in
      zip(row, columns).map { value, column in value.plain(column.format) }
    }
    let lines = [columns.map(\.heading)] + cells
    let widths = columns.indices.map { index in lines.map { $0[index].count }.max() ?? 0 }
    let leading = columns.indices.map { isText($0) }
    return lines.map { line in
      let padded = line.indices.map { index in
        let space = String(repeating: " ", count: widths[index] - line[index].count)
        return leading[index] ? line[index] + space : space + line[index]
      }
      return Self.trimmed(padded.joined(separator: "  "))
    }.joined(separator: "\n") + "\n"
  }

  /// Whether every value of the column is a text, so that it is set to the left.
  public func isText(_ column: Int) -> Bool {
    !rows.isEmpty
      && rows.allSatisfy { row in
        if case .text = row[column] { true } else { false }
      }
  }

  private static func exchangeText(_ value: Value) -> String {
    switch value {
    case .number(let number): number.general(12)
    case .integer(let integer): String(integer)
    case .text(let text): text
    }
  }

  private static func record(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    // Scalars, because Swift takes carriage return and line feed together as one character.
    let special = field.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard special else { return field }
    return "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
