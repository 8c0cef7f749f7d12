import RealModule
import Testing

@testable import RoPE

@Suite struct ReferenceArithmeticTests {
  @Test(arguments: FrequencyGolden.all)
  func frequenciesAreThoseOfTheReferenceToTheBit(_ file: FrequencyGolden) throws {
    let expected = try file.golden.values("outputs", "inv_freq_f32", as: Float.self)
    let frequencies = try file.embedding(Float.self).referenceInverseFrequencies
    #expect(largestUlpDistance(frequencies, expected) == 0)
  }

  /// From the rule alone, so that a frequency that is off shows at position 1,000,000.
  @Test(arguments: FrequencyGolden.all)
  func tablesAreWithinOneUlpOfTheReferenceAtEveryPosition(_ file: FrequencyGolden) throws {
    guard try file.tables() != nil else { return }
    let rope = try file.embedding(Float.self)
    let width = rope.rotaryDimension / 2
    let cosines = try file.golden.rows("outputs", "cos_f32", width: width, as: Float.self)
    let sines = try file.golden.rows("outputs", "sin_f32", width: width, as: Float.self)
    let positions = try file.golden.values("inputs", "positions", as: Int.self)
    #expect(positions.count == cosines.count && positions.count == sines.count)
    for (row, position) in positions.enumerated() {
      let table = try RotaryTable(
        rope, positions: position..<position + 1, precision: .referenceFloat32)
      #expect(largestUlpDistance(table.cosines, cosines[row]) <= 1, "cosine at \(position)")
      #expect(largestUlpDistance(table.sines, sines[row]) <= 1, "sine at \(position)")
    }
  }

  /// Powers that PyTorch takes in whole vectors are not always the nearest, the others are.
  @Test func aPowerIsRoundedAsItsPlaceInTheTensorSays() throws {
    // 10,000^(10/24) is entry 5 of 12 in the file of GPT-NeoX, and entry 20 of 48 of one with 96
    // lanes: the same power, in a part of a step and in a whole one.
    let short = try RotaryEmbedding<Float>(headDimension: 24, layout: .halfSplit)
    let long = try RotaryEmbedding<Float>(headDimension: 96, layout: .halfSplit)
    let nearest = 1 / Float(Double.pow(10_000, Double(Float(10) / 24)))
    #expect(short.referenceInverseFrequencies[5] == nearest)
    #expect(long.referenceInverseFrequencies[20] != nearest)
    #expect(largestUlpDistance([long.referenceInverseFrequencies[20]], [nearest]) == 1)
  }

  /// The base, the exponents and the results may lie at the ends of what `Float` holds.
  @Test(arguments: [1e-45, 1e-40, 1e-38, 0.5, 1, 3e38, 1e39, 1e300])
  func extremeBasesHavePowers(_ base: Double) throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 128, base: base, layout: .halfSplit)
    for (pair, frequency) in rope.referenceInverseFrequencies.enumerated() {
      let exact = 1 / Double.pow(Double(Float(base)), Double(pair) / 64)
      let bound = max(1e-5 * exact, 1e-37)
      #expect(exact > 3e38 || abs(Double(frequency) - exact) <= bound)
    }
  }

  /// The rules without a reference of their own differ from the exact ones by rounding only.
  @Test(arguments: [
    RotaryScaling.ntkAware(factor: 8),
    .ntkByParts(factor: 8, originalLength: 4096, low: 1, high: 32),
    .yarn(YaRN(factor: 8, originalLength: 4096, truncate: false)),
    .proportional(fraction: 0.5, factor: 3),
  ])
  func frequenciesAreNearTheExactOnes(_ scaling: RotaryScaling) throws {
    let rope = try RotaryEmbedding<Float>(
      headDimension: 128, layout: .halfSplit, scaling: scaling)
    let pairs = zip(widened(rope.referenceInverseFrequencies), rope.inverseFrequencies)
    for (single, exact) in pairs { #expect(abs(single - exact) <= 3e-6 * exact) }
  }

  /// The angle is rounded before its cosine is taken.
  @Test func phasesAreThoseOfTheRoundedAngle() {
    let frequency: Float = 0.1
    let phase = referencePhase(at: 16_777_217, inverseFrequency: frequency)
    let rounded = referencePhase(at: 16_777_216, inverseFrequency: frequency)
    #expect(phase == rounded)
    #expect(referencePhase(at: 0, inverseFrequency: 1, attentionFactor: 1.25) == (1.25, 0))
  }
}
