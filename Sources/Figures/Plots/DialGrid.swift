/// A unit circle with a hand, for one angle.
public struct Dial: Sendable, Hashable {
  /// The centre of the circle.
  public var center: Point
  /// The radius of the circle, 34 in a grid.
  public var radius: Double
  /// The angle in radians, counter-clockwise from the right.
  public var angle: Double
  /// The cosine of the angle: where the hand ends, across.
  public var cosine: Double
  /// The sine of the angle: where the hand ends, upwards.
  public var sine: Double
  /// The text under the dial.
  public var note: String

  /// A dial whose cosine and sine are known; the picture then shows these very numbers.
  public init(
    center: Point, radius: Double = 34, angle: Double, cosine: Double, sine: Double, note: String
  ) {
    self.center = center
    self.radius = radius
    self.angle = angle
    self.cosine = cosine
    self.sine = sine
    self.note = note
  }

  /// The circle, the swept sector, the hand and the note.
  public var mark: Mark {
    let tip = Point(center.x + radius * cosine, center.y - radius * sine)
    let right = Point(center.x + radius, center.y)
    var marks: [Mark] = []
    if let sweep { marks.append(.path(sweep, paint: .wash(.position))) }
    marks += [
      .circle(center: center, radius: radius, paint: .stroke(.axis)),
      .line(from: center, to: right, paint: .stroke(.axis)),
      .arrow(from: center, to: tip, role: .position),
      .circle(center: center, radius: 2.5, paint: .fill(.position)),
      .text(
        note, at: Point(center.x, center.y + radius + 18), size: .number, anchor: .middle),
    ]
    return .group(marks, name: "dial")
  }

  /// The dial with its note in a box of its own.
  func box(room: Double) -> Arrangement {
    var dial = self
    dial.center = Point(radius + 1, radius + 1)
    dial.note = ""
    let side = 2 * radius + 2
    guard case .group(let marks, let name) = dial.mark else {
      return Arrangement(width: 0, height: 0)
    }
    // The empty note is the last of the marks.
    let circle = Arrangement(
      width: side, height: side, marks: [.group(Array(marks.dropLast()), name: name)])
    return .column(
      [circle, .text(note, size: .number, room: room)], spacing: 2, align: .center)
  }

  /// The sector from the right to the hand; the whole disc after a turn, nothing where it would
  /// be thinner than its outline.
  private var sweep: Outline? {
    let turns = angle.magnitude / (2 * .pi)
    if turns >= 1 {
      let left = Point(center.x - radius, center.y)
      let right = Point(center.x + radius, center.y)
      return Outline([
        .move(left), .arc(radius: radius, isLarge: false, isClockwise: true, to: right),
        .arc(radius: radius, isLarge: false, isClockwise: true, to: left), .close,
      ])
    }
    guard turns > 0.002 else { return nil }
    return Outline([
      .move(center), .line(Point(center.x + radius, center.y)),
      .arc(
        radius: radius, isLarge: turns > 0.5, isClockwise: angle < 0,
        to: Point(center.x + radius * cosine, center.y - radius * sine)),
      .close,
    ])
  }
}

/// Dials in rows and columns: one column for each token, one row for each pair.
///
/// ```swift
/// let grid = DialGrid(
///   "Two tokens", columns: ["The", "pig"], rows: ["pair 0"], angles: [[0, 1]])
/// let figure = try grid.figure(description: "The second token turns by 1 rad.")
/// print(figure.width, figure.narrow?.width ?? 0)
/// // Prints "680.0 340.0"
/// ```
public struct DialGrid: Sendable, Hashable {
  /// What the grid is, in at most 90 characters.
  public var title: String
  /// The names above the columns.
  public var columns: [String]
  /// The names to the left of the rows.
  public var rows: [String]
  /// The dials, row by row.
  public var dials: [[Dial]]

  /// A grid of dials that are already in their places.
  public init(_ title: String, columns: [String], rows: [String], dials: [[Dial]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.dials = dials
  }

  /// A grid of dials for angles in radians, 120 units apart across and 112 down.
  public init(_ title: String, columns: [String], rows: [String], angles: [[Double]]) {
    let dials = angles.enumerated().map { row, angles in
      angles.enumerated().map { column, angle in
        let (cosine, sine) = Double.direction(ofAngle: angle)
        return Dial(
          center: Point(140 + 120 * Double(column), 82 + 112 * Double(row)), angle: angle,
          cosine: cosine, sine: sine,
          note: NumberFormat.significant(6).display(angle) + " rad")
      }
    }
    self.init(title, columns: columns, rows: rows, dials: dials)
  }

  /// Draws the grid, at least 680 units wide; on phones each token has its dials below its name.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without dials, ``FigureError/badCoordinate(_:mark:)`` for
  ///   an angle that is not finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    let all = dials.flatMap(\.self)
    guard let first = all.first else { throw .empty("a grid of dials") }
    var marks: [Mark] = []
    let across = room(dials.first ?? [])
    for (name, dial) in zip(columns, dials.first ?? []) {
      let name = TextExtent.clipped(name, size: .name, to: across)
      marks.append(
        .text(name, at: Point(dial.center.x, first.center.y - first.radius - 18), anchor: .middle))
    }
    for (name, row) in zip(rows, dials) {
      guard let dial = row.first else { continue }
      let room = max(40, dial.center.x - dial.radius - 12)
      let lines = name.split(separator: "\n").map(String.init)
      for (index, line) in lines.enumerated() {
        let height = dial.center.y + 5 + 18 * (Double(index) - Double(lines.count - 1) / 2)
        // A rate such as 0.0007499 is set smaller rather than cut.
        let size: Lettering.Size =
          TextExtent(line, size: .name).width <= room ? .name : .number
        marks.append(
          .text(
            TextExtent.clipped(line, size: size, to: room), at: Point(8, height), size: size,
            role: index == 0 ? .ink : .muted))
      }
    }
    let right = all.map { $0.center.x + $0.radius + 26 }.max() ?? 0
    let bottom = all.map { $0.center.y + $0.radius + 34 }.max() ?? 0
    var figure = try Figure(
      title: title, description: description, width: max(680, right), height: bottom,
      marks: marks + all.map(\.mark), data: data)
    let box = stacked(width: 324).padded(8)
    figure.narrow = try Figure(
      title: title, description: description, width: 340, height: box.height, marks: box.marks,
      data: data)
    return figure
  }

  /// What a name above a column may take: the smallest distance of two dials, less a gap.
  private func room(_ row: [Dial]) -> Double {
    let centers = row.map(\.center.x)
    return zip(centers, centers.dropFirst()).map { $1 - $0 - 8 }.min() ?? 200
  }

  /// The dials of a token below its name, as many pairs side by side as fit.
  private func stacked(width: Double) -> Arrangement {
    let count = max(1, dials.map(\.count).max() ?? 1)
    let blocks = (0..<count).map { column in
      let cells = dials.indices.filter { column < dials[$0].count }.map { row in
        let dial = dials[row][column]
        let name = row < rows.count ? rows[row].split(separator: "\n").map(String.init) : []
        let heads = name.enumerated().map { index, line in
          Arrangement.text(
            line, size: index == 0 ? .name : .number, role: index == 0 ? .ink : .muted, room: width)
        }
        return Arrangement.column(heads + [dial.box(room: width)], spacing: 2, align: .center)
      }
      let widest = cells.map(\.width).max() ?? 0
      let spacing = 8.0
      // Columns of equal width, so that the dials of one pair stand below each other.
      let fit = max(1, ((width + spacing) / (widest + spacing)).rounded(.down))
      let cell = ((width - spacing * (fit - 1)) / fit).rounded(.down)
      let body = Arrangement.flow(
        cells.map { $0.framed(width: cell) }, width: width, spacing: spacing, lineSpacing: 14,
        align: .end)
      let token = column < columns.count ? columns[column] : ""
      return token.isEmpty
        ? body : Arrangement.column([.text(token, room: width), body], spacing: 6)
    }
    return .column(blocks, spacing: 24)
  }

  private var data: Table {
    var cells: [[Value]] = []
    for (name, row) in zip(rows, dials) {
      let name = name.split(separator: "\n").joined(separator: " ")
      for (column, dial) in zip(columns, row) {
        cells.append([
          .text(column), .text(name), .number(dial.angle), .number(dial.cosine),
          .number(dial.sine),
        ])
      }
    }
    let heads: [Column] = ["column", "row", Column("angle", unit: "rad"), "cosine", "sine"]
    return Table(unchecked: heads, cells, title)
  }
}
