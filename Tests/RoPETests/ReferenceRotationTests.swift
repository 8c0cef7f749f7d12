import Foundation
import RoPE
import Testing

/// What references made of the same tensors with tables of their own.
@Suite struct ReferenceRotationTests {
  private let golden: Golden
  private let positions: [Int]

  init() throws {
    golden = try Golden("apply_interleaved")
    positions = try golden.values("inputs", "position_ids", as: Int.self)
  }

  private func rows<Number: Decodable>(
    _ part: String, _ name: String, as type: Number.Type
  ) throws -> [[Number]] {
    try golden.rows(part, name, width: 16, as: type)
  }

  /// Meta's numbers, which are made as complex ones, as rows 0 to 4 of a table.
  private func complexTable() throws -> RotaryTable<Float> {
    try RotaryTable(
      cosines: golden.values("outputs", "freqs_cis_real", as: Float.self),
      sines: golden.values("outputs", "freqs_cis_imag", as: Float.self),
      headDimension: 16, layout: .interleaved)
  }

  /// The numbers of Hugging Face's classes for the same positions; each half holds all of them.
  private func realTable() throws -> RotaryTable<Float> {
    let golden = try Golden("apply_half_split")
    #expect(try golden.values("inputs", "position_ids", as: Int.self) == positions)
    return try RotaryTable(
      cosines: golden.rows("outputs", "cos", width: 16, as: Float.self).flatMap { $0[..<8] },
      sines: golden.rows("outputs", "sin", width: 16, as: Float.self).flatMap { $0[..<8] },
      headDimension: 16, layout: .interleaved)
  }

  private func turned(
    _ name: String, heads: Int, by table: RotaryTable<Float>
  ) throws -> [Float] {
    var buffer = try golden.values("inputs", name, as: Float.self)
    try table.rotate(
      &buffer, heads: heads, tokens: 5, order: .headsTokens, positions: .startingAt(0))
    return buffer
  }

  @Test(arguments: [("q", 2), ("k", 1)])
  func metasTablesGiveTheBitsOfItsComplexProducts(_ name: String, _ heads: Int) throws {
    let expected = try golden.values("outputs", "\(name)_out", as: Float.self)
    #expect(try turned(name, heads: heads, by: complexTable()) == expected)
  }

  @Test func gptJsBitsComeFromTheTablesOfItsLibrary() throws {
    let expected = try golden.values("outputs", "q_out_gptj", as: Float.self)
    #expect(try turned("q", heads: 2, by: realTable()) == expected)
  }

  /// DeepSeek reads neighbours and writes all first lanes before all second ones.
  @Test(arguments: [("q", 2), ("k", 1)])
  func deepSeekWritesTheSameLanesInHalfSplitOrder(_ name: String, _ heads: Int) throws {
    let expected = try rows("outputs", "\(name)_out_deepseek_v3_interleave", as: Float.self)
    let order = try RowPermutation(
      from: .interleaved, to: .halfSplit, headDimension: 16, heads: 1)
    let turned = try turned(name, heads: heads, by: realTable())
    for (row, reference) in expected.enumerated() {
      let lanes = Array(turned[16 * row..<16 * row + 16])
      #expect(try order.applied(to: lanes) == reference)
    }
  }

  @Test func exactPhasesAreNearTheReferencesTables() throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 16, layout: .interleaved)
    let table = try RotaryTable(rope, positions: 0..<512, precision: .referenceFloat32)
    let real = try golden.rows("outputs", "freqs_cis_real", width: 8, as: Float.self)
    let imaginary = try golden.rows("outputs", "freqs_cis_imag", width: 8, as: Float.self)
    for (row, position) in positions.enumerated() {
      let range = position * 8..<position * 8 + 8
      #expect(largestUlpDistance(Array(table.cosines[range]), real[row]) <= 1)
      #expect(largestUlpDistance(Array(table.sines[range]), imaginary[row]) <= 1)
    }
  }

  /// The tables of Hugging Face's Llama class, which hold each half twice.
  @Test func tablesOfTheHalfSplitReferenceAreMetWithinOneUlp() throws {
    let golden = try Golden("apply_half_split")
    let rope = try RotaryEmbedding<Float>(headDimension: 16, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: 0..<512, precision: .referenceFloat32)
    let cosines = try golden.rows("outputs", "cos", width: 16, as: Float.self)
    let sines = try golden.rows("outputs", "sin", width: 16, as: Float.self)
    for (row, position) in positions.enumerated() {
      let range = position * 8..<position * 8 + 8
      let (cosine, sine) = (Array(table.cosines[range]), Array(table.sines[range]))
      #expect(largestUlpDistance(cosine + cosine, cosines[row]) <= 1)
      #expect(largestUlpDistance(sine + sine, sines[row]) <= 1)
    }
  }

  /// Every file of the folder, so that one added or lost is noticed. The frequency files are found
  /// by their name; each other one is read by the tests of what it holds.
  @Test func theFolderHoldsTheFilesThatTestsRead() throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let others = names.filter { !$0.hasPrefix("invfreq_") }.sorted()
    #expect(names.count - others.count == FrequencyGolden.all.count)
    #expect(
      others == [
        "alibi.json", "apply_half_split.json", "apply_interleaved.json", "apply_partial.json",
        "axial_2d.json", "inverse_and_backward.json", "onnx_rotary_opset23.json",
        "permute_llama_weights.json", "relative_invariance.json", "shaw_relative.json",
        "sinusoidal.json", "t5_buckets.json", "transformer_xl.json", "xpos.json",
      ])
  }
}
