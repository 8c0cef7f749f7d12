/// How a number is printed.
///
/// The text depends on the number alone: no locale, no C library. Rounding is exact, on the full
/// decimal expansion of the `Double`, with ties to the even digit (the rule of IEEE 754 and of
/// Python's `format`). A result of zero has no sign; not-a-number prints as `NaN`, infinity as
/// `∞`.
///
/// ```swift
/// print(NumberFormat.fixed(3).plain(2.0 / 3), NumberFormat.scientific(1).plain(4.4409e-16))
/// // Prints "0.667 4.4e-16"
/// ```
public indirect enum NumberFormat: Sendable, Hashable {
  /// So many digits after the point: `fixed(6)` prints 0.540302. A negative count means none.
  case fixed(Int)
  /// One digit before the point, so many after it, and an exponent.
  ///
  /// `scientific(1)` prints 4.4e-16.
  case scientific(Int)
  /// At most so many significant digits, trailing zeros removed; an exponent below 1e-6 and
  /// where the digits do not reach the point. `significant(6)` prints 0.1, 54410.1 and 1e-7.
  case significant(Int)
  /// So many significant digits of the largest number of a column, in the notation that reads
  /// better for all of it: with a point, the same places in every row, or with an exponent.
  ///
  /// See ``resolved(for:)`` for the rule. A number by itself is a column of one.
  case automatic(Int)
  /// No digits after the point.
  case integer
  /// `< 1e-12` for what is nearer to zero than the bound without being zero, else another format.
  case residue(below: Double, otherwise: NumberFormat)

  /// A rounding residue: `< bound` for what is nearer to zero, else six digits after the point.
  public static func residue(below bound: Double) -> NumberFormat {
    .residue(below: bound, otherwise: .fixed(6))
  }

  /// The number as a page shows it, with a true minus sign (U+2212).
  public func display(_ number: Double) -> String {
    Self.minus(plain(number))
  }

  /// The number as a program reads it, with a hyphen for the minus sign.
  public func plain(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-∞" : "∞" }
    if isAutomatic { return resolved(for: CollectionOfOne(number)).plain(number) }
    let expansion = DecimalExpansion(number.magnitude)
    switch self {
    case .integer, .automatic: return Self.fixed(expansion, 0, number < 0)
    case .fixed(let digits): return Self.fixed(expansion, digits, number < 0)
    case .scientific(let digits): return Self.scientific(expansion, digits, number < 0)
    case .significant(let digits): return Self.significant(expansion, digits, number < 0)
    case .residue(let bound, let format):
      guard number != 0, number.magnitude < bound else { return format.plain(number) }
      let bound = NumberFormat.significant(6).exponential(bound)
      return number < 0 ? "> -\(bound)" : "< \(bound)"
    }
  }

  private var isAutomatic: Bool { if case .automatic = self { true } else { false } }

  static func minus(_ text: String) -> String {
    text.contains("-") ? String(text.map { $0 == "-" ? "\u{2212}" : $0 }) : text
  }

  private static func fixed(_ exact: DecimalExpansion, _ digits: Int, _ negative: Bool) -> String {
    let rounded = exact.rounded(fractionDigits: max(0, digits))
    return sign(negative, rounded) + rounded.positional(fractionDigits: max(0, digits))
  }

  private static func scientific(
    _ exact: DecimalExpansion, _ digits: Int, _ negative: Bool
  ) -> String {
    let rounded = exact.rounded(significantDigits: max(0, digits) + 1)
    return sign(negative, rounded) + rounded.exponential(fractionDigits: max(0, digits))
  }

  private static func significant(
    _ exact: DecimalExpansion, _ digits: Int, _ negative: Bool
  ) -> String {
    let digits = max(1, digits)
    let rounded = exact.rounded(significantDigits: digits)
    let places = rounded.digits.count - rounded.exponent
    let isPositional = rounded.exponent > -6 && rounded.exponent <= max(digits, 5)
    return sign(negative, rounded)
      + (isPositional
        ? rounded.positional(fractionDigits: max(0, places))
        : rounded.exponential(fractionDigits: rounded.digits.count - 1))
  }

  /// A bound reads as a power of ten: 1e-12 rather than 0.000000000001.
  private func exponential(_ bound: Double) -> String {
    let rounded = DecimalExpansion(bound.magnitude).rounded(significantDigits: 6)
    return rounded.exponential(fractionDigits: max(0, rounded.digits.count - 1))
  }

  private static func sign(_ negative: Bool, _ rounded: DecimalExpansion) -> String {
    negative && !rounded.digits.isEmpty ? "-" : ""
  }
}

extension Double {
  /// The number rounded to 12 significant digits: what two machines agree on.
  public var quantized: Double {
    guard isFinite, self != 0 else { return self }
    return Double(general(12)) ?? self
  }

  /// At most so many significant digits in the shortest usual notation, for CSV.
  func general(_ digits: Int) -> String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    return NumberFormat.significant(digits).plain(self)
  }
}
