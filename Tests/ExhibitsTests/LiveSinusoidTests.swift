import RoPE
import Testing

@testable import Exhibits

/// The numbers behind the figure in which the position and the base of a sinusoid are moved.
@Suite struct LiveSinusoidTests {
  private func marks(_ numbers: [Double]) throws -> LiveMarks {
    try #require(LiveFigure.sinusoid.marks(numbers))
  }

  /// The marks of one kind, each as the numbers after its kind.
  private func marks(_ kind: LiveMarks.Kind, of marks: LiveMarks) -> [[Double]] {
    split(marks).filter { $0.first == Double(kind.rawValue) }.map { Array($0.dropFirst()) }
  }

  private func split(_ marks: LiveMarks) -> [[Double]] {
    var found: [[Double]] = []
    var rest = marks.stream[...]
    while let kind = rest.first {
      let counts: [Double: Int] = [1: 4, 3: 4, 5: 10, 6: 4, 7: 5]
      let count = 1 + counts[kind, default: 0]
      found.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return found
  }

  @Test func theComponentsAreSinesAndCosinesOfTheBooksAngles() throws {
    // With base 10 000 and eight components: θ = 1, 0.1, 0.01, 0.001.
    let values = try marks([3, 10_000, 8]).values
    #expect(values.count == 3 + 8)
    #expect(values[0] == 3 && values[1] == 10_000)
    #expect(abs(values[2] - 6283.185) < 5e-4)
    let expected = [
      0.1411200080598672, -0.9899924966004454, 0.2955202066613396, 0.955336489125606,
      0.02999550020249566, 0.9995500337489875, 0.002999995500002025, 0.9999955000033751,
    ]
    for (value, component) in zip(values.dropFirst(3), expected) {
      #expect(abs(value - component) < 1e-14)
    }
  }

  @Test func theFirstVectorIsZerosAndOnesForEveryBase() throws {
    for base in [2, 500, 10_000, 1e6] {
      let marks = try marks([0, base, 8])
      #expect(Array(marks.values.dropFirst(3)) == [0, 1, 0, 1, 0, 1, 0, 1])
      for hand in self.marks(.line, of: marks) {
        #expect(hand[2] == hand[0] + LiveSinusoid.radius && hand[3] == hand[1])
      }
    }
  }

  @Test func aHandStandsAtItsAngleAndTheDiscIsPassedOnceAtMost() throws {
    let marks = try marks([22, 10_000, 8])
    let (hands, slices) = (self.marks(.line, of: marks), self.marks(.sector, of: marks))
    let angles = self.marks(.number, of: marks).prefix(4)
    for (pair, angle) in [22, 2.2, 0.22, 0.022].enumerated() {
      let center = LiveSinusoid.center(ofPair: pair)
      #expect(abs(angles[pair][0] - angle) < 1e-12)
      // Cosine to the right, sine upwards.
      #expect(abs(hands[pair][2] - center.x - 30 * Double.cos(angle)) < 1e-12)
      #expect(abs(center.y - hands[pair][3] - 30 * Double.sin(angle)) < 1e-12)
      // The slice ends at the hand, and after a turn where it began.
      let end = pair == 0 ? [center.x + 30, center.y] : Array(hands[pair].suffix(2))
      #expect(abs(slices[pair][3] - center.x - 30) < 1e-12 && slices[pair][9] == 0)
      #expect(abs(slices[pair][7] - end[0]) < 1e-12 && abs(slices[pair][8] - end[1]) < 1e-12)
    }
  }

  @Test func theMapHasAColumnForEachPositionAndTheFrameStandsOnThatOfTheVector() throws {
    let marks = try marks([5, 10_000, 8])
    let cells = self.marks(.cell, of: marks)
    #expect(cells.count == 256)
    let frame = self.marks(.rectangle, of: marks)
    #expect(
      frame == [[cells[8 * 5][0], LiveSinusoid.top, LiveSinusoid.column, 8 * LiveSinusoid.row]])
    // sin 5 = −0.9589 is the lowest of sixteen levels, cos 0 = 1 the highest.
    #expect(cells[8 * 5][4] == 0 && cells[1][4] == 15)
    // sin 0 = 0 begins the upper half.
    #expect(cells[0][4] == 8)
    for component in 0..<8 { #expect(cells[8 * 5 + component][0] == frame[0][0]) }
    // The components beside the rows are those that are read out.
    let numbers = self.marks(.number, of: marks)
    #expect(numbers.count == 4 + 1 + 8 && numbers[4][0] == 5)
    #expect(numbers.suffix(8).map { $0[0] } == Array(marks.values.dropFirst(3)))
  }

  @Test func marksAreOfTheSameKindsForAllPositionsAndBases() throws {
    for dimension in [2, 4, 6, 8] {
      let kinds = split(try marks([0, 10_000, Double(dimension)])).map { $0[0] }
      let dial: [Double] = [5, 1, 6]
      let expected =
        Array(repeating: dial, count: dimension / 2).flatMap(\.self)
        + Array(repeating: 7, count: 32 * dimension) + [3, 6]
        + Array(repeating: 6, count: dimension)
      #expect(kinds == expected)
      for (position, base) in [(31.0, 2.0), (9, 1e6), (10, 77)] {
        let others = split(try marks([position, base, Double(dimension)])).map { $0[0] }
        #expect(others == kinds)
      }
    }
  }

  @Test(arguments: [
    ([-5.0, 10_000, 8], [0.0, 10_000, 8]), ([2.4, 10_000, 8], [2, 10_000, 8]),
    ([1e300, 10_000, 8], [31, 10_000, 8]), ([3, 0, 8], [3, 2, 8]), ([3, -1e300, 8], [3, 2, 8]),
    ([3, 1e300, 8], [3, 1e6, 8]), ([3, 10_000, 0], [3, 10_000, 2]),
    ([3, 10_000, 1e300], [3, 10_000, 8]), ([3, 10_000, -1e300], [3, 10_000, 2]),
    ([3, 10_000, 5.9], [3, 10_000, 6]),
  ])
  func whatIsOutOfRangeIsTakenIntoIt(numbers: [Double], taken: [Double]) throws {
    #expect(try marks(numbers) == marks(taken))
    #expect(try #require(LiveSinusoid(numbers)).numbers == taken)
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let wrong: [[Double]] = [
      [], [3], [3, 10_000], [3, 10_000, 8, 1], [.nan, 10_000, 8], [3, .infinity, 8],
      [3, 10_000, -.infinity], [Double](repeating: 8, count: 65_536),
    ]
    for numbers in wrong { #expect(LiveFigure.sinusoid.marks(numbers) == nil, "\(numbers.count)") }
  }
}
