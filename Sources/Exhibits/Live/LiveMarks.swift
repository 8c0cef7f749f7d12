import RealModule

/// The numbers of a live figure: what is read out, then what is drawn.
///
/// SVG is written from them when the site is built, and patched from them in the reader's browser, so
/// both are the same numbers and no formula exists twice. The stream is flat, because it crosses the
/// border between two programs: the count of values and the values, then for each mark its kind and
/// what the kind calls for.
///
/// Its methods stay out of line: each figure calls them many times, and a reader loads all of that.
package struct LiveMarks: Sendable, Equatable {
  /// What a mark is, and the numbers that follow its kind in the stream.
  package enum Kind: Int, Sendable, CaseIterable {
    /// `x1 y1 x2 y2`.
    case line = 1
    /// The count of points, then `x y` of each.
    case curve = 2
    /// `x y width height`.
    case rectangle = 3
    /// `cx cy r`.
    case circle = 4
    /// A slice of a circle in two arcs, as one arc of a whole turn would end where it began, and vanish:
    /// `cx cy r`, then `x y` of its start, its middle and its end, then 0 for counter-clockwise.
    case sector = 5
    /// A number that is read: `value digits x y`; with −1 digits nothing stands there.
    case number = 6
    /// A cell and its level on the diverging scale, from 0 to 15: `x y width height level`; with a
    /// width of 0 there is none.
    case cell = 7
    /// A text whose words are fixed and that moves: `x y`.
    case label = 8
    /// A number on a cell, dark or light as its level asks for: `value digits x y level`.
    case reading = 9
  }

  /// Values and marks as they cross the border. They are kept like this, as one list is less to carry
  /// through a figure than two.
  package private(set) var numbers: [Double] = [0]

  package init() {}

  /// What is read out, in the order in which the figure names its values.
  package var values: [Double] { Array(numbers[1..<start]) }
  /// The marks, each its kind and its numbers.
  package var stream: [Double] { Array(numbers[start...]) }

  /// Where the marks begin.
  private var start: Int { 1 + Int(numbers[0]) }

  /// Adds a value; all of them are read before the first mark is drawn.
  @inline(never)
  package mutating func read(_ value: Double) {
    numbers[0] += 1
    append(value)
  }

  @inline(never)
  package mutating func line(_ from: Coordinate, _ to: Coordinate) {
    add(.line, from.x, from.y, to.x, to.y)
  }

  @inline(never)
  package mutating func curve(_ points: [Coordinate]) {
    beginCurve(points.count)
    for point in points { self.point(point) }
  }

  /// Begins a curve of so many points, each of which is then said by ``point(_:)``.
  @inline(never)
  package mutating func beginCurve(_ count: Int) {
    append(Double(Kind.curve.rawValue))
    append(Double(count))
  }

  @inline(never)
  package mutating func point(_ point: Coordinate) {
    append(point.x)
    append(point.y)
  }

  /// A bar from a base line to a value's height; its height is never negative.
  @inline(never)
  package mutating func bar(x: Double, width: Double, from base: Double, to height: Double) {
    add(.rectangle, x, min(base, height), width, (base - height).magnitude)
  }

  @inline(never)
  package mutating func circle(_ center: Coordinate, radius: Double) {
    add(.circle, center.x, center.y)
    append(radius)
  }

  /// A slice between two angles in radians, counter-clockwise from the right, at most a turn apart.
  @inline(never)
  package mutating func sector(
    _ center: Coordinate, radius: Double, from start: Double, to end: Double
  ) {
    add(.sector, center.x, center.y)
    append(radius)
    turn(center, radius, start)
    turn(center, radius, (start + end) / 2)
    turn(center, radius, end)
    append(end < start ? 1 : 0)
  }

  @inline(never)
  private mutating func turn(_ center: Coordinate, _ radius: Double, _ angle: Double) {
    append(center.x + radius * Double.cos(angle))
    append(center.y - radius * Double.sin(angle))
  }

  @inline(never)
  package mutating func number(_ value: Double, digits: Int, at point: Coordinate) {
    add(.number, value, Double(digits), point.x, point.y)
  }

  /// A number on a cell of the same `share`.
  @inline(never)
  package mutating func reading(
    _ value: Double, digits: Int, at point: Coordinate, share: Double
  ) {
    add(.reading, value, Double(digits), point.x, point.y)
    append(Self.level(share))
  }

  /// A cell; `share` is its value over the largest, from −1 to 1.
  @inline(never)
  package mutating func cell(
    _ corner: Coordinate, width: Double, height: Double, share: Double
  ) {
    add(.cell, corner.x, corner.y, width, height)
    append(Self.level(share))
  }

  private static func level(_ share: Double) -> Double {
    max(0, min(15, ((share + 1) * 8).rounded(.down)))
  }

  @inline(never)
  package mutating func label(at point: Coordinate) {
    add(.label, point.x, point.y)
  }

  @inline(never)
  private mutating func add(_ kind: Kind, _ a: Double, _ b: Double) {
    append(Double(kind.rawValue))
    append(a)
    append(b)
  }

  @inline(never)
  private mutating func add(_ kind: Kind, _ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    add(kind, a, b)
    append(c)
    append(d)
  }

  @inline(never)
  private mutating func append(_ number: Double) { numbers.append(number) }
}
