import ComplexModule
import RealModule
import RoPE

/// A pair of numbers turned as a complex number, and the same pair in a vector in memory, which three
/// notations turn to the same numbers.
///
/// The vector has four components, so two pairs; a reader chooses the first. The layout says where a
/// pair stands in memory and changes no number.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, sections 3.2.1 and 3.4.2.
package struct LiveTurn: LiveExhibit, Equatable {
  /// Pair 0 as a complex number: its components are at most ``reach`` in magnitude.
  package var real: Double
  package var imaginary: Double
  /// From 0 to ``lastPosition``.
  package var position: Int
  package var layout: PairLayout
  package var base: Double
  /// Pair 1: count 2, at most ``largestOther`` in magnitude.
  package var other: [Double]

  /// How far the pair reaches along each axis.
  package static let reach = 2.0
  package static let lastPosition = 64
  package static let largestOther = 5.0
  /// What rounding leaves of zero is below this.
  package static let rounding = 1e-12
  /// What the words of a cell call the layouts, in the order of their numbers.
  package static let layouts: [PairLayout] = [.interleaved, .halfSplit]

  package init(
    real: Double, imaginary: Double, position: Int, layout: PairLayout, base: Double,
    other: [Double]
  ) {
    self.real = real
    self.imaginary = imaginary
    self.position = position
    self.layout = layout
    self.base = base
    self.other = other
  }

  /// Reads what ``numbers`` wrote; nil for a wrong count. What is out of its range is taken into it.
  package init?(_ numbers: [Double]) {
    guard numbers.count == 7 else { return nil }
    func within(_ number: Double, _ end: Double) -> Double { max(-end, min(number, end)) }
    self.init(
      real: within(numbers[0], Self.reach), imaginary: within(numbers[1], Self.reach),
      position: whole(numbers[2], in: 0...Self.lastPosition),
      layout: Self.layouts[whole(numbers[3], in: 0...Self.layouts.count - 1)], base: numbers[4],
      other: [within(numbers[5], Self.largestOther), within(numbers[6], Self.largestOther)])
  }

  /// The pair, the position and the number of the layout, then the base and the other pair.
  package var numbers: [Double] {
    [real, imaginary, Double(position), layout == .interleaved ? 0 : 1, base] + other
  }

  /// The slot of memory of a number: the first two are those of pair 0, then come those of pair 1.
  private func slot(_ number: Int) -> Int {
    layout == .interleaved ? number : 2 * (number % 2) + number / 2
  }

  /// The vector as it stands in memory, with its three ways through the rotation.
  package var lanes: RotationLanes {
    var vector = [real, imaginary, other[0], other[1]]
    vector[slot(1)] = imaginary
    vector[slot(2)] = other[0]
    return RotationLanes(vector: vector, position: position, base: base, layout: layout)
  }
}

extension LiveTurn {
  package static let height = 408.0
  /// The middle of the plane, and how long 1 is in it.
  package static let origin = Coordinate(170, 140)
  package static let unit = 36.0
  /// How far the plane reaches to each side, as a number.
  package static let side = 3.5

  /// Where the brackets of the pairs end, above the slots of memory.
  package static let bracket = 304.0
  /// The base lines of the vector and of its three lanes.
  package static let rows = [340.0, 360, 380, 400]

  /// Where the numbers of a slot of memory end.
  package static func end(ofSlot slot: Int) -> Double { 144 + 63 * Double(slot) }

  /// Values: real and imaginary part of the product, the largest difference between the lanes, and 0
  /// where only rounding made it, else 1. Marks: the circle on which q and the product lie; the arc
  /// from 1 to e^(imθ) and the same arc from q; e^(imθ), q and their product, each as a shaft, a head
  /// and a label; the brackets of both pairs above the memory; then the numbers of the vector and of
  /// each lane, the two of pair 0 first.
  ///
  /// - Throws: ``RotaryError/invalidBase(_:)`` and ``RotaryError/frequencyOutOfRange(pair:frequency:)``.
  package func marks() throws(RotaryError) -> LiveMarks {
    let lanes = lanes
    let results = try lanes.results()
    let angle = Double(position) * (try frequencies(ofHead: 4, base: base)[0])
    let phasor = Complex(Double.cos(angle), Double.sin(angle))
    let number = Complex(real, imaginary)
    let product = Complex(results.complex[0], results.complex[slot(1)])
    let difference = results.largestDifference
    var marks = LiveMarks()
    marks.read(product.real)
    marks.read(product.imaginary)
    marks.read(difference)
    marks.read(difference < Self.rounding ? 0 : 1)
    let length = Self.length(number)
    marks.circle(Self.origin, radius: Self.unit * length)
    let rest = angle - 2 * .pi * (angle / (2 * .pi)).rounded(.down)
    arc(&marks, from: Complex(1, 0), by: rest)
    arc(&marks, from: number.divided(by: max(2 * length, 1e-9)), by: rest)
    // The label of e^(imθ) keeps away from q. Those of q and the product stand beyond their heads, and
    // on both sides of the arrows the closer these lie together.
    let turn = real * phasor.imaginary - imaginary * phasor.real
    let nearness = max(0, phasor.real)
    arrow(&marks, to: phasor, label: 22, side: turn < 0 ? -1 : 1)
    arrow(&marks, to: number, label: 5, side: -nearness)
    arrow(&marks, to: product, label: 32, side: nearness)
    bracket(&marks, 0, slot(1), height: 14)
    bracket(&marks, slot(2), 3, height: 8)
    row(&marks, lanes.vector, Self.rows[0])
    row(&marks, results.matrix, Self.rows[1])
    row(&marks, results.cosinesAndSines, Self.rows[2])
    row(&marks, results.complex, Self.rows[3])
    return marks
  }

  /// The magnitude; `Complex.length` would call on `hypot`, which the module in a browser lacks.
  private static func length(_ number: Complex<Double>) -> Double {
    (number.real * number.real + number.imaginary * number.imaginary).squareRoot()
  }

  /// Where a complex number lies.
  private static func place(_ number: Complex<Double>) -> Coordinate {
    Coordinate(origin.x + unit * number.real, origin.y - unit * number.imaginary)
  }

  /// The way of a number while it is turned, as 33 points.
  @inline(never)
  private func arc(_ marks: inout LiveMarks, from start: Complex<Double>, by angle: Double) {
    marks.beginCurve(33)
    for step in 0...32 {
      marks.point(Self.place(start * Complex(length: 1, phase: angle * Double(step) / 32)))
    }
  }

  /// A shaft from zero, a head, and a label half as wide as is said: beyond the head for a side of 0,
  /// to its left, seen along the arrow, for 1 and to its right for -1.
  @inline(never)
  private func arrow(
    _ marks: inout LiveMarks, to number: Complex<Double>, label: Double, side: Double
  ) {
    let length = Self.length(number)
    // The direction; straight up without a length.
    let (right, up) = length > 0 ? (number.real / length, number.imaginary / length) : (0, 1)
    let tip = Self.place(number)
    func point(_ along: Double, _ left: Double) -> Coordinate {
      Coordinate(tip.x + along * right - left * up, tip.y - along * up - left * right)
    }
    // A short arrow is all head.
    let head = min(9, Self.unit * length)
    marks.line(Self.origin, point(-head, 0))
    marks.beginCurve(3)
    marks.point(point(-head, 0.45 * head))
    marks.point(tip)
    marks.point(point(-head, -0.45 * head))
    let ahead = label * right.magnitude + 6 * up.magnitude
    let aside = 16 * right.magnitude + (label + 3) * up.magnitude
    let center = point(8 + (1 - side.magnitude) * ahead, side * aside)
    let x = max(label + 2, min(center.x, 338 - label))
    marks.label(at: Coordinate(x, center.y + 4))
  }

  @inline(never)
  private func bracket(_ marks: inout LiveMarks, _ first: Int, _ second: Int, height: Double) {
    let (left, right) = (Self.end(ofSlot: first) - 22, Self.end(ofSlot: second) - 22)
    let (top, bottom) = (Self.bracket - height, Self.bracket)
    marks.beginCurve(4)
    marks.point(Coordinate(left, bottom))
    marks.point(Coordinate(left, top))
    marks.point(Coordinate(right, top))
    marks.point(Coordinate(right, bottom))
  }

  /// The numbers of a vector in memory, pair by pair.
  @inline(never)
  private func row(_ marks: inout LiveMarks, _ vector: [Double], _ y: Double) {
    for number in 0..<4 {
      let slot = slot(number)
      marks.number(vector[slot], digits: 4, at: Coordinate(Self.end(ofSlot: slot), y))
    }
  }
}
