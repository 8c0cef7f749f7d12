/// A drawing with the numbers it was drawn from.
///
/// Coordinates are checked when a figure is made, so that writing it cannot fail.
///
/// ```swift
/// let figure = try Figure(
///   title: "A line", description: "It goes from left to right.", height: 40,
///   marks: [.line(from: Point(20, 20), to: Point(660, 20), paint: .stroke(.axis))],
///   data: try Table(columns: ["x"], rows: [[.number(20)], [.number(660)]]))
/// print(figure.svg(label: "fig-line", standalone: true).hasPrefix("<svg"))
/// // Prints "true"
/// ```
public struct Figure: Sendable, Hashable {
  /// What the figure is, in at most 90 characters.
  public var title: String
  /// What it shows: one to three sentences with the computed numbers.
  public var description: String
  /// Width of the view box: 680 for the text column, 960 for a wide figure.
  public let width: Double
  /// Height of the view box.
  public let height: Double
  /// The shapes, the first at the back.
  public let marks: [Mark]
  /// The plotted numbers.
  public var data: Table
  /// How a reader can move it, if he can.
  package var live: Live?
  /// The second drawing for narrow screens, if there is one.
  private var narrowDrawing: Drawing?

  /// A drawing of its own, without words and data.
  private struct Drawing: Sendable, Hashable {
    var width: Double
    var height: Double
    var marks: [Mark]
  }

  /// - Throws: ``FigureError/badCoordinate(_:mark:)`` for a coordinate that is not a number,
  ///   infinite, or beyond a million units.
  public init(
    title: String, description: String, width: Double = 680, height: Double, marks: [Mark],
    data: Table
  ) throws(FigureError) {
    for number in [width, height] where !(number > 0 && number < Figure.limit) {
      throw .badCoordinate(number, mark: "view box")
    }
    for mark in marks { try mark.validate() }
    self.title = title
    self.description = description
    self.width = width
    self.height = height
    self.marks = marks
    self.data = data
  }

  static let limit = 1e6

  /// The same figure drawn 340 units wide, for screens below 640 CSS pixels; `nil` where there is
  /// none.
  ///
  /// It has the title, the description and the data of this figure: of what is assigned, only the
  /// drawing is kept.
  public var narrow: Figure? {
    get {
      narrowDrawing.map { drawing in
        Figure(
          copying: self, width: drawing.width, height: drawing.height, marks: drawing.marks,
          data: data)
      }
    }
    set {
      narrowDrawing = newValue.map {
        Drawing(width: $0.width, height: $0.height, marks: $0.marks)
      }
    }
  }

  /// The figure with its data and coordinates rounded to 12 significant digits.
  public var quantized: Figure {
    var figure = Figure(
      copying: self, width: width, height: height, marks: marks.map(\.quantized),
      data: data.quantized)
    figure.live = live
    figure.live?.states =
      live?.states.map {
        Live.State(numbers: $0.numbers, figure: $0.figure.quantized)
      } ?? []
    figure.narrowDrawing = narrowDrawing.map {
      Drawing(width: $0.width, height: $0.height, marks: $0.marks.map(\.quantized))
    }
    return figure
  }

  /// A figure of the same words with marks that were made from checked ones.
  private init(copying figure: Figure, width: Double, height: Double, marks: [Mark], data: Table) {
    title = figure.title
    description = figure.description
    self.width = width
    self.height = height
    self.marks = marks
    self.data = data
  }
}

extension Mark {
  func validate() throws(FigureError) {
    switch self {
    case .line(let start, let end, _):
      try check([start.x, start.y, end.x, end.y], "line")
    case .path(let path, _):
      for element in path.elements where !element.isDrawable {
        try check(element.numbers, "path")
      }
    case .circle(let center, let radius, _):
      try check([center.x, center.y, radius], "circle")
    case .rect(let origin, let width, let height, _):
      try check([origin.x, origin.y, width, height], "rectangle")
    case .grid(let grid):
      try check([grid.origin.x, grid.origin.y, grid.cellWidth, grid.cellHeight], "grid")
    case .text(let label):
      try check([label.position.x, label.position.y, label.turn], "text")
    case .group(let marks, _):
      for mark in marks { try mark.validate() }
    }
  }

  private func check(_ numbers: [Double], _ kind: String) throws(FigureError) {
    for number in numbers where !(number.magnitude < Figure.limit) {
      throw .badCoordinate(number, mark: kind)
    }
  }
}

extension Outline.Element {
  /// Whether a point lies within the limit; the other elements are looked at number by number.
  ///
  /// Nearly all elements are points, and a list of their numbers would be an allocation for each.
  fileprivate var isDrawable: Bool {
    switch self {
    case .move(let point), .line(let point):
      point.x.magnitude < Figure.limit && point.y.magnitude < Figure.limit
    case .arc, .rect: false
    case .close: true
    }
  }

  var numbers: [Double] {
    switch self {
    case .move(let point), .line(let point): [point.x, point.y]
    case .arc(let radius, _, _, let point): [radius, point.x, point.y]
    case .rect(let origin, let width, let height): [origin.x, origin.y, width, height]
    case .close: []
    }
  }
}
