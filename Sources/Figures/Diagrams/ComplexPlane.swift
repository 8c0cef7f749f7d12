/// Numbers of the complex plane: points, roots of one, and multiplication as turning.
///
/// ```swift
/// let roots = ComplexPlane("Third roots of one", ComplexPlane.roots(of: 3))
/// print(try roots.figure(description: "They form a triangle.").data.rows.count)
/// let turn = ComplexPlane(multiplying: .init("q", 0.8, -0.3), by: .init("i", 0, 1))
/// print(turn.points[2].real, turn.points[2].imaginary)
/// // Prints "3"
/// // Prints "0.3 0.8"
/// ```
public struct ComplexPlane: Sendable, Hashable {
  /// A complex number with its name.
  public struct Number: Sendable, Hashable {
    /// What stands beside it.
    public var name: String
    /// The real part, across.
    public var real: Double
    /// The imaginary part, upwards.
    public var imaginary: Double
    /// Its colour and shape.
    public var role: Role
    /// Whether an arrow from zero leads to it.
    public var isArrow: Bool

    /// A number by its two parts.
    public init(
      _ name: String, _ real: Double, _ imaginary: Double, role: Role = .query,
      isArrow: Bool = false
    ) {
      self.name = name
      self.real = real
      self.imaginary = imaginary
      self.role = role
      self.isArrow = isArrow
    }

    /// The number e^(iφ) on the unit circle, φ in radians.
    public init(_ name: String, angle: Double, role: Role = .position, isArrow: Bool = false) {
      let (cosine, sine) = Double.direction(ofAngle: angle)
      self.init(name, cosine, sine, role: role, isArrow: isArrow)
    }
  }

  /// What the drawing is, in at most 90 characters.
  public var title: String
  /// The numbers.
  public var points: [Number]
  /// The unit circle is drawn unless this is false.
  public var showsUnitCircle: Bool
  private var turns: [Turn] = []

  private struct Turn: Sendable, Hashable {
    let from: Int
    let to: Int
    let name: String
    /// Whether the arc starts at the real axis rather than at a number.
    let isFromOne: Bool
  }

  /// Numbers in the plane.
  public init(_ title: String, _ points: [Number], showsUnitCircle: Bool = true) {
    self.title = title
    self.points = points
    self.showsUnitCircle = showsUnitCircle
  }

  /// A product: both factors and their product as arrows, and the same turn twice, from 1 to the
  /// factor and from the number to the product.
  ///
  /// - Parameters:
  ///   - number: what is multiplied.
  ///   - factor: by which; it turns without stretching where its magnitude is 1.
  ///   - angle: what stands at both arcs.
  ///   - title: what the drawing is, in at most 90 characters.
  public init(
    multiplying number: Number, by factor: Number, angle: String = "φ", title: String? = nil
  ) {
    let product = Number(
      "\(number.name) · \(factor.name)",
      number.real * factor.real - number.imaginary * factor.imaginary,
      number.real * factor.imaginary + number.imaginary * factor.real, role: .accent,
      isArrow: true)
    var (number, factor) = (number, factor)
    (number.isArrow, factor.isArrow) = (true, true)
    self.init(title ?? "\(number.name) times \(factor.name) is a turn", [number, factor, product])
    turns = [
      Turn(from: 1, to: 1, name: angle, isFromOne: true),
      Turn(from: 0, to: 2, name: angle, isFromOne: false),
    ]
  }

  /// The roots of one: the numbers whose n-th power is 1, named by their index.
  public static func roots(of n: Int) -> [Number] {
    (0..<max(n, 0)).map { Number(String($0), angle: 2 * .pi * Double($0) / Double(n)) }
  }

  /// Draws the plane, with a second drawing for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without numbers, ``FigureError/badCoordinate(_:mark:)`` for
  ///   a part that is not finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard !points.isEmpty else { throw .empty("a complex plane") }
    for part in points.flatMap({ [$0.real, $0.imaginary] }) where !part.isFinite {
      throw .badCoordinate(part, mark: "complex number")
    }
    let arcs = turns.compactMap { turn -> Plane.Arc? in
      let ends = [turn.from, turn.to].map { points.indices.contains($0) ? points[$0] : nil }
      guard let start = ends[0], let end = ends[1],
        let to = Plane.direction(end.real, end.imaginary),
        let from = turn.isFromOne ? (1, 0) : Plane.direction(start.real, start.imaginary)
      else { return nil }
      return Plane.Arc(name: turn.name, from: from, to: to)
    }
    let items = points.map { number in
      Plane.Item(
        name: number.name, x: number.real, y: number.imaginary, role: number.role,
        isArrow: number.isArrow)
    }
    let plane = Plane(
      items: items, arcs: arcs, showsUnitCircle: showsUnitCircle,
      names: ("real", "imaginary"))
    return try Figure.diagram(title, description: description, data: data) { plane.box(width: $0) }
  }

  private var data: Table {
    let rows = points.map { number -> [Value] in
      [.text(number.name), .number(number.real), .number(number.imaginary)]
    }
    return Table(unchecked: ["number", "real part", "imaginary part"], rows, title)
  }
}
