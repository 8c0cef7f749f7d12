import RoPE
import Testing

/// Whatever turns an array also turns memory that is not an array of its own.
@Suite struct RotaryTableSpanTests {
  enum Direction: Sendable, CaseIterable { case rotate, unrotate, backpropagate }

  private let table: RotaryTable<BFloat16>
  private let numbers: [BFloat16]
  private let batch = 2
  private let heads = 3
  private let tokens = 4

  /// An attention factor other than 1, without which the inverse is the transpose.
  init() throws {
    let scaling = YaRN(factor: 1, originalLength: 4096, attentionFactor: 1.25)
    let rope = try RotaryEmbedding<BFloat16>(
      headDimension: 32, rotaryDimension: 20, layout: .interleaved, scaling: .yarn(scaling))
    table = try RotaryTable(rope, positions: 0..<8)
    numbers = sample(2 * 3 * 4 * 32, seed: 1).map { BFloat16(Float($0)) }
  }

  private func turnArray(
    _ direction: Direction, _ buffer: inout [BFloat16], tokens: Int = 4
  ) throws(RotaryError) {
    let positions = TokenPositions.startingAt(3)
    switch direction {
    case .rotate:
      try table.rotate(
        &buffer, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .unrotate:
      try table.unrotate(
        &buffer, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .backpropagate:
      try table.backpropagate(
        &buffer, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    }
  }

  private func turnSpan(
    _ direction: Direction, _ span: inout MutableSpan<BFloat16>, tokens: Int = 4
  ) throws(RotaryError) {
    let positions = TokenPositions.startingAt(3)
    switch direction {
    case .rotate:
      try table.rotate(
        &span, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .unrotate:
      try table.unrotate(
        &span, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .backpropagate:
      try table.backpropagate(
        &span, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    }
  }

  private func turnSpan(
    _ direction: Direction, _ source: Span<BFloat16>, into target: inout MutableSpan<BFloat16>,
    tokens: Int = 4
  ) throws(RotaryError) {
    let positions = TokenPositions.startingAt(3)
    switch direction {
    case .rotate:
      try table.rotate(
        source, into: &target, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .unrotate:
      try table.unrotate(
        source, into: &target, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    case .backpropagate:
      try table.backpropagate(
        source, into: &target, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
        positions: positions)
    }
  }

  @Test(arguments: Direction.allCases)
  func spansTurnLikeArrays(_ direction: Direction) throws {
    var expected = numbers
    try turnArray(direction, &expected)
    #expect(expected != numbers)
    var buffer = numbers
    var span = buffer.mutableSpan
    try turnSpan(direction, &span)
    #expect(buffer == expected)
    var other = numbers.map { _ in BFloat16(0) }
    var target = other.mutableSpan
    try turnSpan(direction, numbers.span, into: &target)
    #expect(other == expected)
  }

  /// The three directions are three maps where there is an attention factor.
  @Test func directionsDiffer() throws {
    var results: [[BFloat16]] = []
    for direction in Direction.allCases {
      var buffer = numbers
      try turnArray(direction, &buffer)
      results.append(buffer)
    }
    #expect(results[0] != results[1] && results[1] != results[2] && results[0] != results[2])
  }

  @Test func gradientsGoIntoAnotherArrayAsInPlace() throws {
    var expected = numbers
    try turnArray(.backpropagate, &expected)
    var target = numbers.map { _ in BFloat16(0) }
    try table.backpropagate(
      numbers, into: &target, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
      positions: .startingAt(3))
    #expect(target == expected)
    var listed = numbers
    try table.backpropagate(
      &listed, batch: batch, heads: heads, tokens: tokens, order: .tokensHeads,
      positions: [3, 4, 5, 6])
    #expect(listed == expected)
  }

  @Test func aSliceOfAnArrayIsTurnedInItsPlace() throws {
    let row = heads * 32
    var slice = numbers[row..<2 * row]
    var span = slice.mutableSpan
    try table.unrotate(
      &span, heads: heads, tokens: 1, order: .tokensHeads, positions: .startingAt(5))
    var expected = Array(numbers[row..<2 * row])
    try table.unrotate(
      &expected, heads: heads, tokens: 1, order: .tokensHeads, positions: .startingAt(5))
    #expect(Array(slice) == expected)
  }

  @Test(arguments: Direction.allCases)
  func refusesSpansOfAnotherLengthAndLeavesThem(_ direction: Direction) throws {
    let count = numbers.count
    let expected = RotaryError.wrongCount(of: .numbers, expected: count / 4 * 5, found: count)
    var buffer = numbers
    do throws(RotaryError) {
      var span = buffer.mutableSpan
      try turnSpan(direction, &span, tokens: 5)
      Issue.record("a span of another length was turned")
    } catch { #expect(error == expected) }
    do throws(RotaryError) {
      var span = buffer.mutableSpan
      try turnSpan(direction, numbers.span, into: &span, tokens: 5)
      Issue.record("a source of another length was turned")
    } catch { #expect(error == expected) }
    #expect(buffer == numbers)
    var short = Array(numbers.dropLast())
    do throws(RotaryError) {
      var span = short.mutableSpan
      try turnSpan(direction, numbers.span, into: &span)
      Issue.record("a target of another length was filled")
    } catch {
      #expect(error == .wrongCount(of: .numbers, expected: count, found: count - 1))
    }
    #expect(short == Array(numbers.dropLast()))
  }
}
