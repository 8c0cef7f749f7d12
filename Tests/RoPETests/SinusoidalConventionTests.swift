import RoPE
import Testing

@Suite struct SinusoidalConventionTests {
  static let conventions: [SinusoidalConvention] = [
    .paper, .tensor2tensor, .fairseq(paddingIndex: 1), .marian,
  ]

  private func rows(_ name: String, width: Int) throws -> [[Double]] {
    try Golden("sinusoidal").rows("outputs", name, width: width, as: Double.self)
  }

  private func floatRows(_ name: String, width: Int) throws -> [[Double]] {
    try Golden("sinusoidal").rows("outputs", name, width: width, as: Float.self).map(widened)
  }

  private func expectEqual(
    _ embedding: SinusoidalEmbedding, _ expected: [[Double]], within tolerance: Double
  ) {
    #expect(expected.count == 8)
    for (position, row) in expected.enumerated() {
      #expect(largestDifference(embedding[position], row) <= tolerance)
    }
  }

  @Test func vectorsEqualTensor2tensor() throws {
    let even = try SinusoidalEmbedding(dimension: 16, convention: .tensor2tensor)
    expectEqual(even, try rows("t2t_f64", width: 16), within: 1e-14)
    let odd = try SinusoidalEmbedding(dimension: 15, convention: .tensor2tensor)
    expectEqual(odd, try rows("t2t_dim15_f64", width: 15), within: 1e-14)
    #expect(odd[7].last == 0)
    #expect(odd.firstPosition == 0)
  }

  @Test func vectorsEqualFairseqWithItsPaddingRow() throws {
    let golden = try Golden("sinusoidal")
    let first = try golden.object("outputs", "fairseq_first_real_position", as: Int.self)
    let embedding = try SinusoidalEmbedding(
      dimension: 16, convention: .fairseq(paddingIndex: 1))
    expectEqual(
      embedding, try floatRows("fairseq_padding_idx1_f32", width: 16), within: 2.5e-7)
    #expect(embedding[1] == [Double](repeating: 0, count: 16))
    #expect(embedding.firstPosition == first)
  }

  @Test func vectorsEqualMarian() throws {
    let embedding = try SinusoidalEmbedding(dimension: 16, convention: .marian)
    expectEqual(embedding, try floatRows("marian_f32", width: 16), within: 2.5e-7)
  }

  @Test func thePaperIsTheDefault() throws {
    let embedding = try SinusoidalEmbedding(dimension: 16)
    #expect(embedding.convention == .paper)
    #expect(embedding.firstPosition == 0)
  }

  /// Only dividing by one less than the pairs reaches the longest wavelength of the paper's text.
  @Test func onlyTensor2tensorReachesTheBase() throws {
    for convention in Self.conventions {
      let frequencies = try SinusoidalEmbedding(dimension: 16, convention: convention)
        .inverseFrequencies
      #expect(frequencies.count == 8 && frequencies[0] == 1)
      let reaches = abs(frequencies[7] * 10_000 - 1) <= 1e-14
      #expect(reaches == (convention != .paper && convention != .marian))
    }
  }

  @Test(arguments: conventions)
  func theShiftMatrixMovesEveryPosition(_ convention: SinusoidalConvention) throws {
    let embedding = try SinusoidalEmbedding(dimension: 8, convention: convention)
    let matrix = try embedding.shiftMatrix(by: 17)
    for position in 2..<200 {
      let moved = times(matrix, embedding[position])
      #expect(largestDifference(moved, embedding[position + 17]) < 1e-12)
    }
  }

  /// One pair has no ladder to climb; the formula would divide by 0.
  @Test(arguments: [2, 3])
  func aSinglePairHasTheFirstFrequency(_ dimension: Int) throws {
    let embedding = try SinusoidalEmbedding(dimension: dimension, convention: .tensor2tensor)
    #expect(embedding.inverseFrequencies == [1])
    #expect(embedding[3].count == dimension)
  }

  @Test func refusesWhatAConventionDoesNotDefine() {
    func make(
      _ dimension: Int, _ convention: SinusoidalConvention, base: Double = 10_000
    ) throws(RotaryError) {
      _ = try SinusoidalEmbedding(dimension: dimension, base: base, convention: convention)
    }
    #expect(throws: RotaryError.oddSinusoidalDimension(15)) { try make(15, .paper) }
    #expect(throws: RotaryError.oddSinusoidalDimension(15)) { try make(15, .marian) }
    for dimension in [Int.min, 0, 1, 1 << 27 + 1, .max] {
      let expected = RotaryError.invalidCount(of: .dimension, dimension, allowed: 2...1 << 27)
      #expect(throws: expected) { try make(dimension, .tensor2tensor) }
      #expect(throws: expected) { try make(dimension, .fairseq(paddingIndex: 0)) }
    }
    for index in [Int.min, -1, 1 << 27 + 1, .max] {
      let expected = RotaryError.invalidCount(of: .paddingIndex, index, allowed: 0...1 << 27)
      #expect(throws: expected) { try make(16, .fairseq(paddingIndex: index)) }
    }
    #expect(throws: RotaryError.invalidBase(.nan)) { try make(16, .tensor2tensor, base: .nan) }
    #expect(throws: RotaryError.frequencyOutOfRange(pair: 1, frequency: 1 / 1e-300)) {
      try make(4, .tensor2tensor, base: 1e-300)
    }
  }
}
