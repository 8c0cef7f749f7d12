import RoPE
import Testing

@testable import Exhibits

@Suite struct ScoreTests {
  @Test(arguments: [(PairLayout.interleaved, interleavedScores), (.halfSplit, halfSplitScores)])
  func scoresAreThoseOfComplexNumbers(layout: PairLayout, expected: [Double]) throws {
    let scores = try ScoreMatrix(
      query: query, key: key, headDimension: 8, base: 10_000, layout: layout, count: 5
    ).scores()
    for m in 0..<5 {
      for n in 0..<5 { #expect(isNear(scores[m][n], expected[m - n + 4])) }
    }
    let distances = try DistanceCurve(
      query: query, key: key, headDimension: 8, base: 10_000, layout: layout,
      distances: Array(-4...4)
    ).scores()
    for (a, b) in zip(distances, expected) { #expect(isNear(a, b)) }
  }

  @Test func everyDiagonalHoldsOneScore() throws {
    let scores = try ScoreMatrix(
      query: query, key: key, headDimension: 8, base: 10_000, layout: .interleaved, count: 64
    ).scores()
    #expect(ScoreMatrix.largestDiagonalDeviation(of: scores) < 1e-12)
    var broken = scores
    broken[63][0] += 1
    #expect(ScoreMatrix.largestDiagonalDeviation(of: broken) < 1e-12, "a corner is a diagonal")
    broken[63][1] += 0.25
    #expect(isNear(ScoreMatrix.largestDiagonalDeviation(of: broken), 0.25))
    broken[0][1] -= 0.5
    #expect(isNear(ScoreMatrix.largestDiagonalDeviation(of: broken), 0.5))
  }

  private func curve(_ shifts: [Int], _ measure: ScoreMeasure = .dotProduct) -> ScoreCurve {
    ScoreCurve(
      query: query, key: key, headDimension: 8, base: 10_000, layout: .interleaved,
      queryPosition: 1, keyPosition: 3, shifts: shifts, measure: measure)
  }

  @Test func aCommonShiftLeavesTheRotaryScoreAlone() throws {
    let scores = try curve([0, 1, 4, 100, 10_000]).rotary()
    for score in scores { #expect(isNear(score, -0.866363464473, 1e-11)) }
    #expect(ScoreCurve.spread(of: scores) < 1e-11)
    let cosines = try curve([0, 1, 4, 100, 10_000], .cosine).rotary()
    for cosine in cosines { #expect(isNear(cosine, -0.457223676747, 1e-11)) }
  }

  @Test func aCommonShiftChangesTheScoreOfTheSinusoid() throws {
    // Python, math module: q + PE(1 + s) against k + PE(3 + s).
    let cosines = try curve([0, 1, 4, 100, 10_000], .cosine).sinusoid()
    let expected = [
      0.6873020231931933, 0.5817652264482798, 0.5936521876960716, 0.5462871421158861,
      0.36807828681654076,
    ]
    for (a, b) in zip(cosines, expected) { #expect(isNear(a, b)) }
    let products = try curve([0, 10_000]).sinusoid()
    #expect(isNear(products[0], 5.3772962036407055))
    #expect(isNear(products[1], 1.9912776116221766, 1e-11))
  }

  @Test func aShiftThatNoIntegerHoldsIsThrown() {
    #expect(throws: RotaryError.self) { try curve([.max]).rotary() }
    #expect(throws: RotaryError.self) { try curve([.max]).sinusoid() }
    #expect(throws: RotaryError.wrongLength(expected: 8, found: 3)) {
      var short = curve([0])
      short.key = [1, 2, 3]
      return try short.rotary()
    }
  }
}

@Suite struct SinusoidTests {
  @Test func componentsAreThoseOfTheReference() throws {
    let rows = try SinusoidMap(positions: [0, 3], dimension: 16, base: 10_000).components()
    #expect(rows.count == 16 && rows.allSatisfy { $0.count == 2 })
    let expected = [
      0.1411200080598672, -0.9899924966004454, 0.8126488966420368, 0.5827536107022249,
      0.2955202066613396, 0.955336489125606,
    ]
    for (row, value) in zip(rows, expected) { #expect(isNear(row[1], value, 1e-15)) }
    for (component, row) in rows.enumerated() { #expect(row[0] == Double(component % 2)) }
  }

  @Test func theKernelDependsOnTheOffsetAlone() throws {
    let curves = try SinusoidKernel(
      positions: [0, 7, 100, 5000], offsets: [0, 1, 2, 3, 5], dimension: 8, base: 10_000
    ).curves()
    let expected = [4, 3.535256, 2.563718, 1.964890, 3.159983]
    for curve in curves {
      for (a, b) in zip(curve, expected) { #expect(isNear(a, b, 5e-7)) }
    }
    #expect(SinusoidKernel.largestSpread(of: curves) < 1e-11)
    #expect(SinusoidKernel.largestSpread(of: [[1, 2], [1, 5]]) == 3)
    #expect(SinusoidKernel.largestSpread(of: []) == 0)
  }
}

@Suite struct FrameTests {
  @Test func endsGoToTheirPlaces() {
    let side = Frame.Side(low: 2, high: 4, start: 100, end: 0)
    #expect(side.place(2) == 100 && side.place(4) == 0 && side.place(3) == 50)
    let log = Frame.Side(low: 1, high: 10_000, start: 0, end: 400, isLogarithmic: true)
    #expect(isNear(log.place(1), 0) && isNear(log.place(100), 200) && isNear(log.place(1000), 300))
    let frame = Frame(across: log, down: side)
    #expect(isNear(frame.place(10, 4).x, 100) && frame.place(10, 4).y == 0)
  }

  @Test func aCurveFollowsItsFrame() {
    let curve = ScoreCurve(
      query: [1, 0], key: [1, 0], headDimension: 2, base: 10_000, layout: .interleaved,
      queryPosition: 0, keyPosition: 0, shifts: [0, 10])
    let side = Frame.Side(low: 0, high: 10, start: 0, end: 100)
    #expect(
      curve.points([0, 5], in: Frame(across: side, down: side))
        == [Coordinate(0, 0), Coordinate(100, 50)])
  }

  @Test func samplesRiseAndKeepBothEnds() {
    #expect(
      sampledIntegers(from: 1, to: 1000, count: 4, isLogarithmic: true) == [1, 10, 100, 1000])
    #expect(sampledIntegers(from: 0, to: 9, count: 4, isLogarithmic: false) == [0, 3, 6, 9])
    #expect(sampledIntegers(from: 5, to: 5, count: 9, isLogarithmic: false) == [5])
    for count in 2...300 {
      let samples = sampledIntegers(from: 1, to: 100_000, count: count, isLogarithmic: true)
      #expect(samples.first == 1 && samples.last == 100_000 && samples.count <= count)
      #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func risesAreCounted() {
    #expect(countOfRises(in: [1, 2, 2, 1, 5]) == 2)
    #expect(countOfRises(in: []) == 0)
  }
}
