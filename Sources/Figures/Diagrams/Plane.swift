/// The drawing that ``VectorPlane`` and ``ComplexPlane`` share: axes of equal scale through the
/// origin, arrows, points and arcs, and names that keep clear of each other.
struct Plane {
  /// An arrow or a point, in the units of the plane.
  struct Item {
    var name: String
    var x: Double
    var y: Double
    var startX = 0.0
    var startY = 0.0
    var role: Role
    /// Whether it is drawn thin and dashed, as what was before.
    var isGhost = false
    var isArrow = true
  }

  /// An arc about the origin between two directions.
  struct Arc {
    var name: String
    var from: (cosine: Double, sine: Double)
    var to: (cosine: Double, sine: Double)
    var middle: (cosine: Double, sine: Double)
    var isLarge: Bool
    var isClockwise: Bool
    var role: Role
  }

  var items: [Item]
  var arcs: [Arc] = []
  var showsUnitCircle: Bool
  var names: (x: String, y: String)

  /// The plane in a box at most so wide.
  func box(width: Double) -> Arrangement {
    let side = min(width, 440)
    let map = Scale(self, width: side, height: side)
    var labels = LabelPlacer(bounds: Frame(left: 0, top: 0, right: map.width, bottom: map.height))
    // What is drawn comes before what is named, so that names keep clear of lines.
    var lines: [Mark] = []
    for index in arcs.indices { lines += self.arc(index, map, &labels) }
    var marks: [Mark] = []
    axes(map, &marks, &labels)
    marks += lines
    for item in items {
      let (start, end) = (map.point(item.startX, item.startY), map.point(item.x, item.y))
      marks += item.marks(from: start, to: end)
      labels.avoid(item.isArrow ? start : end, end)
    }
    for (index, arc) in arcs.enumerated() where !arc.name.isEmpty {
      let near = map.point(arc.middle, Self.radius(ofArc: index))
      marks += labels.place(
        arc.name, size: .number, at: near, direction: (arc.middle.cosine, -arc.middle.sine),
        role: arc.role)
    }
    for item in items where !item.name.isEmpty {
      let end = map.point(item.x, item.y)
      let start = map.point(item.startX, item.startY)
      marks += labels.place(
        item.name, size: .name, at: end, direction: (end.x - start.x, end.y - start.y),
        role: item.role)
    }
    return Arrangement(width: map.width, height: map.height, marks: marks)
  }

  /// An arc with a head along its tangent.
  private func arc(_ index: Int, _ map: Scale, _ labels: inout LabelPlacer) -> [Mark] {
    let arc = arcs[index]
    let radius = Self.radius(ofArc: index)
    let (start, end) = (map.point(arc.from, radius), map.point(arc.to, radius))
    let path = Outline([
      .move(start),
      .arc(radius: radius, isLarge: arc.isLarge, isClockwise: arc.isClockwise, to: end),
    ])
    let turn: Double = arc.isClockwise ? -1 : 1
    let tail = Point(end.x + turn * arc.to.sine * 8, end.y + turn * arc.to.cosine * 8)
    labels.avoid(start, map.point(arc.middle, radius))
    labels.avoid(map.point(arc.middle, radius), end)
    return [.path(path, paint: .stroke(arc.role))]
      + Mark.joint(from: tail, to: end, paint: .thin(arc.role), hasHead: true)
  }

  private static func radius(ofArc index: Int) -> Double { 40 + 20 * Double(index) }

  private func axes(_ map: Scale, _ marks: inout [Mark], _ labels: inout LabelPlacer) {
    let origin = map.point(0, 0)
    marks += [
      .line(from: Point(0, origin.y), to: Point(map.width, origin.y), paint: .stroke(.axis)),
      .line(from: Point(origin.x, 0), to: Point(origin.x, map.height), paint: .stroke(.axis)),
    ]
    if showsUnitCircle {
      marks.append(
        .circle(center: origin, radius: map.length(1), paint: .stroke(.axis)))
    }
    let ends: [(String, Point, Lettering.Anchor)] = [
      (names.x, Point(map.width - 2, origin.y - 6), .end),
      (names.y, Point(origin.x + 6, 12), .start),
    ]
    for (name, point, anchor) in ends {
      let text = TextExtent.clipped(name, size: .name, to: map.width / 3)
      marks += labels.put(
        Lettering(
          Lettering.Run.setting(text), at: point, size: .name, anchor: anchor, role: .muted))
    }
    ticks(map, origin, &marks, &labels)
    labels.avoid(Point(0, origin.y), Point(map.width, origin.y))
    labels.avoid(Point(origin.x, 0), Point(origin.x, map.height))
    guard showsUnitCircle else { return }
    let corners = (0...16).map { step in
      map.point(Double.direction(ofAngle: Double(step) * .pi / 8), map.length(1))
    }
    for (start, end) in zip(corners, corners.dropFirst()) { labels.avoid(start, end) }
  }

  private func ticks(
    _ map: Scale, _ origin: Point, _ marks: inout [Mark], _ labels: inout LabelPlacer
  ) {
    for tick in map.ticks {
      let across = map.point(tick.value, 0)
      let up = map.point(0, tick.value)
      // The circle runs through the places of ±1: their texts stand outside of it.
      let isOnCircle = showsUnitCircle && (tick.value.magnitude - 1).magnitude < 1e-9
      let sign: Double = tick.value < 0 ? -1 : 1
      let half = TextExtent(tick.text, size: .number).width / 2 + 4
      let (right, above) = isOnCircle ? (sign * half, sign * 12) : (0, 0)
      if (20...map.width - 20).contains(across.x) {
        marks.append(
          .line(
            from: Point(across.x, across.y - 3), to: Point(across.x, across.y + 3),
            paint: .stroke(.axis)))
        marks += labels.put(
          .tick(tick.text, at: Point(across.x + right, across.y + 16), anchor: .middle))
      }
      if (20...map.height - 20).contains(up.y) {
        marks.append(
          .line(
            from: Point(up.x - 3, up.y), to: Point(up.x + 3, up.y), paint: .stroke(.axis)))
        marks += labels.put(.tick(tick.text, at: Point(up.x - 7, up.y + 4 - above), anchor: .end))
      }
    }
  }
}

extension Lettering {
  fileprivate static func tick(_ text: String, at point: Point, anchor: Anchor) -> Lettering {
    Lettering([Run(text)], at: point, size: .number, anchor: anchor, role: .muted)
  }
}

extension Plane.Item {
  fileprivate func marks(from start: Point, to end: Point) -> [Mark] {
    guard isArrow else { return [.marker(role, at: end, radius: isGhost ? 3 : 4.5)] }
    if isGhost {
      return Mark.joint(from: start, to: end, paint: .stroke(.axis), hasHead: true)
        + [.marker(role, at: end, radius: 2.5)]
    }
    // The dashes of the role lie on the shaft; the head is the same for all.
    return Mark.joint(from: start, to: end, paint: .stroke(role), hasHead: true)
      + [.circle(center: start, radius: 2, paint: .fill(.axis))]
  }
}

extension Plane {
  /// How the units of the plane become units of the figure, equal in both directions.
  struct Scale {
    let width: Double
    let height: Double
    /// The value that is drawn `unit` long: the largest, so that nothing overflows.
    let largest: Double
    private let unit: Double
    private let left: Double
    private let upper: Double

    init(_ plane: Plane, width: Double, height: Double) {
      let ends = plane.items.flatMap { [($0.x, $0.y), ($0.startX, $0.startY)] }
      let found = ends.flatMap { [$0.0.magnitude, $0.1.magnitude] }.max() ?? 0
      let largest = plane.showsUnitCircle ? max(found, 1) : (found > 0 ? found : 1)
      let circle = plane.showsUnitCircle ? 1 / largest : 0
      let across = ends.map { $0.0 / largest } + [-circle, circle]
      let up = ends.map { $0.1 / largest } + [-circle, circle]
      // A fifth of the largest on every side keeps the origin and its axes inside.
      let (low, high) = (min(across.min() ?? 0, -0.2), max(across.max() ?? 0, 0.2))
      let (bottom, top) = (min(up.min() ?? 0, -0.2), max(up.max() ?? 0, 0.2))
      let margin = 40.0
      unit = min((width - 2 * margin) / (high - low), (height - 2 * margin) / (top - bottom))
      self.largest = largest
      self.width = (unit * (high - low)).rounded(.up) + 2 * margin
      self.height = (unit * (top - bottom)).rounded(.up) + 2 * margin
      left = margin - low * unit
      upper = margin + top * unit
    }

    func point(_ x: Double, _ y: Double) -> Point {
      Point(left + x / largest * unit, upper - y / largest * unit)
    }

    /// The point in a direction, so many units of the figure from the origin.
    func point(_ direction: (cosine: Double, sine: Double), _ radius: Double) -> Point {
      Point(left + direction.cosine * radius, upper - direction.sine * radius)
    }

    func length(_ value: Double) -> Double { value / largest * unit }

    /// The step of the scale on both sides of the origin.
    var ticks: [Axis.Tick] {
      guard (1e-280...1e280).contains(largest) else { return [] }
      // Two or three steps on each side: a plane is looked at, not read off.
      let axis = try? PlacedAxis(
        Axis("", domain: 0...2.5 * largest), values: [], from: 0, to: 1, isTight: true)
      let steps = (axis?.ticks ?? []).filter { 0 < $0.value && $0.value <= largest * 1.000001 }
      return steps.flatMap { [Axis.Tick(-$0.value, "\u{2212}" + $0.text), $0] }
    }
  }
}
