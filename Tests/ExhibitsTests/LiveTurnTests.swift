import RealModule
import RoPE
import Testing

@testable import Exhibits

/// The numbers behind the figure in which a pair is turned as a complex number.
@Suite struct LiveTurnTests {
  private func exhibit(
    _ real: Double, _ imaginary: Double, at position: Int, _ layout: PairLayout = .interleaved
  ) -> LiveTurn {
    LiveTurn(
      real: real, imaginary: imaginary, position: position, layout: layout, base: 10_000,
      other: [3, 4])
  }

  private func numbers(_ marks: LiveMarks) -> [[Double]] {
    marks.parts.filter { $0.kind == .number }.map(\.numbers)
  }

  @Test func theProductIsThatOfTheChapterInBothLayouts() throws {
    for layout in LiveTurn.layouts {
      let values = try exhibit(1, 2, at: 1, layout).marks().values
      // Printed in chapter 5 for 1 + 2i, turned by one radian.
      #expect((values[0] + 1.142640).magnitude < 5e-7 && (values[1] - 1.922076).magnitude < 5e-7)
      #expect(values[2] < 1e-14 && values[3] == 0)
    }
  }

  @Test func thePairTurnsByOneRadianATokenAndKeepsItsLength() throws {
    for m in [0, 1, 7, 64] {
      let values = try exhibit(0.5, 0, at: m).marks().values
      #expect((values[0] - 0.5 * .cos(Double(m))).magnitude < 1e-12)
      #expect((values[1] - 0.5 * .sin(Double(m))).magnitude < 1e-12)
    }
  }

  @Test func atPositionZeroNothingIsTurned() throws {
    let marks = try exhibit(-0.7, 1.3, at: 0).marks()
    #expect(marks.values == [-0.7, 1.3, 0, 0])
    for row in 0..<4 {
      #expect(numbers(marks)[4 * row..<4 * row + 4].map { $0[0] } == [-0.7, 1.3, 3, 4])
    }
  }

  @Test func allLanesHoldTheSameNumbersAndTheOtherPairTurnsByAHundredth() throws {
    for layout in LiveTurn.layouts {
      let found = numbers(try exhibit(1, 2, at: 5, layout).marks())
      #expect(found.prefix(4).map { $0[0] } == [1, 2, 3, 4])
      let (slow, fast) = (0.05, 5.0)
      let expected: [Double] = [
        .cos(fast) - 2 * .sin(fast), .sin(fast) + 2 * .cos(fast),
        3 * .cos(slow) - 4 * .sin(slow), 3 * .sin(slow) + 4 * .cos(slow),
      ]
      for lane in 1...3 {
        for (number, value) in zip(found[4 * lane..<4 * lane + 4], expected) {
          #expect((number[0] - value).magnitude < 1e-12)
        }
      }
    }
  }

  @Test func theLayoutMovesNumbersInMemoryAndNothingElse() throws {
    let here = try exhibit(1, 2, at: 3).marks()
    let there = try exhibit(1, 2, at: 3, .halfSplit).marks()
    func slots(_ marks: LiveMarks) -> [Double] { numbers(marks).prefix(4).map { $0[2] } }
    #expect(slots(here) == [0, 1, 2, 3].map(LiveTurn.end(ofSlot:)))
    #expect(slots(there) == [0, 2, 1, 3].map(LiveTurn.end(ofSlot:)))
    #expect(numbers(here).map { $0[0] } == numbers(there).map { $0[0] })
    // A circle, two arcs, three arrows of three marks: the plane.
    #expect(Array(here.parts.prefix(12)) == Array(there.parts.prefix(12)))
    #expect(here.parts[12] != there.parts[12])
  }

  @Test func theWaysDifferByNoMoreThanRounding() throws {
    var largest = 0.0
    for m in 0...64 {
      for (real, imaginary) in [(1.0, 2.0), (-2, 0.1), (1.9, -1.7), (0.3, 0.7)] {
        largest = max(largest, try exhibit(real, imaginary, at: m).marks().values[2])
      }
    }
    #expect(largest < 1e-14)
  }

  @Test func theFirstArcEndsAtThePhasorAndTheSecondPointsAtTheProduct() throws {
    let marks = try exhibit(1.5, -0.5, at: 9).marks()
    func end(_ part: Int) -> (Double, Double) {
      let numbers = Array(marks.parts[part].numbers.suffix(2))
      let (x, y) = (numbers[0] - LiveTurn.origin.x, LiveTurn.origin.y - numbers[1])
      return (x / LiveTurn.unit, y / LiveTurn.unit)
    }
    let first = end(1)
    #expect((first.0 - .cos(9)).magnitude < 1e-9 && (first.1 - .sin(9)).magnitude < 1e-9)
    let (second, length) = (end(2), 2.5.squareRoot())
    #expect((second.0 - marks.values[0] / (2 * length)).magnitude < 1e-9)
    #expect((second.1 - marks.values[1] / (2 * length)).magnitude < 1e-9)
  }

  @Test func theMarksAreOfTheSameKindsForAllNumbers() throws {
    let arrow: [LiveMarks.Kind] = [.line, .curve, .label]
    let kinds: [LiveMarks.Kind] =
      [.circle, .curve, .curve] + arrow + arrow + arrow + [.curve, .curve]
      + Array(repeating: .number, count: 16)
    for (real, imaginary) in [(0.0, 0.0), (1, 2), (-2, -2), (1e-300, 0)] {
      for m in [0, 1, 64] {
        for layout in LiveTurn.layouts {
          let marks = try exhibit(real, imaginary, at: m, layout).marks()
          #expect(marks.parts.map(\.kind) == kinds)
          #expect(marks.parts[1].numbers.count == marks.parts[2].numbers.count)
          let areFinite = marks.numbers.allSatisfy { $0.isFinite }
          #expect(areFinite)
        }
      }
    }
  }

  @Test func whatIsOutOfItsRangeIsTakenIntoIt() {
    #expect(
      LiveTurn([3, -1e300, 70.2, 9, 10_000, 1e300, -6])
        == LiveTurn(
          real: 2, imaginary: -2, position: 64, layout: .halfSplit, base: 10_000, other: [5, -5]))
    #expect(LiveTurn([0, 0, -4, -1, 10_000, 3, 4]) == exhibit(0, 0, at: 0))
    #expect(LiveTurn([0, 0, 2.4, 0.4, 10_000, 3, 4]) == exhibit(0, 0, at: 2))
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let right = exhibit(1, 2, at: 3, .halfSplit).numbers
    #expect(LiveFigure.turn.marks(right) != nil)
    let refused: [[Double]] = [
      [], Array(right.dropLast()), right + [1], [.nan] + right.dropFirst(),
      [1, 2, 3, 0, 0, 3, 4], [1, 2, 3, 0, -1, 3, 4], [Double](repeating: 1, count: 65_536),
    ]
    for wrong in refused {
      #expect(LiveFigure.turn.marks(wrong) == nil, "\(wrong.count)")
    }
  }
}
