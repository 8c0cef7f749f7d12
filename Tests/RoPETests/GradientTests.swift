import ComplexModule
import RoPE
import Testing

@Suite struct GradientTests {
  /// An embedding of every kind, most with an attention factor other than 1.
  struct Kind: Sendable, CustomTestStringConvertible {
    let layout: PairLayout
    let rotaryDimension: Int
    let scaling: RotaryScaling
    var testDescription: String { "\(layout), \(rotaryDimension), \(scaling)" }

    func embedding<Scalar>(_: Scalar.Type = Double.self) throws(RotaryError)
      -> RotaryEmbedding<Scalar>
    {
      try RotaryEmbedding(
        headDimension: 16, rotaryDimension: rotaryDimension, layout: layout, scaling: scaling)
    }
  }

  static func scaled(by factor: Double) -> RotaryScaling {
    .yarn(YaRN(factor: 1, originalLength: 4096, attentionFactor: factor))
  }

  static let kinds = [PairLayout.interleaved, .halfSplit].flatMap { layout in
    [16, 6].flatMap { rotary in
      [RotaryScaling.none, scaled(by: 1.25), scaled(by: 0.3), .linear(factor: 4)].map {
        Kind(layout: layout, rotaryDimension: rotary, scaling: $0)
      }
    }
  }
  static let positions = [0, 1, 17, 511, -4, 1_000_000]

  @Test func gradientsEqualThoseOfTheReference() throws {
    let golden = try Golden("inverse_and_backward")
    let gradients = try golden.rows("inputs", "grad_out", width: 16, as: Float.self)
    let plain = try golden.rows("outputs", "grad_q_f64", width: 16, as: Double.self)
    let scaled = try golden.rows("outputs", "grad_q_scaling_1p25", width: 16, as: Float.self)
    let positions = try golden.values("inputs", "position_ids", as: Int.self)
    let one = Kind(layout: .halfSplit, rotaryDimension: 16, scaling: .none)
    let other = Kind(layout: .halfSplit, rotaryDimension: 16, scaling: Self.scaled(by: 1.25))
    let exact = try one.embedding(Double.self)
    let single = try one.embedding(Float.self)
    let stretched = try other.embedding(Float.self)
    for (row, gradient) in gradients.enumerated() {
      let position = positions[row % positions.count]
      let back = try exact.backpropagated(widened(gradient), at: position)
      #expect(largestDifference(back, plain[row]) <= 1e-12)
      let rounded = try single.backpropagated(gradient, at: position)
      #expect(largestDifference(widened(rounded), plain[row]) <= 1e-6)
      let longer = try stretched.backpropagated(gradient, at: position)
      #expect(largestDifference(widened(longer), widened(scaled[row])) <= 5e-6)
      #expect(largestDifference(widened(longer), plain[row].map { 1.25 * $0 }) <= 1e-6)
    }
  }

  /// The rotation is linear, so a difference quotient is exact but for rounding.
  @Test(arguments: kinds)
  func gradientsEqualDifferenceQuotients(_ kind: Kind) throws {
    let rope = try kind.embedding()
    let vector = sample(16, seed: 1)
    let weights = sample(16, seed: 2)
    for position in Self.positions {
      let gradient = try rope.backpropagated(weights, at: position)
      for lane in 0..<16 {
        var above = vector
        var below = vector
        above[lane] += 0.5
        below[lane] -= 0.5
        let quotient =
          dot(weights, try rope.rotated(above, at: position))
          - dot(weights, try rope.rotated(below, at: position))
        #expect(abs(gradient[lane] - quotient) <= 1e-14)
      }
    }
  }

  @Test(arguments: kinds)
  func unrotatedUndoesRotatedWhateverTheAttentionFactor(_ kind: Kind) throws {
    let rope = try kind.embedding()
    let vector = sample(16, seed: 3)
    for position in Self.positions {
      let turned = try rope.rotated(vector, at: position)
      let back = try rope.unrotated(turned, at: position)
      #expect(largestDifference(back, vector) <= 1e-15)
      // The gradient multiplies by the factor where the inverse divides.
      let factor = rope.attentionFactor * rope.attentionFactor
      let expected = turnedLanes(of: kind, vector) { $0 * factor }
      let gradient = try rope.backpropagated(turned, at: position)
      #expect(largestDifference(gradient, expected) <= 1e-14)
    }
  }

  @Test(arguments: kinds)
  func matrixAndComplexFormsCarryTheAttentionFactor(_ kind: Kind) throws {
    let rope = try kind.embedding()
    let vector = sample(16, seed: 4)
    let lanes = try kind.layout.lanes(rotaryDimension: kind.rotaryDimension)
    for position in Self.positions {
      let turned = try rope.rotated(vector, at: position)
      let matrix = try rope.rotationMatrix(at: position)
      #expect(largestDifference(times(matrix, vector), turned) <= 1e-15)
      for ((first, second), phasor) in zip(lanes, try rope.phasors(at: position)) {
        #expect(abs(phasor.length - rope.attentionFactor) <= 1e-15)
        let product = phasor * Complex(vector[first], vector[second])
        #expect(abs(product.real - turned[first]) <= 1e-15)
        #expect(abs(product.imaginary - turned[second]) <= 1e-15)
      }
    }
  }

  @Test(arguments: kinds)
  func rerotatingKeepsTheAttentionFactorOnce(_ kind: Kind) throws {
    let rope = try kind.embedding()
    let vector = sample(16, seed: 5)
    for (old, new) in [(0, 0), (0, 17), (17, 0), (511, 10_000), (-4, 3), (8191, 8190)] {
      var key = try rope.rotated(vector, at: old)
      try rope.rerotate(&key, from: old, to: new)
      #expect(largestDifference(key, try rope.rotated(vector, at: new)) <= 1e-11)
    }
  }

  @Test(arguments: kinds)
  func formsInPlaceGiveTheSameBits(_ kind: Kind) throws {
    let rope = try kind.embedding(Float.self)
    let vector = rounded(sample(16, seed: 6))
    for position in Self.positions {
      var gradient = vector
      try rope.backpropagate(&gradient, at: position)
      #expect(gradient == (try rope.backpropagated(vector, at: position)))
      #expect(gradient[kind.rotaryDimension...] == vector[kind.rotaryDimension...])
    }
  }

  @Test func refusesWrongLengthsAndPositionsAndLeavesTheVector() throws {
    let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .halfSplit)
    let length = RotaryError.wrongLength(expected: 4, found: 3)
    var short = [1.0, 2, 3]
    #expect(throws: length) { try rope.backpropagated(short, at: 1) }
    #expect(throws: length) { try rope.backpropagate(&short, at: 1) }
    #expect(throws: length) { try rope.rerotate(&short, from: 1, to: 2) }
    #expect(short == [1, 2, 3])
    var vector = [1.0, 2, 3, 4]
    for position in [Int.min, Int.max] {
      let expected = RotaryError.positionOutOfRange(position)
      #expect(throws: expected) { try rope.backpropagated(vector, at: position) }
      #expect(throws: expected) { try rope.backpropagate(&vector, at: position) }
      #expect(throws: expected) { try rope.rerotate(&vector, from: position, to: 0) }
      #expect(throws: expected) { try rope.rerotate(&vector, from: 0, to: position) }
    }
    #expect(vector == [1, 2, 3, 4])
    try rope.rerotate(&vector, from: -(1 << 53), to: 1 << 53)
    #expect(vector.allSatisfy { $0.isFinite })
  }

  private func turnedLanes(
    of kind: Kind, _ vector: [Double], _ change: (Double) -> Double
  ) -> [Double] {
    vector.enumerated().map { $0.offset < kind.rotaryDimension ? change($0.element) : $0.element }
  }
}
