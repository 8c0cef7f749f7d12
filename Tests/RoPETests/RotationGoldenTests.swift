import RoPE
import Testing

/// One tensor [batch, heads, tokens, lanes] and what references made of it.
private struct Rotation {
  let positions: [Int]
  let input: [[Float]]
  let exact: [[Double]]

  /// - Parameter name: `q` or `k`.
  init(_ file: String, _ name: String) throws {
    let golden = try Golden(file)
    positions = try golden.values("inputs", "position_ids", as: Int.self)
    input = try golden.rows("inputs", name, width: 16, as: Float.self)
    exact = try golden.rows("outputs", "\(name)_out_f64", width: 16, as: Double.self)
  }

  /// The position of a row: tokens run fastest among the rows.
  func position(ofRow row: Int) -> Int { positions[row % positions.count] }

  func largestError<Scalar>(
    of rope: RotaryEmbedding<Scalar>, from convert: ([Float]) -> [Scalar],
    to widen: ([Scalar]) -> [Double], against expected: [[Double]]
  ) throws -> Double {
    var worst = input.count == expected.count && !input.isEmpty ? 0 : Double.infinity
    for (row, vector) in input.enumerated() {
      let turned = widen(try rope.rotated(convert(vector), at: position(ofRow: row)))
      worst = max(worst, largestDifference(turned, expected[row]))
    }
    return worst
  }
}

@Suite struct RotationGoldenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let layout: PairLayout
    let rotaryDimension: Int
    var testDescription: String { file }

    func embedding<Scalar>(_: Scalar.Type) throws(RotaryError) -> RotaryEmbedding<Scalar> {
      try RotaryEmbedding(headDimension: 16, rotaryDimension: rotaryDimension, layout: layout)
    }
  }

  static let cases = [
    Case(file: "apply_half_split", layout: .halfSplit, rotaryDimension: 16),
    Case(file: "apply_interleaved", layout: .interleaved, rotaryDimension: 16),
  ]
  static let partial = Case(file: "apply_partial", layout: .halfSplit, rotaryDimension: 4)

  @Test(arguments: cases, ["q", "k"])
  func doubleRotationEqualsTheFormula(_ test: Case, _ name: String) throws {
    let rotation = try Rotation(test.file, name)
    let error = try rotation.largestError(
      of: test.embedding(Double.self), from: widened, to: { $0 }, against: rotation.exact)
    #expect(error <= 1e-12)
  }

  @Test(arguments: cases, ["q", "k"])
  func floatRotationIsNearTheFormulaAndTheReference(_ test: Case, _ name: String) throws {
    let rotation = try Rotation(test.file, name)
    let rope = try test.embedding(Float.self)
    let error = try rotation.largestError(
      of: rope, from: { $0 }, to: widened, against: rotation.exact)
    #expect(error <= 1e-6)
    let reference = try Golden(test.file)
      .rows("outputs", "\(name)_out", width: 16, as: Float.self).map(widened)
    let distance = try rotation.largestError(
      of: rope, from: { $0 }, to: widened, against: reference)
    #expect(distance <= 5e-6)
  }

  @Test func partialRotationEqualsTheFormula() throws {
    let rotation = try Rotation(Self.partial.file, "q")
    let exactly = try rotation.largestError(
      of: Self.partial.embedding(Double.self), from: widened, to: { $0 }, against: rotation.exact)
    #expect(exactly <= 1e-12)
    let roughly = try rotation.largestError(
      of: Self.partial.embedding(Float.self), from: { $0 }, to: widened, against: rotation.exact)
    #expect(roughly <= 1e-6)
  }

  @Test(arguments: ["q", "k"])
  func partialRotationCopiesTheOtherLanesBitForBit(_ name: String) throws {
    let golden = try Golden(Self.partial.file)
    let input = try golden.rows("inputs", name, width: 16, as: Float.self)
    let reference = try golden.rows("outputs", "\(name)_out", width: 16, as: Float.self)
    let rope = try Self.partial.embedding(Float.self)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    for (row, vector) in input.enumerated() {
      let turned = try rope.rotated(vector, at: positions[row % positions.count])
      #expect(turned[4...].map(\.bitPattern) == vector[4...].map(\.bitPattern))
      #expect(turned[4...].map(\.bitPattern) == reference[row][4...].map(\.bitPattern))
      #expect(largestDifference(widened(turned), widened(reference[row])) <= 5e-6)
    }
  }

  @Test func unrotatingTheReferenceGivesTheQueryBack() throws {
    let golden = try Golden("inverse_and_backward")
    let rotation = try Rotation("apply_half_split", "q")
    let expected = try golden.rows(
      "outputs", "inverse_of_q_out_f64", width: 16, as: Double.self)
    let input = try golden.rows("inputs", "q", width: 16, as: Float.self)
    let rope = try Self.cases[0].embedding(Double.self)
    #expect(expected.count == rotation.exact.count)
    for (row, turned) in rotation.exact.enumerated() {
      let back = try rope.unrotated(turned, at: rotation.position(ofRow: row))
      #expect(largestDifference(back, expected[row]) <= 1e-12)
      #expect(largestDifference(back, widened(input[row])) <= 1e-12)
    }
  }

  /// Without an attention factor the gradient of a rotation is its inverse.
  @Test func unrotatingAGradientGivesTheGradientOfTheQuery() throws {
    let golden = try Golden("inverse_and_backward")
    let gradients = try golden.rows("inputs", "grad_out", width: 16, as: Float.self)
    let expected = try golden.rows("outputs", "grad_q_f64", width: 16, as: Double.self)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    let rope = try Self.cases[0].embedding(Float.self)
    for (row, gradient) in gradients.enumerated() {
      let back = try rope.unrotated(gradient, at: positions[row % positions.count])
      #expect(largestDifference(widened(back), expected[row]) <= 1e-6)
    }
  }

  @Test func scoresStayEqualUpToSixteenMillion() throws {
    struct Row: Decodable {
      let m0: Int
      let score: Double

      private enum CodingKeys: String, CodingKey {
        case m0
        case score = "score_f64"
      }
    }
    let golden = try Golden("relative_invariance")
    let query = try golden.values("inputs", "q", as: Double.self)
    let key = try golden.values("inputs", "k", as: Double.self)
    let rows = try golden.object("outputs", "rows", as: [Row].self)
    let rope = try RotaryEmbedding<Double>(headDimension: 128, layout: .halfSplit)
    #expect(rows.map(\.m0).max() == 16_000_000)
    for row in rows {
      let turnedQuery = try rope.rotated(query, at: row.m0 + 7)
      let turnedKey = try rope.rotated(key, at: row.m0)
      #expect(abs(dot(turnedQuery, turnedKey) - rows[0].score) <= 1e-8, "at \(row.m0)")
    }
  }

  @Test func layoutsDifferByThePermutationOfTheWeights() throws {
    let golden = try Golden("permute_llama_weights")
    let permutation = try golden.values("outputs", "row_index", as: Int.self)
    let from = try PairLayout.interleaved.lanes(rotaryDimension: 8)
    let to = try PairLayout.halfSplit.lanes(rotaryDimension: 8)
    for (source, target) in zip(from, to) {
      #expect(permutation[target.first] == source.first)
      #expect(permutation[target.second] == source.second)
    }
  }

  @Test(arguments: [PairLayout.interleaved, .halfSplit])
  func eachLayoutRotatesItsOwnWeights(_ layout: PairLayout) throws {
    let golden = try Golden("permute_llama_weights")
    let name = layout == .interleaved ? "q_rot_interleaved_meta_f64" : "q_rot_half_hf_f64"
    let expected = try golden.rows("outputs", name, width: 8, as: Double.self)
    let weights =
      try layout == .interleaved
      ? golden.rows("inputs", "w_meta", width: 6, as: Float.self)
      : golden.rows("outputs", "w_hf", width: 6, as: Float.self)
    let tokens = try golden.rows("inputs", "x", width: 6, as: Float.self).map(widened)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    let scores = try golden.rows("outputs", "scores_f64", width: 3, as: Double.self)
    let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: layout)
    for head in 0..<2 {
      let projection = weights[8 * head..<8 * head + 8].map(widened)
      var turned: [[Double]] = []
      for (token, position) in zip(tokens, positions) {
        turned.append(try rope.rotated(times(projection, token), at: position))
      }
      for (index, vector) in turned.enumerated() {
        #expect(largestDifference(vector, expected[3 * head + index]) <= 1e-5)
        #expect(largestDifference(times(turned, vector), scores[3 * head + index]) <= 1e-5)
      }
    }
  }
}
