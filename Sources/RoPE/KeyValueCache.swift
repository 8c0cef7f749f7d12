/// The keys and values of the tokens seen so far, so that a decoder computes each of them once.
///
/// Keys are kept as they enter the dot product: a rotary encoding has turned them by their own
/// position. That position never changes when tokens are appended, so the turned key stays valid.
public struct KeyValueCache: Sendable, Hashable {
  /// The turned keys, shape `[tokens, keyHeads * headDimension]`.
  public private(set) var keys: [[Double]] = []

  /// The values, shape `[tokens, keyHeads * valueDimension]`.
  public private(set) var values: [[Double]] = []

  /// The position of every token.
  public private(set) var positions: [Int] = []

  /// A cache without tokens.
  public init() {}

  /// The number of tokens.
  public var tokenCount: Int { positions.count }

  /// Adds rows that were checked against each other and against those before.
  mutating func append(keys: [[Double]], values: [[Double]], positions: [Int]) {
    self.keys += keys
    self.values += values
    self.positions += positions
  }
}
