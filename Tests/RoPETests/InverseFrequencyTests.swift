import RoPE
import Testing

@Suite struct InverseFrequencyTests {
  struct Checkpoint: Sendable, CustomTestStringConvertible {
    let file: String
    let headDimension: Int
    let rotaryDimension: Int
    let base: Double
    var testDescription: String { file }

    func embedding<Scalar>(_: Scalar.Type) throws(RotaryError) -> RotaryEmbedding<Scalar> {
      try RotaryEmbedding(
        headDimension: headDimension, rotaryDimension: rotaryDimension, base: base,
        layout: .halfSplit)
    }
  }

  static let llama2 = Checkpoint(
    file: "invfreq_default_llama2_7b", headDimension: 128, rotaryDimension: 128, base: 10_000)
  static let llama3 = Checkpoint(
    file: "invfreq_default_llama3_8b", headDimension: 128, rotaryDimension: 128, base: 500_000)
  static let neox = Checkpoint(
    file: "invfreq_partial_gpt_neox_20b", headDimension: 96, rotaryDimension: 24, base: 10_000)

  @Test(arguments: [llama2, llama3, neox])
  func frequenciesEqualTheExactRule(_ checkpoint: Checkpoint) throws {
    let expected = try Golden(checkpoint.file)
      .values("outputs", "inv_freq_f64", as: Double.self)
    let frequencies = try checkpoint.embedding(Double.self).inverseFrequencies
    #expect(frequencies.count == expected.count)
    let worst = zip(frequencies, expected).map { abs($0 - $1) / $1 }.max()
    #expect(try #require(worst) <= 1e-14)
  }

  @Test(arguments: [llama2, llama3, neox])
  func frequenciesAgreeWithTheReferenceInFloat(_ checkpoint: Checkpoint) throws {
    let expected = try Golden(checkpoint.file).values("outputs", "inv_freq_f32", as: Float.self)
    let frequencies = try checkpoint.embedding(Float.self).inverseFrequencies
    #expect(frequencies.count == expected.count)
    for (frequency, reference) in zip(frequencies, widened(expected)) {
      #expect(abs(frequency - reference) <= 3.2e-7 * reference)
    }
  }

  @Test func eightLanesTurnByPowersOfTen() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .interleaved)
    #expect(largestDifference(rope.inverseFrequencies, [1, 0.1, 0.01, 0.001]) < 1e-16)
  }

  @Test func theLongestWavelengthIsShorterThanTwoPiTimesTheBase() throws {
    let wavelengths = try Self.llama2.embedding(Double.self).wavelengths
    #expect(wavelengths.count == 64)
    #expect(abs(wavelengths[0] - 2 * Double.pi) < 1e-15)
    #expect(abs(wavelengths[63] - 54_410) < 1)
  }

  @Test func aBaseOfOneTurnsAllPairsAlike() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 16, base: 1, layout: .halfSplit)
    #expect(rope.inverseFrequencies == [Double](repeating: 1, count: 8))
  }

  @Test(arguments: [llama2, neox])
  func phasorsEqualTheExactTables(_ checkpoint: Checkpoint) throws {
    let golden = try Golden(checkpoint.file)
    let positions = try golden.values("inputs", "positions", as: Int.self)
    let width = checkpoint.rotaryDimension / 2
    let cosines = try golden.rows("outputs", "cos_f64", width: width, as: Double.self)
    let sines = try golden.rows("outputs", "sin_f64", width: width, as: Double.self)
    let rope = try checkpoint.embedding(Double.self)
    #expect(cosines.count == positions.count)
    for (row, position) in positions.enumerated() {
      let tolerance = position <= 8191 ? 1e-12 : 1e-9
      let phasors = try rope.phasors(at: position)
      #expect(largestDifference(phasors.map(\.real), cosines[row]) <= tolerance)
      #expect(largestDifference(phasors.map(\.imaginary), sines[row]) <= tolerance)
    }
  }

  /// A pair (1, 0) turns into its cosine and sine, as `Float` holds them.
  @Test(arguments: [llama2, neox])
  func floatCosinesAndSinesAreRoundedOnceAtEveryPosition(_ checkpoint: Checkpoint) throws {
    let golden = try Golden(checkpoint.file)
    let positions = try golden.values("inputs", "positions", as: Int.self)
    let width = checkpoint.rotaryDimension / 2
    let cosines = try golden.rows("outputs", "cos_f64", width: width, as: Double.self)
    let sines = try golden.rows("outputs", "sin_f64", width: width, as: Double.self)
    let rope = try checkpoint.embedding(Float.self)
    var ones = [Float](repeating: 0, count: checkpoint.headDimension)
    for pair in 0..<width { ones[pair] = 1 }
    for (row, position) in positions.enumerated() {
      let turned = widened(try rope.rotated(ones, at: position))
      #expect(largestDifference(Array(turned[..<width]), cosines[row]) <= 3e-8)
      #expect(largestDifference(Array(turned[width..<2 * width]), sines[row]) <= 3e-8)
    }
  }

  @Test(arguments: [llama2, neox])
  func tablesAreAsNearTheReferenceAsTheReferenceIsExact(_ checkpoint: Checkpoint) throws {
    let golden = try Golden(checkpoint.file)
    let positions = try golden.values("inputs", "positions", as: Int.self)
    let bounds = try golden.values(
      "outputs", "max_abs_err_f32_vs_f64_per_position", as: Double.self)
    let width = checkpoint.rotaryDimension / 2
    let cosines = try golden.rows("outputs", "cos_f32", width: width, as: Float.self)
    let sines = try golden.rows("outputs", "sin_f32", width: width, as: Float.self)
    let rope = try checkpoint.embedding(Double.self)
    for (row, position) in positions.enumerated() {
      let phasors = try rope.phasors(at: position)
      let tolerance = bounds[row] + 1e-9
      #expect(largestDifference(phasors.map(\.real), widened(cosines[row])) <= tolerance)
      #expect(largestDifference(phasors.map(\.imaginary), widened(sines[row])) <= tolerance)
    }
  }
}
