/// The two axes of a plot and the rectangle between them.
public struct Axes: Sendable, Hashable {
  /// The axis across.
  public let x: PlacedAxis
  /// The axis upwards: its start is the lower edge of the plot.
  public let y: PlacedAxis

  /// Axes that were settled one by one.
  public init(x: PlacedAxis, y: PlacedAxis) {
    self.x = x
    self.y = y
  }

  /// The point of the figure that stands for two values.
  public func place(_ values: Point) -> Point {
    Point(x.place(values.x), y.place(values.y))
  }

  /// Grid lines, axis lines, ticks and titles; the quantity of y stands above its axis, upright.
  public var marks: [Mark] { marks(width: .infinity) }

  /// The same marks, titles kept inside a figure so wide.
  func marks(width: Double) -> [Mark] {
    [.group(grid + lines, name: "axes"), .group(texts(width: width), name: "ticks")]
  }

  private var grid: [Mark] {
    y.ticks.filter { $0.value != 0 }.map { tick in
      let height = y.place(tick.value)
      return .line(from: Point(x.start, height), to: Point(x.end, height), paint: .stroke(.grid))
    }
  }

  private var lines: [Mark] {
    var marks: [Mark] = []
    if y.axis.scale != .log, y.domain.contains(0) {
      let zero = y.place(0)
      marks.append(
        .line(from: Point(x.start, zero), to: Point(x.end, zero), paint: .stroke(.axis)))
    }
    marks.append(
      .line(from: Point(x.start, y.start), to: Point(x.end, y.start), paint: .stroke(.axis)))
    for tick in x.ticks {
      let place = x.place(tick.value)
      marks.append(
        .line(
          from: Point(place, y.start), to: Point(place, y.start + 5), paint: .stroke(.axis)))
    }
    return marks
  }

  private func texts(width: Double) -> [Mark] {
    let half = TextExtent(x.axis.heading, size: .name).width / 2
    let middle = max(min((x.start + x.end) / 2, width - half - 8), half + 8)
    var marks: [Mark] = [
      .text(y.axis.heading, at: Point(8, y.end - 16), role: .muted),
      .text(x.axis.heading, at: Point(middle, y.start + 42), anchor: .middle, role: .muted),
    ]
    for (text, place) in apart(x, lengths: { TextExtent($0, size: .number).width + 8 }) {
      marks.append(
        .text(
          text, at: Point(place, y.start + 20), size: .number, anchor: .middle, role: .muted))
    }
    for (text, place) in apart(y, lengths: { _ in 14 }) {
      marks.append(
        .text(
          text, at: Point(x.start - 8, place + 4), size: .number, anchor: .end, role: .muted))
    }
    return marks
  }

  /// The texts of an axis' ticks: every one, or every second, third, … where they would touch.
  ///
  /// Of a symmetric axis those are kept that lie a whole number of steps from zero.
  private func apart(
    _ axis: PlacedAxis, lengths: (String) -> Double
  ) -> [(text: String, place: Double)] {
    let items = axis.ticks.map { ($0.text, axis.place($0.value), lengths($0.text)) }
    let zero = axis.ticks.firstIndex { $0.value == 0 } ?? 0
    for step in 1...max(items.count, 1) {
      let kept = items.indices.filter { ($0 - zero).isMultiple(of: step) }.map { items[$0] }
      let isClear = zip(kept, kept.dropFirst()).allSatisfy {
        ($1.1 - $0.1).magnitude >= ($0.2 + $1.2) / 2
      }
      if isClear { return kept.map { ($0.0, $0.1) } }
    }
    return []
  }
}
