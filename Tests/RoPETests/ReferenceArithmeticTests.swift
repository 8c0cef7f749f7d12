import Testing

@testable import RoPE

@Suite struct ReferenceArithmeticTests {
  /// The distance of two positive numbers in units of the last place.
  private func distance(_ left: Float, _ right: Float) -> Int {
    abs(Int(left.bitPattern) - Int(right.bitPattern))
  }

  @Test(arguments: FrequencyGolden.all)
  func frequenciesAreThoseOfTheReference(_ file: FrequencyGolden) throws {
    let expected = try file.golden.values("outputs", "inv_freq_f32", as: Float.self)
    let frequencies = try file.embedding(Float.self).referenceInverseFrequencies
    #expect(frequencies.count == expected.count)
    let distances = zip(frequencies, expected).map(distance)
    #expect(distances.allSatisfy { $0 <= 1 })
    #expect(distances.filter { $0 > 0 }.count <= 2)
  }

  @Test(arguments: FrequencyGolden.all)
  func tablesAreThoseOfTheReferenceButForTheLastPlace(_ file: FrequencyGolden) throws {
    guard try file.tables() != nil else { return }
    let frequencies = try file.golden.values("outputs", "inv_freq_f32", as: Float.self)
    let rope = try file.embedding(Float.self)
    let width = frequencies.count
    let cosines = try file.golden.rows("outputs", "cos_f32", width: width, as: Float.self)
    let sines = try file.golden.rows("outputs", "sin_f32", width: width, as: Float.self)
    let positions = try file.golden.values("inputs", "positions", as: Int.self)
    for (row, position) in positions.enumerated() {
      let phases = frequencies.map {
        referencePhase(
          at: position, inverseFrequency: $0, attentionFactor: rope.attentionFactor)
      }
      #expect(largestDifference(widened(phases.map(\.cosine)), widened(cosines[row])) <= 2.4e-7)
      #expect(largestDifference(widened(phases.map(\.sine)), widened(sines[row])) <= 2.4e-7)
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
