import RoPE
import Testing

@Suite struct TransformerXLRelativeTests {
  private struct Reference {
    let golden: Golden
    let queries, keys: [[Double]]
    let relative: TransformerXLRelative

    init() throws {
      golden = try Golden("transformer_xl")
      queries = try golden.rows("inputs", "q", width: 6, as: Double.self)
      keys = try golden.rows("inputs", "k", width: 6, as: Double.self)
      relative = try TransformerXLRelative(
        positionProjection: try golden.rows("inputs", "W_kR", width: 6, as: Double.self),
        contentBias: try golden.values("inputs", "u", as: Double.self),
        positionBias: try golden.values("inputs", "v", as: Double.self))
    }

    func output(_ name: String, width: Int = 7) throws -> [[Double]] {
      try golden.rows("outputs", name, width: width, as: Double.self)
    }
  }

  @Test func distanceVectorsEqualTheReference() throws {
    let r = try Reference()
    let distances = try r.golden.values("outputs", "R_positions", as: Int.self)
    let expected = try r.output("R", width: 6)
    #expect(distances == [6, 5, 4, 3, 2, 1, 0])
    for (distance, row) in zip(distances, expected) {
      #expect(largestDifference(r.relative.positionVector(distance), row) <= 1e-14)
    }
  }

  @Test func theShiftEqualsTheReferenceWithItsJunk() throws {
    let r = try Reference()
    let shifted = try TransformerXLRelative.relativeShift(try r.output("BD_before_shift"))
    #expect(shifted == (try r.output("BD")))
  }

  @Test func scoresEqualTheReferenceWhereTheyAreValid() throws {
    let r = try Reference()
    let expected = try r.output("score_unscaled")
    let content = try r.output("AC")
    let position = try r.output("BD")
    let valid = try r.golden.rows("outputs", "valid", width: 7, as: Int.self)
    let scores = try r.relative.scores(queries: r.queries, keys: r.keys)
    let terms = try r.relative.terms(queries: r.queries, keys: r.keys)
    for query in 0..<4 {
      for key in 0..<7 {
        let sum = terms.content[query][key] + terms.contentBias[query][key]
        #expect(abs(sum - content[query][key]) <= 1e-12)
        guard valid[query][key] == 1 else {
          #expect(scores[query][key] == -.infinity)
          continue
        }
        let placed = terms.position[query][key] + terms.positionBias[query][key]
        #expect(abs(placed - position[query][key]) <= 1e-12)
        #expect(abs(scores[query][key] - expected[query][key]) <= 1e-12)
      }
    }
  }

  /// The shift is a saving. This is the sum it stands for, pair by pair.
  @Test(arguments: [1, 2, 5])
  func scoresAreTheFourTermsOfEachPair(_ memory: Int) throws {
    let projection = (0..<3).map { sample(4, seed: UInt64($0)) }
    let (u, v) = (sample(3, seed: 10), sample(3, seed: 11))
    let relative = try TransformerXLRelative(
      positionProjection: projection, contentBias: u, positionBias: v)
    #expect(relative.headDimension == 3)
    let queries = (0..<3).map { sample(3, seed: UInt64(20 + $0)) }
    let keys = (0..<3 + memory).map { sample(3, seed: UInt64(30 + $0)) }
    let scores = try relative.scores(queries: queries, keys: keys)
    let terms = try relative.terms(queries: queries, keys: keys)
    for (query, q) in queries.enumerated() {
      for (key, k) in keys.enumerated() where key <= query + memory {
        let r = times(projection, relative.positionVector(query + memory - key))
        #expect(abs(terms.content[query][key] - dot(q, k)) <= 1e-14)
        #expect(abs(terms.position[query][key] - dot(q, r)) <= 1e-14)
        #expect(abs(terms.contentBias[query][key] - dot(u, k)) <= 1e-14)
        #expect(abs(terms.positionBias[query][key] - dot(v, r)) <= 1e-14)
        let sum = dot(q, k) + dot(q, r) + dot(u, k) + dot(v, r)
        #expect(abs(scores[query][key] - sum) <= 1e-14)
      }
    }
  }

  @Test func refusesShapesThatDoNotFit() throws {
    func make(
      _ projection: [[Double]], _ u: [Double], _ v: [Double], base: Double = 10_000
    ) throws(RotaryError) -> TransformerXLRelative {
      try TransformerXLRelative(
        positionProjection: projection, contentBias: u, positionBias: v, base: base)
    }
    #expect(throws: RotaryError.invalidCount(of: .rows, 0, allowed: 1...1 << 27)) {
      try make([], [], [])
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 2, found: 1)) {
      try make([[1, 2], [1]], [1, 2], [1, 2])
    }
    #expect(throws: RotaryError.oddSinusoidalDimension(1)) { try make([[1]], [1], [1]) }
    #expect(throws: RotaryError.wrongLength(expected: 1, found: 2)) {
      try make([[1, 2]], [1, 2], [1])
    }
    #expect(throws: RotaryError.wrongLength(expected: 1, found: 0)) {
      try make([[1, 2]], [1], [])
    }
    #expect(throws: RotaryError.invalidBase(0)) { try make([[1, 2]], [1], [1], base: 0) }
    let relative = try make([[1, 2]], [1], [1])
    #expect(throws: RotaryError.wrongLength(expected: 1, found: 2)) {
      try relative.scores(queries: [[1, 2]], keys: [[1, 2]])
    }
    #expect(throws: RotaryError.invalidCount(of: .queries, 2, allowed: 1...1)) {
      try relative.scores(queries: [[1], [2]], keys: [[1]])
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 1, found: 2)) {
      try TransformerXLRelative.relativeShift([[1], [1, 2]])
    }
    // More rows than columns have no meaning as scores, and still no trap.
    let tall = try TransformerXLRelative.relativeShift([[1], [2], [3]])
    #expect(tall.map(\.count) == [1, 1, 1])
  }
}
