import RoPE
import Testing

@Suite struct SinusoidalEmbeddingTests {
  @Test func vectorsEqualThePaperOfTheTransformer() throws {
    let golden = try Golden("sinusoidal")
    let positions = try golden.values("inputs", "positions", as: Int.self)
    let expected = try golden.rows(
      "outputs", "vaswani_interleaved_f64", width: 16, as: Double.self)
    let embedding = try SinusoidalEmbedding(dimension: 16)
    #expect(expected.count == 8)
    for (row, position) in positions.enumerated() {
      #expect(largestDifference(embedding[position], expected[row]) <= 1e-14)
    }
  }

  @Test func vectorsEqualThePaperFarOut() throws {
    let golden = try Golden("sinusoidal")
    let positions = try golden.values("inputs", "selected_positions", as: Int.self)
    let expected = try golden.rows("outputs", "vaswani_selected_f64", width: 64, as: Double.self)
    let embedding = try SinusoidalEmbedding(dimension: 64)
    #expect(expected.count == positions.count)
    for (row, position) in positions.enumerated() {
      let tolerance = position <= 8191 ? 1e-12 : 1e-9
      #expect(largestDifference(embedding[position], expected[row]) <= tolerance)
    }
  }

  @Test(arguments: [1, 2, 17, 400, -5])
  func theShiftMatrixMovesEveryPosition(by k: Int) throws {
    let embedding = try SinusoidalEmbedding(dimension: 8)
    let matrix = try embedding.shiftMatrix(by: k)
    for position in 0..<1000 {
      let moved = times(matrix, embedding[position])
      #expect(largestDifference(moved, embedding[position + k]) < 1e-12)
    }
  }

  @Test(arguments: [2, 8, 64, 130], [0.5, 100, 10_000])
  func shiftingThereAndBackIsTheIdentity(_ dimension: Int, _ base: Double) throws {
    let embedding = try SinusoidalEmbedding(dimension: dimension, base: base)
    let there = try embedding.shiftMatrix(by: 29)
    let back = try embedding.shiftMatrix(by: -29)
    let vector = sample(dimension, seed: 10)
    #expect(largestDifference(times(back, times(there, vector)), vector) <= 1e-15)
  }

  @Test func dotProductsDependOnTheDistanceAlone() throws {
    let embedding = try SinusoidalEmbedding(dimension: 8)
    let kernel = [(0, 4.0), (1, 3.535256), (2, 2.563718), (3, 1.964890), (5, 3.159983)]
    for position in [0, 7, 100, 5000] {
      for (distance, expected) in kernel {
        let product = dot(embedding[position], embedding[position + distance])
        #expect(abs(product - expected) <= 5e-7)
      }
    }
  }

  @Test func anyIntegerHasAVector() throws {
    let embedding = try SinusoidalEmbedding(dimension: 8)
    for position in [Int.min, -1, 0, Int.max] {
      #expect(embedding[position].allSatisfy { abs($0) <= 1 })
    }
  }

  @Test(arguments: [-2, 0, 7])
  func refusesADimensionThatDoesNotPair(_ dimension: Int) {
    #expect(throws: RotaryError.oddSinusoidalDimension(dimension)) {
      try SinusoidalEmbedding(dimension: dimension)
    }
  }

  @Test func refusesWhatItCannotHold() throws {
    #expect(throws: RotaryError.invalidBase(-1)) {
      try SinusoidalEmbedding(dimension: 8, base: -1)
    }
    #expect(
      throws: RotaryError.invalidCount(of: .dimension, .max - 1, allowed: 2...1 << 27)
    ) {
      try SinusoidalEmbedding(dimension: .max - 1)
    }
    let wide = try SinusoidalEmbedding(dimension: 11_586)
    #expect(throws: RotaryError.invalidCount(of: .dimension, 11_586, allowed: 1...11_585)) {
      try wide.shiftMatrix(by: 1)
    }
    #expect(throws: RotaryError.positionOutOfRange(.min)) {
      try SinusoidalEmbedding(dimension: 8).shiftMatrix(by: .min)
    }
  }
}
