/// Series over two axes, each named at its last point: a ``Plot`` as a value that is filled in.
///
/// ```swift
/// let halves = (0...4).map { step in (Double(step), 1 / Double(1 << step)) }
/// let plot = LinePlot(
///   "What is left after each step", x: Axis("step"), y: "rest", series: [Series("half", halves)])
/// let figure = try plot.figure(description: "After four steps 0.0625 of it is left.")
/// print(figure.data.rows.count)
/// // Prints "5"
/// ```
public struct LinePlot: Sendable, Hashable {
  /// What the plot is, in at most 90 characters.
  public var title: String
  /// The axis across; it ends where the data end.
  public var x: Axis
  /// The axis upwards; it ends at ticks.
  public var y: Axis
  /// The series, the first at the back; up to four are told apart by colour and by dashes.
  public var series: [Series]
  /// Lines across the plot at one value.
  public var rules: [Rule]
  /// The width of the figure: 680, or 960 for a wide one.
  public var width: Double
  /// The height of the figure.
  public var height: Double

  /// A plot of series over two axes.
  public init(
    _ title: String, x: Axis, y: Axis, series: [Series], rules: [Rule] = [],
    width: Double = 680, height: Double = 380
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.rules = rules
    self.width = width
    self.height = height
  }

  /// The axes as they are drawn.
  ///
  /// - Throws: ``FigureError`` for no points, values that are not finite, and values that are not
  ///   positive on a logarithmic axis.
  public func axes() throws(FigureError) -> Axes {
    try plot().axes()
  }

  /// Draws the plot.
  ///
  /// - Parameters:
  ///   - description: what the plot shows, with its numbers.
  ///   - place: puts values on the figure where the axes' own placing is not to be used.
  /// - Throws: ``FigureError``, as ``axes()``.
  public func figure(
    description: String, place: ((Point) -> Point)? = nil
  ) throws(FigureError) -> Figure {
    try plot().figure(description: description, place: place)
  }

  /// The same picture as a ``Plot``; here a missing value is an error, not a gap.
  private func plot() throws(FigureError) -> Plot {
    for point in series.lazy.flatMap(\.points) where !point.isComplete {
      throw .badCoordinate(point.x.isFinite ? point.y : point.x, mark: "plot")
    }
    return Plot(
      title, x: x, y: y, layers: series.map { .series($0) } + rules.map { .rule($0) },
      width: width, height: height)
  }
}
