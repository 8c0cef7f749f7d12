extension Table {
  /// The table as comma-separated values (RFC 4180), numbers with at most 12 significant digits.
  ///
  /// Lines end with carriage return and line feed. The first line holds the headings. The totals and
  /// the footnotes are left out: whoever adds a column up must not meet its sum.
  public var csv: String {
    guard !columns.isEmpty else { return "" }
    var text = Self.record(columns.map(\.heading))
    for row in rows {
      text += Self.record(row.map(\.exchangeText))
    }
    return text
  }

  /// The table in columns of plain characters, for a terminal.
  ///
  /// Numbers stand to the right with their points below each other, texts to the left; two spaces
  /// separate columns. A line break inside a text is a space here. Totals stand below a rule,
  /// footnotes below the table.
  public var plainText: String {
    guard !columns.isEmpty else { return "" }
    let layout = TableLayout(self, usesTrueMinus: false)
    let head = layout.head.map { Self.oneLine($0.text + $0.plainMarks) }
    let cells = layout.rows + (layout.totals.map { [$0] } ?? [])
    // Marks have a place of their own, or the points beside them would move.
    let markWidths = columns.indices.map { index in
      cells.map { $0[index].plainMarks.count }.max() ?? 0
    }
    let body = cells.map { row in
      zip(row, markWidths).map { cell, width in
        Self.oneLine(cell.text) + Self.spaces(cell.missing.count)
          + cell.plainMarks + Self.spaces(width - cell.plainMarks.count)
      }
    }
    let widths = columns.indices.map { index in
      ([head] + body).map { $0[index].terminalWidth }.max() ?? 0
    }
    var lines = ([head] + body).map { line in
      let padded = line.indices.map { index in
        let space = Self.spaces(widths[index] - line[index].terminalWidth)
        return layout.isText[index] ? line[index] + space : space + line[index]
      }
      return Self.trimmed(padded.joined(separator: "  "))
    }
    if totals != nil {
      let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
      lines.insert(rule, at: lines.count - 1)
    }
    lines += layout.notes.map { note in
      (note.mark.map { "[\($0)] " } ?? "") + Self.oneLine(note.text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table in Markdown (GitHub's extension), its footnotes below it.
  ///
  /// Texts are shown as they are: what means something in Markdown is escaped, a line break is `<br>`.
  public var markdown: String {
    guard !columns.isEmpty else { return "" }
    let layout = TableLayout(self, usesTrueMinus: false)
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var text = line(layout.head.map(\.markdown))
    text += line(layout.isText.map { $0 ? ":---" : "---:" })
    for row in layout.rows { text += line(row.map(\.markdown)) }
    if let totals = layout.totals {
      text += line(totals.map { $0.text.isEmpty ? "" : "**\($0.markdown)**" })
    }
    for note in layout.notes {
      text += "\n" + (note.mark.map { "<sup>\($0)</sup> " } ?? "") + note.text.markdownEscaped
      text += "\n"
    }
    return text
  }

  private static func record(_ fields: [String]) -> String {
    // A line with nothing on it is no record, so a lone empty field needs its quotes.
    if fields == [""] { return "\"\"\r\n" }
    return fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    // Scalars, because Swift takes carriage return and line feed together as one character.
    let special = field.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard special else { return field }
    return "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  /// No text may break the columns or send a terminal a command.
  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0.isControl ? "\u{FFFD}" : $0 })
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Value {
  /// The value as files for programs hold it.
  fileprivate var exchangeText: String {
    switch self {
    case .number(let number): number.general(12)
    case .integer(let integer): String(integer)
    case .text(let text): text
    }
  }
}

extension TableLayout.Cell {
  fileprivate var plainMarks: String { marks.isEmpty ? "" : " [\(marks)]" }

  fileprivate var markdown: String {
    text.markdownEscaped + (marks.isEmpty ? "" : "<sup>\(marks)</sup>")
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension String {
  fileprivate var markdownEscaped: String {
    var result = ""
    for character in self {
      if character.isNewline {
        result += "<br>"
      } else if "\\|`*_[]<>&~$".contains(character) {
        result += "\\\(character)"
      } else {
        result.append(character.isControl ? "\u{FFFD}" : character)
      }
    }
    return result
  }
}
