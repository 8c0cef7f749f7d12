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
