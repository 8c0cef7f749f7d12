/// A column of a ``Table``: its name, its unit and how its numbers are printed.
///
/// A string literal is a column without a unit whose numbers have six digits after the point.
public struct Column: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The quantity: `angle`, `score`.
  public var name: String
  /// The unit, as it follows the name in parentheses: `rad`, `tokens`, `rad/token`.
  public var unit: String?
  /// How its numbers are printed; integers and texts are printed as they are.
  public var format: NumberFormat

  /// A column; numbers have six digits after the point unless `format` says otherwise.
  public init(_ name: String, unit: String? = nil, format: NumberFormat = .fixed(6)) {
    self.name = name
    self.unit = unit
    self.format = format
  }

  /// A column without a unit.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// The name with its unit: `angle (rad)`.
  public var heading: String {
    guard let unit else { return name }
    return "\(name) (\(unit))"
  }
}

/// Named columns over rows of values at full precision.
///
/// Text, CSV and HTML are views of it; rounding happens in a view, never in the table.
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
}

extension Table {
  /// The values of the column with this name, or `nil` if there is none.
  public subscript(_ name: String) -> [Value]? {
    columns.firstIndex { $0.name == name }.map { index in rows.map { $0[index] } }
  }

  /// The text of a value as a page shows it in this column.
  public func text(of value: Value, in column: Column) -> String {
    value.display(column.format)
  }

  /// The same table with numbers rounded to 12 significant digits.
  public var quantized: Table {
    Table(unchecked: columns, rows.map { $0.map(\.quantized) }, title)
  }

  init(unchecked columns: [Column], _ rows: [[Value]], _ title: String?) {
    self.columns = columns
    self.rows = rows
    self.title = title
  }
}
