/// Points that belong together, with a name that stands at their end.
public struct Series: Sendable, Hashable {
  /// How the points are drawn.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// A line through the points; a missing value interrupts it.
    case line
    /// A marker at each point.
    case dots
    /// A line that keeps its value until the next point, for buckets and counts.
    case steps
    /// A bar from zero to each point; the bars of several series stand side by side.
    case bars
    /// A thin line from zero to a marker at each point.
    case stems
  }

  /// What stands at the last point; may be empty for a lone series.
  public var name: String
  /// The points, in the units of the axes.
  public var points: [Point]
  /// What the series stands for; it gives colour, dashes and the shape of points.
  public var role: Role
  /// How the points are drawn.
  public var style: Style
  /// How far each value of y may lie off, in the unit of y; empty where that is not shown.
  public var errors: [Double]

  /// A series of points.
  public init(
    _ name: String, _ points: [Point], role: Role = .query, style: Style = .line,
    errors: [Double] = []
  ) {
    self.name = name
    self.points = points
    self.role = role
    self.style = style
    self.errors = errors
  }

  /// A series of pairs of numbers, x first.
  public init(
    _ name: String, _ points: [(Double, Double)], role: Role = .query, style: Style = .line
  ) {
    self.init(name, points.map { Point($0.0, $0.1) }, role: role, style: style)
  }

  /// A series over whole numbers: positions, distances, pairs.
  public init(
    _ name: String, _ points: [(Int, Double)], role: Role = .query, style: Style = .line
  ) {
    self.init(name, points.map { Point(Double($0.0), $0.1) }, role: role, style: style)
  }
}

/// A straight line across a plot at one value, with its name: a training length, a bound.
///
/// ```swift
/// let bound = Rule(y: 0.5, "bound")
/// print(bound.direction, bound.value)
/// // Prints "horizontal 0.5"
/// ```
public struct Rule: Sendable, Hashable {
  /// How a rule runs.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// At one value of y.
    case horizontal
    /// At one value of x.
    case vertical
  }

  /// How the rule runs.
  public var direction: Direction
  /// The value of y or x at which it lies.
  public var value: Double
  /// What stands beside it.
  public var name: String

  /// A rule at one value.
  public init(_ direction: Direction, at value: Double, name: String = "") {
    self.direction = direction
    self.value = value
    self.name = name
  }

  /// A vertical rule at one value of x.
  public init(x: Double, _ name: String = "") {
    self.init(.vertical, at: x, name: name)
  }

  /// A horizontal rule at one value of y.
  public init(y: Double, _ name: String = "") {
    self.init(.horizontal, at: y, name: name)
  }
}
