import RoPE
import Testing

@testable import Exhibits

/// Exhibits of frequencies and biases against the reference files.
@Suite struct ReferenceExhibitTests {
  private static let rules: [(String, FrequencyRule, ScalingComparison)] = [
    ("invfreq_linear_x4", .linear, comparison(factor: 4)),
    ("invfreq_yarn_llama2_x16", .yarn, comparison(factor: 16)),
    ("invfreq_dynamic_x2_seq16384", .dynamicNTK, comparison(factor: 2, length: 16_384)),
    ("invfreq_dynamic_x2_seq2048", .dynamicNTK, comparison(factor: 2, length: 2048)),
    (
      "invfreq_llama3_1_8b", .llama3,
      ScalingComparison(
        headDimension: 128, base: 500_000, factor: 8, originalLength: 8192, length: 65_536)
    ),
  ]

  private static func comparison(factor: Double, length: Int = 65_536) -> ScalingComparison {
    ScalingComparison(
      headDimension: 128, base: 10_000, factor: factor, originalLength: 4096, length: length)
  }

  @Test func rulesAreThoseOfTheReferenceFiles() throws {
    for (name, rule, exhibit) in Self.rules {
      let golden = try #require(try goldenOutputs(name)["inv_freq_f32"] as? [Double])
      let found = try exhibit.frequencies(under: rule)
      #expect(found.count == golden.count)
      for (a, b) in zip(found, golden) { #expect(isNear(a, b, 4e-7 * b), "\(name)") }
    }
  }

  @Test func sharesAreCounted() throws {
    let exhibit = Self.comparison(factor: 8)
    #expect(exhibit.count([1, 0.9, 0.125, 0.125]) == (kept: 1, divided: 2))
    #expect(try exhibit.count(exhibit.shares(under: .ntk)) == (kept: 1, divided: 1))
    // Llama's bands are the ramp by parts with other bounds, so neither is below the other's ends.
    for rule in FrequencyRule.allCases {
      for share in try exhibit.shares(under: rule) where rule != .dynamicNTK {
        #expect(share <= 1 + 1e-12 && share >= 0.125 - 1e-12)
      }
    }
  }

  @Test(arguments: [
    ("bidirectional_32_128", 32, 128, true), ("causal_32_128", 32, 128, false),
    ("bidirectional_64_256", 64, 256, true), ("causal_64_128", 64, 128, false),
  ])
  func bucketsAreThoseOfTheReferenceFile(
    name: String, buckets: Int, distance: Int, isBidirectional: Bool
  ) throws {
    let golden = try #require(try goldenOutputs("t5_buckets")["buckets"] as? [String: [Int]])
    let map = BucketMap(buckets: buckets, maxDistance: distance, isBidirectional: isBidirectional)
    let rows = map.rows(of: try map.bias())
    for (offset, bucket) in zip(-300...300, try #require(golden[name])) {
      // With one direction all keys ahead count as distance 0.
      let isAhead = isBidirectional && offset > 0
      let size = isAhead || offset < 0 ? offset.magnitude : 0
      let row = try #require(
        rows.first {
          $0.isAhead == isAhead && $0.nearest <= size && size <= $0.farthest ?? .max
        })
      #expect(row.bucket == bucket, "offset \(offset)")
    }
  }

  @Test func slopesAreThoseOfTheReferenceFile() throws {
    let golden = try #require(
      try goldenOutputs("alibi")["slopes_f32_bloom"] as? [String: [Double]])
    for heads in [1, 8, 12, 112] {
      let slopes = try LinearBiases(heads: heads).slopes()
      for (a, b) in zip(slopes, try #require(golden["\(heads)"])) { #expect(isNear(a, b, 1e-6)) }
      let curve = try LinearBiases(heads: heads).curve(ofHead: 0, distances: [0, 1, 10])
      #expect(curve == [0, -slopes[0], -10 * slopes[0]])
      #expect(curve[0].sign == .plus, "-0 would be printed as such")
    }
    let matrix = try LinearBiases(heads: 8).matrix(ofHead: 1, count: 3)
    #expect(matrix == [[0, 0.25, 0.5], [-0.25, 0, 0.25], [-0.5, -0.25, 0]])
  }
}

/// Exhibits of rotations against closed forms and the book's numbers.
@Suite struct RotationExhibitTests {
  @Test func anglesAndWavelengthsAreProducts() throws {
    let rows = try AngleTable(
      positions: [0, 3, 1000], pairs: [0, 3], headDimension: 8, base: 10_000
    ).rows()
    for (row, expected) in zip(rows, [[0, 0], [3, 0.003], [1000, 1]]) {
      for (a, b) in zip(row, expected) { #expect(isNear(a, b)) }
    }
    let lengths = try WavelengthCurve(headDimension: 128, base: 10_000).wavelengths()
    #expect(isNear(lengths[63], 54_410.143, 1e-3))
    #expect(WavelengthCurve.unfinished(lengths, within: 4096) == 18)
    #expect(WavelengthCurve.unfinished([1, 2, 3], within: 2) == 1, "a turn just made is made")
  }

  @Test func layoutsAreThePermutationOfTheConversionScripts() throws {
    let rows = try LayoutTable(headDimension: 8).rows()
    // index 0, 2, 4, …, 1, 3, 5, … of the interleaved lanes stands at 0, 1, 2, … of the halves.
    var index = [Int](repeating: -1, count: 8)
    for row in rows {
      index[row.halfSplitFirst] = row.interleavedFirst
      index[row.halfSplitSecond] = row.interleavedSecond
    }
    #expect(index == [0, 2, 4, 6, 1, 3, 5, 7])
    #expect(LayoutTable.moved(rows) == 6)
    #expect(throws: RotaryError.oddDimension(3)) { try LayoutTable(headDimension: 3).rows() }
  }

  @Test(arguments: [PairLayout.interleaved, .halfSplit])
  func threeWaysAgree(layout: PairLayout) throws {
    for position in [0, 1, 17, 4095] {
      let results = try RotationLanes(
        vector: query, position: position, base: 10_000, layout: layout
      ).results()
      #expect(results.largestDifference < 1e-14)
    }
    let one = try RotationLanes(
      vector: [1, 2, 3, 4], position: 1, base: 10_000, layout: layout
    ).results()
    let expected =
      layout == .interleaved
      ? [-1.142640, 1.922076, 2.959851, 4.029800] : [-1.984111, 1.959901, 2.462378, 4.019800]
    for (a, b) in zip(one.complex, expected) { #expect(isNear(a, b, 5e-7)) }
  }

  @Test func aRotationMatrixIsOrthogonal() throws {
    let matrix = RotationMatrix(
      position: 5, headDimension: 8, base: 10_000, layout: .halfSplit)
    let rows = try matrix.rows()
    #expect(RotationMatrix.deviation(of: rows) < 1e-15)
    #expect(RotationMatrix.deviation(of: [[1, 1], [0, 1]]) == 1)
    #expect(rows.joined().count { $0 != 0 } == matrix.filled)
    #expect(isNear(rows[0][0], 0.28366218546322625) && isNear(rows[4][0], -0.9589242746631385))
  }

  @Test func bfloat16HoldsOnlyEvenIntegersAbove256() throws {
    // The angle of position 257 is that of 256, so the first pair is off by the chord of 1 radian.
    let errors = try PhaseErrors(positions: [256, 257], headDimension: 2, base: 10_000)
      .errors(of: .bfloat16Angles)
    #expect(errors[0] < 0.004)
    #expect(isNear(errors[1], 0.958851077208406, 0.004))
    let exact = PhaseErrors(positions: [257], headDimension: 128, base: 10_000)
    #expect(isNear(try exact.errors(of: .floatAngles)[0], 1.0103582836841738e-05, 2e-8))
    #expect(try exact.errors(of: .floatTable)[0] < 4.3e-8, "half a unit of the last place, twice")
  }

  @Test func weightsAreSoftmaxOfScores() throws {
    // Two keys, scores 1/√2 and 0: e^(1/√2) / (e^(1/√2) + 1).
    let map = AttentionMap(
      queries: [[1, 0], [1, 0]], keys: [[1, 0], [0, 1]], positions: [0, 1], isCausal: false,
      rotary: nil)
    let weights = try map.weights()
    #expect(isNear(weights[0][0], 0.6697615493266569))
    var causal = map
    causal.isCausal = true
    #expect(try causal.weights()[0] == [1, 0])
    causal.rotary = AttentionMap.Rotary(base: 1, layout: .interleaved)
    causal.keys = [[1, 0], [1, 0]]
    // One step apart, the score is cos 1 / √2.
    #expect(isNear(try causal.weights()[1][0], 0.4194442151384795))
  }

  @Test func aKeyIsStaleOnlyWhereTheBaseMoved() throws {
    let keys = CachedKeys(
      query: query, key: key, queryPosition: 8191, keyPosition: 8000, base: 10_000,
      layout: .interleaved, factor: 2, originalLength: 4096)
    let fresh = try keys.fresh()
    #expect(fresh.length == 8192)
    // 10 000 · (2 · 8192 / 4096 - 1)^(8 / 6)
    #expect(isNear(fresh.base, 43_267.487109222245, 1e-7))
    #expect(try keys.row(cachedAt: 8192) == fresh)
    #expect(try keys.row(cachedAt: 4096).base == keys.row(cachedAt: 100).base)
    #expect(isNear(try keys.row(cachedAt: 100).base, 10_000, 1e-8))
    var plain = keys
    plain.factor = nil
    #expect(try plain.row(cachedAt: 1).score == plain.fresh().score)
    #expect(try plain.fresh().base == 10_000)
  }

  @Test func aPairIsStaleOnlyWhereItHoldsOtherNumbers() throws {
    var keys = CachedKeys(
      query: query, key: key, queryPosition: 8191, keyPosition: 8000, base: 10_000,
      layout: .halfSplit, factor: 2, originalLength: 4096)
    #expect(try keys.pairs(cachedAt: 4096).map(\.isRight) == [true, false, false, false])
    #expect(try keys.pairs(cachedAt: 8192).allSatisfy(\.isRight))
    let pair = try keys.pairs(cachedAt: 4096)[2]
    #expect(isNear(pair.frequencyThen, 0.01) && isNear(pair.frequencyNow, 0.00480749856769136))
    keys.keyPosition = 0
    let unturned = try keys.pairs(cachedAt: 4096)
    #expect(unturned.allSatisfy(\.isRight) && unturned[2].frequencyThen != pair.frequencyNow)
  }

  @Test func theAngleBetweenVectorsKeepsItsDirection() throws {
    var plane = PairPlane(
      query: [1, 0], key: [2, 0], queryPosition: 5, keyPosition: 1, pair: 0, headDimension: 2,
      base: 10_000)
    func angle(_ plane: PairPlane) throws -> Double {
      try plane.angle(between: plane.turned(), frequency: plane.frequency())
    }
    // Four radians are more than half a turn, and stay four.
    #expect(isNear(try angle(plane), 4))
    plane.queryPosition = 1
    plane.keyPosition = 5
    #expect(isNear(try angle(plane), -4))
    plane.keyPosition = 101
    #expect(isNear(try angle(plane), -100 + 30 * .pi, 1e-12), "whole turns are left out")
    plane.key = [0, 2]
    #expect(isNear(plane.angleBefore, -.pi / 2))
    let turned = try plane.turned(shiftedBy: 7)
    #expect(isNear(turned.score, 2 * 0.5063656411097588), "2 cos(-100 - π/2)")
    #expect(isNear(turned.query.direction, 8 - 2 * .pi, 1e-12))
  }
}
