/// Positions along a line: stretches with a name, and single positions that are pointed out.
///
/// ```swift
/// let ruler = PositionRuler(
///   "A learned table ends", axis: Axis("position", unit: "tokens", domain: 0...1024),
///   tracks: [
///     .init("learned", [.init(0...511, "512 rows")], marks: [.init(512, "no row")]),
///     .init("sinusoid", [.init(0...1024, "defined everywhere", role: .position)]),
///   ])
/// print(try ruler.figure(description: "Row 512 does not exist.").data.rows.count)
/// // Prints "3"
/// ```
public struct PositionRuler: Sendable, Hashable {
  /// A stretch of positions.
  public struct Span: Sendable, Hashable {
    /// The first and the last position.
    public var range: ClosedRange<Double>
    /// What stands in it, as far as there is room.
    public var name: String
    /// Its colour.
    public var role: Role

    /// A stretch with its name.
    public init(_ range: ClosedRange<Double>, _ name: String = "", role: Role = .query) {
      self.range = range
      self.name = name
      self.role = role
    }
  }

  /// One line of stretches and marks.
  public struct Track: Sendable, Hashable {
    /// What the line is called; it stands above it.
    public var name: String
    /// Its stretches.
    public var spans: [Span]
    /// Positions with a text above them.
    public var marks: [Axis.Tick]

    /// A line of stretches, with marks if any.
    public init(_ name: String, _ spans: [Span] = [], marks: [Axis.Tick] = []) {
      self.name = name
      self.spans = spans
      self.marks = marks
    }
  }

  /// What the ruler is, in at most 90 characters.
  public var title: String
  /// The scale, from left to right.
  public var axis: Axis
  /// The lines, from top to bottom.
  public var tracks: [Track]

  /// A ruler of tracks over one axis.
  public init(_ title: String, axis: Axis, tracks: [Track]) {
    self.title = title
    self.axis = axis
    self.tracks = tracks
  }

  /// Draws the ruler, with a second layout for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without positions, ``FigureError/notPositive(_:axis:)`` for
  ///   a position that is not positive on a logarithmic axis, ``FigureError/badCoordinate(_:mark:)``
  ///   for one that is not finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    let values = tracks.flatMap { track in
      track.spans.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
        + track.marks.map(\.value)
    }
    guard !values.isEmpty else { throw .empty("a position ruler") }
    return try Figure.diagram(title, description: description, data: data) {
      (width) throws(FigureError) in
      let ends = 24.0
      let scale = try PlacedAxis(
        axis, values: values, from: ends, to: width - ends, isTight: true)
      let lines = tracks.map { line($0, on: scale, width: width) }
      return Arrangement.column(lines + [ticks(of: scale, width: width)], spacing: 16)
    }
  }

  private func line(_ track: Track, on scale: PlacedAxis, width: Double) -> Arrangement {
    let high = 24.0
    var marks: [Mark] = []
    for span in track.spans {
      guard let (left, right) = scale.visible(span.range) else { continue }
      let outside = room(rightOf: right, in: track, on: scale, width: width)
      let extent = TextExtent(span.name, size: .number).width
      let isOutside = extent > right - left - 8 && extent + 12 <= outside
      if isOutside {
        marks.append(.text(span.name, at: Point(right + 6, high / 2 + 4), size: .number))
      }
      // A lone ellipsis would say nothing.
      let clipped = TextExtent.clipped(span.name, size: .number, to: right - left - 8)
      let name = isOutside || clipped == "…" ? "" : clipped
      let bar = Arrangement.text(name, size: .number)
        .framed(width: right - left, height: high)
        .backed(.wash(span.role), .thin(span.role))
      marks += bar.marks.map { $0.mapping(points: { Point($0.x + left, $0.y) }) }
    }
    let bar = Arrangement(width: width, height: high, marks: marks)
    let name = Arrangement.text(track.name, room: width)
    let flags = scale.flags(track.marks, width: width, over: high)
    let parts = [name] + [flags].compactMap(\.self)
    let head = Arrangement.column(parts, spacing: 2)
    return .column(track.name.isEmpty ? [flags, bar].compactMap(\.self) : [head, bar], spacing: 2)
  }

  /// How far it is from the end of a stretch to what comes next on its track.
  private func room(
    rightOf end: Double, in track: Track, on scale: PlacedAxis, width: Double
  ) -> Double {
    let starts = track.spans.compactMap { scale.visible($0.range) }.filter { $0.1 > end }.map(\.0)
    let stems = track.marks.filter { scale.domain.contains($0.value) }.map { scale.place($0.value) }
    return ((starts + stems.filter { $0 >= end } + [width]).min() ?? end) - end
  }

  private func ticks(of scale: PlacedAxis, width: Double) -> Arrangement {
    var marks: [Mark] = [
      .line(from: Point(scale.start, 0), to: Point(scale.end, 0), paint: .stroke(.axis))
    ]
    var reach = -Double.infinity
    for tick in scale.ticks {
      let place = scale.place(tick.value)
      marks.append(.line(from: Point(place, 0), to: Point(place, 5), paint: .stroke(.axis)))
      let half = TextExtent(tick.text, size: .number).width / 2
      guard place - half >= reach, place - half >= 0, place + half <= width else { continue }
      reach = place + half + 6
      marks.append(
        .text(tick.text, at: Point(place, 20), size: .number, anchor: .middle, role: .muted))
    }
    let line = Arrangement(width: width, height: 26, marks: marks)
    let name = Arrangement.text(axis.heading, role: .muted, room: width)
    return .column([line, name], spacing: 2, align: .center)
  }

  private var data: Table {
    let rows = tracks.flatMap { track in
      track.spans.map { span -> [Value] in
        [
          .text(track.name), .text(span.name), .number(span.range.lowerBound),
          .number(span.range.upperBound),
        ]
      }
        + track.marks.map { mark -> [Value] in
          [.text(track.name), .text(mark.text), .number(mark.value), .number(mark.value)]
        }
    }
    let format = NumberFormat.significant(9)
    return Table(
      unchecked: [
        "track", "name", Column("from", unit: axis.unit, format: format),
        Column("to", unit: axis.unit, format: format),
      ], rows, title)
  }
}

extension PlacedAxis {
  /// The part of a stretch inside the domain, in coordinates; nil where there is none.
  fileprivate func visible(_ range: ClosedRange<Double>) -> (Double, Double)? {
    let low = max(range.lowerBound, domain.lowerBound)
    let high = min(range.upperBound, domain.upperBound)
    guard low <= high else { return nil }
    return (place(low), place(high))
  }

  /// Texts over their positions, with stems down through the bar, in as few lines as keep them
  /// apart.
  fileprivate func flags(_ ticks: [Axis.Tick], width: Double, over bar: Double) -> Arrangement? {
    let shown = ticks.filter { domain.contains($0.value) }
      .sorted { ($0.value, $0.text) < ($1.value, $1.text) }
    guard !shown.isEmpty else { return nil }
    let flags = shown.map { Flag($0.text, stem: place($0.value), width: width) }
    let placed = Flag.interleaved(flags) ?? Flag.stairs(flags)
    let height = 16 * Double((placed.map(\.level).max() ?? 0) + 1) + 4
    let marks = placed.flatMap { flag -> [Mark] in
      let base = height - 4 - 16 * Double(flag.level)
      return [
        .line(
          from: Point(flag.stem, base), to: Point(flag.stem, height + 2 + bar),
          paint: .thin(.accent)),
        .text(flag.text, at: Point(flag.left, base - 4), size: .number, role: .accent),
      ]
    }
    return Arrangement(width: width, height: height, marks: marks)
  }
}

/// A text over a position of a ruler.
private struct Flag {
  let text: String
  let stem: Double
  private let extent: Double
  private let room: Double
  private(set) var left: Double
  private(set) var level = 0

  private var right: Double { left + extent }

  /// Its text stands over the middle of the stem, inside the ruler.
  init(_ text: String, stem: Double, width: Double) {
    self.text = TextExtent.clipped(text, size: .number, to: width)
    self.stem = stem
    room = width
    extent = TextExtent(self.text, size: .number).width
    left = min(max(stem - extent / 2, 0), width - extent)
  }

  private func touches(_ other: Flag) -> Bool { left < other.right + 6 && other.left < right + 6 }

  private func covers(_ stem: Double) -> Bool { left - 2 < stem && stem < right + 2 }

  /// Each on the lowest of three lines where it is free and no stem runs through a text; nil
  /// where three lines are too few.
  static func interleaved(_ flags: [Flag]) -> [Flag]? {
    var placed: [Flag] = []
    for var flag in flags {
      let level = (0..<3).first { level in
        placed.allSatisfy { other in
          if other.level == level { return !flag.touches(other) }
          return other.level < level ? !other.covers(flag.stem) : !flag.covers(other.stem)
        }
      }
      guard let level else { return nil }
      flag.level = level
      placed.append(flag)
    }
    return placed
  }

  /// Each beginning at its stem, and higher than all to its right that its text would touch.
  static func stairs(_ flags: [Flag]) -> [Flag] {
    var placed: [Flag] = []
    for var flag in flags.reversed() {
      flag.left = min(max(flag.stem - 3, 0), flag.room - flag.extent)
      flag.level = (placed.filter(flag.touches).map(\.level).max() ?? -1) + 1
      placed.append(flag)
    }
    return placed
  }
}
