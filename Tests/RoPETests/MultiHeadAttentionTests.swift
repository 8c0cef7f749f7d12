import RealModule
import RoPE
import Testing

@Suite struct MultiHeadAttentionTests {
  static let encodings = ["none", "rotary", "alibi", "t5"]

  private static func encoding(_ name: String) throws -> PositionEncoding {
    switch name {
    case "rotary":
      return .rotary(try RotaryEmbedding(headDimension: 4, layout: .halfSplit))
    case "alibi":
      return .alibi(try ALiBi(heads: 6))
    case "t5":
      let table = (0..<8).map { sample(6, seed: UInt64(50 + $0)) }
      return .t5(try T5RelativeBias(table: table, maxDistance: 10, bidirectional: true))
    default:
      return .none
    }
  }

  private static func rows(_ count: Int, width: Int, seed: Int) -> [[Double]] {
    (0..<count).map { sample(width, seed: UInt64(seed + $0)) }
  }

  private let queries = rows(7, width: 24, seed: 0)
  private func keys(_ heads: Int) -> [[Double]] { Self.rows(7, width: 4 * heads, seed: 100) }
  private func values(_ heads: Int) -> [[Double]] { Self.rows(7, width: 5 * heads, seed: 200) }

  /// Token by token and in pieces; every later token must see the same keys as in the whole pass.
  @Test(arguments: encodings, [1, 2, 6])
  func aCacheGivesTheBitsOfTheWholePass(_ name: String, _ keyHeads: Int) throws {
    let layer = try MultiHeadAttention(
      heads: 6, keyHeads: keyHeads, headDimension: 4, encoding: Self.encoding(name))
    let (keys, values) = (keys(keyHeads), values(keyHeads))
    let whole = try layer.output(queries: queries, keys: keys, values: values)
    #expect(whole.map(\.count) == [Int](repeating: 30, count: 7))
    for pieces in [[1, 1, 1, 1, 1, 1, 1], [4, 1, 2], [7]] {
      var cache = KeyValueCache()
      var outputs: [[Double]] = []
      for piece in pieces {
        let range = cache.tokenCount..<cache.tokenCount + piece
        outputs += try layer.output(
          queries: Array(queries[range]), keys: Array(keys[range]),
          values: Array(values[range]), cache: &cache)
      }
      #expect(outputs == whole)
      #expect(cache.tokenCount == 7 && cache.positions == Array(0..<7))
    }
  }

  /// Each head of the layer against the single head that the book uses.
  @Test(arguments: [1, 2, 3, 6], [Attention.Mask.none, .causal])
  func headsAreSingleHeadsSideBySide(_ keyHeads: Int, _ mask: Attention.Mask) throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .interleaved)
    let layer = try MultiHeadAttention(
      heads: 6, keyHeads: keyHeads, headDimension: 4, mask: mask, encoding: .rotary(rope))
    let (keys, values) = (keys(keyHeads), values(keyHeads))
    let output = try layer.output(queries: queries, keys: keys, values: values)
    let single = Attention(mask: mask, rotary: rope)
    for head in 0..<6 {
      let shared = head * keyHeads / 6
      let expected = try single.output(
        queries: queries.map { Array($0[4 * head..<4 * head + 4]) },
        keys: keys.map { Array($0[4 * shared..<4 * shared + 4]) },
        values: values.map { Array($0[5 * shared..<5 * shared + 5]) })
      for token in 0..<7 {
        let found = Array(output[token][5 * head..<5 * head + 5])
        #expect(largestDifference(found, expected[token]) <= 1e-15)
      }
    }
  }

  @Test(arguments: encodings, [Attention.Mask.none, .causal])
  func outputsDependOnDifferencesOfPositionsAlone(_ name: String, _ mask: Attention.Mask) throws {
    let layer = try MultiHeadAttention(
      heads: 6, headDimension: 4, mask: mask, encoding: Self.encoding(name))
    let (keys, values) = (keys(6), values(6))
    let first = try layer.output(queries: queries, keys: keys, values: values)
    let later = try layer.output(
      queries: queries, keys: keys, values: values, positions: (0..<7).map { $0 + 900 })
    for token in 0..<7 { #expect(largestDifference(first[token], later[token]) <= 1e-12) }
    let apart = try layer.output(
      queries: queries, keys: keys, values: values, positions: (0..<7).map { $0 * 3 })
    #expect((largestDifference(first[6], apart[6]) == 0) == (name == "none"))
  }

  /// With equal keys only the bias tells tokens apart, so the weights are its softmax.
  @Test func biasesAreAddedToTheLogitsOfTheirHead() throws {
    let alibi = try ALiBi(heads: 2)
    let table = (0..<8).map { sample(2, seed: UInt64(50 + $0)) }
    let t5 = try T5RelativeBias(table: table, maxDistance: 10, bidirectional: false)
    let flat = [[Double]](repeating: [1, 1, 1, 1, 1, 1, 1, 1], count: 4)
    let values = (0..<4).map { token in (0..<8).map { $0 % 4 == token ? 1.0 : 0 } }
    for encoding in [PositionEncoding.alibi(alibi), .t5(t5)] {
      let layer = try MultiHeadAttention(heads: 2, headDimension: 4, encoding: encoding)
      let output = try layer.output(queries: flat, keys: flat, values: values)
      for head in 0..<2 {
        let biases = try (0..<4).map { key in
          encoding == .alibi(alibi)
            ? alibi.bias(head: head, query: 3, key: key)
            : try t5.bias(head: head, query: 3, key: key)
        }
        let weights = Array(output[3][4 * head..<4 * head + 4])
        for key in 1..<4 {
          // The logarithm of a quotient of weights is the difference of their logits.
          let quotient = weights[key] / weights[0]
          #expect(abs(quotient - .exp(biases[key] - biases[0])) <= 1e-14)
        }
      }
    }
  }

  @Test func onlyT5LeavesLogitsUnscaled() throws {
    for name in Self.encodings {
      let layer = try MultiHeadAttention(
        heads: 6, headDimension: 4, encoding: Self.encoding(name))
      #expect(layer.scale == (name == "t5" ? 1 : 0.5))
      #expect(layer.keyHeads == 6)
    }
    let given = try MultiHeadAttention(heads: 1, headDimension: 4, scale: 0.25)
    #expect(given.scale == 0.25)
  }

  /// After an error the tokens can be given again.
  @Test func anErrorLeavesTheCacheAsItWas() throws {
    let layer = try MultiHeadAttention(
      heads: 1, headDimension: 4, encoding: Self.encoding("rotary"))
    var cache = KeyValueCache()
    let row = [[1.0, 2, 3, 4]]
    _ = try layer.output(queries: row, keys: row, values: row, cache: &cache)
    let before = cache
    #expect(throws: RotaryError.positionOutOfRange(.max)) {
      try layer.output(queries: row, keys: row, values: row, positions: [.max], cache: &cache)
    }
    #expect(throws: RotaryError.wrongCount(of: .components, expected: 4, found: 3)) {
      try layer.output(queries: row, keys: row, values: [[1, 2, 3]], cache: &cache)
    }
    let narrow = try MultiHeadAttention(heads: 1, headDimension: 2)
    #expect(throws: RotaryError.wrongCount(of: .components, expected: 2, found: 4)) {
      try narrow.output(queries: [[1, 2]], keys: [[1, 2]], values: row, cache: &cache)
    }
    #expect(cache == before)
  }

  @Test func refusesHeadsThatCannotShare() {
    func make(
      _ heads: Int, _ keyHeads: Int? = nil, _ dimension: Int = 4,
      _ encoding: String = "none", scale: Double? = nil
    ) throws {
      _ = try MultiHeadAttention(
        heads: heads, keyHeads: keyHeads, headDimension: dimension,
        encoding: Self.encoding(encoding), scale: scale)
    }
    for heads in [Int.min, 0, 1 << 25 + 1, .max] {
      #expect(throws: RotaryError.invalidCount(of: .heads, heads, allowed: 1...1 << 25)) {
        try make(heads)
      }
    }
    for keyHeads in [Int.min, 0, 7, .max] {
      #expect(throws: RotaryError.invalidCount(of: .keyHeads, keyHeads, allowed: 1...6)) {
        try make(6, keyHeads)
      }
    }
    #expect(throws: RotaryError.unevenHeads(heads: 6, keyHeads: 4)) { try make(6, 4) }
    for dimension in [Int.min, 0, .max] {
      let expected = RotaryError.invalidCount(
        of: .headDimension, dimension, allowed: 1...1 << 27)
      #expect(throws: expected) { try make(1, nil, dimension) }
    }
    #expect(throws: RotaryError.wrongLength(expected: 4, found: 8)) {
      try make(6, nil, 8, "rotary")
    }
    for encoding in ["alibi", "t5"] {
      #expect(throws: RotaryError.wrongCount(of: .heads, expected: 6, found: 3)) {
        try make(3, nil, 4, encoding)
      }
    }
    let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    for scale in [Double.nan, .infinity] {
      #expect(throws: RotaryError.parameterOutOfRange(.scale, scale, allowed: finite)) {
        try make(1, scale: scale)
      }
    }
  }

  @Test func refusesRowsThatDoNotFit() throws {
    let layer = try MultiHeadAttention(heads: 2, headDimension: 1)
    func output(
      _ queries: [[Double]], _ keys: [[Double]], _ values: [[Double]], _ positions: [Int]? = nil
    ) throws(RotaryError) {
      _ = try layer.output(queries: queries, keys: keys, values: values, positions: positions)
    }
    let row = [[1.0, 2]]
    #expect(throws: RotaryError.invalidCount(of: .queries, 0, allowed: 1...1 << 27)) {
      try output([], row, row)
    }
    #expect(throws: RotaryError.wrongCount(of: .components, expected: 2, found: 1)) {
      try output([[1]], row, row)
    }
    #expect(throws: RotaryError.wrongCount(of: .components, expected: 2, found: 3)) {
      try output(row, [[1, 2, 3]], row)
    }
    #expect(throws: RotaryError.unevenValues(width: 3, keyHeads: 2)) {
      try output(row, row, [[1, 2, 3]])
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 2, found: 1)) {
      try output(row, row, row + [[1]])
    }
    #expect(throws: RotaryError.unequalCounts(of: .queries, 1, and: .keys, 2)) {
      try output(row, row + row, row)
    }
    #expect(throws: RotaryError.unequalCounts(of: .keys, 1, and: .values, 2)) {
      try output(row, row, row + row)
    }
    #expect(throws: RotaryError.unequalCounts(of: .queries, 1, and: .positions, 2)) {
      try output(row, row, row, [1, 2])
    }
  }
}
