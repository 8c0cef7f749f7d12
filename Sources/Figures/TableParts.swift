/// A remark below a ``Table``, on all of it, on a column or on one of its values.
public struct Footnote: Sendable, Hashable {
  /// What it says.
  public let text: String
  /// The column it is about, by its place, or `nil`.
  let column: Int?
  /// The row it is about, counted from 0, or `nil`.
  let row: Int?
}

extension Table {
  /// The same table with a last row of sums.
  ///
  /// The first column holds the heading. Another one holds the sum of its values where all of them
  /// are numbers, an integer where all are integers and the sum is one too; else nothing.
  public func withTotals(_ heading: String = "Total") -> Table {
    var table = self
    table.totals = columns.indices.map { index in
      index == 0 ? .text(heading) : sum(ofColumn: index) ?? .text("")
    }
    return table
  }

  /// The same table with a last row of these values: shares, means, whatever sums the others up.
  ///
  /// - Throws: ``FigureError/raggedRow(row:values:columns:)`` for too few values or too many.
  public func withTotals(_ values: [Value]) throws(FigureError) -> Table {
    guard values.count == columns.count else {
      throw .raggedRow(row: rows.count, values: values.count, columns: columns.count)
    }
    var table = self
    table.totals = values
    return table
  }

  /// The same table with a remark below it.
  ///
  /// A remark on a column has its mark in the heading, one on a row in the first value, one on both
  /// in that value; one on neither has no mark.
  /// - Throws: ``FigureError/unknownColumn(_:)``, ``FigureError/unknownRow(_:rows:)``.
  public func noting(
    _ text: String, column: String? = nil, row: Int? = nil
  ) throws(FigureError) -> Table {
    var place: Int?
    if let column {
      place = columns.firstIndex { $0.name == column }
      if place == nil { throw .unknownColumn(column) }
    }
    if let row, !rows.indices.contains(row) { throw .unknownRow(row, rows: rows.count) }
    var table = self
    table.footnotes.append(Footnote(text: text, column: place, row: row))
    return table
  }

  /// The mark of each footnote: a, b, … for those that are about something, none for the others.
  var footnoteMarks: [String?] {
    var next = 0
    return footnotes.map { note in
      guard note.column != nil || note.row != nil else { return nil }
      defer { next += 1 }
      return Self.letters(next)
    }
  }

  /// The marks that stand in a heading (`row` is nil) or behind a value.
  func marks(column: Int, row: Int?) -> String {
    zip(footnotes, footnoteMarks).compactMap { note, mark in
      note.row == row && (note.column ?? 0) == column ? mark : nil
    }.joined(separator: ",")
  }

  /// a … z, aa, ab …
  private static func letters(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }

  private func sum(ofColumn index: Int) -> Value? {
    guard !rows.isEmpty else { return nil }
    var whole: Int? = 0
    var sum = 0.0
    for row in rows {
      guard let number = row[index].number else { return nil }
      sum += number
      guard case .integer(let next) = row[index], let before = whole else {
        whole = nil
        continue
      }
      let (partial, isTooLarge) = before.addingReportingOverflow(next)
      whole = isTooLarge ? nil : partial
    }
    return whole.map(Value.integer) ?? .number(sum)
  }
}
