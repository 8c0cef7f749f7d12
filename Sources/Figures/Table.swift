/// Named columns over rows of values at full precision.
///
/// Text, CSV, JSON, Markdown and HTML are views of it; rounding happens in a view, never in the table.
///
/// ```swift
/// let table = Table([(1, 0.5), (2, 0.25)], columns: ["n", "x"])
/// print(table.plainText)
/// ```
public struct Table: Sendable, Hashable {
  /// Names, units and formats, in order.
  public var columns: [Column]
  /// The rows; each has as many values as there are columns.
  public let rows: [[Value]]
  /// What the table is, for lists of tables; a caption is the page's.
  public var title: String?
  /// Whether the first value of each row names the row.
  public var hasRowHeaders = false
  /// A row below the others that sums them up, or `nil`; see ``withTotals(_:)-(String)``.
  public internal(set) var totals: [Value]?
  /// What is said below the table, in order; see ``noting(_:column:row:)``.
  public internal(set) var footnotes: [Footnote] = []

  /// A table from rows of values.
  ///
  /// - Throws: ``FigureError/raggedRow(row:values:columns:)`` where a row has too few or too many.
  public init(
    columns: [Column], rows: [[Value]], title: String? = nil
  ) throws(FigureError) {
    for (index, row) in rows.enumerated() where row.count != columns.count {
      throw .raggedRow(row: index, values: row.count, columns: columns.count)
    }
    self.columns = columns
    self.rows = rows
    self.title = title
  }

  /// A table from tuples, one for each row.
  ///
  /// `Table([(0, 1.5), (1, 2.5)], columns: ["shift", "score"])`; every row must have the types of
  /// the first. Stops the program at the caller's line unless there is a column for each place of
  /// the tuple.
  public init<each Cell: TableValue>(
    _ rows: [(repeat each Cell)], columns: [Column], title: String? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    var width = 0
    for _ in repeat (each Cell).self { width += 1 }
    guard width == columns.count else {
      fatalError(
        "a row of \(width) values needs \(width) columns, not \(columns.count)",
        file: (file), line: line)
    }
    self.columns = columns
    self.rows = rows.map { row in
      var values: [Value] = []
      values.reserveCapacity(width)
      for cell in repeat each row { values.append(cell.tableValue) }
      return values
    }
    self.title = title
  }

  init(unchecked columns: [Column], _ rows: [[Value]], _ title: String?) {
    self.columns = columns
    self.rows = rows
    self.title = title
  }
}

extension Table {
  /// The values of the column with this name, or `nil` if there is none.
  public subscript(_ name: String) -> [Value]? {
    columns.firstIndex { $0.name == name }.map { index in rows.map { $0[index] } }
  }

  /// How the numbers of a column are printed, an `automatic` format resolved for all of them.
  public func format(ofColumn index: Int) -> NumberFormat {
    guard columns[index].format.dependsOnColumn else { return columns[index].format }
    let values = rows.lazy.map { $0[index] } + (totals.map { [$0[index]] } ?? [])
    return columns[index].format.resolved(
      for: values.compactMap { if case .number(let number) = $0 { number } else { nil } })
  }

  /// The text of a value as a page shows it in this column.
  public func text(of value: Value, in column: Column) -> String {
    guard let index = columns.firstIndex(of: column) else { return value.display(column.format) }
    return value.display(format(ofColumn: index))
  }

  /// Whether every value of the column is a text, so that it is set to the left.
  public func isText(_ column: Int) -> Bool {
    !rows.isEmpty
      && rows.allSatisfy { row in
        if case .text = row[column] { true } else { false }
      }
  }

  /// The same table with numbers rounded to 12 significant digits.
  public var quantized: Table {
    var table = with(rows: rows.map { $0.map(\.quantized) })
    table.totals = totals?.map(\.quantized)
    return table
  }

  /// The same table over other rows of the same width.
  func with(rows: [[Value]]) -> Table {
    var table = Table(unchecked: columns, rows, title)
    table.hasRowHeaders = hasRowHeaders
    table.totals = totals
    table.footnotes = footnotes
    return table
  }
}
