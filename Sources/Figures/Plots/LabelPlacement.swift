/// Finds places for the names in a plot where they touch neither lines nor each other.
struct LabelPlacement {
  private let axes: Axes
  private let obstacles: [[Point]]
  private let frame: Box
  private var taken: [Box] = []

  init(axes: Axes, obstacles: [[Point]]) {
    self.axes = axes
    self.obstacles = obstacles
    frame = Box(left: axes.x.start, top: axes.y.end, right: axes.x.end, bottom: axes.y.start)
    let heading = Candidate(position: Point(8, axes.y.end - 16), anchor: .start)
    taken = [box(axes.y.axis.heading, heading, .name)]
  }

  /// A place where a name might stand.
  private struct Candidate {
    var position: Point
    var anchor: Lettering.Anchor
  }

  /// The marks of rules, which lie behind the layers, and of the names at the layers' ends.
  func marks(rules: [Rule], ends: [PlotDrawing.End]) -> (rules: [Mark], ends: [Mark]) {
    var placement = self
    let named = ends.filter { !$0.name.isEmpty }
    let outer = placement.outer(named)
    let lines = placement.placed(rules)
    return (lines, outer + placement.inner(named))
  }

  // MARK: Names at the right end

  private func isOuter(_ end: PlotDrawing.End) -> Bool {
    end.point.x > axes.x.end - 12
  }

  /// Names at the right, moved apart where they would touch.
  private mutating func outer(_ ends: [PlotDrawing.End]) -> [Mark] {
    let ends = ends.filter(isOuter)
    let heights = spread(ends.map(\.point.y), apart: 18, from: frame.top, to: frame.bottom)
    var marks: [Mark] = []
    for (end, height) in zip(ends, heights) {
      let candidate = Candidate(position: Point(end.point.x + 12, height + 5), anchor: .start)
      taken.append(box(end.name, candidate, .name))
      if (height - end.point.y).magnitude > 40 {
        // Far from its end, a name needs a line to it.
        let (from, to) = (Point(end.point.x + 5, end.point.y), Point(end.point.x + 10, height))
        marks.append(.line(from: from, to: to, paint: .stroke(.axis)))
      }
      marks.append(.text(end.name, at: candidate.position, role: end.role))
    }
    return marks
  }

  // MARK: Names within the plot

  private mutating func inner(_ ends: [PlotDrawing.End]) -> [Mark] {
    ends.filter { !isOuter($0) }.map { end in
      let (x, y) = (end.point.x, end.point.y)
      var candidates = [Candidate(position: Point(x + 12, y + 5), anchor: .start)]
      for distance in stride(from: 12.0, through: 132, by: 20) {
        candidates += [
          Candidate(position: Point(x + 6, y - distance), anchor: .start),
          Candidate(position: Point(x + 6, y + distance + 10), anchor: .start),
          Candidate(position: Point(x, y - distance), anchor: .middle),
          Candidate(position: Point(x, y + distance + 10), anchor: .middle),
          Candidate(position: Point(x - 6, y - distance), anchor: .end),
          Candidate(position: Point(x - 6, y + distance + 10), anchor: .end),
        ]
      }
      let best = best(candidates, end.name, .name)
      return .text(end.name, at: best.position, anchor: best.anchor, role: end.role)
    }
  }

  private mutating func placed(_ rules: [Rule]) -> [Mark] {
    var texts: [Mark] = []
    // All lines first: a name must not stand on the next rule either.
    let lines = rules.compactMap { line(of: $0) }
    var wider = self
    wider.add(lines.map { [$0.from, $0.to] })
    for (rule, _, _) in lines where !rule.name.isEmpty {
      let best = wider.best(candidates(for: rule), rule.name, .number)
      texts.append(
        .text(
          rule.name, at: best.position, size: .number, anchor: best.anchor, role: .muted))
    }
    self = wider
    return lines.map { .line(from: $0.from, to: $0.to, paint: .thin(.axis)) } + texts
  }

  private mutating func add(_ lines: [[Point]]) {
    self = LabelPlacement(copying: self, obstacles: obstacles + lines)
  }

  private init(copying other: LabelPlacement, obstacles: [[Point]]) {
    (axes, frame, taken) = (other.axes, other.frame, other.taken)
    self.obstacles = obstacles
  }

  private func line(of rule: Rule) -> (rule: Rule, from: Point, to: Point)? {
    switch rule.direction {
    case .horizontal:
      let height = axes.y.place(rule.value)
      guard height >= frame.top - 0.02, height <= frame.bottom + 0.02 else { return nil }
      return (rule, Point(frame.left, height), Point(frame.right, height))
    case .vertical:
      let place = axes.x.place(rule.value)
      guard place >= frame.left - 0.02, place <= frame.right + 0.02 else { return nil }
      return (rule, Point(place, frame.bottom), Point(place, frame.top))
    }
  }

  private func candidates(for rule: Rule) -> [Candidate] {
    switch rule.direction {
    case .horizontal:
      let height = axes.y.place(rule.value)
      let places: [(Double, Lettering.Anchor)] = [
        (frame.left + 6, .start), (frame.right - 6, .end),
        ((frame.left + frame.right) / 2, .middle),
        (frame.left * 0.75 + frame.right * 0.25, .middle),
        (frame.left * 0.25 + frame.right * 0.75, .middle),
      ]
      return [-6.0, 15].flatMap { offset in
        places.map { Candidate(position: Point($0.0, height + offset), anchor: $0.1) }
      }
    case .vertical:
      let place = axes.x.place(rule.value)
      let room = frame.bottom - frame.top
      let inside = stride(from: 12.0, through: room - 8, by: 16).flatMap { offset in
        [
          Candidate(position: Point(place + 6, frame.top + offset), anchor: .start),
          Candidate(position: Point(place - 6, frame.top + offset), anchor: .end),
        ]
      }
      // Where lines are everywhere, the name stands above the plot.
      let above = [Lettering.Anchor.middle, .start, .end].map {
        Candidate(position: Point(place, frame.top - 7), anchor: $0)
      }
      return inside + above
    }
  }

  // MARK: The best place

  /// The first place that touches nothing, else the one that touches least; it is taken then.
  private mutating func best(
    _ candidates: [Candidate], _ text: String, _ size: Lettering.Size
  ) -> Candidate {
    var best = candidates[0]
    var least = Int.max
    // Between the plot and the quantity of y there is room for a number.
    let room = Box(
      left: frame.left, top: frame.top - (size == .number ? 16 : 0), right: frame.right,
      bottom: frame.bottom)
    for candidate in candidates {
      let box = box(text, candidate, size)
      var cost = room.contains(box) ? 0 : 10_000
      cost += 1000 * taken.count { $0.overlaps(box) }
      let clear = box.grown(by: 3)
      for line in obstacles where cost < least { cost += clear.crossings(of: line) }
      if cost < least { (best, least) = (candidate, cost) }
      if least == 0 { break }
    }
    taken.append(box(text, best, size))
    return best
  }

  private func box(_ text: String, _ candidate: Candidate, _ size: Lettering.Size) -> Box {
    let width = TextExtent(text, size: size).width
    let share =
      switch candidate.anchor {
      case .start: 0.0
      case .middle: 0.5
      case .end: 1.0
      }
    let left = candidate.position.x - share * width
    let (above, below) = size == .name ? (11.0, 4.0) : (9.0, 3.0)
    return Box(
      left: left, top: candidate.position.y - above, right: left + width,
      bottom: candidate.position.y + below)
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
