extension Mark {
  /// The same mark with its points and lengths changed.
  func mapping(points: (Point) -> Point, lengths: (Double) -> Double = { $0 }) -> Mark {
    switch self {
    case .line(let start, let end, let paint):
      return .line(from: points(start), to: points(end), paint: paint)
    case .path(let outline, let paint):
      let elements = outline.elements.map { $0.mapping(points: points, lengths: lengths) }
      return .path(Outline(elements), paint: paint)
    case .circle(let center, let radius, let paint):
      return .circle(center: points(center), radius: lengths(radius), paint: paint)
    case .rect(let origin, let width, let height, let paint):
      return .rect(
        origin: points(origin), width: lengths(width), height: lengths(height), paint: paint)
    case .grid(var grid):
      grid.origin = points(grid.origin)
      grid.cellWidth = lengths(grid.cellWidth)
      grid.cellHeight = lengths(grid.cellHeight)
      return .grid(grid)
    case .text(var lettering):
      lettering.position = points(lettering.position)
      return .text(lettering)
    case .group(let marks, let name):
      return .group(marks.map { $0.mapping(points: points, lengths: lengths) }, name: name)
    }
  }

  /// The mark with coordinates of 12 significant digits.
  var quantized: Mark {
    mapping(points: { Point($0.x.quantized, $0.y.quantized) }, lengths: \.quantized)
  }
}

extension Outline.Element {
  func mapping(points: (Point) -> Point, lengths: (Double) -> Double) -> Outline.Element {
    switch self {
    case .move(let point): .move(points(point))
    case .line(let point): .line(points(point))
    case .arc(let radius, let isLarge, let isClockwise, let point):
      .arc(
        radius: lengths(radius), isLarge: isLarge, isClockwise: isClockwise, to: points(point))
    case .rect(let origin, let width, let height):
      .rect(origin: points(origin), width: lengths(width), height: lengths(height))
    case .close: .close
    }
  }
}
