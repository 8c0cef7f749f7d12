import Exhibits
import Figures
import RealModule

/// The marks of a live figure, made from the numbers that its program gives.
///
/// The browser patches the same marks from the same numbers, so nothing here may know more than them.
struct LiveDrawing {
  /// What is drawn, in the order of the numbers, as one group.
  let group: Mark

  /// - Parameters:
  ///   - marks: the numbers.
  ///   - paints: how each mark is painted, in the same order; texts take the role alone.
  init(_ marks: LiveMarks, paints: [Paint]) {
    var drawn: [Mark] = []
    var rest = marks.stream[...]
    while let kind = rest.popFirst().flatMap({ LiveMarks.Kind(rawValue: Int($0)) }) {
      let paint = drawn.count < paints.count ? paints[drawn.count] : .stroke(.accent)
      drawn.append(Self.mark(kind, &rest, paint))
    }
    group = .group(drawn, name: Live.groupName)
  }

  private static func mark(
    _ kind: LiveMarks.Kind, _ rest: inout ArraySlice<Double>, _ paint: Paint
  ) -> Mark {
    func next() -> Double { rest.popFirst() ?? 0 }
    func point() -> Point { Point(next(), next()) }
    switch kind {
    case .line: return .line(from: point(), to: point(), paint: paint)
    case .curve:
      let points = (0..<Int(next())).map { _ in point() }
      return .path(Outline(through: points), paint: paint)
    case .rectangle:
      let origin = point()
      return .rect(origin: origin, width: next(), height: next(), paint: paint)
    case .circle: return .circle(center: point(), radius: next(), paint: paint)
    case .sector:
      return .path(sector(point(), radius: next(), from: next(), to: next()), paint: paint)
    case .cell:
      let corner = point()
      let (width, height, level) = (next(), next(), Int(next()))
      return .rect(origin: corner, width: width, height: height, paint: .diverging(level))
    case .number:
      let (value, digits) = (next(), Int(next()))
      return .text(
        NumberFormat.fixed(digits).display(value), at: point(), size: .number, anchor: .end,
        role: paint.role)
    }
  }

  /// A slice of a circle, the shorter way where it is not more than a turn.
  private static func sector(
    _ center: Point, radius: Double, from start: Double, to end: Double
  ) -> Outline {
    func point(_ angle: Double) -> Point {
      Point(center.x + radius * .cos(angle), center.y - radius * .sin(angle))
    }
    return Outline([
      .move(center), .line(point(start)),
      .arc(
        radius: radius, isLarge: (end - start).magnitude > .pi, isClockwise: end < start,
        to: point(end)), .close,
    ])
  }
}

extension Paint {
  fileprivate var role: Role {
    switch self {
    case .stroke(let role), .thin(let role), .solid(let role), .fill(let role), .wash(let role):
      role
    case .diverging, .sequential: .ink
    }
  }
}
