import Foundation
import RoPE
import Testing

@Suite struct RotaryTableTests {
  struct Phase: Sendable {
    let base: Double
    let position: Int
    let pair: Int
    let cosine: Double
    let sine: Double
  }

  /// For 128 lanes, from mpmath with 60 digits.
  static let phases = [
    Phase(
      base: 10_000, position: 8_191, pair: 0,
      cosine: -0.6463904697642574359, sine: -0.763006789352455627
    ),
    Phase(
      base: 10_000, position: 8_191, pair: 1,
      cosine: 0.8239559058140152718, sine: -0.5666539201966272416
    ),
    Phase(
      base: 10_000, position: 8_191, pair: 7,
      cosine: 0.9410517336105066551, sine: 0.3382626711132341589
    ),
    Phase(
      base: 10_000, position: 8_191, pair: 33,
      cosine: -0.2428502852934584165, sine: 0.9700637808581896821
    ),
    Phase(
      base: 10_000, position: 8_191, pair: 63,
      cosine: 0.5850278548970520151, sine: 0.8110131990261033061
    ),
    Phase(
      base: 10_000, position: 131_071, pair: 0,
      cosine: -0.8179834993879490807, sine: -0.5752416837547893711
    ),
    Phase(
      base: 10_000, position: 131_071, pair: 1,
      cosine: -0.9782709129364522375, sine: -0.2073307041961713067
    ),
    Phase(
      base: 10_000, position: 131_071, pair: 7,
      cosine: 0.003159646280715156941, sine: -0.9999950083052318731
    ),
    Phase(
      base: 10_000, position: 131_071, pair: 33,
      cosine: -0.6112555143805099011, sine: -0.7914333175570878464
    ),
    Phase(
      base: 10_000, position: 131_071, pair: 63,
      cosine: -0.840754892838826828, sine: 0.5414159308402116246
    ),
    Phase(
      base: 10_000, position: 1_000_000, pair: 0,
      cosine: 0.9367521275331447869, sine: -0.3499935021712929521
    ),
    Phase(
      base: 10_000, position: 1_000_000, pair: 1,
      cosine: -0.9998661568057510418, sine: -0.01636057683876915549
    ),
    Phase(
      base: 10_000, position: 1_000_000, pair: 7,
      cosine: -0.1093713069034302729, sine: 0.9940009643990470825
    ),
    Phase(
      base: 10_000, position: 1_000_000, pair: 33,
      cosine: 0.1562728642275517263, sine: 0.9877139220979509834
    ),
    Phase(
      base: 10_000, position: 1_000_000, pair: 63,
      cosine: -0.7243331022660025711, sine: 0.6894501845396146248
    ),
    Phase(
      base: 500_000, position: 8_191, pair: 0,
      cosine: -0.6463904697642574359, sine: -0.763006789352455627
    ),
    Phase(
      base: 500_000, position: 8_191, pair: 1,
      cosine: 0.97739400910758028, sine: -0.2114259940513731551
    ),
    Phase(
      base: 500_000, position: 8_191, pair: 7,
      cosine: -0.5146522408742085339, sine: 0.857399015023434488
    ),
    Phase(
      base: 500_000, position: 8_191, pair: 33,
      cosine: -0.9999326729002091569, sine: -0.01160386429786732629
    ),
    Phase(
      base: 500_000, position: 8_191, pair: 63,
      cosine: 0.999797799593725735, sine: 0.02010870278123958312
    ),
    Phase(
      base: 500_000, position: 131_071, pair: 0,
      cosine: -0.8179834993879490807, sine: -0.5752416837547893711
    ),
    Phase(
      base: 500_000, position: 131_071, pair: 1,
      cosine: -0.8173161500238642728, sine: 0.5761894748345965655
    ),
    Phase(
      base: 500_000, position: 131_071, pair: 7,
      cosine: 0.9407600908713345032, sine: -0.3390729293585060705
    ),
    Phase(
      base: 500_000, position: 131_071, pair: 33,
      cosine: 0.9794769175593741624, sine: 0.2015563642467956172
    ),
    Phase(
      base: 500_000, position: 131_071, pair: 63,
      cosine: 0.9486683697029160863, sine: 0.3162725475364741868
    ),
    Phase(
      base: 500_000, position: 1_000_000, pair: 0,
      cosine: 0.9367521275331447869, sine: -0.3499935021712929521
    ),
    Phase(
      base: 500_000, position: 1_000_000, pair: 1,
      cosine: -0.6349813548385633311, sine: 0.7725274616525826291
    ),
    Phase(
      base: 500_000, position: 1_000_000, pair: 7,
      cosine: -0.9348906696480881004, sine: 0.3549358192757521663
    ),
    Phase(
      base: 500_000, position: 1_000_000, pair: 33,
      cosine: -0.6044160884941668264, sine: 0.796668809461881403
    ),
    Phase(
      base: 500_000, position: 1_000_000, pair: 63,
      cosine: -0.7734996770203242533, sine: 0.6337966942557006303
    ),
  ]

  /// Rows on either side, so that the position is in the middle of a block of the recurrence.
  @Test(arguments: phases, [0, 37, 200])
  func phasesAreExactAtAnyPosition(_ phase: Phase, _ before: Int) throws {
    let rope = try RotaryEmbedding<Float>(
      headDimension: 128, base: phase.base, layout: .halfSplit)
    let first = phase.position - before
    let table = try RotaryTable(rope, positions: first..<phase.position + 3)
    let index = before * 64 + phase.pair
    let cosineError = abs(Double(table.cosines[index]) - phase.cosine)
    let sineError = abs(Double(table.sines[index]) - phase.sine)
    #expect(cosineError <= 3e-8)
    #expect(sineError <= 3e-8)
    #expect(hypot(cosineError, sineError) <= 1e-7)
  }

  @Test(arguments: FrequencyGolden.all)
  func tablesEqualTheFormulaOfEveryRule(_ file: FrequencyGolden) throws {
    let golden = try file.golden
    guard let exact = try? golden.values("outputs", "cos_f64", as: Double.self) else { return }
    let sines = try golden.values("outputs", "sin_f64", as: Double.self)
    let rope: RotaryEmbedding<Float> = try file.embedding(Float.self)
    let bound = rope.attentionFactor > 1 ? 6e-8 : 3e-8
    let pairs = rope.rotaryDimension / 2
    for (row, position) in try golden.values("inputs", "positions", as: Int.self).enumerated() {
      let table = try RotaryTable(rope, positions: position..<position + 1)
      let range = row * pairs..<(row + 1) * pairs
      #expect(largestDifference(widened(table.cosines), Array(exact[range])) <= bound)
      #expect(largestDifference(widened(table.sines), Array(sines[range])) <= bound)
    }
  }

  /// Every row of a long table against sine and cosine of its own angle.
  @Test(arguments: [0, -100, 999_000])
  func everyRowIsThatOfItsPosition(_ first: Int) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 20, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: first..<first + 300)
    #expect(table.cosines.count == 3_000 && table.sines.count == 3_000)
    for row in 0..<300 {
      let phasors = try rope.phasors(at: first + row)
      for (pair, phasor) in phasors.enumerated() {
        let index = row * 10 + pair
        #expect(abs(Double(table.cosines[index]) - phasor.real) <= 3e-8)
        #expect(abs(Double(table.sines[index]) - phasor.imaginary) <= 3e-8)
      }
    }
  }

  /// The bound of the README of the reference vectors: what the reference's own tables are off by.
  @Test(arguments: FrequencyGolden.all)
  func referenceTablesAreThoseOfTheReference(_ file: FrequencyGolden) throws {
    let golden = try file.golden
    guard let expected = try? golden.values("outputs", "cos_f32", as: Float.self) else { return }
    let sines = try golden.values("outputs", "sin_f32", as: Float.self)
    let rope: RotaryEmbedding<Float> = try file.embedding(Float.self)
    let pairs = rope.rotaryDimension / 2
    var equal = 0
    for (row, position) in try golden.values("inputs", "positions", as: Int.self).enumerated() {
      let table = try RotaryTable(
        rope, positions: position..<position + 1, precision: .referenceFloat32)
      for pair in 0..<pairs {
        equal += table.cosines[pair] == expected[row * pairs + pair] ? 1 : 0
        equal += table.sines[pair] == sines[row * pairs + pair] ? 1 : 0
      }
    }
    #expect(Double(equal) >= 0.9 * Double(2 * expected.count))
  }

  @Test func referenceTablesDriftWhereExactOnesDoNot() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 128, layout: .halfSplit)
    let range = 1_000_000..<1_000_001
    let exact = try RotaryTable(rope, positions: range)
    let reference = try RotaryTable(rope, positions: range, precision: .referenceFloat32)
    let drift = largestDifference(widened(exact.cosines), widened(reference.cosines))
    #expect(drift > 1e-2 && drift < 0.1)
  }

  @Test func refusesRangesWithoutATable() throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 8, layout: .halfSplit)
    let limit = 1 << 53
    let most = (1 << 27) / 4
    #expect(throws: RotaryError.invalidCount(of: .positions, 0, allowed: 1...most)) {
      try RotaryTable(rope, positions: 5..<5)
    }
    #expect(throws: RotaryError.invalidCount(of: .positions, most + 1, allowed: 1...most)) {
      try RotaryTable(rope, positions: 0..<most + 1)
    }
    #expect(throws: RotaryError.positionOutOfRange(.min)) {
      try RotaryTable(rope, positions: .min ..< .max)
    }
    #expect(throws: RotaryError.positionOutOfRange(limit + 1)) {
      try RotaryTable(rope, positions: limit - 3..<limit + 2)
    }
    #expect(try RotaryTable(rope, positions: limit - 3..<limit + 1).cosines.count == 16)
  }

  @Test func refusesTablesThatDoNotFitTheirHead() throws {
    func make(
      _ cosines: Int, _ sines: Int, at first: Int = 0, rotary: Int? = nil, factor: Double = 1
    ) throws -> RotaryTable<Float> {
      try RotaryTable(
        cosines: Array(repeating: 1, count: cosines), sines: Array(repeating: 0, count: sines),
        firstPosition: first, headDimension: 8, rotaryDimension: rotary, layout: .interleaved,
        attentionFactor: factor)
    }
    #expect(try make(12, 12, at: 7).positions == 7..<10)
    #expect(throws: RotaryError.unequalCounts(of: .cosines, 8, and: .sines, 4)) { try make(8, 4) }
    #expect(throws: RotaryError.wrongCount(of: .cosines, expected: 4, found: 7)) {
      try make(7, 7)
    }
    #expect(throws: RotaryError.invalidCount(of: .positions, 0, allowed: 1...1 << 25)) {
      try make(3, 3)
    }
    #expect(throws: RotaryError.positionOutOfRange(.max)) { try make(8, 8, at: .max) }
    #expect(throws: RotaryError.oddDimension(3)) { try make(8, 8, rotary: 3) }
    #expect(throws: RotaryError.rotaryLargerThanHead(rotary: 10, head: 8)) {
      try make(10, 10, rotary: 10)
    }
    #expect(throws: RotaryError.self) { try make(8, 8, factor: 0) }
  }
}
