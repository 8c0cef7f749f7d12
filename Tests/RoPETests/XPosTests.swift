import RoPE
import Testing

@Suite struct XPosTests {
  private struct Reference {
    let golden: Golden
    let queries, keys: [[Float]]

    init() throws {
      golden = try Golden("xpos")
      queries = try golden.rows("inputs", "q", width: 16, as: Float.self)
      keys = try golden.rows("inputs", "k", width: 16, as: Float.self)
    }

    func output(_ name: String, width: Int = 16) throws -> [[Double]] {
      try golden.rows("outputs", name, width: width, as: Double.self)
    }
  }

  @Test func scalesEqualTheReference() throws {
    let r = try Reference()
    let xpos = try XPos<Double>(headDimension: 16, layout: .interleaved, centre: 3)
    let zeta = try r.golden.values("outputs", "zeta_f64", as: Double.self)
    #expect(largestDifference(xpos.zeta, zeta) <= 1e-15)
    for (position, expected) in try r.output("scale_f64", width: 8).enumerated() {
      #expect(largestDifference(try xpos.scales(at: position), expected) <= 1e-12)
    }
  }

  @Test func rotationEqualsTheReference() throws {
    let r = try Reference()
    let exact = try XPos<Double>(headDimension: 16, layout: .interleaved, centre: 3)
    let narrow = try XPos<Float>(headDimension: 16, layout: .interleaved, centre: 3)
    let (queries, keys) = (try r.output("q_out_f64"), try r.output("k_out_f64"))
    let released = try r.golden.rows("outputs", "q_out", width: 16, as: Float.self)
    #expect(queries.count == 6 && keys.count == 6)
    for position in 0..<6 {
      let query = try exact.rotatedQuery(widened(r.queries[position]), at: position)
      let key = try exact.rotatedKey(widened(r.keys[position]), at: position)
      #expect(largestDifference(query, queries[position]) <= 1e-12)
      #expect(largestDifference(key, keys[position]) <= 1e-12)
      let narrowQuery = widened(try narrow.rotatedQuery(r.queries[position], at: position))
      let narrowKey = widened(try narrow.rotatedKey(r.keys[position], at: position))
      #expect(largestDifference(narrowQuery, queries[position]) <= 1e-6)
      #expect(largestDifference(narrowKey, keys[position]) <= 1e-6)
      #expect(largestDifference(narrowQuery, widened(released[position])) <= 1e-6)
    }
  }

  /// Scores are those of the reference, whatever the centre and the place of the sequence.
  @Test(arguments: [0, 3, -40, 700], [0, 1000])
  func scoresDependOnTheDistanceAlone(_ centre: Int, _ start: Int) throws {
    let r = try Reference()
    let xpos = try XPos<Double>(headDimension: 16, layout: .interleaved, centre: centre)
    for (m, expected) in try r.output("scores_f64", width: 6).enumerated() {
      let query = try xpos.rotatedQuery(widened(r.queries[m]), at: start + m)
      let scores = try (0..<6).map {
        dot(query, try xpos.rotatedKey(widened(r.keys[$0]), at: start + $0))
      }
      #expect(largestDifference(scores, expected) <= 1e-6)
    }
  }

  @Test func theTwoLayoutsAreOneMapUpToAPermutation() throws {
    let permutation = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: 8, heads: 1)
    let interleaved = try XPos<Double>(headDimension: 8, layout: .interleaved)
    let half = try XPos<Double>(headDimension: 8, layout: .halfSplit)
    for position in [0, 5, -700] {
      let expected = try interleaved.rotatedQuery(shortQuery, at: position)
      let permuted = try half.rotatedQuery(permutation.applied(to: shortQuery), at: position)
      #expect(try permutation.applied(to: expected) == permuted)
    }
  }

  @Test func farKeysFadeAndLaterOnesGrow() throws {
    let xpos = try XPos<Double>(headDimension: 8, layout: .halfSplit)
    let query = try xpos.rotatedQuery(shortQuery, at: 2000)
    func size(_ position: Int) throws -> Double {
      let key = try xpos.rotatedKey(shortKey, at: position)
      return (dot(query, query) * dot(key, key)).squareRoot()
    }
    let (near, far, later) = (try size(1900), try size(100), try size(3900))
    #expect(far < near && near < later)
  }

  @Test(arguments: [PairLayout.interleaved, .halfSplit])
  func theInverseIsNotTheTranspose(_ layout: PairLayout) throws {
    let xpos = try XPos<Double>(headDimension: 8, layout: layout)
    for position in [0, 300, -300] {
      let query = try xpos.rotatedQuery(shortQuery, at: position)
      let key = try xpos.rotatedKey(shortKey, at: position)
      #expect(
        largestDifference(try xpos.unrotatedQuery(query, at: position), shortQuery) <= 1e-14)
      #expect(largestDifference(try xpos.unrotatedKey(key, at: position), shortKey) <= 1e-14)
      // The transpose of a turned and stretched query turns back and stretches again: that is what
      // undoes a key, and it undoes a query only where nothing is stretched.
      let transposed = try xpos.unrotatedKey(query, at: position)
      #expect((largestDifference(transposed, shortQuery) <= 1e-14) == (position == 0))
      // <A x, y> = <x, transpose(A) y>
      let other = sample(8, seed: 5)
      let back = try xpos.unrotatedKey(other, at: position)
      #expect(abs(dot(query, other) - dot(shortQuery, back)) <= 1e-14)
    }
  }

  @Test func refusesWhatItCannotScale() throws {
    func make(
      _ dimension: Int = 8, base: Double = 10_000, scaleBase: Double = 512,
      gamma: Double = 0.4, centre: Int = 0
    ) throws(RotaryError) {
      _ = try XPos<Float>(
        headDimension: dimension, base: base, layout: .interleaved, scaleBase: scaleBase,
        gamma: gamma, centre: centre)
    }
    #expect(throws: RotaryError.oddDimension(7)) { try make(7) }
    #expect(throws: RotaryError.invalidBase(0)) { try make(base: 0) }
    for value in [Double.nan, .infinity, -.infinity, -1, 0] {
      #expect(throws: RotaryError.parameterOutOfRange(.scaleBase, value, allowed: 1...1e290)) {
        try make(scaleBase: value)
      }
      #expect(throws: RotaryError.parameterOutOfRange(.gamma, value, allowed: 1e-9...1e9)) {
        try make(gamma: value)
      }
    }
    #expect(throws: RotaryError.positionOutOfRange(.min)) { try make(centre: .min) }
    let xpos = try XPos<Float>(headDimension: 4, layout: .interleaved)
    let vector: [Float] = [1, 2, 3, 4]
    for position in [Int.min, .max] {
      let expected = RotaryError.positionOutOfRange(position)
      #expect(throws: expected) { try xpos.rotatedQuery(vector, at: position) }
      #expect(throws: expected) { try xpos.rotatedKey(vector, at: position) }
      #expect(throws: expected) { try xpos.unrotatedQuery(vector, at: position) }
      #expect(throws: expected) { try xpos.unrotatedKey(vector, at: position) }
      #expect(throws: expected) { try xpos.scales(at: position) }
    }
    let wrong = RotaryError.wrongLength(expected: 4, found: 3)
    #expect(throws: wrong) { try xpos.rotatedQuery([1, 2, 3], at: 0) }
    #expect(throws: wrong) { try xpos.unrotatedKey([1, 2, 3], at: 0) }
    // So far from the centre that scales leave the range of the type: no number, and no trap.
    #expect(try xpos.rotatedQuery(vector, at: 1 << 53).count == 4)
    #expect(try xpos.rotatedKey(vector, at: 1 << 53).count == 4)
  }
}
