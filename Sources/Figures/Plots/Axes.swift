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
  public var marks: [Mark] {
    [.group(grid + lines, name: "axes"), .group(texts, name: "ticks")]
  }

  private var grid: [Mark] {
    y.ticks.filter { $0.value != 0 }.map { tick in
      let height = y.place(tick.value)
      return .line(from: Point(x.start, height), to: Point(x.end, height), paint: .stroke(.grid))
    }
  }

  private var lines: [Mark] {
    var marks: [Mark] = []
    if y.axis.scale == .linear, y.domain.contains(0) {
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

  private var texts: [Mark] {
    var marks: [Mark] = [
      .text(y.axis.heading, at: Point(8, y.end - 16), role: .muted),
      .text(
        x.axis.heading, at: Point((x.start + x.end) / 2, y.start + 42), anchor: .middle,
        role: .muted),
    ]
    for tick in x.ticks {
      marks.append(
        .text(
          tick.text, at: Point(x.place(tick.value), y.start + 20), size: .number,
          anchor: .middle, role: .muted))
    }
    for tick in y.ticks {
      marks.append(
        .text(
          tick.text, at: Point(x.start - 8, y.place(tick.value) + 4), size: .number, anchor: .end,
          role: .muted))
    }
    return marks
  }
}
