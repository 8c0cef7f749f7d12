import RoPE
import Testing

@Suite struct RotaryTableRotationTests {
  /// A call, and which number of the buffer belongs to which head of which token.
  struct Call: Sendable, CustomTestStringConvertible {
    let layout: PairLayout
    let order: RowOrder
    let head: Int
    let rotary: Int
    let batch: Int
    let heads: Int
    let tokens: Int
    var testDescription: String {
      "\(layout), \(order), \(rotary) of \(head) lanes, \(batch) x \(heads) x \(tokens)"
    }

    var count: Int { batch * heads * tokens * head }

    func start(sequence: Int, head index: Int, token: Int) -> Int {
      switch order {
      case .headsTokens: ((sequence * heads + index) * tokens + token) * head
      case .tokensHeads: ((sequence * tokens + token) * heads + index) * head
      }
    }

    func embedding<Scalar>(_: Scalar.Type, factor: Double = 1) throws -> RotaryEmbedding<Scalar> {
      let scaling = YaRN(factor: 1, originalLength: 4096, attentionFactor: factor)
      return try RotaryEmbedding(
        headDimension: head, rotaryDimension: rotary, layout: layout,
        scaling: factor == 1 ? .none : .yarn(scaling))
    }

    /// Turns each row on its own by the table's row, in the plainest way.
    func expected<Scalar: RotaryScalar>(
      _ numbers: [Scalar], _ table: RotaryTable<Scalar>, _ positions: [Int]
    ) -> [Scalar] where Scalar.RotaryArithmetic == Float {
      var result = numbers
      for sequence in 0..<batch {
        for index in 0..<heads {
          for token in 0..<tokens {
            let start = start(sequence: sequence, head: index, token: token)
            let place = positions[positions.count == tokens ? token : sequence * tokens + token]
            for pair in 0..<rotary / 2 {
              let entry = (place - table.positions.lowerBound) * (rotary / 2) + pair
              let lanes =
                layout == .interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + rotary / 2)
              let x = numbers[start + lanes.0].rotaryArithmetic
              let y = numbers[start + lanes.1].rotaryArithmetic
              let (cosine, sine) = (table.cosines[entry], table.sines[entry])
              result[start + lanes.0] = Scalar(rotaryArithmetic: x * cosine - y * sine)
              result[start + lanes.1] = Scalar(rotaryArithmetic: y * cosine + x * sine)
            }
          }
        }
      }
      return result
    }
  }

  static let calls = [PairLayout.interleaved, .halfSplit].flatMap { layout in
    [RowOrder.headsTokens, .tokensHeads].flatMap { order in
      [
        (head: 128, rotary: 128, batch: 1, heads: 3, tokens: 5),
        (head: 80, rotary: 80, batch: 2, heads: 1, tokens: 4),
        (head: 70, rotary: 50, batch: 2, heads: 5, tokens: 3),
        (head: 16, rotary: 4, batch: 1, heads: 2, tokens: 7),
        (head: 3, rotary: 2, batch: 3, heads: 2, tokens: 1),
        (head: 34, rotary: 32, batch: 1, heads: 3, tokens: 1030),
        (head: 96, rotary: 96, batch: 1, heads: 8, tokens: 1),
      ].map {
        Call(
          layout: layout, order: order, head: $0.head, rotary: $0.rotary, batch: $0.batch,
          heads: $0.heads, tokens: $0.tokens)
      }
    }
  }

  /// Positions in no order, some of them twice, different in each sequence.
  private func scattered(_ count: Int) -> [Int] { (0..<count).map { 40 + $0 * 31 % 97 } }

  private func check<Scalar: RotaryScalar & Equatable>(
    _ call: Call, _ convert: (Double) -> Scalar
  ) throws where Scalar.RotaryArithmetic == Float {
    let numbers = sample(call.count, seed: 7).map(convert)
    let table = try RotaryTable(call.embedding(Scalar.self), positions: 40..<137)
    for positions in [scattered(call.tokens), scattered(call.batch * call.tokens)] {
      let expected = call.expected(numbers, table, positions)
      for threads in [1, 2, 3, 256] {
        var buffer = numbers
        try table.rotate(
          &buffer, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
          positions: positions, threads: threads)
        #expect(buffer == expected, "\(Scalar.self), \(threads) threads")
      }
      var other = numbers.map { _ in convert(9) }
      try table.rotate(
        numbers, into: &other, batch: call.batch, heads: call.heads, tokens: call.tokens,
        order: call.order, positions: .each(positions))
      #expect(other == expected, "\(Scalar.self) into a buffer")
    }
  }

  @Test(arguments: calls)
  func givesTheBitsOfTheSlowForm(_ call: Call) throws {
    try check(call) { Float($0) }
    try check(call) { BFloat16(Float($0)) }
    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
      try check(call) { Float16($0) }
    #endif
  }

  @Test(arguments: calls)
  func doubleEqualsTheEmbedding(_ call: Call) throws {
    for factor in [1, 1.25] {
      let rope = try call.embedding(Double.self, factor: factor)
      let table = try RotaryTable(rope, positions: 40..<137)
      let numbers = sample(call.count, seed: 3)
      let positions = scattered(call.batch * call.tokens)
      var buffer = numbers
      try table.rotate(
        &buffer, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
        positions: positions)
      var worst = 0.0
      for sequence in 0..<call.batch {
        for head in 0..<call.heads {
          for token in 0..<call.tokens {
            let start = call.start(sequence: sequence, head: head, token: token)
            let range = start..<start + call.head
            let position = positions[sequence * call.tokens + token]
            let expected = try rope.rotated(Array(numbers[range]), at: position)
            worst = max(worst, largestDifference(Array(buffer[range]), expected))
          }
        }
      }
      #expect(worst <= 1e-12)
      try table.unrotate(
        &buffer, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
        positions: positions)
      #expect(largestDifference(buffer, numbers) <= 1e-12)
    }
  }

  @Test(arguments: calls)
  func unrotateUndoesAndTheGradientIsTheTranspose(_ call: Call) throws {
    let rope = try call.embedding(Float.self, factor: 1.25)
    let table = try RotaryTable(rope, positions: 0..<1200)
    #expect(table.attentionFactor == 1.25)
    let numbers = sample(call.count, seed: 5).map { Float($0) }
    let other = sample(call.count, seed: 6).map { Float($0) }
    var turned = numbers
    try table.rotate(
      &turned, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
      positions: .startingAt(100))
    var back = turned
    try table.unrotate(
      &back, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
      positions: .startingAt(100))
    #expect(largestDifference(widened(back), widened(numbers)) <= 1e-6)
    var gradient = other
    try table.backpropagate(
      &gradient, batch: call.batch, heads: call.heads, tokens: call.tokens, order: call.order,
      positions: .startingAt(100))
    // ⟨R x, g⟩ = ⟨x, Rᵀ g⟩.
    let left = dot(widened(turned), widened(other))
    let right = dot(widened(numbers), widened(gradient))
    #expect(abs(left - right) <= 1e-6 * Double(call.count))
    var into = numbers
    try table.unrotate(
      turned, into: &into, batch: call.batch, heads: call.heads, tokens: call.tokens,
      order: call.order, positions: .startingAt(100))
    #expect(into == back)
  }

  @Test func startsStandForTheirPositions() throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 32, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: -3..<20)
    let numbers = sample(2 * 3 * 4 * 32, seed: 1).map { Float($0) }
    func turned(_ positions: TokenPositions) throws -> [Float] {
      var buffer = numbers
      try table.rotate(
        &buffer, batch: 2, heads: 3, tokens: 4, order: .headsTokens, positions: positions)
      return buffer
    }
    #expect(try turned(.startingAt(-3)) == turned(.each([-3, -2, -1, 0])))
    let each = try turned(.each([-3, -2, -1, 0, 16, 17, 18, 19]))
    #expect(try turned(.startingAtEach([-3, 16])) == each)
  }

  /// What BFloat16 is rounded by in the kernel must not lose a NaN.
  @Test func nanAndInfinityPassThrough() throws {
    let rope = try RotaryEmbedding<BFloat16>(headDimension: 32, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: 0..<8)
    var buffer = [BFloat16](repeating: 1.0, count: 32)
    for (lane, bits) in [0x7FFF, 0xFFFF, 0x7F81, 0x7F80].enumerated() {
      buffer[lane] = BFloat16(bitPattern: UInt16(bits))
    }
    try table.rotate(&buffer, heads: 1, tokens: 1, order: .headsTokens, positions: [3])
    for lane in [0, 1, 2, 16, 17, 18] { #expect(Float(buffer[lane]).isNaN) }
    #expect(Float(buffer[3]).isInfinite && Float(buffer[19]).isInfinite)
    #expect(Float(buffer[4]).isFinite)
    let given = try RotaryTable<BFloat16>(
      cosines: [Float](repeating: Float(bitPattern: 0x7FFF_FFFF), count: 16),
      sines: [Float](repeating: 0, count: 16), headDimension: 32, layout: .halfSplit)
    var ones = [BFloat16](repeating: 1.0, count: 32)
    try given.rotate(&ones, heads: 1, tokens: 1, order: .headsTokens, positions: [0])
    #expect(ones.allSatisfy { Float($0).isNaN })
  }
}
