/// Points that belong together, with a name that stands at their end.
public struct Series: Sendable, Hashable {
  public enum Style: String, Sendable, Hashable, CaseIterable {
    case line
    case dots
    /// A line that keeps its value until the next point, for buckets and counts.
    case steps
  }

  public var name: String
  /// The points, in the units of the axes.
  public var points: [Point]
  public var role: Role
  public var style: Style

  public init(_ name: String, _ points: [Point], role: Role = .query, style: Style = .line) {
    self.name = name
    self.points = points
    self.role = role
    self.style = style
  }

  public init(
    _ name: String, _ points: [(Double, Double)], role: Role = .query, style: Style = .line
  ) {
    self.init(name, points.map { Point($0.0, $0.1) }, role: role, style: style)
  }

  public init(
    _ name: String, _ points: [(Int, Double)], role: Role = .query, style: Style = .line
  ) {
    self.init(name, points.map { Point(Double($0.0), $0.1) }, role: role, style: style)
  }
}

/// A straight line across a plot at one value, with its name: a training length, a bound.
public struct Rule: Sendable, Hashable {
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// At one value of y.
    case horizontal
    /// At one value of x.
    case vertical
  }

  public var direction: Direction
  public var value: Double
  public var name: String

  public init(_ direction: Direction, at value: Double, name: String = "") {
    self.direction = direction
    self.value = value
    self.name = name
  }
}
