import RoPE
import Testing

@Suite struct RotaryTableErrorTests {
  private func refusal(
    count: Int = 48, batch: Int = 1, heads: Int = 2, tokens: Int = 3,
    positions: TokenPositions = .startingAt(10), threads: Int = 1
  ) throws -> RotaryError? {
    let rope = try RotaryEmbedding<Float>(headDimension: 8, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: 10..<20)
    let numbers = sample(count, seed: 2).map { Float($0) }
    var buffer = numbers
    var target = numbers
    do throws(RotaryError) {
      try table.rotate(
        &buffer, batch: batch, heads: heads, tokens: tokens, order: .headsTokens,
        positions: positions, threads: threads)
      return nil
    } catch {
      #expect(buffer == numbers)
      #expect(throws: error) {
        try table.rotate(
          numbers, into: &target, batch: batch, heads: heads, tokens: tokens,
          order: .tokensHeads, positions: positions, threads: threads)
      }
      #expect(throws: error) {
        try table.unrotate(
          &buffer, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
          positions: positions, threads: threads)
      }
      #expect(throws: error) {
        try table.backpropagate(
          &buffer, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
          positions: positions, threads: threads)
      }
      #expect(buffer == numbers && target == numbers)
      return error
    }
  }

  @Test(arguments: [0, 1, 47, 49, 96])
  func refusesBuffersOfAnotherLength(_ count: Int) throws {
    let expected = RotaryError.wrongCount(of: .numbers, expected: 48, found: count)
    #expect(try refusal(count: count) == expected)
  }

  @Test func refusesTargetsOfAnotherLength() throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 8, layout: .halfSplit)
    let table = try RotaryTable(rope, positions: 0..<1)
    var target = [Float](repeating: 1, count: 9)
    #expect(throws: RotaryError.wrongCount(of: .numbers, expected: 8, found: 9)) {
      try table.rotate(
        [Float](repeating: 1, count: 8), into: &target, heads: 1, tokens: 1,
        order: .headsTokens, positions: .startingAt(0))
    }
  }

  @Test(arguments: [9, 20, Int.min, Int.max])
  func refusesPositionsOutsideTheTable(_ position: Int) throws {
    let expected = RotaryError.positionOutsideTable(position, positions: 10..<20)
    #expect(try refusal(positions: .each([10, position, 11])) == expected)
    #expect(try refusal(positions: .startingAt(position)) == expected)
    #expect(try refusal(positions: .startingAtEach([position])) == expected)
  }

  @Test func refusesSequencesThatRunOutOfTheTable() throws {
    let expected = RotaryError.positionOutsideTable(20, positions: 10..<20)
    #expect(try refusal(positions: .startingAt(18)) == expected)
    #expect(try refusal(positions: .startingAtEach([18])) == expected)
    #expect(try refusal(positions: .startingAt(17)) == nil)
  }

  @Test func refusesAnotherNumberOfPositions() throws {
    #expect(
      try refusal(positions: .each([10, 11]))
        == .unequalCounts(of: .positions, 2, and: .tokens, 3))
    #expect(
      try refusal(count: 96, batch: 2, positions: .each([10, 11, 12, 13, 14]))
        == .unequalCounts(of: .positions, 5, and: .tokens, 3))
    #expect(
      try refusal(count: 96, batch: 2, positions: .startingAtEach([10]))
        == .unequalCounts(of: .positions, 1, and: .sequences, 2))
  }

  @Test func refusesCountsWhoseProductOverflows() throws {
    #expect(
      try refusal(heads: .max)
        == .invalidCount(of: .heads, .max, allowed: 0...Int.max / 8))
    #expect(
      try refusal(tokens: .max)
        == .invalidCount(of: .tokens, .max, allowed: 0...Int.max / 16))
    #expect(
      try refusal(batch: .max)
        == .invalidCount(of: .sequences, .max, allowed: 0...Int.max / 48))
    #expect(
      try refusal(batch: -1) == .invalidCount(of: .sequences, -1, allowed: 0...Int.max))
    #expect(
      try refusal(heads: .min) == .invalidCount(of: .heads, .min, allowed: 0...Int.max / 8))
    #expect(
      try refusal(threads: 0) == .invalidCount(of: .threads, 0, allowed: 1...256))
  }

  @Test func nothingToTurnIsNoError() throws {
    #expect(try refusal(count: 0, tokens: 0, positions: .each([])) == nil)
    #expect(try refusal(count: 0, batch: 0) == nil)
    #expect(try refusal(count: 0, heads: 0) == nil)
  }

  @Test func namesTheRuleAndTheOffendingValue() {
    #expect(
      RotaryError.positionOutsideTable(20, positions: 10..<20).description
        == "a position must be in the table, from 10 to 19, not 20")
    #expect(
      RotaryError.wrongCount(of: .numbers, expected: 48, found: 7).description
        == "there must be 48 numbers in a buffer of this shape, not 7")
  }
}
