import RoPE
import Testing

/// Cached keys that were turned by one set of frequencies and are needed in another.
@Suite struct RerotationTests {
  /// Two embeddings with the same pairs.
  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let old: RotaryScaling
    let new: RotaryScaling
    var testDescription: String { name }
  }

  static func longRoPE(length: Int, factor: Double?) -> RotaryScaling {
    .longRoPE(
      shortFactors: (0..<24).map { 1 + 0.01 * Double($0) },
      longFactors: (0..<24).map { 1 + 2.5 * Double($0) }, originalLength: 4096,
      maximumLength: 131_072, length: length, attentionFactor: factor)
  }

  static let changes = [
    Change(
      name: "the short list to the long one", old: longRoPE(length: 4096, factor: nil),
      new: longRoPE(length: 4097, factor: nil)),
    Change(
      name: "the long list to the short one, with other factors",
      old: longRoPE(length: 5000, factor: 1.5), new: longRoPE(length: 10, factor: 0.8)),
    Change(
      name: "dynamic NTK to a longer text",
      old: .dynamicNTK(factor: 2, originalLength: 4096, length: 4096),
      new: .dynamicNTK(factor: 2, originalLength: 4096, length: 16_384)),
    Change(
      name: "unscaled to YaRN", old: .none,
      new: .yarn(YaRN(factor: 4, originalLength: 32_768))),
  ]
  static let layouts = [PairLayout.interleaved, .halfSplit]
  static let positions = [0, 1, 17, 4095, 131_071, 10_000_000, -5]

  private func embeddings<Scalar>(
    _ change: Change, _ layout: PairLayout, _: Scalar.Type
  ) throws -> (old: RotaryEmbedding<Scalar>, new: RotaryEmbedding<Scalar>) {
    func made(_ scaling: RotaryScaling) throws -> RotaryEmbedding<Scalar> {
      try RotaryEmbedding(
        headDimension: 64, rotaryDimension: 48, layout: layout, scaling: scaling)
    }
    return (try made(change.old), try made(change.new))
  }

  @Test(arguments: changes, layouts)
  func equalsTurningBackAndForth(_ change: Change, _ layout: PairLayout) throws {
    let (old, new) = try embeddings(change, layout, Double.self)
    let vector = sample(64, seed: 1)
    for position in Self.positions {
      var key = try old.rotated(vector, at: position)
      let plain = try old.unrotated(key, at: position)
      let expected = try new.rotated(plain, at: position)
      try old.rerotate(&key, at: position, to: new)
      #expect(largestDifference(key, expected) <= 2e-15, "at \(position)")
      // And what the target makes of the vector itself, lanes that are not rotated included.
      #expect(largestDifference(key, try new.rotated(vector, at: position)) <= 2e-15)
      #expect(key[48...] == vector[48...])
    }
  }

  @Test(arguments: changes, layouts)
  func movesToAnotherPositionAtOnce(_ change: Change, _ layout: PairLayout) throws {
    let (old, new) = try embeddings(change, layout, Double.self)
    let vector = sample(64, seed: 2)
    for (from, to) in [(0, 9), (131_071, 4), (-3, 10_000_000)] {
      var key = try old.rotated(vector, at: from)
      try old.rerotate(&key, from: from, to: to, of: new)
      #expect(largestDifference(key, try new.rotated(vector, at: to)) <= 2e-15)
    }
  }

  /// One rounding instead of two.
  @Test(arguments: changes, layouts)
  func floatKeysStayNearTheExactOnes(_ change: Change, _ layout: PairLayout) throws {
    let (old, new) = try embeddings(change, layout, Float.self)
    let exact = try embeddings(change, layout, Double.self).new
    let vector = rounded(sample(64, seed: 3))
    for position in Self.positions {
      var key = try old.rotated(vector, at: position)
      try old.rerotate(&key, at: position, to: new)
      let expected = try exact.rotated(widened(vector), at: position)
      #expect(largestDifference(widened(key), expected) <= 1e-6)
    }
  }

  /// The scores of a whole context are then those of the new frequencies alone.
  @Test func aQueryMeetsOldKeysAsIfTheyWereNew() throws {
    let (old, new) = try embeddings(Self.changes[0], .halfSplit, Double.self)
    let query = try new.rotated(sample(64, seed: 4), at: 4200)
    for position in [0, 3000, 4095] {
      let plain = sample(64, seed: UInt64(position))
      var key = try old.rotated(plain, at: position)
      let stale = dot(query, key)
      try old.rerotate(&key, at: position, to: new)
      let expected = dot(query, try new.rotated(plain, at: position))
      #expect(abs(dot(query, key) - expected) <= 1e-13)
      #expect(position == 0 || abs(stale - expected) > 1e-3)
    }
  }

  @Test func refusesOtherPairsAndLeavesTheKey() throws {
    func made(_ head: Int, _ rotary: Int, _ layout: PairLayout) throws -> RotaryEmbedding<Double> {
      try RotaryEmbedding(headDimension: head, rotaryDimension: rotary, layout: layout)
    }
    let old = try made(8, 4, .halfSplit)
    var key = sample(8, seed: 5)
    let before = key
    let cases: [(RotaryEmbedding<Double>, RotaryError)] = [
      (try made(10, 4, .halfSplit), .invalidCount(of: .headDimension, 10, allowed: 8...8)),
      (try made(8, 6, .halfSplit), .invalidCount(of: .rotaryDimension, 6, allowed: 4...4)),
      (try made(8, 4, .interleaved), .wrongLayout(expected: .halfSplit, found: .interleaved)),
    ]
    for (target, expected) in cases {
      #expect(throws: expected) { try old.rerotate(&key, at: 3, to: target) }
    }
    for position in [Int.min, Int.max] {
      let expected = RotaryError.positionOutOfRange(position)
      #expect(throws: expected) { try old.rerotate(&key, at: position, to: old) }
      #expect(throws: expected) { try old.rerotate(&key, from: 0, to: position, of: old) }
    }
    #expect(key == before)
    var short = [1.0]
    #expect(throws: RotaryError.wrongLength(expected: 8, found: 1)) {
      try old.rerotate(&short, at: 3, to: old)
    }
  }

  @Test func theErrorNamesBothLayouts() {
    #expect(
      RotaryError.wrongLayout(expected: .halfSplit, found: .interleaved).description
        == "an embedding must have the layout the vector was turned in, half-split, not interleaved"
    )
    #expect(
      RotaryError.invalidCount(of: .rotaryDimension, 6, allowed: 4...4).description
        == "a rotary dimension must be 4, not 6")
  }
}
