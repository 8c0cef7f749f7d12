/// A measured number and what was said of it.
///
/// ```swift
/// let claim = Claim(label: "clm-third", largest: abs(1.0 / 3 * 3 - 1), below: 1e-15)
/// print(claim.holds)
/// // Prints "true"
/// ```
public struct Claim: Sendable, Hashable {
  /// What a measured number is held against.
  public enum Relation: Sendable, Hashable {
    /// The largest value stays below a bound.
    case below(Double)
    /// The smallest value stays above a bound.
    case above(Double)
    /// The value is an expected one, within an absolute tolerance.
    case equal(Double, within: Double)
    /// The value, an integer or a text, is exactly this one.
    case same(Value)
    /// The statement is plainly true or false.
    case truth
  }

  /// The entry it belongs to, such as `clm-shift`.
  public var label: String
  /// One sentence; empty where the list of claims holds the wording.
  public var statement: String
  /// What the value is held against.
  public let relation: Relation
  /// What was measured; for a plain truth, `yes` or `no`.
  public let value: Value
  /// Whether the measured value stands in its relation; not-a-number stands in none.
  public let holds: Bool

  /// The claim that a largest value stays below a bound.
  public init(label: String, statement: String = "", largest value: Double, below bound: Double) {
    self.init(label, statement, .below(bound), .number(value))
  }

  /// The claim that a smallest value stays above a bound.
  public init(label: String, statement: String = "", smallest value: Double, above bound: Double) {
    self.init(label, statement, .above(bound), .number(value))
  }

  /// The claim that a value is the expected one within an absolute tolerance.
  public init(
    label: String, statement: String = "", _ value: Double, equals expected: Double,
    within tolerance: Double = 0
  ) {
    self.init(label, statement, .equal(expected, within: tolerance), .number(value))
  }

  /// The claim that a value is exactly the expected one.
  public init(label: String, statement: String = "", _ value: Value, is expected: Value) {
    self.init(label, statement, .same(expected), value)
  }

  /// The claim that something holds.
  public init(label: String, statement: String = "", holds condition: Bool) {
    self.init(label, statement, .truth, condition.tableValue)
  }

  init(
    _ label: String, _ statement: String, _ relation: Relation, _ value: Value,
    holds: Bool? = nil
  ) {
    self.label = label
    self.statement = statement
    self.relation = relation
    self.value = value
    self.holds = holds ?? relation.holds(of: value)
  }

  /// The claim with its numbers rounded to 12 significant digits; the verdict stays.
  public var quantized: Claim {
    Claim(label, statement, relation.quantized, value.quantized, holds: holds)
  }
}

extension Claim.Relation {
  /// The bound or the expected value; `nil` for a plain truth.
  public var bound: Value? {
    switch self {
    case .below(let bound), .above(let bound), .equal(let bound, _): .number(bound)
    case .same(let value): value
    case .truth: nil
    }
  }

  func holds(of value: Value) -> Bool {
    switch (self, value) {
    case (.below(let bound), .number(let number)): number < bound
    case (.above(let bound), .number(let number)): number > bound
    case (.equal(let expected, let tolerance), .number(let number)):
      (number - expected).magnitude <= tolerance
    case (.same(let expected), let value): expected == value
    case (.truth, let value): value == true.tableValue
    default: false
    }
  }

  var quantized: Claim.Relation {
    switch self {
    case .below(let bound): .below(bound.quantized)
    case .above(let bound): .above(bound.quantized)
    case .equal(let expected, let tolerance):
      .equal(expected.quantized, within: tolerance.quantized)
    case .same(let value): .same(value.quantized)
    case .truth: .truth
    }
  }
}
