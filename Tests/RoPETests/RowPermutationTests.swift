import RoPE
import Testing

@Suite struct RowPermutationTests {
  @Test func rowsEqualTheConversionScript() throws {
    let golden = try Golden("permute_llama_weights")
    let index = try golden.values("outputs", "row_index", as: Int.self)
    let meta = try golden.rows("inputs", "w_meta", width: 6, as: Float.self)
    let expected = try golden.rows("outputs", "w_hf", width: 6, as: Float.self)
    let permutation = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: 8, heads: 2)
    #expect(permutation.source == index)
    #expect(try PairLayout.interleaved.rowPermutation(headDimension: 8, heads: 2) == index)
    #expect(try permutation.applied(to: meta) == expected)
    #expect(try permutation.applied(to: meta.flatMap { $0 }, width: 6) == expected.flatMap { $0 })

    let back = try RowPermutation(
      from: .halfSplit, to: .interleaved, headDimension: 8, heads: 2)
    #expect(try back.applied(to: expected) == meta)
    #expect(try PairLayout.halfSplit.rowPermutation(headDimension: 8, heads: 2) == back.source)
  }

  @Test func permutedWeightsGiveTheScoresOfTheReference() throws {
    let golden = try Golden("permute_llama_weights")
    let inputs = try golden.rows("inputs", "x", width: 6, as: Float.self).map(widened)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    let scores = try golden.rows("outputs", "scores_f64", width: 3, as: Double.self)
    let cases = [
      ("inputs", "w_meta", "q_rot_interleaved_meta_f64", PairLayout.interleaved),
      ("outputs", "w_hf", "q_rot_half_hf_f64", .halfSplit),
    ]
    for (group, weightName, rotatedName, layout) in cases {
      let weights = try golden.rows(group, weightName, width: 6, as: Float.self).map(widened)
      let expected = try golden.rows("outputs", rotatedName, width: 8, as: Double.self)
      let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: layout)
      for head in 0..<2 {
        let turned = try zip(inputs, positions).map { input, position in
          try rope.rotated(
            Array(times(weights, input)[head * 8..<head * 8 + 8]), at: position)
        }
        for token in 0..<3 {
          #expect(largestDifference(turned[token], expected[head * 3 + token]) <= 1e-5)
          let row = turned.map { dot(turned[token], $0) }
          #expect(largestDifference(row, scores[head * 3 + token]) <= 1e-5)
        }
      }
    }
  }

  /// The last two lanes of each head of six do not turn.
  @Test(arguments: [2, 4, 6])
  func scoresSurviveTheChangeOfLayout(_ rotaryDimension: Int) throws {
    let permutation = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: 6, heads: 1,
      rotaryDimension: rotaryDimension)
    #expect(Set(permutation.source) == Set(0..<6))
    #expect(Array(permutation.source[rotaryDimension...]) == Array(rotaryDimension..<6))
    let old = try RotaryEmbedding<Double>(
      headDimension: 6, rotaryDimension: rotaryDimension, layout: .interleaved)
    let new = try RotaryEmbedding<Double>(
      headDimension: 6, rotaryDimension: rotaryDimension, layout: .halfSplit)
    let (query, key) = (sample(6, seed: 1), sample(6, seed: 2))
    let before = dot(try old.rotated(query, at: 3), try old.rotated(key, at: 17))
    let after = dot(
      try new.rotated(permutation.applied(to: query), at: 3),
      try new.rotated(permutation.applied(to: key), at: 17))
    #expect(abs(before - after) <= 1e-14)
  }

  @Test func oneLayoutNeedsNoPermutation() throws {
    for layout in [PairLayout.interleaved, .halfSplit] {
      let same = try RowPermutation(from: layout, to: layout, headDimension: 4, heads: 3)
      #expect(same.source == Array(0..<12))
    }
  }

  @Test func biasesOfAnyTypeAreReordered() throws {
    let permutation = try RowPermutation(
      from: .halfSplit, to: .interleaved, headDimension: 4, heads: 1)
    #expect(try permutation.applied(to: ["a", "b", "c", "d"]) == ["a", "c", "b", "d"])
    #expect(try permutation.applied(to: ["a", "b", "c", "d"], width: 1) == ["a", "c", "b", "d"])
  }

  @Test func refusesHeadsThatDoNotPairOrFit() {
    func make(_ headDimension: Int, _ heads: Int, _ rotary: Int? = nil) throws(RotaryError) {
      _ = try RowPermutation(
        from: .interleaved, to: .halfSplit, headDimension: headDimension, heads: heads,
        rotaryDimension: rotary)
    }
    #expect(throws: RotaryError.oddDimension(7)) { try make(7, 1) }
    #expect(throws: RotaryError.oddDimension(.min)) { try make(.min, 1) }
    #expect(throws: RotaryError.oddDimension(3)) { try make(8, 1, 3) }
    #expect(throws: RotaryError.rotaryLargerThanHead(rotary: 10, head: 8)) { try make(8, 1, 10) }
    for heads in [Int.min, 0, 1 << 24 + 1, .max] {
      let expected = RotaryError.invalidCount(of: .heads, heads, allowed: 1...1 << 24)
      #expect(throws: expected) { try make(8, heads) }
    }
    #expect(
      throws: RotaryError.invalidCount(of: .headDimension, .max, allowed: 1...1 << 27)
    ) {
      try make(.max, 1, 2)
    }
  }

  @Test func refusesMatricesOfAnotherShape() throws {
    let permutation = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: 4, heads: 2)
    #expect(throws: RotaryError.wrongCount(of: .rows, expected: 8, found: 7)) {
      try permutation.applied(to: [[Double]](repeating: [1], count: 7))
    }
    #expect(throws: RotaryError.wrongCount(of: .weights, expected: 24, found: 23)) {
      try permutation.applied(to: [Float](repeating: 1, count: 23), width: 3)
    }
    for width in [Int.min, 0, .max] {
      let expected = RotaryError.invalidCount(
        of: .dimension, width, allowed: 1...Int.max / 8)
      #expect(throws: expected) { try permutation.applied(to: [1, 2], width: width) }
    }
  }
}
