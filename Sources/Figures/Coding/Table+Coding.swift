extension Column: Codable {
  private enum CodingKeys: String, CodingKey { case name, unit, format }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .name),
      unit: try container.decodeIfPresent(String.self, forKey: .unit),
      format: try container.decode(NumberFormat.self, forKey: .format))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(unit, forKey: .unit)
    try container.encode(format, forKey: .format)
  }
}

/// How the values of one column are coded: bare where all are of one kind, tagged where they mix.
enum ColumnKind: String, Codable {
  case number, integer, text, mixed

  init(of values: some Sequence<Value>) {
    var kinds = values.lazy.map(\.kind).makeIterator()
    guard let first = kinds.next() else {
      self = .mixed
      return
    }
    while let next = kinds.next() {
      guard next == first else {
        self = .mixed
        return
      }
    }
    self = ColumnKind(rawValue: first) ?? .mixed
  }
}

extension Table: Codable {
  private enum CodingKeys: String, CodingKey {
    case title, columns, kinds, rows, rowHeaders, totals, footnotes
  }

  /// The kind of each column.
  var kinds: [ColumnKind] {
    columns.indices.map { index in ColumnKind(of: rows.lazy.map { $0[index] }) }
  }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let columns = try container.decode([Column].self, forKey: .columns)
    let kinds = try container.decode([ColumnKind].self, forKey: .kinds)
    guard kinds.count == columns.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .kinds, in: container, debugDescription: "a kind is needed for each column")
    }
    var coded = try container.nestedUnkeyedContainer(forKey: .rows)
    var rows: [[Value]] = []
    while !coded.isAtEnd {
      var row = try coded.nestedUnkeyedContainer()
      rows.append(try kinds.map { try Self.decode($0, from: &row) })
      guard row.isAtEnd else {
        throw DecodingError.dataCorruptedError(
          in: row, debugDescription: "a row has more values than there are columns")
      }
    }
    self.init(
      unchecked: columns, rows, try container.decodeIfPresent(String.self, forKey: .title))
    hasRowHeaders = try container.decodeIfPresent(Bool.self, forKey: .rowHeaders) ?? false
    totals = try container.decodeIfPresent([Value].self, forKey: .totals)
    footnotes = try container.decodeIfPresent([Footnote].self, forKey: .footnotes) ?? []
    guard totals.map({ $0.count == columns.count }) ?? true, footnotes.allSatisfy(isInside) else {
      throw DecodingError.dataCorruptedError(
        forKey: .footnotes, in: container,
        debugDescription: "totals or a footnote do not fit the columns and rows")
    }
  }

  private func isInside(_ note: Footnote) -> Bool {
    (note.column.map(columns.indices.contains) ?? true)
      && (note.row.map(rows.indices.contains) ?? true)
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(title, forKey: .title)
    try container.encode(columns, forKey: .columns)
    let kinds = kinds
    try container.encode(kinds, forKey: .kinds)
    var coded = container.nestedUnkeyedContainer(forKey: .rows)
    for values in rows {
      var row = coded.nestedUnkeyedContainer()
      for (value, kind) in zip(values, kinds) { try Self.encode(value, kind, to: &row) }
    }
    // A table without them is coded as it always was, so that committed records stay.
    if hasRowHeaders { try container.encode(true, forKey: .rowHeaders) }
    try container.encodeIfPresent(totals, forKey: .totals)
    if !footnotes.isEmpty { try container.encode(footnotes, forKey: .footnotes) }
  }

  private static func decode(
    _ kind: ColumnKind, from row: inout any UnkeyedDecodingContainer
  ) throws -> Value {
    switch kind {
    case .number: .number(try row.decode(CodedNumber.self).number)
    case .integer: .integer(try row.decode(Int.self))
    case .text: .text(try row.decode(String.self))
    case .mixed: try row.decode(Value.self)
    }
  }

  private static func encode(
    _ value: Value, _ kind: ColumnKind, to row: inout any UnkeyedEncodingContainer
  ) throws {
    switch (kind, value) {
    case (.number, .number(let number)): try row.encode(CodedNumber(number))
    case (.integer, .integer(let integer)): try row.encode(integer)
    case (.text, .text(let text)): try row.encode(text)
    default: try row.encode(value)
    }
  }
}

extension Footnote: Codable {
  private enum CodingKeys: String, CodingKey { case text, column, row }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      text: try container.decode(String.self, forKey: .text),
      column: try container.decodeIfPresent(Int.self, forKey: .column),
      row: try container.decodeIfPresent(Int.self, forKey: .row))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .text)
    try container.encodeIfPresent(column, forKey: .column)
    try container.encodeIfPresent(row, forKey: .row)
  }
}
