/// What may stand in a ``Plot``: ``Line``, ``Steps``, ``Scatter``, ``Bars``, ``Stems``, ``Band``,
/// ``Rule``.
public protocol PlotElement: Sendable {
  /// The colour and shape that were asked for; nil where the plot is to choose.
  var role: Role? { get }
  /// What is drawn, in the role that was chosen.
  func layer(in role: Role) -> PlotLayer
}

/// One layer of a plot, as ``Plot`` draws it.
public enum PlotLayer: Sendable, Hashable {
  /// Points, drawn in their style.
  case series(Series)
  /// The area between two edges.
  case area(Area)
  /// A straight line across the plot.
  case rule(Rule)
  /// An element that could not be made; the plot throws its reason.
  case broken(FigureError)

  /// The area between two edges over the same values of x.
  public struct Area: Sendable, Hashable {
    /// What stands at the right end; may be empty.
    public var name: String
    /// The lower edge, in the units of the axes.
    public var lower: [Point]
    /// The upper edge, at the same values of x.
    public var upper: [Point]
    /// The colour of the area.
    public var role: Role
  }
}

extension Rule: PlotElement {
  /// A rule is drawn in the colour of the axes.
  public var role: Role? { .axis }
  /// The rule itself.
  public func layer(in role: Role) -> PlotLayer { .rule(self) }
}

/// An element made of points with a name: ``Line``, ``Steps``, ``Scatter``, ``Bars``, ``Stems``.
///
/// A missing value is written as not-a-number and leaves a gap.
public protocol SeriesElement: PlotElement {
  /// How the points are drawn.
  static var style: Series.Style { get }
  /// The points and their name, or why there are none.
  var source: Result<Series, FigureError> { get }
  /// An element of a finished series.
  init(source: Result<Series, FigureError>, role: Role?)
}

extension SeriesElement {
  /// The series in the role that was chosen.
  public func layer(in role: Role) -> PlotLayer {
    switch source {
    case .success(var series):
      series.role = role
      return .series(series)
    case .failure(let error): return .broken(error)
    }
  }

  /// Points in the units of the axes, with a name that stands at the last of them.
  ///
  /// - Parameters:
  ///   - name: may be empty for a lone series.
  ///   - points: in the order in which they are joined.
  ///   - role: the colour, dashes and shape; left out, the first of query, key, position and accent
  ///     that no other element asked for.
  ///   - errors: how far each value of y may lie off, in the unit of y; one for each point or none.
  public init(
    _ name: String = "", _ points: [Point], role: Role? = nil, errors: [Double] = []
  ) {
    let series = Series(name, points, style: Self.style, errors: errors)
    self.init(source: .success(series), role: role)
  }

  /// Pairs of numbers, x first.
  public init(
    _ name: String = "", _ points: [(Double, Double)], role: Role? = nil, errors: [Double] = []
  ) {
    self.init(name, points.map { Point($0.0, $0.1) }, role: role, errors: errors)
  }

  /// Pairs over whole numbers: positions, distances, pairs of components.
  public init(
    _ name: String = "", _ points: [(Int, Double)], role: Role? = nil, errors: [Double] = []
  ) {
    self.init(name, points.map { Point(Double($0.0), $0.1) }, role: role, errors: errors)
  }

  /// Values at 0, 1, 2 and so on.
  public init(
    _ name: String = "", _ values: [Double], role: Role? = nil, errors: [Double] = []
  ) {
    let points = values.enumerated().map { Point(Double($0.offset), $0.element) }
    self.init(name, points, role: role, errors: errors)
  }

  /// Two lists of one length; ``Plot/figure(description:)`` throws where the lengths differ.
  public init(
    _ name: String = "", x: [Double], y: [Double], role: Role? = nil, errors: [Double] = []
  ) {
    guard x.count == y.count else {
      let error = FigureError.unequalCounts(x.count, y.count, series: name)
      self.init(source: .failure(error), role: role)
      return
    }
    self.init(name, zip(x, y).map { Point($0, $1) }, role: role, errors: errors)
  }

  /// A function at equally spaced values of x, both ends included.
  ///
  /// - Parameters:
  ///   - name: what stands at the last point; may be empty for a lone series.
  ///   - domain: the values of x, in the unit of the axis.
  ///   - count: how many points, at least 2.
  ///   - role: the colour, dashes and shape; left out, the first that no other element asked for.
  ///   - function: the value of y for each x.
  public init(
    _ name: String = "", over domain: ClosedRange<Double>, count: Int = 201, role: Role? = nil,
    _ function: (Double) -> Double
  ) {
    let last = max(count, 2) - 1
    let points = (0...last).map { index in
      let share = Double(index) / Double(last)
      let x = domain.lowerBound * (1 - share) + domain.upperBound * share
      return Point(x, function(x))
    }
    self.init(name, points, role: role)
  }

  /// A function at whole numbers: positions, distances, pairs of components.
  ///
  /// - Parameters:
  ///   - name: what stands at the last point; may be empty for a lone series.
  ///   - places: the values of x, in the order in which they are joined.
  ///   - role: the colour, dashes and shape; left out, the first that no other element asked for.
  ///   - function: the value of y for each.
  public init(
    _ name: String = "", at places: some Sequence<Int>, role: Role? = nil,
    _ function: (Int) -> Double
  ) {
    self.init(name, places.map { Point(Double($0), function($0)) }, role: role)
  }
}

/// A line through points; a missing value interrupts it.
///
/// ```swift
/// let curve = Line("square", over: 0...4, count: 5) { $0 * $0 }
/// print(try curve.source.get().points.map(\.y))
/// // Prints "[0.0, 1.0, 4.0, 9.0, 16.0]"
/// ```
public struct Line: SeriesElement {
  public static let style = Series.Style.line
  public let source: Result<Series, FigureError>
  public let role: Role?

  /// A line of a finished series.
  public init(source: Result<Series, FigureError>, role: Role?) {
    (self.source, self.role) = (source, role)
  }
}

/// A line that keeps its value until the next point, for buckets and counts.
public struct Steps: SeriesElement {
  public static let style = Series.Style.steps
  public let source: Result<Series, FigureError>
  public let role: Role?

  /// Steps of a finished series.
  public init(source: Result<Series, FigureError>, role: Role?) {
    (self.source, self.role) = (source, role)
  }
}

/// A marker at each point, in the shape of its role.
public struct Scatter: SeriesElement {
  public static let style = Series.Style.dots
  public let source: Result<Series, FigureError>
  public let role: Role?

  /// Markers of a finished series.
  public init(source: Result<Series, FigureError>, role: Role?) {
    (self.source, self.role) = (source, role)
  }
}

/// A bar from zero to each value; the bars of several elements stand side by side.
public struct Bars: SeriesElement {
  public static let style = Series.Style.bars
  public let source: Result<Series, FigureError>
  public let role: Role?

  /// Bars of a finished series.
  public init(source: Result<Series, FigureError>, role: Role?) {
    (self.source, self.role) = (source, role)
  }
}

/// A thin line from zero to a marker at each value, for functions of whole numbers.
public struct Stems: SeriesElement {
  public static let style = Series.Style.stems
  public let source: Result<Series, FigureError>
  public let role: Role?

  /// Stems of a finished series.
  public init(source: Result<Series, FigureError>, role: Role?) {
    (self.source, self.role) = (source, role)
  }
}

/// The area between two edges, such as a smallest and a largest value.
///
/// ```swift
/// let spread = Band("all seeds", x: [0, 1, 2], from: [0, 0.5, 1], to: [1, 1.5, 3])
/// let plot = Plot("Spread", x: "step", y: "loss") { spread }
/// print(try plot.figure(description: "It grows to 2.").data.columns.map(\.name))
/// // Prints "["step", "all seeds, from", "all seeds, to"]"
/// ```
public struct Band: PlotElement {
  /// The colour of the area; nil where the plot is to choose.
  public let role: Role?
  private let source: Result<PlotLayer.Area, FigureError>

  /// The area between two lists of y over one list of x; their lengths must be equal, which
  /// ``Plot/figure(description:)`` checks.
  ///
  /// - Parameters:
  ///   - name: what stands at the right end; may be empty.
  ///   - x: in the unit of the axis across.
  ///   - lower: one edge; not-a-number leaves a gap.
  ///   - upper: the other edge.
  ///   - role: the colour; that of a line it belongs to, for example.
  public init(
    _ name: String = "", x: [Double], from lower: [Double], to upper: [Double], role: Role? = nil
  ) {
    self.role = role
    for other in [lower, upper] where other.count != x.count {
      source = .failure(.unequalCounts(x.count, other.count, series: name))
      return
    }
    source = .success(
      PlotLayer.Area(
        name: name, lower: zip(x, lower).map { Point($0, $1) },
        upper: zip(x, upper).map { Point($0, $1) }, role: .query))
  }

  /// The area in the role that was chosen.
  public func layer(in role: Role) -> PlotLayer {
    switch source {
    case .success(var area):
      area.role = role
      return .area(area)
    case .failure(let error): return .broken(error)
    }
  }
}
