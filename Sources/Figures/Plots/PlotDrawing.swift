/// The marks of a plot's layers, and what names have to keep clear of.
struct PlotDrawing {
  /// The name of a layer and the point where it ends.
  struct End {
    var name: String
    var point: Point
    var role: Role
  }

  /// What is drawn, in the order of the layers.
  private(set) var marks: [Mark] = []
  /// Rules in their places; they lie behind the layers.
  private(set) var rules: [Rule] = []
  /// The lines and edges that a name must not cross, as polylines.
  private(set) var obstacles: [[Point]] = []
  private(set) var ends: [End] = []

  private let axes: Axes
  private let place: (Point) -> Point
  private let frame: Box
  private var bars: BarLayout?

  init(_ axes: Axes, place: @escaping (Point) -> Point) {
    self.axes = axes
    // A coordinate of a value far outside of the domain must stay a number that can be clipped.
    self.place = { values in
      let point = place(values)
      return Point(min(max(point.x, -1e9), 1e9), min(max(point.y, -1e9), 1e9))
    }
    // A residue must not cut off the point at the end of an axis.
    frame = Box(
      left: axes.x.start - 0.02, top: axes.y.end - 0.02, right: axes.x.end + 0.02,
      bottom: axes.y.start + 0.02)
  }

  mutating func draw(_ layers: [PlotLayer]) {
    bars = BarLayout(layers, axes: axes)
    for layer in layers {
      switch layer {
      case .series(let series): draw(series)
      case .area(let area): draw(area)
      case .rule(let rule): rules.append(rule)
      case .broken: break
      }
    }
  }

  private mutating func draw(_ series: Series) {
    let points = series.points.map { $0.isComplete ? place($0) : Point(.nan, .nan) }
    var marks: [Mark] = errorBars(of: series)
    switch series.style {
    case .line: marks += line(points, series.role)
    case .steps: marks += line(points, series.role, isStepped: true)
    case .dots: marks += dots(points, series.role)
    case .stems: marks += stems(points, series.role)
    case .bars: marks += bars(points, series)
    }
    if series.style == .bars {
      // Bars name themselves: `bars(_:_:)` knows where the last one lies.
    } else if let last = end(of: points, series.style) {
      if series.style == .line || series.style == .steps {
        marks.append(.marker(series.role, at: last))
      }
      ends.append(End(name: series.name, point: last, role: series.role))
    }
    self.marks.append(.group(marks))
  }

  /// The last point of a line, the rightmost one of separate points.
  private func end(of points: [Point], _ style: Series.Style) -> Point? {
    let visible = points.lazy.filter { $0.isComplete && frame.contains($0) }
    if style == .line || style == .steps { return visible.last }
    return visible.reduce(nil) { best, point in
      guard let best, best.x > point.x else { return point }
      return best
    }
  }

  // MARK: Lines

  private mutating func line(
    _ points: [Point], _ role: Role, isStepped: Bool = false
  ) -> [Mark] {
    var outline = Outline()
    var marks: [Mark] = []
    for run in points.runs {
      var run = run.thinned
      if run.count == 1, points.count > 1 {
        // A value between two gaps has no line.
        if frame.contains(run[0]) {
          marks.append(.circle(center: run[0], radius: 3, paint: .fill(role)))
        }
        continue
      }
      if isStepped {
        let corners = zip(run, run.dropFirst()).map { Point($1.x, $0.y) }
        run = run.indices.flatMap { index in
          index < corners.count ? [run[index], corners[index]] : [run[index]]
        }
      }
      for piece in frame.clipped(run) {
        outline.elements += Outline(through: piece).elements
        obstacles.append(piece)
      }
    }
    return (outline.elements.isEmpty ? [] : [.path(outline, paint: .stroke(role))]) + marks
  }

  // MARK: Separate points

  private mutating func dots(_ points: [Point], _ role: Role) -> [Mark] {
    let visible = points.filter { $0.isComplete && frame.contains($0) }.scattered
    obstacles += visible.map { [Point($0.x - 3, $0.y), Point($0.x + 3, $0.y)] }
    let radius = visible.count > 200 ? 2.5 : 4.0
    return visible.map { .marker(role, at: $0, radius: radius) }
  }

  private mutating func stems(_ points: [Point], _ role: Role) -> [Mark] {
    let visible = points.filter(\.isComplete).thinned
    let ground = ground
    var outline = Outline()
    for point in visible {
      let foot = Point(point.x, ground)
      guard let (start, end) = frame.clipped(foot, point) else { continue }
      outline.elements += [.move(start), .line(end)]
      obstacles.append([start, end])
    }
    let heads = dots(visible, role)
    return (outline.elements.isEmpty ? [] : [.path(outline, paint: .thin(role))]) + heads
  }

  /// The height of zero, or of the end that is nearer to it.
  private var ground: Double {
    guard axes.y.axis.scale != .log else { return axes.y.start }
    return min(max(axes.y.place(0), axes.y.end), axes.y.start)
  }

  private mutating func errorBars(of series: Series) -> [Mark] {
    var outline = Outline()
    for (point, error) in zip(series.points, series.errors)
    where point.isComplete && error.isFinite {
      let high = place(Point(point.x, point.y + error))
      let least = point.y - error
      let isBottomless = axes.y.axis.scale == .log && least <= 0
      let low = isBottomless ? Point(high.x, axes.y.start) : place(Point(point.x, least))
      guard let (top, foot) = frame.clipped(high, low) else { continue }
      outline.elements += [.move(top), .line(foot)]
      obstacles.append([top, foot])
      // A bar that is cut off has no cap there.
      let caps = [(top, high), (foot, isBottomless ? Point(.nan, .nan) : low)]
      for (end, whole) in caps where end == whole {
        outline.elements += [.move(Point(end.x - 4, end.y)), .line(Point(end.x + 4, end.y))]
      }
    }
    return outline.elements.isEmpty ? [] : [.path(outline, paint: .thin(series.role))]
  }

  // MARK: Areas

  private mutating func bars(_ points: [Point], _ series: Series) -> [Mark] {
    guard let slot = bars?.next() else { return [] }
    let ground = ground
    var outline = Outline()
    var last: Point?
    for point in points.filter(\.isComplete).thinned {
      let center = point.x + slot.offset
      let bar = Box(
        left: max(center - slot.width / 2, frame.left), top: max(min(point.y, ground), frame.top),
        right: min(center + slot.width / 2, frame.right),
        bottom: min(max(point.y, ground), frame.bottom))
      guard bar.left < bar.right, bar.top <= bar.bottom else { continue }
      outline.elements.append(
        .rect(
          origin: Point(bar.left, bar.top), width: bar.right - bar.left,
          height: bar.bottom - bar.top))
      obstacles.append([Point(bar.left, bar.bottom), Point(bar.right, bar.top)])
      if last.map({ $0.x <= center }) ?? true { last = Point(center, point.y) }
    }
    if let last {
      // Bars have no end: their names stand in the margin, as high as the last of them.
      let height = min(max(last.y, frame.top), frame.bottom)
      ends.append(End(name: series.name, point: Point(axes.x.end, height), role: series.role))
    }
    if outline.elements.isEmpty { return [] }
    // Dashes tell the series apart where the bars have room for an outline.
    if slot.width < 6 { return [.path(outline, paint: .fill(series.role))] }
    return [
      .path(outline, paint: .wash(series.role)), .path(outline, paint: .stroke(series.role)),
    ]
  }

  private mutating func draw(_ area: PlotLayer.Area) {
    let pairs = zip(area.lower, area.upper).map { lower, upper in
      lower.isComplete && upper.isComplete
        ? (place(lower), place(upper)) : (Point(.nan, .nan), Point(.nan, .nan))
    }
    var marks: [Mark] = []
    for (lower, upper) in zip(pairs.map(\.0).runs, pairs.map(\.1).runs) {
      let (lower, upper) = (lower.thinned, upper.thinned)
      let shape = frame.clipped(polygon: upper + lower.reversed())
      if shape.count > 2 { marks.append(.path(Outline(polygon: shape), paint: .wash(area.role))) }
      for edge in [lower, upper] {
        for piece in frame.clipped(edge) {
          marks.append(.path(Outline(through: piece), paint: .thin(area.role)))
          obstacles.append(piece)
        }
      }
    }
    self.marks.append(.group(marks))
    let middles = pairs.lazy.map { Point(($0.x + $1.x) / 2, ($0.y + $1.y) / 2) }
    if let last = middles.last(where: { $0.isComplete && frame.contains($0) }) {
      ends.append(End(name: area.name, point: last, role: area.role))
    }
  }
}

/// How the bars of several series share the room at each value of x.
private struct BarLayout {
  private let count: Int
  private let width: Double
  private var index = 0

  /// The bars of all series, or nil where there are none.
  init?(_ layers: [PlotLayer], axes: Axes) {
    count =
      layers.filter {
        if case .series(let series) = $0 { series.style == .bars } else { false }
      }.count
    let places = Plot.barPlaces(layers).map(axes.x.place).filter(\.isFinite)
    guard count > 0, !places.isEmpty else { return nil }
    let gaps = zip(places.dropFirst(), places).map { $0 - $1 }
    let room = 0.8 * (gaps.min() ?? (axes.x.end - axes.x.start))
    width = min(max(room / Double(count), 1), 64)
  }

  /// The width of the next series' bars, and how far they lie beside the value of x.
  mutating func next() -> (width: Double, offset: Double) {
    index += 1
    return (width, width * (Double(index) - Double(count + 1) / 2))
  }
}
