/// A number type whose vectors can be rotated.
///
/// A type states the arithmetic it is rotated in. A narrow storage type names a wider one here, so
/// that its values are rounded once, at the end, and not after each product.
public protocol RotaryScalar: Sendable {
  /// The type in which products and sums are formed.
  associatedtype RotaryArithmetic: BinaryFloatingPoint & Sendable

  /// This value in the arithmetic type, without loss.
  var rotaryArithmetic: RotaryArithmetic { get }

  /// Rounds a result to this type, to nearest, ties to even.
  init(rotaryArithmetic: RotaryArithmetic)

  /// Turns the rows of one call of a ``RotaryTable``.
  ///
  /// The default does it number by number. The types of this library turn eight pairs at a time.
  ///
  /// - Parameter rows: rows whose number and places the table has checked.
  static func turn(_ rows: RotaryRows<Self>)
}

extension RotaryScalar {
  /// Turns number by number.
  public static func turn(_ rows: RotaryRows<Self>) { rows.turnOneByOne() }
}

extension Double: RotaryScalar {
  /// The value itself: `Double` is rotated in `Double`.
  public var rotaryArithmetic: Double { self }

  /// Takes the result as it is.
  public init(rotaryArithmetic: Double) { self = rotaryArithmetic }

  /// Turns number by number.
  public static func turn(_ rows: RotaryRows<Double>) { rows.turnOneByOne() }
}

extension Float: RotaryScalar {
  /// The value itself: `Float` is rotated in `Float`, by cosines and sines made in `Double`.
  public var rotaryArithmetic: Float { self }

  /// Takes the result as it is.
  public init(rotaryArithmetic: Float) { self = rotaryArithmetic }

  /// Turns eight pairs at a time.
  public static func turn(_ rows: RotaryRows<Float>) { rows.turnInLanes() }
}
