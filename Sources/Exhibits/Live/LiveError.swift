import RealModule
import RoPE

/// How far a turn computed with less precision is from the exact one, at a position the reader moves.
///
/// The circle shows the pair that is farthest off; the curve is the error of the worst pair over the
/// position, both on logarithmic scales.
/// - Note: Source: Wang et al. 2025, arXiv:2411.13476, for the question.
package struct LiveError: LiveExhibit, Equatable {
  /// In tokens, from 1 to ``farthest``.
  package var position: Int
  package var arithmetic: PhaseArithmetic
  /// Even, from 2 to 256.
  package var headDimension: Int
  package var base: Double

  package init(position: Int, arithmetic: PhaseArithmetic, headDimension: Int, base: Double) {
    self.position = position
    self.arithmetic = arithmetic
    self.headDimension = headDimension
    self.base = base
  }

  package init?(_ numbers: [Double]) {
    guard numbers.count == 4 else { return nil }
    self.init(
      position: whole(numbers[0], in: 1...Self.farthest),
      arithmetic: PhaseArithmetic.allCases[
        whole(numbers[1], in: 0...PhaseArithmetic.allCases.count - 1)],
      headDimension: 2 * whole(numbers[2] / 2, in: 1...128), base: numbers[3])
  }

  package var numbers: [Double] {
    var place = 0.0
    for (index, other) in PhaseArithmetic.allCases.enumerated() where other == arithmetic {
      place = Double(index)
    }
    return [Double(position), place, Double(headDimension), base]
  }

  package static let farthest = 1_000_000

  /// The positions between which the curve is drawn straight.
  package static var sampled: [Int] {
    sampledIntegers(from: 1, to: farthest, count: 49, isLogarithmic: true)
  }

  package static let center = Coordinate(84, 74)
  package static let radius = 56.0

  /// Where positions and errors lie; errors below its end are drawn at the end.
  package static var frame: Frame {
    Frame(
      across: Frame.Side(
        low: 1, high: Double(farthest), start: 50, end: 326, isLogarithmic: true),
      down: Frame.Side(low: 1e-9, high: 10, start: 330, end: 170, isLogarithmic: true))
  }

  /// A value as the plot shows it.
  @inline(never)
  package static func place(_ position: Int, _ error: Double) -> Coordinate {
    frame.place(Double(position), max(frame.down.low, min(error, frame.down.high)))
  }

  /// Values: the error, the pair it happens in, the position. Marks: the exact hand and the one in its
  /// stead, the curve, the dot on it, the error as a number.
  ///
  /// - Throws: ``RotaryError`` for a base the library refuses.
  package func marks() throws(RotaryError) -> LiveMarks {
    let errors = PhaseErrors(
      positions: Self.sampled + [position], headDimension: headDimension, base: base)
    let turns = try errors.worstTurns(of: arithmetic)
    let worst = turns[turns.count - 1]
    var marks = LiveMarks()
    marks.read(worst.error)
    marks.read(Double(worst.pair))
    marks.read(Double(position))
    hand(&marks, worst.exact.cosine, worst.exact.sine)
    hand(&marks, worst.found.cosine, worst.found.sine)
    marks.beginCurve(turns.count - 1)
    for index in 0..<turns.count - 1 {
      marks.point(Self.place(errors.positions[index], turns[index].error))
    }
    marks.circle(Self.place(position, worst.error), radius: 5)
    marks.number(Double(worst.pair), digits: 0, at: Coordinate(326, 44))
    marks.number(worst.error, digits: 9, at: Coordinate(326, 84))
    return marks
  }

  @inline(never)
  private func hand(_ marks: inout LiveMarks, _ cosine: Double, _ sine: Double) {
    marks.line(
      Self.center,
      Coordinate(Self.center.x + Self.radius * cosine, Self.center.y - Self.radius * sine))
  }
}
