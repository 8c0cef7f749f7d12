import RoPE
import Testing

@Suite struct RotaryTableGoldenTests {
  private let positions: [Int]
  private let heads = 2

  init() throws {
    positions = try Golden("apply_half_split").values("inputs", "position_ids", as: Int.self)
  }

  private func turned<Scalar: RotaryScalar>(
    _ numbers: [Scalar], _ layout: PairLayout, rotaryDimension: Int = 16, heads: Int = 2,
    positions: [Int]? = nil
  ) throws -> [Scalar] {
    let rope = try RotaryEmbedding<Scalar>(
      headDimension: 16, rotaryDimension: rotaryDimension, layout: layout)
    let table = try RotaryTable(rope, positions: 0..<512)
    var buffer = numbers
    try table.rotate(
      &buffer, heads: heads, tokens: 5, order: .headsTokens,
      positions: positions ?? self.positions)
    return buffer
  }

  @Test(arguments: [
    ("apply_half_split", PairLayout.halfSplit, 16), ("apply_interleaved", .interleaved, 16),
    ("apply_partial", .halfSplit, 4),
  ])
  func floatIsNearTheFormulaAndTheReference(
    _ file: String, _ layout: PairLayout, _ rotary: Int
  ) throws {
    let golden = try Golden(file)
    for (name, heads) in [("q", 2), ("k", 1)] {
      let input = try golden.values("inputs", name, as: Float.self)
      let result = try widened(
        turned(input, layout, rotaryDimension: rotary, heads: heads))
      let reference = try golden.values("outputs", "\(name)_out", as: Float.self)
      #expect(largestDifference(result, widened(reference)) <= 5e-6)
      // The file of partial rotation has exact queries only.
      guard name == "q" || rotary == 16 else { continue }
      let exact = try golden.values("outputs", "\(name)_out_f64", as: Double.self)
      #expect(largestDifference(result, exact) <= 1e-6)
      let double = try turned(widened(input), layout, rotaryDimension: rotary, heads: heads)
      #expect(largestDifference(double, exact) <= 1e-12)
    }
  }

  @Test func bfloat16IsRoundedOnce() throws {
    for (file, layout, input, output) in [
      ("apply_half_split", PairLayout.halfSplit, "q_in_bf16", "q_out_bf16_f32_math_round_once"),
      ("apply_interleaved", .interleaved, "q_in_bf16", "q_out_bf16_complex"),
    ] {
      let golden = try Golden(file)
      let numbers = try golden.values("outputs", input, as: Float.self).map { BFloat16($0) }
      let expected = try golden.values("outputs", output, as: Float.self)
      #expect(try turned(numbers, layout).map { Float($0) } == expected)
    }
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test func float16IsRoundedOnce() throws {
      let golden = try Golden("apply_half_split")
      let numbers = try golden.values("outputs", "q_in_f16", as: Float.self).map { Float16($0) }
      let expected = try golden.values(
        "outputs", "q_out_f16_f32_math_round_once", as: Float.self)
      #expect(try turned(numbers, .halfSplit).map { Float($0) } == expected)
    }

    @Test func roundingEachStepToFloat16GivesTheBitsOfTheReference() throws {
      try checkEachStep("f16") { Float(Float16($0)) }
    }
  #endif

  @Test func roundingEachStepToBFloat16GivesTheBitsOfTheReference() throws {
    try checkEachStep("bf16") { Float(BFloat16($0)) }
  }

  /// What Hugging Face computes in a half type, with our rounding to that type.
  private func checkEachStep(_ name: String, _ round: (Float) -> Float) throws {
    let golden = try Golden("apply_half_split")
    let cosines = try golden.rows("outputs", "cos", width: 16, as: Float.self)
    let sines = try golden.rows("outputs", "sin", width: 16, as: Float.self)
    let input = try golden.rows("outputs", "q_in_\(name)", width: 16, as: Float.self)
    let expected = try golden.rows(
      "outputs", "q_out_\(name)_tables_and_math_in_\(name)", width: 16, as: Float.self)
    for (row, vector) in input.enumerated() {
      let result = (0..<16).map { lane in
        let other = lane < 8 ? -vector[lane + 8] : vector[lane - 8]
        let cosine = round(cosines[row % 5][lane])
        let sine = round(sines[row % 5][lane])
        return round(round(vector[lane] * cosine) + round(other * sine))
      }
      #expect(result == expected[row])
    }
  }

  /// The reference's own tables, as rows 0 to 4.
  @Test func referenceTablesGiveTheBitsOfTheReference() throws {
    let golden = try Golden("apply_half_split")
    let cosines = try golden.rows("outputs", "cos", width: 16, as: Float.self)
    let sines = try golden.rows("outputs", "sin", width: 16, as: Float.self)
    let table = try RotaryTable<Float>(
      cosines: cosines.flatMap { $0[..<8] }, sines: sines.flatMap { $0[..<8] },
      headDimension: 16, layout: .halfSplit)
    for (name, heads) in [("q", 2), ("k", 1)] {
      var buffer = try golden.values("inputs", name, as: Float.self)
      try table.rotate(
        &buffer, heads: heads, tokens: 5, order: .headsTokens, positions: .startingAt(0))
      #expect(try buffer == golden.values("outputs", "\(name)_out", as: Float.self))
    }
  }

  @Test func onnxOperatorGivesTheSame() throws {
    let golden = try Golden("onnx_rotary_opset23")
    let input = try golden.values("inputs", "X", as: Float.self)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    for (name, layout, rotary) in [
      ("half", PairLayout.halfSplit, 16), ("interleaved", .interleaved, 16),
      ("half_rd4", .halfSplit, 4), ("interleaved_rd8", .interleaved, 8),
    ] {
      let result = try widened(
        turned(input, layout, rotaryDimension: rotary, positions: positions))
      for evaluator in ["onnx_reference", "onnxruntime"] {
        let expected = try golden.values("outputs", "\(name)_\(evaluator)", as: Float.self)
        #expect(largestDifference(result, widened(expected)) <= 2e-6, "\(name) of \(evaluator)")
      }
    }
  }

  @Test func gradientsAreThoseOfTheReference() throws {
    let golden = try Golden("inverse_and_backward")
    let input = try golden.values("inputs", "grad_out", as: Float.self)
    let exact = try golden.values("outputs", "grad_q_f64", as: Double.self)
    for (name, factor) in [("grad_q", 1.0), ("grad_q_scaling_1p25", 1.25)] {
      let scaling = YaRN(factor: 1, originalLength: 4096, attentionFactor: factor)
      let rope = try RotaryEmbedding<Float>(
        headDimension: 16, layout: .halfSplit, scaling: .yarn(scaling))
      let table = try RotaryTable(rope, positions: 0..<512)
      var buffer = input
      try table.backpropagate(
        &buffer, heads: heads, tokens: 5, order: .headsTokens, positions: .each(positions))
      let expected = try golden.values("outputs", name, as: Float.self)
      #expect(largestDifference(widened(buffer), widened(expected)) <= 5e-6)
      #expect(largestDifference(widened(buffer), exact.map { factor * $0 }) <= 1e-6)
    }
  }
}
