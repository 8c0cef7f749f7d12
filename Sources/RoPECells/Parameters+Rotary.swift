import BookModel
import Exhibits
import RoPE

/// Parameters that many computations share, with one range each.
extension Parameters {
  /// Positions up to a million million: far below 2^53, where `Double` stops holding each integer.
  static let positionRange = 0...1_000_000_000_000

  /// `head dimension`: even, from 2 to 1024; no default.
  mutating func headDimension(
    _ range: ClosedRange<Int> = 2...1024, default preset: Int? = nil
  ) -> Int? {
    integer(
      "head dimension", "the lanes of one head, two for each pair", default: preset, in: range,
      even: true)
  }

  /// `base`: positive and finite; 10000 where it is left out.
  mutating func base() -> Double? {
    positiveNumber("base", "the base b of the frequencies b^(-2i/d)", default: 10_000)
  }

  /// `layout`: `interleaved`, which the book uses unless it says otherwise, or `half-split`.
  mutating func layout() -> PairLayout? {
    choice(
      "layout", "which two lanes form a pair",
      among: [("interleaved", .interleaved), ("half-split", .halfSplit)],
      default: .interleaved)
  }

  /// `pairs`: each below half the head dimension; all of them where it is left out.
  mutating func pairs(of headDimension: Int?, atMost limit: Int, default preset: [Int]?) -> [Int]? {
    note(
      "pairs", "list or range of whole numbers",
      "at most \(limit), from 0, below half the head dimension",
      .init(preset.map(Self.written), preset == nil ? "the first \(limit)" : nil),
      "which pairs are shown, counted from 0")
    let count = (headDimension ?? 1024) / 2
    return integers(
      "pairs", "", in: 0...(count - 1), atMost: limit,
      default: preset ?? Array(0..<min(count, limit)))
  }

  /// `tokens`, `positions`, or both in equal number: what stands at which position.
  ///
  /// Tokens alone stand at 0, 1, 2 and so on.
  mutating func tokensAndPositions(atMost limit: Int, width: Int) -> PlacedTokens? {
    let hasPositions = has("positions")
    let hasTokens = has("tokens")
    let words = words(
      "tokens", "what stands at the positions", atMost: limit, width: width,
      described: "none; this or `positions` is needed")
    let preset = words.map { Array(0..<$0.count) } ?? []
    let positions = integers(
      "positions", "where the tokens stand, as many as `tokens`", in: Self.positionRange,
      atMost: limit, default: preset, described: "0, 1, 2 and so on")
    guard hasTokens || hasPositions else {
      missing("tokens", "a list of words, or 'positions'")
      return nil
    }
    guard let positions, !hasTokens || words != nil else { return nil }
    if let words, words.count != positions.count {
      report(
        "wrong-value", at: location(of: "positions"),
        "'positions' must be as many as 'tokens', \(words.count), not \(positions.count)")
      return nil
    }
    return PlacedTokens(words: words, positions: positions)
  }
}

/// Positions, and the words that stand there if they were given.
struct PlacedTokens {
  var words: [String]?
  var positions: [Int]

  /// What a sentence calls the token at an index: `dog`, or `position 4`.
  func name(_ index: Int) -> String {
    words?[index] ?? "position \(positions[index])"
  }
}
