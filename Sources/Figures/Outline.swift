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
  var svgData: String {
    var writer = SVGWriter()
    writer.data(of: self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension SVGWriter {
  /// The data of a path.
  ///
  /// A straight line that moves along one axis alone is written with `H` or `V`.
  mutating func data(of path: Outline) {
    // In hundredths: what is printed alike is alike.
    var here: (Int, Int)?
    for element in path.elements {
      switch element {
      case .move(let point):
        here = (point.x.hundredths, point.y.hundredths)
        add("M")
        add(point.x, point.y)
      case .line(let point): here = segment(from: here, to: point)
      case .arc(let radius, let isLarge, let isClockwise, let point):
        add("A")
        add(radius, radius)
        add(isLarge ? " 0 1 " : " 0 0 ")
        add(isClockwise ? "1 " : "0 ")
        add(point.x, point.y)
        here = (point.x.hundredths, point.y.hundredths)
      case .close:
        add("Z")
        here = nil
      case .rect(let origin, let width, let height):
        add("M")
        add(origin.x, origin.y)
        add("H")
        add(origin.x + width)
        add("V")
        add(origin.y + height)
        add("H")
        add(origin.x)
        add("Z")
        here = nil
      }
    }
  }

  /// A straight line to a point; returns where it ends.
  @discardableResult
  mutating func segment(from start: (Int, Int)?, to end: Point) -> (Int, Int) {
    let (x, y) = (end.x.hundredths, end.y.hundredths)
    if start?.1 == y {
      bytes.append(UInt8(ascii: "H"))
      add(hundredths: x)
    } else if start?.0 == x {
      bytes.append(UInt8(ascii: "V"))
      add(hundredths: y)
    } else {
      bytes.append(UInt8(ascii: "L"))
      add(hundredths: x)
      bytes.append(UInt8(ascii: " "))
      add(hundredths: y)
    }
    return (x, y)
  }
}
