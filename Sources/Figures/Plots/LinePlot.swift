/// Lines or dots over two axes; each series is named at its last point, so there is no legend.
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
    let points = series.flatMap(\.points)
    let heights = points.map(\.y) + rules.filter { $0.direction == .horizontal }.map(\.value)
    let y = try PlacedAxis(y, values: heights, from: height - 64, to: 44, isTight: false)
    let widest = y.ticks.map { Lettering.width(of: $0.text, size: .number) }.max() ?? 0
    let names = series.map { Lettering.width(of: $0.name, size: .name) }.max() ?? 0
    let start = max(48, (widest + 24).rounded(.up))
    let end = width - max(24, (names + 24).rounded(.up))
    let widths = points.map(\.x) + rules.filter { $0.direction == .vertical }.map(\.value)
    let x = try PlacedAxis(x, values: widths, from: start, to: end, isTight: true)
    return Axes(x: x, y: y)
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
    let axes = try axes()
    let placed = series.map { series in
      var series = series
      series.points = series.points.map(place ?? axes.place)
      return series
    }
    let marks =
      axes.marks + rules.flatMap { $0.marks(on: axes) } + placed.map(\.mark) + names(of: placed)
    return try Figure(
      title: title, description: description, width: width, height: height, marks: marks,
      data: data)
  }

  /// Names at the last points, moved apart where they would touch.
  private func names(of placed: [Series]) -> [Mark] {
    let last = placed.compactMap { series in series.points.last.map { (series, $0) } }
    let heights = spread(last.map(\.1.y), apart: 18, from: 44, to: height - 64)
    return zip(last, heights).map { item, height in
      .text(item.0.name, at: Point(item.1.x + 12, height + 5), role: item.0.role)
    }
  }

  /// The plotted numbers: one row for each x where all series share them, else one for each point.
  private var data: Table {
    let column = Column(x.title, unit: x.unit, format: .significant(9))
    let abscissas = series.first?.points.map(\.x) ?? []
    if series.allSatisfy({ $0.points.map(\.x) == abscissas }) {
      let columns = series.map { series in
        Column(series.name.isEmpty ? y.title : series.name, unit: y.unit)
      }
      let rows = abscissas.indices.map { index in
        [Value.number(abscissas[index])] + series.map { .number($0.points[index].y) }
      }
      return Table(unchecked: [column] + columns, rows, title)
    }
    let rows = series.flatMap { series in
      series.points.map { [.text(series.name), .number($0.x), Value.number($0.y)] }
    }
    return Table(unchecked: ["series", column, Column(y.title, unit: y.unit)], rows, title)
  }
}

/// Values moved apart so that neighbours keep a distance, inside a range if it is large enough.
func spread(
  _ values: [Double], apart distance: Double, from low: Double, to high: Double
) -> [Double] {
  // Hundredths of a unit: curves that differ by a rounding residue keep the order they came in.
  let heights = values.map { ($0 * 100).rounded() }
  let order = values.indices.sorted { (heights[$0], $0) < (heights[$1], $1) }
  var result = values
  var floor = low
  for index in order {
    result[index] = max(values[index], floor)
    floor = result[index] + distance
  }
  var ceiling = high
  for index in order.reversed() {
    result[index] = min(result[index], ceiling)
    ceiling = result[index] - distance
  }
  return result
}

extension Series {
  /// The series as it is drawn, once its points are places of the figure.
  fileprivate var mark: Mark {
    switch style {
    case .dots:
      return .group(points.map { .marker(role, at: $0) })
    case .line:
      return .group([line(points)] + end)
    case .steps:
      let corners = zip(points, points.dropFirst()).map { Point($1.x, $0.y) }
      let path = points.indices.flatMap { index in
        index < corners.count ? [points[index], corners[index]] : [points[index]]
      }
      return .group([line(path)] + end)
    }
  }

  private var end: [Mark] { points.last.map { [.marker(role, at: $0)] } ?? [] }

  private func line(_ points: [Point]) -> Mark {
    .path(Outline(through: points), paint: .stroke(role))
  }
}

extension Rule {
  fileprivate func marks(on axes: Axes) -> [Mark] {
    switch direction {
    case .horizontal:
      let height = axes.y.place(value)
      return [
        .line(
          from: Point(axes.x.start, height), to: Point(axes.x.end, height), paint: .thin(.axis)),
        .text(
          name, at: Point(axes.x.start + 6, height - 6), size: .number, role: .muted),
      ]
    case .vertical:
      let place = axes.x.place(value)
      return [
        .line(from: Point(place, axes.y.start), to: Point(place, axes.y.end), paint: .thin(.axis)),
        .text(name, at: Point(place + 6, axes.y.end + 12), size: .number, role: .muted),
      ]
    }
  }
}
