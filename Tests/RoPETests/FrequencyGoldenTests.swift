import RoPE
import Testing

@Suite struct FrequencyGoldenTests {
  @Test func theFolderHasEveryRule() throws {
    let rules = try FrequencyGolden.all.map { try $0.config.ropeType }
    #expect(FrequencyGolden.all.count >= 14)
    #expect(
      Set(rules).isSuperset(of: [
        "default", "linear", "dynamic", "yarn", "longrope", "llama3", "proportional",
      ]))
  }

  @Test(arguments: FrequencyGolden.all)
  func frequenciesEqualTheExactRule(_ file: FrequencyGolden) throws {
    let expected = try file.golden.values("outputs", "inv_freq_f64", as: Double.self)
    let rope = try file.embedding(Double.self)
    #expect(rope.inverseFrequencies.count == expected.count)
    for (pair, (frequency, reference)) in zip(rope.inverseFrequencies, expected).enumerated() {
      // Zero allows zero only.
      #expect(abs(frequency - reference) <= 1e-14 * reference, "pair \(pair)")
    }
    let wavelengths = rope.wavelengths
    for (frequency, wavelength) in zip(expected, wavelengths) {
      #expect(frequency > 0 ? wavelength.isFinite : wavelength == .infinity)
    }
  }

  @Test(arguments: FrequencyGolden.all)
  func theAttentionFactorEqualsTheReference(_ file: FrequencyGolden) throws {
    let expected = try file.golden.object("outputs", "attention_scaling", as: Double.self)
    let factor = try file.embedding(Double.self).attentionFactor
    #expect(abs(factor - expected) <= 1e-15)
  }

  @Test(arguments: FrequencyGolden.all, [false, true])
  func theConfigurationDescribesTheRule(_ file: FrequencyGolden, _ olderForm: Bool) throws {
    #expect(try file.read(olderForm: olderForm) == file.embedding(Double.self))
  }

  @Test(arguments: FrequencyGolden.all)
  func phasorsEqualTheExactTables(_ file: FrequencyGolden) throws {
    guard let tables = try file.tables() else { return }
    let rope = try file.embedding(Double.self)
    for row in tables {
      let tolerance = row.position <= 8191 ? 1e-12 : 1e-9
      let phasors = try rope.phasors(at: row.position)
      #expect(largestDifference(phasors.map(\.real), row.cosines) <= tolerance)
      #expect(largestDifference(phasors.map(\.imaginary), row.sines) <= tolerance)
    }
  }

  /// A pair (1, 0) turns into its cosine and sine times the attention factor, as `Float` holds them.
  @Test(arguments: FrequencyGolden.all)
  func floatCosinesAndSinesAreRoundedOnceAtEveryPosition(_ file: FrequencyGolden) throws {
    guard let tables = try file.tables() else { return }
    let rope = try file.embedding(Float.self)
    let width = rope.rotaryDimension / 2
    let tolerance = rope.attentionFactor > 1 ? 6e-8 : 3e-8
    var ones = [Float](repeating: 0, count: rope.headDimension)
    for pair in 0..<width { ones[pair] = 1 }
    for row in tables {
      let turned = widened(try rope.rotated(ones, at: row.position))
      #expect(largestDifference(Array(turned[..<width]), row.cosines) <= tolerance)
      #expect(largestDifference(Array(turned[width..<2 * width]), row.sines) <= tolerance)
    }
  }

  @Test func proportionalScalingIsNotASmallerRotaryDimension() throws {
    let golden = try Golden("apply_partial")
    let expected = try golden.rows(
      "outputs", "q_out_proportional_p025_f64", width: 16, as: Double.self)
    let input = try golden.rows("inputs", "q", width: 16, as: Float.self)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    let exact = try RotaryEmbedding<Double>(
      headDimension: 16, layout: .halfSplit, scaling: .proportional(fraction: 0.25, factor: 1))
    let single = try RotaryEmbedding<Float>(
      headDimension: 16, layout: .halfSplit, scaling: .proportional(fraction: 0.25, factor: 1))
    #expect(exact.inverseFrequencies.filter { $0 > 0 }.count == 2)
    for (row, vector) in input.enumerated() {
      let position = positions[row % positions.count]
      let turned = try exact.rotated(widened(vector), at: position)
      #expect(largestDifference(turned, expected[row]) <= 1e-12)
      let rounded = try single.rotated(vector, at: position)
      #expect(largestDifference(widened(rounded), expected[row]) <= 1e-6)
      // Lanes of pairs that stand still are unchanged, bit for bit.
      for pair in 2..<8 {
        #expect(rounded[pair] == vector[pair] && rounded[pair + 8] == vector[pair + 8])
      }
    }
  }
}
