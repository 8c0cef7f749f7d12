import Foundation
import Testing

@testable import Exhibits

/// The numbers behind the figure of the angles that pairs have seen.
@Suite struct LiveRangeTests {
  private func numbers(
    _ method: LiveRange.Method, _ factor: Int, pair: Int = 46
  ) -> [Double] {
    [Double(method.rawValue), Double(factor), Double(pair), 128, 10_000, 4096]
  }

  private func marks(
    _ method: LiveRange.Method, _ factor: Int, pair: Int = 46
  ) throws -> LiveMarks {
    try #require(LiveRange.marks(numbers(method, factor, pair: pair)))
  }

  @Test func withoutARuleTheEighteenUnfinishedPairsMeetNewAngles() throws {
    // Pairs 46 to 63; pair 46 made 0.869 of a turn in training, 5.46 radians.
    let marks = try marks(.none, 4)
    #expect(marks.values[2] == 18)
    #expect(marks.values[3] == 46)
    #expect(abs(marks.values[0] / (2 * .pi) - 0.869) < 5e-4)
    #expect(abs(marks.values[0] - 5.46) < 5e-3 && abs(marks.values[1] - 21.85) < 5e-3)
    // The last made 0.075 of a turn.
    let last = try self.marks(.none, 4, pair: 63).values
    #expect(abs(last[0] / (2 * .pi) - 0.075) < 5e-4)
    #expect(abs(last[1] - 4 * last[0]) < 1e-12)
    // Nine of them have not come round at four times the length either.
    let turnings = try LiveRange(
      method: .none, factor: 4, pair: 0, headDimension: 128, base: 10_000, originalLength: 4096
    ).turnings()
    #expect(turnings.count { $0.needed < 2 * .pi } == 9)
    #expect(turnings.indices.filter { turnings[$0].isNew } == Array(46..<64))
    // Pair 0 turns by one radian per token.
    #expect(turnings[0] == .init(seen: 4096, needed: 16_384))
  }

  @Test(arguments: LiveRange.Method.allCases)
  func atTheLengthOfTrainingNothingIsNew(method: LiveRange.Method) throws {
    for pair in 0..<64 {
      let values = try marks(method, 1, pair: pair).values
      #expect(values[2] == 0)
      #expect(abs(values[1] / values[0] - 1) < 1e-12)
    }
  }

  @Test(arguments: 2...16)
  func theRulesThatDivideUnfinishedPairsByTheWholeFactorShowNothingNew(factor: Int) throws {
    for method in [LiveRange.Method.linear, .yarn, .llama3] {
      let marks = try marks(method, factor)
      #expect(marks.values[2] == 0)
      #expect(abs(marks.values[1] / marks.values[0] - 1) < 1e-12)
    }
    // A larger base divides the last pair alone by all of it; 46 to 62 turn farther than before.
    #expect(try marks(.ntk, factor).values[2] == 17)
    #expect(try marks(.none, factor).values[2] == 18)
  }

  @Test func theRulesTurnPairsAsTheChaptersTableSays() throws {
    // Row 32 of tbl-scaling, s = 8: PI 0.00125, NTK 0.003477664, the code of YaRN 0.00596154.
    let expected: [(LiveRange.Method, Double, Double)] = [
      (.none, 0.01, 1e-12), (.linear, 0.00125, 1e-12), (.ntk, 0.003477664, 5e-10),
      (.yarn, 0.00596154, 5e-9),
    ]
    for (method, frequency, tolerance) in expected {
      let values = try marks(method, 8, pair: 32).values
      #expect(abs(values[0] - 40.96) < 1e-9)
      #expect(abs(values[1] / (8 * 4096) - frequency) < tolerance)
    }
    // And of fig-scaling: the rule of Llama 3.1 keeps pairs of four turns and more, as 32 is.
    #expect(abs(try marks(.llama3, 8, pair: 32).values[1] - 8 * 40.96) < 1e-9)
  }

  @Test(arguments: LiveRange.Method.allCases)
  func thereIsASectorForEachPairThenTheRing(method: LiveRange.Method) throws {
    for factor in 1...16 {
      for pair in [0, 63] {
        let marks = try marks(method, factor, pair: pair)
        #expect(marks.parts.map(\.kind) == Array(repeating: .sector, count: 64) + [.circle])
        let areFinite = marks.stream.allSatisfy { $0.isFinite }
        #expect(areFinite)
        // All of them turn counter-clockwise.
        #expect(marks.parts.dropLast().allSatisfy { $0.numbers[9] == 0 })
        let center = LiveRange.center(ofPair: pair)
        #expect(marks.parts[64].numbers == [center.x, center.y, 18])
      }
    }
  }

  @Test func sectorsBeginWhereTrainingEndedAndEndWithTheLongerText() throws {
    let sectors = try marks(.none, 4).parts
    /// Whether a point of a sector lies at an angle, on its circle.
    func isPoint(_ index: Int, of pair: Int, at angle: Double) -> Bool {
      let (center, found) = (LiveRange.center(ofPair: pair), sectors[pair].numbers)
      return abs(found[index] - (center.x + 15 * cos(angle))) < 0.01
        && abs(found[index + 1] - (center.y - 15 * sin(angle))) < 0.01
    }
    // Pair 45 came round; 46 is filled up; 63 goes from 0.473 to four times that.
    #expect(isEmpty(sectors[45]) && !isEmpty(sectors[46]) && !isEmpty(sectors[63]))
    #expect(isPoint(3, of: 46, at: 5.4621) && isPoint(7, of: 46, at: 2 * .pi))
    #expect(isPoint(3, of: 63, at: 0.473) && isPoint(7, of: 63, at: 1.892))
    #expect(try marks(.linear, 4).parts.dropLast().allSatisfy(isEmpty))
  }

  /// Whether a sector ends where it begins.
  private func isEmpty(_ sector: LiveMarks.Part) -> Bool {
    Array(sector.numbers[3...4]) == Array(sector.numbers[7...8])
  }

  @Test func whatIsOutOfRangeIsTakenIntoIt() throws {
    let low = LiveRange.marks([-1, 0, -7, 128, 10_000, 4096])
    #expect(low == LiveRange.marks(numbers(.none, 1, pair: 0)))
    let high = LiveRange.marks([1e300, 1e300, 1e300, 1e300, 10_000, 4096])
    #expect(high == LiveRange.marks(numbers(.llama3, 16, pair: 63)))
    let huge = try #require(LiveRange.marks([0, 16, 1, -5, 10_000, 1e300]))
    #expect(huge.parts.count == 3)
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let right = numbers(.none, 4)
    let wrong: [[Double]] = [
      [], Array(right.dropLast()), right + [1], [.nan] + right.dropFirst(),
      [0, 4, 46, 128, 0, 4096], [0, 4, 46, 128, -1, 4096], [0, 4, 46, 128, 1e-300, 4096],
      // No ramp exists for a base of 1.
      [3, 4, 46, 128, 1, 4096],
      // The larger base would be infinite.
      [2, 16, 46, 128, 1e308, 4096],
      [Double](repeating: 1, count: 65_536),
    ]
    for numbers in wrong { #expect(LiveRange.marks(numbers) == nil, "\(numbers.prefix(6))") }
  }

  @Test func theNumbersAreReadAsTheyWereWritten() throws {
    let range = LiveRange(
      method: .ntk, factor: 8, pair: 5, headDimension: 16, base: 500_000, originalLength: 8192)
    #expect(LiveRange(range.numbers) == range)
    #expect(range.numbers == [2, 8, 5, 16, 500_000, 8192])
  }
}
