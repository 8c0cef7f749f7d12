/// Marks with a width and a height, laid out in rows and columns.
///
/// A diagram is boxes within boxes: texts and shapes at the leaves, ``row(_:spacing:align:)``,
/// ``column(_:spacing:align:)`` and ``flow(_:width:spacing:lineSpacing:align:)`` around them. Sizes
/// come from the contents, texts are measured by a table of widths, and no coordinate is typed.
///
/// ```swift
/// let words = ["The", "pig"].map { Arrangement.text($0).padded(6).backed(.wash(.query)) }
/// let box = Arrangement.row(words, spacing: 8)
/// print(box.height)
/// // Prints "30.0"
/// ```
public struct Arrangement: Sendable, Hashable {
  /// Where a smaller box stands in a larger one.
  public enum Alignment: String, Sendable, Hashable, CaseIterable {
    /// At the left or the upper edge.
    case start
    /// In the middle.
    case center
    /// At the right or the lower edge.
    case end

    fileprivate func offset(_ spare: Double) -> Double {
      switch self {
      case .start: 0
      case .center: spare / 2
      case .end: spare
      }
    }
  }

  /// Units across.
  public private(set) var width: Double
  /// Units down.
  public private(set) var height: Double
  /// The marks, measured from the upper left corner of the box.
  public private(set) var marks: [Mark]
  /// The rectangles of the boxes that were given a name, in the order they were laid out.
  private var places: [Place] = []

  private struct Place: Sendable, Hashable {
    let name: String
    var frame: Frame
  }

  /// A box of a size, empty unless marks are given.
  public init(width: Double, height: Double, marks: [Mark] = []) {
    self.width = width
    self.height = height
    self.marks = marks
  }

  /// One line of text, 18 units high for names and 16 for numbers.
  ///
  /// - Parameters:
  ///   - text: the text; the Greek letters θ, λ, φ and ω are set in italics.
  ///   - size: a name or a number.
  ///   - role: its colour.
  ///   - ground: the colour level it stands on, if any.
  ///   - room: units across it may take; a longer text ends in an ellipsis.
  public static func text(
    _ text: String, size: Lettering.Size = .name, role: Role = .ink, ground: Paint? = nil,
    room: Double = .infinity
  ) -> Arrangement {
    let text = TextExtent.clipped(text, size: size, to: room)
    guard !text.isEmpty else { return Arrangement(width: 0, height: size == .name ? 18 : 16) }
    let width = TextExtent(text, size: size).width.rounded(.up)
    let lettering = Lettering(
      Lettering.Run.setting(text), at: Point(width / 2, size == .name ? 14 : 12), size: size,
      anchor: .middle, role: role, ground: ground)
    return Arrangement(width: width, height: size == .name ? 18 : 16, marks: [.text(lettering)])
  }

  /// Boxes side by side.
  ///
  /// - Parameters:
  ///   - boxes: from left to right.
  ///   - spacing: units between neighbours.
  ///   - align: where lower boxes stand.
  public static func row(
    _ boxes: [Arrangement], spacing: Double = 8, align: Alignment = .center
  ) -> Arrangement {
    var row = Arrangement(width: 0, height: boxes.map(\.height).max() ?? 0)
    for (index, box) in boxes.enumerated() {
      if index > 0 { row.width += spacing }
      row.place(box, row.width, align.offset(row.height - box.height))
      row.width += box.width
    }
    return row
  }

  /// Boxes below each other.
  ///
  /// - Parameters:
  ///   - boxes: from top to bottom.
  ///   - spacing: units between neighbours.
  ///   - align: where narrower boxes stand.
  public static func column(
    _ boxes: [Arrangement], spacing: Double = 8, align: Alignment = .start
  ) -> Arrangement {
    var column = Arrangement(width: boxes.map(\.width).max() ?? 0, height: 0)
    for (index, box) in boxes.enumerated() {
      if index > 0 { column.height += spacing }
      column.place(box, align.offset(column.width - box.width), column.height)
      column.height += box.height
    }
    return column
  }

  /// Boxes in lines, a new line wherever the next box has no room, as words in a paragraph.
  ///
  /// - Parameters:
  ///   - boxes: in reading order.
  ///   - width: units across.
  ///   - spacing: units between neighbours of a line.
  ///   - lineSpacing: units between lines.
  ///   - align: where lower boxes stand in their line.
  public static func flow(
    _ boxes: [Arrangement], width: Double, spacing: Double = 8, lineSpacing: Double = 12,
    align: Alignment = .start
  ) -> Arrangement {
    var lines: [[Arrangement]] = []
    var used = 0.0
    for box in boxes {
      if lines.isEmpty || used + spacing + box.width > width {
        lines.append([box])
        used = box.width
      } else {
        lines[lines.count - 1].append(box)
        used += spacing + box.width
      }
    }
    return column(lines.map { row($0, spacing: spacing, align: align) }, spacing: lineSpacing)
  }

  /// Boxes in a grid whose columns are as wide as their widest box, and rows as high.
  ///
  /// - Parameters:
  ///   - rows: the boxes, row by row; short rows end early.
  ///   - spacing: units between columns.
  ///   - lineSpacing: units between rows.
  ///   - align: where narrower boxes stand in their column.
  public static func grid(
    _ rows: [[Arrangement]], spacing: Double = 8, lineSpacing: Double = 8,
    align: Alignment = .center
  ) -> Arrangement {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { column < $0.count ? $0[column].width : nil }.max() ?? 0
    }
    let lines = rows.map { boxes in
      row(
        zip(boxes, widths).map { $0.framed(width: $1, align: align) }, spacing: spacing)
    }
    return column(lines, spacing: lineSpacing)
  }

  private mutating func place(_ box: Arrangement, _ x: Double, _ y: Double) {
    marks +=
      x == 0 && y == 0
      ? box.marks : box.marks.map { $0.mapping(points: { Point($0.x + x, $0.y + y) }) }
    places += box.places.map { Place(name: $0.name, frame: $0.frame.moved(x, y)) }
  }
}

extension Arrangement {
  /// The box in a larger one; sizes it exceeds already are kept.
  public func framed(
    width: Double = 0, height: Double = 0, align: Alignment = .center,
    vertical: Alignment = .center
  ) -> Arrangement {
    var box = Arrangement(width: max(width, self.width), height: max(height, self.height))
    box.place(self, align.offset(box.width - self.width), vertical.offset(box.height - self.height))
    return box
  }

  /// The box with room around it.
  public func padded(_ across: Double, _ down: Double? = nil) -> Arrangement {
    var box = Arrangement(width: width + 2 * across, height: height + 2 * (down ?? across))
    box.place(self, across, down ?? across)
    return box
  }

  /// The box on rectangles as large as it is, the first at the back.
  public func backed(_ paints: Paint...) -> Arrangement {
    var box = self
    box.marks =
      paints.map { .rect(origin: Point(0, 0), width: width, height: height, paint: $0) } + marks
    return box
  }

  /// The box under a name, by which ``joined(_:)`` finds its rectangle.
  public func named(_ name: String) -> Arrangement {
    var box = self
    box.places.append(
      Place(name: name, frame: Frame(left: 0, top: 0, right: width, bottom: height)))
    return box
  }

  /// The box with more marks, the first behind those it has and the second before.
  func drawing(behind: [Mark] = [], before: [Mark] = []) -> Arrangement {
    var box = self
    box.marks = behind + marks + before
    return box
  }

  /// The rectangle of the box of this name; the last one where a name was given twice.
  func frame(of name: String) -> Frame? {
    places.last { $0.name == name }?.frame
  }
}

/// A line between two named boxes, from edge to edge.
public struct Joint: Sendable, Hashable {
  /// Which edges a line joins.
  public enum Course: String, Sendable, Hashable, CaseIterable {
    /// From a side of the one to the facing side of the other.
    case across
    /// From the lower edge of the one to the upper edge of the other, or the reverse.
    case down
  }

  /// The name of the box it starts from.
  public var start: String
  /// The name of the box it ends at.
  public var end: String
  /// How it is painted.
  public var paint: Paint
  /// Whether it ends in an arrowhead.
  public var hasHead: Bool
  /// Which edges it joins.
  public var course: Course

  /// A line between two boxes, across and with an arrowhead unless said.
  public init(
    _ start: String, _ end: String, _ course: Course = .across, paint: Paint = .thin(.muted),
    hasHead: Bool = true
  ) {
    self.start = start
    self.end = end
    self.course = course
    self.paint = paint
    self.hasHead = hasHead
  }
}

extension Arrangement {
  /// The box with lines between named boxes inside it; names that no box has are passed over.
  public func joined(_ joints: [Joint]) -> Arrangement {
    let lines = joints.flatMap { joint -> [Mark] in
      guard let start = frame(of: joint.start), let end = frame(of: joint.end) else { return [] }
      let (from, to) = Self.ends(of: joint.course, start, end)
      return Mark.joint(from: from, to: to, paint: joint.paint, hasHead: joint.hasHead)
    }
    return drawing(before: lines)
  }

  private static func ends(of course: Joint.Course, _ a: Frame, _ b: Frame) -> (Point, Point) {
    if course == .across {
      return b.left >= a.right
        ? (Point(a.right, a.center.y), Point(b.left, b.center.y))
        : (Point(a.left, a.center.y), Point(b.right, b.center.y))
    }
    return b.top >= a.bottom
      ? (Point(a.center.x, a.bottom), Point(b.center.x, b.top))
      : (Point(a.center.x, a.top), Point(b.center.x, b.bottom))
  }
}

extension Mark {
  /// A line, with a head of the same role 7 units long if wanted.
  static func joint(from start: Point, to end: Point, paint: Paint, hasHead: Bool) -> [Mark] {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let length = (x * x + y * y).squareRoot()
    guard hasHead, length > 7, let role = paint.role else {
      return [.line(from: start, to: end, paint: paint)]
    }
    let (cosine, sine) = (x / length, y / length)
    func point(_ along: Double, _ across: Double) -> Point {
      Point(end.x - along * cosine + across * sine, end.y - along * sine - across * cosine)
    }
    return [
      .line(from: start, to: point(5, 0), paint: paint),
      .path(Outline(polygon: [end, point(7, 3.2), point(7, -3.2)]), paint: .fill(role)),
    ]
  }
}

extension Paint {
  var role: Role? {
    switch self {
    case .stroke(let role), .thin(let role), .solid(let role), .fill(let role), .wash(let role):
      role
    case .diverging, .sequential: nil
    }
  }
}

extension Arrangement {
  /// The box with another size around the same middle; larger marks stand out.
  func resized(width: Double, height: Double) -> Arrangement {
    var box = Arrangement(width: width, height: height)
    box.place(self, (width - self.width) / 2, (height - self.height) / 2)
    return box
  }

  /// The box with its marks in one group of this class.
  func grouped(_ name: String) -> Arrangement {
    var box = self
    box.marks = [.group(marks, name: name)]
    return box
  }
}
