/// Lines, points, bars and areas over two axes; each is named where it ends, so there is no legend.
///
/// ```swift
/// let decay = Plot(
///   "Similarity falls with distance", x: Axis("distance", unit: "tokens"), y: "similarity"
/// ) {
///   Line("1 / (1 + n)", over: 0...16) { 1 / (1 + $0) }
///   Scatter("measured", [(0, 1.0), (4, 0.21), (8, 0.12), (16, 0.05)], errors: [0, 0.02, 0.02, 0.01])
///   Rule(y: 0.5, "half")
/// }
/// let figure = try decay.figure(description: "From 1 at distance 0 to 0.05 at 16 tokens.")
/// print(figure.title)
/// // Prints "Similarity falls with distance"
/// ```
///
/// Missing values are written as not-a-number and leave gaps. More than 4 000 points are thinned to
/// the first, least, greatest and last of each unit of width, so that the picture keeps every
/// extreme; the figure's data keep all of them.
public struct Plot: Sendable, Hashable {
  /// What the plot is, in at most 90 characters.
  public var title: String
  /// The axis across; it ends where the data end.
  public var x: Axis
  /// The axis upwards; it ends at ticks.
  public var y: Axis
  /// What is drawn, the first at the back.
  public var layers: [PlotLayer]
  /// The width of the figure: 680, or 960 for a wide one.
  public var width: Double
  /// The height of the figure; it grows where the names need more.
  public var height: Double
  /// The rooms left and right of the plot that small multiples share.
  var margins: Margins?
  /// Whether the names stand above the plot, as on phones, and not where their lines end.
  var isKeyed = false

  struct Margins: Hashable {
    var left: Double
    var right: Double
  }

  /// A plot of elements over two axes.
  ///
  /// - Parameters:
  ///   - title: what it is, in at most 90 characters.
  ///   - x: the axis across; a text alone is an axis without a unit.
  ///   - y: the axis upwards.
  ///   - width: in units of the page: 680 for the text column, 960 for a wide figure.
  ///   - height: in the same units.
  ///   - content: what is drawn, the first at the back.
  public init(
    _ title: String, x: Axis, y: Axis, width: Double = 680, height: Double = 380,
    @PlotBuilder _ content: () -> [any PlotElement]
  ) {
    self.init(title, x: x, y: y, layers: Self.layers(content()), width: width, height: height)
  }

  /// A plot of finished layers.
  init(
    _ title: String, x: Axis, y: Axis, layers: [PlotLayer], width: Double, height: Double
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.layers = layers
    self.width = width
    self.height = height
  }

  /// Gives each element without a role the first one that no other asked for.
  private static func layers(_ elements: [any PlotElement]) -> [PlotLayer] {
    let all: [Role] = [.query, .key, .position, .accent]
    let given = elements.compactMap(\.role)
    let free = all.filter { !given.contains($0) }
    let choice = free.isEmpty ? all : free
    var count = 0
    return elements.map { element in
      if let role = element.role { return element.layer(in: role) }
      count += 1
      return element.layer(in: choice[(count - 1) % choice.count])
    }
  }

  /// Draws the plot, with a second layout for phones.
  ///
  /// - Parameter description: what the plot shows, in one to three sentences with its numbers.
  /// - Throws: ``FigureError/empty(_:)`` without a value, ``FigureError/infinite(_:series:)``,
  ///   ``FigureError/unequalCounts(_:_:series:)``, ``FigureError/notPositive(_:axis:)`` on a
  ///   logarithmic axis, ``FigureError/badSpan(_:_:axis:)`` and ``FigureError/noRoom(_:)``.
  public func figure(description: String) throws(FigureError) -> Figure {
    try figure(description: description, place: nil)
  }

  func figure(
    description: String, place: ((Point) -> Point)?
  ) throws(FigureError) -> Figure {
    var figure = try Figure(
      title: title, description: description, width: width, height: fullHeight,
      marks: try marks(place: place), data: data)
    if width > Self.narrowWidth { figure.narrow = try? narrow(figure) }
    return figure
  }

  static let narrowWidth = 340.0

  /// The same plot as wide as a phone.
  ///
  /// - Throws: ``FigureError/noRoom(_:)`` where numbers or names leave none.
  private func narrow(_ figure: Figure) throws(FigureError) -> Figure {
    var plot = self
    plot.width = Self.narrowWidth
    plot.height = min(height, 300)
    plot.margins = nil
    let y = try PlacedAxis(y, values: heights, from: 1, to: 0, isTight: false)
    let margins = plot.margins(y)
    plot.isKeyed = plot.width - margins.left - margins.right < 200
    return try Figure(
      title: figure.title, description: figure.description, width: plot.width,
      height: plot.fullHeight, marks: try plot.marks(), data: figure.data)
  }

  /// What is drawn, the axes first.
  func marks(place: ((Point) -> Point)? = nil) throws(FigureError) -> [Mark] {
    let axes = try axes()
    var drawing = PlotDrawing(axes, place: place ?? axes.place)
    drawing.draw(layers)
    let names = LabelPlacement(axes: axes, obstacles: drawing.obstacles)
      .marks(rules: drawing.rules, ends: isKeyed ? [] : drawing.ends)
    return (key?.marks(width: width) ?? []) + axes.marks(width: width) + names.rules
      + drawing.marks + names.ends
  }

  private var key: PlotKey? { isKeyed ? PlotKey(layers) : nil }

  /// The axes as they are drawn.
  func axes() throws(FigureError) -> Axes {
    try validate()
    let bottom = fullHeight - 64
    let top = 44 + (key?.height ?? 0)
    let y = try PlacedAxis(y, values: heights, from: bottom, to: top, isTight: false)
    let margins = margins ?? margins(y)
    let (start, end) = (margins.left, width - margins.right)
    guard end - start >= 60, bottom - top >= 40 else { throw .noRoom(title) }
    let x = try PlacedAxis(x, values: widths, from: start, to: end, isTight: true)
    return Axes(x: x, y: y)
  }

  /// The rooms that the numbers of y and the names at the right need.
  func margins(_ y: PlacedAxis) -> Margins {
    let widest = y.ticks.map { TextExtent($0.text, size: .number).width }.max() ?? 0
    let names =
      isKeyed
      ? 0 : layers.compactMap(\.name).map { TextExtent($0, size: .name).width }.max() ?? 0
    return Margins(
      left: max(48, (widest + 24).rounded(.up)), right: max(24, (names + 24).rounded(.up)))
  }

  /// The height with room for every name at the right end.
  var fullHeight: Double {
    if let key { return height + key.height }
    let names = layers.filter { !($0.name ?? "").isEmpty }.count
    return max(height, 108 + 18 * Double(max(0, names - 1)))
  }

  private func validate() throws(FigureError) {
    for layer in layers {
      switch layer {
      case .broken(let error): throw error
      case .rule(let rule):
        if !rule.value.isFinite { throw .badCoordinate(rule.value, mark: "rule") }
      case .series(let series):
        guard series.errors.isEmpty || series.errors.count == series.points.count else {
          throw .unequalCounts(series.points.count, series.errors.count, series: series.name)
        }
        try validate(series.points, series.name)
        for error in series.errors where error.isInfinite {
          throw .infinite(error, series: series.name)
        }
      case .area(let area):
        try validate(area.lower, area.name)
        try validate(area.upper, area.name)
      }
    }
    guard layers.contains(where: { $0.points.contains(where: \.isComplete) }) else {
      throw .empty("the plot '\(title)'")
    }
  }

  private func validate(_ points: [Point], _ name: String) throws(FigureError) {
    for point in points {
      if point.x.isInfinite { throw .infinite(point.x, series: name) }
      if point.y.isInfinite { throw .infinite(point.y, series: name) }
    }
  }
}

extension Point {
  /// Whether neither number is missing.
  var isComplete: Bool { x.isFinite && y.isFinite }
}

extension PlotLayer {
  /// What stands at the right; nil for what is not named there.
  var name: String? {
    switch self {
    case .series(let series): series.name
    case .area(let area): area.name
    case .rule, .broken: nil
    }
  }

  /// Every point, those of both edges of an area.
  var points: [Point] {
    switch self {
    case .series(let series): series.points
    case .area(let area): area.lower + area.upper
    case .rule, .broken: []
    }
  }
}
