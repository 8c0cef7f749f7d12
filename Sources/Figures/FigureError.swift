/// Why a table or a figure could not be made.
public enum FigureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A row holds another number of values than there are columns. Rows count from 0.
  case raggedRow(row: Int, values: Int, columns: Int)
  /// A coordinate is not a number, infinite, or beyond a million units.
  case badCoordinate(Double, mark: String)
  /// A logarithmic axis was given a value that is not positive.
  case notPositive(Double, axis: String)
  /// There is nothing to draw.
  case empty(String)

  /// A sentence with the offending value.
  public var description: String {
    switch self {
    case .raggedRow(let row, let values, let columns):
      "row \(row) of a table has \(values) values where there are \(columns) columns"
    case .badCoordinate(let value, let mark):
      "a coordinate of a \(mark) must be finite and below a million, not \(value)"
    case .notPositive(let value, let axis):
      "the logarithmic axis '\(axis)' needs positive values, not \(value)"
    case .empty(let what):
      "\(what) has nothing to draw"
    }
  }
}
