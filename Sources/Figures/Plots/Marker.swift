extension Mark {
  /// The point of a series, in a shape that tells its role without colour.
  ///
  /// A query is a dot, a key a square, a position a triangle, the accent a cross.
  public static func marker(_ role: Role, at center: Point, radius: Double = 4) -> Mark {
    func corner(_ x: Double, _ y: Double) -> Point {
      Point(center.x + x * radius, center.y + y * radius)
    }
    switch role {
    case .key:
      return .path(
        Outline([.rect(origin: corner(-0.9, -0.9), width: 1.8 * radius, height: 1.8 * radius)]),
        paint: .fill(role))
    case .position:
      return .path(
        Outline(polygon: [corner(0, -1.2), corner(1.1, 0.8), corner(-1.1, 0.8)]),
        paint: .fill(role))
    case .accent:
      let strokes = Outline([
        .move(corner(-0.9, -0.9)), .line(corner(0.9, 0.9)),
        .move(corner(-0.9, 0.9)), .line(corner(0.9, -0.9)),
      ])
      return .path(strokes, paint: .solid(role))
    default:
      return .circle(center: center, radius: radius, paint: .fill(role))
    }
  }

  /// A straight arrow with a filled head.
  public static func arrow(from start: Point, to end: Point, role: Role) -> Mark {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return .circle(center: end, radius: 3, paint: .fill(role)) }
    let (cosine, sine) = (x / length, y / length)
    let size = min(9, length)
    func point(_ along: Double, _ across: Double) -> Point {
      Point(end.x - along * cosine + across * sine, end.y - along * sine - across * cosine)
    }
    let head = Outline(polygon: [end, point(size, size * 0.42), point(size, -size * 0.42)])
    return .group([
      .line(from: start, to: point(size * 0.7, 0), paint: .solid(role)),
      .path(head, paint: .fill(role)),
    ])
  }
}
