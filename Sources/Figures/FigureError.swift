/// Why a table or a figure could not be made.
public enum FigureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A row holds another number of values than there are columns. Rows count from 0.
  case raggedRow(row: Int, values: Int, columns: Int)
  /// A coordinate is not a number, infinite, or beyond a million units.
  case badCoordinate(Double, mark: String)
  /// A logarithmic axis was given a value that is not positive.
  case notPositive(Double, axis: String)
  /// The ends of an axis are equal, too near or too far apart for ticks between them.
  case badSpan(Double, Double, axis: String)
  /// A series has an infinite value; a missing one is not-a-number.
  case infinite(Double, series: String)
  /// A series has another number of second values (y, errors, upper edges) than of first ones.
  case unequalCounts(Int, Int, series: String)
  /// Axis texts and names leave no room to draw in.
  case noRoom(String)
  /// A footnote names a column that the table does not have.
  case unknownColumn(String)
  /// A footnote names a row that the table does not have. Rows count from 0.
  case unknownRow(Int, rows: Int)
  /// There is nothing to draw.
  case empty(String)
  /// There is more to draw than a page has room for.
  case tooLarge(String)

  /// A sentence with the offending value.
  public var description: String {
    switch self {
    case .raggedRow(let row, let values, let columns):
      "row \(row) of a table has \(values) values where there are \(columns) columns"
    case .badCoordinate(let value, let mark):
      "a coordinate of a \(mark) must be finite and below a million, not \(value)"
    case .notPositive(let value, let axis):
      "the logarithmic axis '\(axis)' needs positive values, not \(value)"
    case .badSpan(let low, let high, let axis):
      "the axis '\(axis)' cannot have ticks from \(low) to \(high)"
    case .infinite(let value, let series):
      "the series '\(series)' has the value \(value); a missing value is written as nan"
    case .unequalCounts(let first, let second, let series):
      "the series '\(series)' has \(first) values on one side and \(second) on the other"
    case .noRoom(let title):
      "the names in the plot '\(title)' leave no room to draw in: make it wider or them shorter"
    case .unknownColumn(let name):
      "a table has no column '\(name)' for its footnote"
    case .unknownRow(let row, let rows):
      "a footnote names row \(row) of a table of \(rows) rows"
    case .empty(let what):
      "\(what) has nothing to draw"
    case .tooLarge(let reason):
      reason
    }
  }
}
