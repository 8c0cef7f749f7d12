/// The numbers of a live figure: what is read out, then what is drawn.
///
/// SVG is written from them when the site is built, and patched from them in the reader's browser, so
/// both are the same numbers and no formula exists twice. The stream is flat, because it crosses the
/// border between two programs: the count of values and the values, then for each mark its kind and
/// what the kind calls for.
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
    /// `cx cy r`, then the angles from and to, in radians counter-clockwise from the right.
    case sector = 5
    /// A number that is read: `value digits x y`.
    case number = 6
    /// A cell and its level on the diverging scale, from 0 to 15: `x y width height level`.
    case cell = 7
  }

  /// What is read out, in the order in which the figure names its values.
  package private(set) var values: [Double] = []
  /// The marks, each its kind and its numbers.
  package private(set) var stream: [Double] = []

  package init() {}

  /// Values and marks as they cross the border.
  package var numbers: [Double] { [Double(values.count)] + values + stream }

  package mutating func read(_ value: Double) { values.append(value) }

  package mutating func line(_ from: Coordinate, _ to: Coordinate) {
    add(.line, from.x, from.y, to.x, to.y)
  }

  package mutating func curve(_ points: [Coordinate]) {
    add(.curve, Double(points.count))
    for point in points {
      stream.append(point.x)
      stream.append(point.y)
    }
  }

  /// A bar from a base line to a value's height; its height is never negative.
  package mutating func bar(x: Double, width: Double, from base: Double, to height: Double) {
    add(.rectangle, x, min(base, height), width, (base - height).magnitude)
  }

  package mutating func circle(_ center: Coordinate, radius: Double) {
    add(.circle, center.x, center.y, radius)
  }

  package mutating func sector(
    _ center: Coordinate, radius: Double, from start: Double, to end: Double
  ) {
    add(.sector, center.x, center.y, radius)
    stream.append(start)
    stream.append(end)
  }

  package mutating func number(_ value: Double, digits: Int, at point: Coordinate) {
    add(.number, value, Double(digits), point.x, point.y)
  }

  /// A cell; `share` is its value over the largest, from −1 to 1.
  package mutating func cell(
    _ corner: Coordinate, width: Double, height: Double, share: Double
  ) {
    add(.cell, corner.x, corner.y, width, height)
    stream.append(max(0, min(15, ((share + 1) * 8).rounded(.down))))
  }

  private mutating func add(_ kind: Kind, _ numbers: Double...) {
    stream.append(Double(kind.rawValue))
    for number in numbers { stream.append(number) }
  }
}
