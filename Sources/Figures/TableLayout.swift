/// The texts of a table as its views set them, the digits of a column in places of their own.
///
/// Numbers of a column stand to the right with their points below each other. What a number lacks
/// behind its point is told beside its text, so that a view can leave that space without putting
/// anything into what a reader copies.
public struct TableLayout: Sendable, Hashable {
  /// A value of the table as a view sets it.
  public struct Cell: Sendable, Hashable {
    /// The value.
    public var text: String
    /// What another number of the column has behind the point where this one has nothing, in zeros: `.00`.
    public var missing = ""
    /// The letters of the footnotes that are about it.
    public var marks = ""
  }

  /// A remark below the table.
  public struct Note: Sendable, Hashable {
    /// The letter by which it is found, or `nil` when it is about the whole table.
    public var mark: String?
    /// What it says.
    public var text: String
  }

  /// The headings.
  public let head: [Cell]
  /// The rows.
  public let rows: [[Cell]]
  /// The row that sums the others up.
  public let totals: [Cell]?
  /// The remarks.
  public let notes: [Note]
  /// Whether a column holds texts, which stand to the left.
  public let isText: [Bool]

  /// Lays out a table, or some of its rows.
  ///
  /// - Parameters:
  ///   - table: what is laid out.
  ///   - indices: the rows that are laid out, counted from 0; all of them when it is nil.
  ///   - usesTrueMinus: whether numbers have the minus sign of a page, U+2212, and not the hyphen that
  ///     programs read.
  public init(_ table: Table, rows indices: [Int]? = nil, usesTrueMinus: Bool) {
    let indices = indices ?? Array(table.rows.indices)
    let formats = table.columns.indices.map { table.format(ofColumn: $0) }
    isText = table.columns.indices.map { table.isText($0) }
    let all = indices.map { table.rows[$0] } + (table.totals.map { [$0] } ?? [])
    var cells = all.map { row in
      zip(row, formats).map { value, format in
        Cell(text: usesTrueMinus ? value.display(format) : value.plain(format))
      }
    }
    for column in table.columns.indices where !isText[column] {
      let tails = all.indices.map { Self.tail(of: cells[$0][column].text, all[$0][column]) }
      let longest = tails.compactMap(\.self).max { $0.count < $1.count } ?? ""
      for (row, tail) in tails.enumerated() {
        guard let tail else { continue }
        cells[row][column].missing = Self.zeros(longest.dropFirst(tail.count))
      }
    }
    if !table.footnotes.isEmpty {
      for (place, row) in indices.enumerated() {
        for column in table.columns.indices {
          cells[place][column].marks = table.marks(column: column, row: row)
        }
      }
    }
    head = table.columns.enumerated().map { index, column in
      Cell(text: column.heading, marks: table.marks(column: index, row: nil))
    }
    totals = table.totals == nil ? nil : cells.removeLast()
    rows = cells
    notes = zip(table.footnotes, table.footnoteMarks).map { Note(mark: $1, text: $0.text) }
  }

  /// Digits as zeros: they are all of one width, and these are nobody's result.
  private static func zeros(_ text: Substring) -> String {
    String(text.map { $0.isNumber ? "0" : $0 })
  }

  /// What follows the whole digits of a number, or `nil` for what has none: a text, `∞`, `< 1e-12`.
  private static func tail(of text: String, _ value: Value) -> Substring? {
    if case .text = value { return nil }
    let digits = text.drop { $0 == "-" || $0 == "\u{2212}" }
    guard digits.first?.isASCII == true, digits.first?.isNumber == true else { return nil }
    return digits.drop { $0.isNumber }
  }
}
