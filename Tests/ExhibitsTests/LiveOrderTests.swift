import RoPE
import Testing

@testable import Exhibits

/// The numbers behind the figure in which words are put into another order.
@Suite struct LiveOrderTests {
  /// *The Man escaped from the Snake*, then the matrices of the small model.
  private let rows: [[Double]] = [
    [1, 0, 0, 1], [0, 2, 1, 0], [1, 1, -1, 0], [0, 0, 1, 1], [1, 0, 0, 0], [-1, 1, 0, 2],
    [1, 0, 1, 0], [0, 1, 0, -1], [0, 1, 1, 0], [1, 0, 0, 1],
    [0, 1, 0, 1], [1, 0, -1, 0], [0, 0, 1, 1], [1, 1, 0, 0],
    [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1],
  ]
  /// *The Snake escaped from the Man.*
  private let swapped = [0, 5, 2, 3, 4, 1]

  private func exhibit(_ scheme: LiveOrder.Scheme, _ order: [Int]) -> LiveOrder {
    LiveOrder(scheme: scheme, order: order, rows: rows)
  }

  private func isNear(_ found: [Double], _ expected: [Double], _ bound: Double = 5e-7) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { ($0 - $1).magnitude < bound }
  }

  @Test func withoutPositionsManKeepsTheOutputAndTheMeanThatTheChapterPrints() throws {
    let outputs = try exhibit(.none, swapped).outputs()
    for rows in [outputs.before, outputs.now] {
      #expect(isNear(rows[1], [0.494062, 0.780102, 1.493257, 1.207218]))
    }
    for rows in [outputs.before, outputs.now] {
      #expect(isNear(rows[6], [1.097233, 1.261081, 0.989758, 0.825910]))
    }
  }

  @Test func withoutPositionsNoOrderChangesAnOutput() throws {
    for order in [swapped, [5, 4, 3, 2, 1, 0], [3, 2, 1, 0, 4, 5], [1, 2, 3, 4, 5, 0]] {
      let marks = try exhibit(.none, order).marks()
      #expect(marks.values[0] < 1e-12 && marks.values[1] < 1e-12)
      #expect(marks.values[2] == 1)
    }
  }

  /// The plan's number for the sinusoid, and those an independent program found for the others.
  @Test(arguments: [
    (LiveOrder.Scheme.sinusoid, 1.874517, 0.906705), (.rope, 1.516212, 0.531139),
    (.causal, 1.287829, 0.536946),
  ])
  func otherwiseTheSwapOfManAndSnakeChangesOutputsAndMean(
    scheme: LiveOrder.Scheme, output: Double, mean: Double
  ) throws {
    let marks = try exhibit(scheme, swapped).marks()
    #expect(isNear(marks.values, [output, mean, 3]))
  }

  @Test(arguments: LiveOrder.Scheme.allCases)
  func theSentenceAsItWasWrittenHasNotChanged(scheme: LiveOrder.Scheme) throws {
    #expect(try exhibit(scheme, Array(0..<6)).marks().values == [0, 0, 0])
  }

  @Test func underTheMaskTheFirstWordPutsOutItsOwnValue() throws {
    // Man first: the value matrix times (0, 2, 1, 0).
    let outputs = try exhibit(.causal, [1, 0, 2, 3, 4, 5]).outputs()
    #expect(isNear(outputs.now[1], [2, 3, 1, 0], 1e-15))
    #expect(isNear(outputs.before[0], [1, 0, 1, 2], 1e-15))
    // The last one sees the same bag of words.
    #expect(isNear(outputs.now[5], outputs.before[5], 1e-12))
  }

  @Test func aFlagUnderTheMaskArrivesAsOneOverThePlace() throws {
    // Three tokens, queries and keys of zeros, the identity for values.
    let silent = LiveOrder(
      scheme: .causal, order: [2, 0, 1],
      rows: [[1, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [1, 0], [0, 1]])
    let outputs = try silent.outputs()
    let shares = (outputs.before.map { $0[0] }, outputs.now.map { $0[0] })
    // The flag is token 0; it stands first, then second.
    #expect(isNear(shares.0, [1, 1.0 / 2, 1.0 / 3, 11.0 / 18], 1e-15))
    #expect(isNear(shares.1, [1.0 / 2, 1.0 / 3, 0, 5.0 / 18], 1e-15))
  }

  @Test(arguments: LiveOrder.Scheme.allCases)
  func everyOutputLiesWithinTheCommonScale(scheme: LiveOrder.Scheme) throws {
    let range = try exhibit(scheme, swapped).range()
    #expect(range.low <= 0 && 0 <= range.high)
    for order in [swapped, [5, 4, 3, 2, 1, 0], [2, 0, 1, 3, 4, 5], [4, 5, 0, 3, 2, 1]] {
      let outputs = try exhibit(scheme, order).outputs()
      for value in (outputs.before + outputs.now).joined() {
        #expect(range.low - 1e-12 <= value && value <= range.high + 1e-12)
      }
    }
  }

  @Test func aTileAndItsLabelMoveWithTheirWord() throws {
    let figure = exhibit(.none, swapped)
    let marks = try figure.marks()
    let labels = marks.parts.filter { $0.kind == .label }
    #expect(labels.map { $0.numbers[0] } == [0, 5, 2, 3, 4, 1].map(figure.center(ofPlace:)))
    // Each line leads from a word above to the same word below.
    let lines = marks.parts.filter { $0.kind == .line && $0.numbers[1] < LiveOrder.lower }
    #expect(lines.map { $0.numbers[0] } == (0..<6).map(figure.center(ofPlace:)))
    #expect(lines.map { $0.numbers[2] } == labels.map { $0.numbers[0] })
  }

  @Test func theMarksAreOfTheSameKindsForAllSchemesAndOrders() throws {
    let kinds = try exhibit(.none, swapped).marks().parts.map(\.kind)
    let token: [LiveMarks.Kind] =
      Array(repeating: .rectangle, count: 9) + Array(repeating: .line, count: 5) + [.label]
    #expect(
      kinds == Array(repeating: token, count: 6).flatMap(\.self)
        + Array(repeating: .rectangle, count: 8))
    for scheme in LiveOrder.Scheme.allCases {
      for order in [Array(0..<6), [5, 4, 3, 2, 1, 0], swapped] {
        let marks = try exhibit(scheme, order).marks()
        #expect(marks.parts.map(\.kind) == kinds)
        #expect(marks.values.count == 3)
      }
    }
  }

  @Test func numbersAreReadAsTheyWereWritten() throws {
    for dimension in stride(from: 2, through: 8, by: 2) {
      for count in 2...8 {
        let row = (0..<dimension).map { Double($0) / 4 - 0.5 }
        let figure = LiveOrder(
          scheme: .rope, order: (0..<count).reversed(),
          rows: Array(repeating: row, count: count + 3 * dimension))
        #expect(LiveOrder(figure.numbers) == figure)
        #expect(LiveFigure.order.marks(figure.numbers) == (try figure.marks()))
      }
    }
  }

  @Test func whatIsNoOrderIsRefused() {
    let right = exhibit(.sinusoid, swapped).numbers
    #expect(LiveFigure.order.marks(right) != nil)
    for (place, number) in [
      (1, 5.0), (1, 6), (1, -1), (1, 0.5), (1, 1e300), (1, .nan), (6, 0), (3, .infinity),
    ] {
      var wrong = right
      wrong[place] = number
      #expect(LiveFigure.order.marks(wrong) == nil, "\(number) at \(place)")
    }
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let right = exhibit(.sinusoid, swapped).numbers
    let refused: [[Double]] = [
      [], [1], Array(right.dropLast()), right + [1], right + right,
      [Double](repeating: 1, count: 65_536), [Double](repeating: 0, count: 85),
    ]
    for wrong in refused {
      #expect(LiveFigure.order.marks(wrong) == nil, "\(wrong.count)")
    }
  }

  @Test func whatIsOutOfItsRangeIsTakenIntoIt() throws {
    var high = exhibit(.causal, swapped).numbers
    high[0] = 1e300
    #expect(LiveOrder(high) == exhibit(.causal, swapped))
    high[0] = -7
    #expect(LiveOrder(high) == exhibit(.none, swapped))
    high[7] = 1e300
    high[8] = -1e300
    let figure = try #require(LiveOrder(high))
    #expect(figure.rows[0] == [1e6, -1e6, 0, 1])
    let areFinite = try figure.marks().numbers.allSatisfy { $0.isFinite }
    #expect(areFinite)
  }
}
