import RealModule
import RoPE
import Testing

/// Four-component words and projections whose outputs are known from elsewhere.
private enum Sentence {
  static let words: [String: [Double]] = [
    "The": [1, 0, 0, 1], "the": [1, 0, 0, 0], "Man": [0, 2, 1, 0], "escaped": [1, 1, -1, 0],
    "from": [0, 0, 1, 1], "Snake": [-1, 1, 0, 2],
  ]
  static let query: [[Double]] = [[1, 0, 1, 0], [0, 1, 0, -1], [0, 1, 1, 0], [1, 0, 0, 1]]
  static let key: [[Double]] = [[0, 1, 0, 1], [1, 0, -1, 0], [0, 0, 1, 1], [1, 1, 0, 0]]
  static let value: [[Double]] = [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]]

  static func outputs(
    _ text: String, _ attention: Attention, start: Int = 0
  ) throws -> [[Double]] {
    let vectors = try text.split(separator: " ").map { try #require(words[String($0)]) }
    let positions = vectors.indices.map { $0 + start }
    return try attention.output(
      queries: vectors.map { times(query, $0) }, keys: vectors.map { times(key, $0) },
      values: vectors.map { times(value, $0) },
      queryPositions: positions, keyPositions: positions)
  }

  static func mean(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { lane in rows.map { $0[lane] }.reduce(0, +) / Double(rows.count) }
  }
}

@Suite struct AttentionTests {
  static let one = "The Man escaped from the Snake"
  static let two = "The Snake escaped from the Man"

  @Test func withoutPositionsAWordHasOneOutputWhereverItStands() throws {
    let expected = [0.494062, 0.780102, 1.493257, 1.207218]
    let first = try Sentence.outputs(Self.one, Attention(mask: .none))
    let second = try Sentence.outputs(Self.two, Attention(mask: .none))
    #expect(largestDifference(first[1], expected) <= 5e-7)
    #expect(largestDifference(second[5], expected) <= 5e-7)
    #expect(largestDifference(Sentence.mean(first), Sentence.mean(second)) < 1e-12)
    #expect(abs(Sentence.mean(first)[0] - 1.097233) <= 5e-7)
  }

  @Test func rotationMakesOrderCountButNotTheStart() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .interleaved)
    let attention = Attention(mask: .none, rotary: rope)
    let first = try Sentence.outputs(Self.one, attention)
    let second = try Sentence.outputs(Self.two, attention)
    #expect(largestDifference(Sentence.mean(first), Sentence.mean(second)) > 1e-3)
    let later = try Sentence.outputs(Self.one, attention, start: 1000)
    for (row, shifted) in zip(first, later) { #expect(largestDifference(row, shifted) < 1e-12) }
  }

  @Test func aCausalMaskHidesLaterKeys() throws {
    let vectors = (0..<4).map { sample(8, seed: UInt64($0)) }
    let weights = try Attention(mask: .causal).weights(queries: vectors, keys: vectors)
    for (query, row) in weights.enumerated() {
      #expect(abs(row.reduce(0, +) - 1) <= 1e-15)
      #expect(row[...query].allSatisfy { $0 > 0 })
      #expect(row[(query + 1)...].allSatisfy { $0 == 0 })
    }
  }

  /// A cached decoder asks one late query about all keys.
  @Test func theMaskComparesPositionsAndNotRows() throws {
    let attention = Attention(mask: .causal)
    let keys = (0..<4).map { sample(8, seed: UInt64($0)) }
    let all = try attention.weights(queries: keys, keys: keys)
    let last = try attention.weights(queries: [keys[3]], keys: keys, queryPositions: [3])
    #expect(last[0] == all[3])
    #expect(throws: RotaryError.noVisibleKey(query: 0)) {
      try attention.weights(queries: [keys[0]], keys: keys, queryPositions: [-1])
    }
  }

  @Test func scoresAreScaledDotProductsOfTurnedVectors() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .interleaved)
    let scores = try Attention(mask: .none, rotary: rope).scores(
      queries: [shortQuery], keys: [shortKey], queryPositions: [1], keyPositions: [3])
    #expect(abs(scores[0][0] - -0.866363464 / 8.0.squareRoot()) <= 5e-10)
    let plain = try Attention(mask: .none).scores(queries: [shortQuery], keys: [shortKey])
    #expect(abs(plain[0][0] - -0.01 / 8.0.squareRoot()) <= 1e-15)
  }

  @Test func largeScoresDoNotOverflow() throws {
    let weights = try Attention(mask: .none).weights(queries: [[1000]], keys: [[1000], [999]])
    let share = 1 / (1 + Double.exp(-1000))
    #expect(largestDifference(weights[0], [share, 1 - share]) <= 1e-15)
  }

  @Test func refusesListsThatDoNotFit() throws {
    let attention = Attention(mask: .none)
    let most = 1...1 << 27
    #expect(throws: RotaryError.invalidCount(of: .queries, 0, allowed: most)) {
      try attention.scores(queries: [], keys: [[1]])
    }
    #expect(throws: RotaryError.invalidCount(of: .keys, 0, allowed: most)) {
      try attention.scores(queries: [[1]], keys: [])
    }
    #expect(throws: RotaryError.invalidCount(of: .dimension, 0, allowed: most)) {
      try attention.scores(queries: [[]], keys: [[]])
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 2, found: 1)) {
      try attention.scores(queries: [[1, 2], [1]], keys: [[1, 2]])
    }
    #expect(throws: RotaryError.wrongLength(expected: 2, found: 3)) {
      try attention.scores(queries: [[1, 2]], keys: [[1, 2, 3]])
    }
    #expect(throws: RotaryError.unequalCounts(of: .keys, 1, and: .values, 2)) {
      try attention.output(queries: [[1]], keys: [[1]], values: [[1], [2]])
    }
    #expect(throws: RotaryError.unequalCounts(of: .queries, 1, and: .positions, 2)) {
      try attention.scores(queries: [[1]], keys: [[1]], queryPositions: [1, 2])
    }
  }

  @Test func refusesWhatItsRotationRefuses() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .halfSplit)
    let attention = Attention(mask: .none, rotary: rope)
    #expect(throws: RotaryError.wrongLength(expected: 4, found: 2)) {
      try attention.scores(queries: [[1, 2]], keys: [[1, 2]])
    }
    let vector = [[1.0, 2, 3, 4]]
    #expect(throws: RotaryError.positionOutOfRange(.max)) {
      try attention.scores(queries: vector, keys: vector, keyPositions: [.max])
    }
  }

  /// 20,000 by 20,000 scores would take 3.2 GB.
  @Test func refusesMoreScoresThanFit() throws {
    let many = [[Double]](repeating: [1], count: 20_000)
    #expect(throws: RotaryError.invalidCount(of: .queries, 20_000, allowed: 1...6710)) {
      try Attention(mask: .none).scores(queries: many, keys: many)
    }
  }
}
