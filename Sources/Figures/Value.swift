/// One cell of a table, or one published result: a number at full precision, an integer or a text.
///
/// Two `number` values are equal when the numbers are, and NaN equals NaN: a record that holds one
/// must still be equal to itself when the cache compares it.
public enum Value: Sendable, Hashable {
  /// A number, at full precision.
  case number(Double)
  /// A whole number; it is printed with all its digits.
  case integer(Int)
  /// A text.
  case text(String)

  /// Whether both are of one kind and equal, NaN being equal to NaN.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): a == b || (a.isNaN && b.isNaN)
    case (.integer(let a), .integer(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    default: false
    }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .number(let number): hasher.combine(number.isNaN ? .infinity : number)
    case .integer(let integer): hasher.combine(integer)
    case .text(let text): hasher.combine(text)
    }
  }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral
{
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Value {
  /// The value as a number, or `nil` for a text.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    case .text: nil
    }
  }

  /// The value rounded to 12 significant digits, as committed records hold it.
  public var quantized: Value {
    switch self {
    case .number(let number): .number(number.quantized)
    case .integer, .text: self
    }
  }

  /// The value as a page shows it: a true minus sign, digits as `format` says.
  ///
  /// Integers keep all their digits whatever the format; texts are returned as they are.
  public func display(_ format: NumberFormat = .fixed(6)) -> String {
    switch self {
    case .number(let number): format.display(number)
    case .integer(let integer): NumberFormat.minus(String(integer))
    case .text(let text): text
    }
  }

  /// The value as a program reads it: like ``display(_:)``, with a hyphen for the minus sign.
  public func plain(_ format: NumberFormat = .fixed(6)) -> String {
    switch self {
    case .number(let number): format.plain(number)
    case .integer(let integer): String(integer)
    case .text(let text): text
    }
  }
}

/// A type whose values may stand in the cells of a ``Table``.
public protocol TableValue {
  /// The value as a cell holds it.
  var tableValue: Value { get }
}

extension Double: TableValue {
  /// The number itself.
  public var tableValue: Value { .number(self) }
}

extension Float: TableValue {
  /// The same number as a `Double`, without loss.
  public var tableValue: Value { .number(Double(self)) }
}

extension Int: TableValue {
  /// The integer itself.
  public var tableValue: Value { .integer(self) }
}

extension String: TableValue {
  /// The text itself.
  public var tableValue: Value { .text(self) }
}

extension Bool: TableValue {
  /// `yes` or `no`.
  public var tableValue: Value { .text(self ? "yes" : "no") }
}

extension Value: TableValue {
  /// The value itself.
  public var tableValue: Value { self }
}
