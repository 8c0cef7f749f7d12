import RoPE
import Testing

@testable import Exhibits

/// The numbers behind the figure in which query and key are moved.
@Suite struct LiveScoreTests {
  private let query = [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
  private let key = [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]

  private func numbers(_ m: Double, _ n: Double, base: Double = 10_000) -> [Double] {
    [m, n, base] + query + key
  }

  private func marks(_ numbers: [Double]) throws -> LiveMarks {
    try #require(LiveFigure.score.marks(numbers))
  }

  @Test func theScoreIsThatOfTheBookAndStaysUnderACommonShift() throws {
    // The plan's −0.866363464 for love and Tennis, at 1 and 3.
    for shift in [0.0, 1, 4, 61] {
      let marks = try marks(numbers(1 + shift, 3 + shift))
      #expect(abs(marks.values[0] + 0.866363464) < 5e-10)
      #expect(marks.values[1] == -2)
    }
    let ahead = try marks(numbers(3, 1))
    #expect(abs(ahead.values[0] + 0.112143) < 5e-7)
  }

  @Test func thereIsAHandForQueryAndKeyOfEachPairThenTheCurveItsDotAndItsNumber() throws {
    let marks = try marks(numbers(0, 0))
    #expect(
      marks.parts.map(\.kind) == Array(repeating: .line, count: 8) + [.curve, .circle, .number])
    #expect(marks.numbers.count == 3 + marks.stream.count)
    #expect(Array(marks.numbers.prefix(3)) == [2] + marks.values)
    // The first hand points as the first pair of the query: (0.8, −0.3), below the right.
    let center = LiveScore.center(ofPair: 0)
    let hand = Array(marks.stream[3...4])
    #expect(abs(hand[0] - (center.x + 30 * 0.8 / 0.73.squareRoot())) < 1e-9)
    #expect(abs(hand[1] - (center.y + 30 * 0.3 / 0.73.squareRoot())) < 1e-9)
  }

  @Test func theDotLiesOnTheCurve() throws {
    for (m, n) in [(0.0, 64.0), (64, 0), (10, 3)] {
      let marks = try marks(numbers(m, n))
      let curve = marks.stream.dropFirst(8 * 5).dropFirst(2)
      let index = Int(m - n) + 64
      let point = Array(curve.dropFirst(2 * index).prefix(2))
      let dot = Array(curve.dropFirst(2 * 129).dropFirst().prefix(2))
      #expect(abs(point[0] - dot[0]) < 1e-9 && abs(point[1] - dot[1]) < 1e-9)
    }
  }

  @Test func positionsAreTakenIntoTheirRange() throws {
    let low = (try marks(numbers(-5, 2.4)), try marks(numbers(0, 2)))
    #expect(low.0 == low.1)
    let high = (try marks(numbers(1e300, 3)), try marks(numbers(64, 3)))
    #expect(high.0 == high.1)
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let right = numbers(1, 3)
    let wrong: [[Double]] = [
      [], [1, 3], [1, 3, 10_000], Array(right.dropLast()), right + [1],
      [.nan] + right.dropFirst(), [1, .infinity] + right.dropFirst(2),
      numbers(1, 3, base: 0), numbers(1, 3, base: -1),
      [1, 3, 10_000] + [Double](repeating: 1, count: 2_000),
    ]
    for numbers in wrong { #expect(LiveFigure.score.marks(numbers) == nil, "\(numbers.count)") }
  }

  @Test func vectorsOfZerosHaveNoDirectionAndNoScore() throws {
    let marks = try marks([1, 3, 10_000, 0, 0, 0, 0])
    #expect(marks.values == [0, -2])
    let areFinite = marks.stream.allSatisfy { $0.isFinite }
    #expect(areFinite)
  }
}
