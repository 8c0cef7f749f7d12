/// Vectors in the plane, with arcs for the angles between them.
///
/// Both axes have one scale, so that a turn looks like a turn.
///
/// ```swift
/// let plane = VectorPlane("q and k", [
///   .init("q", x: 0.8, y: 0.6), .init("k", x: -0.6, y: 0.8, role: .key),
/// ], arcs: [.between("q", "k", name: "90°")])
/// print(try plane.figure(description: "They are at a right angle.").data.rows.count)
/// // Prints "2"
/// ```
public struct VectorPlane: Sendable, Hashable {
  /// An arrow from the origin, or from another point.
  public struct Vector: Sendable, Hashable {
    /// What stands at its head; arcs find it by this name.
    public var name: String
    /// Where it ends, across.
    public var x: Double
    /// Where it ends, upwards.
    public var y: Double
    /// Where it starts.
    public var start: Point
    /// Its colour and dashes.
    public var role: Role
    /// Whether it is faint: where something was before.
    public var isGhost: Bool

    /// A vector from the origin unless a start is given.
    public init(
      _ name: String, x: Double, y: Double, from start: Point = Point(0, 0), role: Role = .query,
      isGhost: Bool = false
    ) {
      self.name = name
      self.x = x
      self.y = y
      self.start = start
      self.role = role
      self.isGhost = isGhost
    }
  }

  /// An angle at the origin.
  public enum Arc: Sendable, Hashable {
    /// The smaller angle from one named vector to another.
    case between(String, String, name: String)
    /// From one direction to another, in radians counter-clockwise from the right.
    case angle(from: Double, to: Double, name: String)
  }

  /// What the drawing is, in at most 90 characters.
  public var title: String
  /// The vectors, the first at the back.
  public var vectors: [Vector]
  /// The angles between them, the first nearest to the origin.
  public var arcs: [Arc]
  /// Whether the circle of radius one is drawn.
  public var showsUnitCircle: Bool

  /// Vectors and the angles between them.
  public init(
    _ title: String, _ vectors: [Vector], arcs: [Arc] = [], showsUnitCircle: Bool = false
  ) {
    self.title = title
    self.vectors = vectors
    self.arcs = arcs
    self.showsUnitCircle = showsUnitCircle
  }

  /// Draws the plane, with a second drawing for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without vectors and for an arc whose vectors do not exist
  ///   or have no direction, ``FigureError/badCoordinate(_:mark:)`` for a number that is not
  ///   finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard !vectors.isEmpty else { throw .empty("a plane of vectors") }
    for vector in vectors {
      for number in [vector.x, vector.y, vector.start.x, vector.start.y]
      where !number.isFinite {
        throw .badCoordinate(number, mark: "vector")
      }
    }
    var plane = Plane(
      items: vectors.map { vector in
        Plane.Item(
          name: vector.name, x: vector.x, y: vector.y, startX: vector.start.x,
          startY: vector.start.y, role: vector.role, isGhost: vector.isGhost)
      }, showsUnitCircle: showsUnitCircle, names: ("x", "y"))
    for arc in arcs { plane.arcs.append(try drawn(arc)) }
    return try Figure.diagram(title, description: description, data: data) { plane.box(width: $0) }
  }

  private func drawn(_ arc: Arc) throws(FigureError) -> Plane.Arc {
    switch arc {
    case .angle(let start, let end, let name):
      guard start.isFinite, end.isFinite else {
        throw .badCoordinate(start.isFinite ? end : start, mark: "arc")
      }
      return Plane.Arc(name: name, from: start, to: end)
    case .between(let first, let second, let name):
      let ends = [first, second].map { name in
        vectors.first { $0.name == name }.flatMap { Plane.direction($0.x, $0.y) }
      }
      guard let from = ends[0], let to = ends[1] else {
        throw .empty("the arc from '\(first)' to '\(second)'")
      }
      return Plane.Arc(name: name, from: from, to: to)
    }
  }

  private var data: Table {
    let rows = vectors.map { vector -> [Value] in
      [
        .text(vector.name), .number(vector.start.x), .number(vector.start.y), .number(vector.x),
        .number(vector.y),
      ]
    }
    return Table(unchecked: ["vector", "from x", "from y", "x", "y"], rows, title)
  }
}

extension Plane {
  /// The direction of a vector; nil for none.
  static func direction(_ x: Double, _ y: Double) -> (cosine: Double, sine: Double)? {
    let largest = max(x.magnitude, y.magnitude)
    guard largest > 0, largest.isFinite else { return nil }
    // Divided first: the square of a large number is not finite.
    let (a, b) = (x / largest, y / largest)
    let length = (a * a + b * b).squareRoot()
    return (a / length, b / length)
  }
}

extension Plane.Arc {
  /// The smaller angle between two directions; counter-clockwise where they are opposite.
  init(
    name: String, from: (cosine: Double, sine: Double), to: (cosine: Double, sine: Double),
    role: Role = .position
  ) {
    let cross = from.cosine * to.sine - from.sine * to.cosine
    let middle =
      Plane.direction(from.cosine + to.cosine, from.sine + to.sine) ?? (-from.sine, from.cosine)
    self.init(
      name: name, from: from, to: to, middle: middle, isLarge: false, isClockwise: cross < -1e-12,
      role: role)
  }

  /// From one angle to another in radians; whole turns between them are not shown.
  init(name: String, from start: Double, to end: Double, role: Role = .position) {
    let turn = (end - start).truncatingRemainder(dividingBy: 2 * .pi)
    self.init(
      name: name, from: Double.direction(ofAngle: start),
      to: Double.direction(ofAngle: start + turn),
      middle: Double.direction(ofAngle: start + turn / 2), isLarge: turn.magnitude > .pi,
      isClockwise: turn < 0, role: role)
  }
}
