/// An outline of straight lines, circular arcs and rectangles.
public struct Outline: Sendable, Hashable {
  /// A step of the pen.
  public enum Element: Sendable, Hashable {
    /// Starts a new line at a point.
    case move(Point)
    /// Draws a straight line to a point.
    case line(Point)
    /// An arc of a circle to a point; `isClockwise` as seen on the page.
    case arc(radius: Double, isLarge: Bool, isClockwise: Bool, to: Point)
    /// Draws back to where the line started.
    case close
    /// A closed rectangle of its own; `origin` is its corner of least x and y.
    case rect(origin: Point, width: Double, height: Double)
  }

  /// The steps, in order.
  public var elements: [Element]

  /// An outline of these steps.
  public init(_ elements: [Element] = []) {
    self.elements = elements
  }

  /// A line through points, in their order.
  public init(through points: [Point]) {
    elements = points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) }
  }

  /// A closed shape with these corners.
  public init(polygon points: [Point]) {
    self.init(through: points)
    elements.append(.close)
  }

  /// The data of an SVG path, coordinates with at most two decimals.
  ///
  /// A straight line that moves along one axis alone is written with `H` or `V`.
  var svgData: String {
    var text = ""
    var here: Point?
    for element in elements {
      switch element {
      case .move(let point):
        text += "M\(point.x.coordinate) \(point.y.coordinate)"
        here = point
      case .line(let point):
        text += Self.segment(from: here, to: point)
        here = point
      case .arc(let radius, let isLarge, let isClockwise, let point):
        let size = radius.coordinate
        text += "A\(size) \(size) 0 \(isLarge ? 1 : 0) \(isClockwise ? 1 : 0) "
        text += "\(point.x.coordinate) \(point.y.coordinate)"
        here = point
      case .close:
        text += "Z"
        here = nil
      case .rect(let origin, let width, let height):
        let right = (origin.x + width).coordinate
        let bottom = (origin.y + height).coordinate
        text += "M\(origin.x.coordinate) \(origin.y.coordinate)H\(right)V\(bottom)"
        text += "H\(origin.x.coordinate)Z"
        here = nil
      }
    }
    return text
  }

  private static func segment(from start: Point?, to end: Point) -> String {
    let (x, y) = (end.x.coordinate, end.y.coordinate)
    if start?.y.coordinate == y { return "H\(x)" }
    if start?.x.coordinate == x { return "V\(y)" }
    return "L\(x) \(y)"
  }
}
