/// The offsets between the positions of one sequence.
///
/// A sequence of `N` tokens has `N * N` pairs of a query and a key, but only `2 * N - 1` different
/// offsets: those from `-(N - 1)` to `N - 1`. A relative encoding needs that many vectors at most.
public struct RelativeOffsets: Sendable, Hashable {
  /// The number of tokens.
  public let length: Int

  /// Describes the offsets of a sequence.
  ///
  /// - Parameter length: the number of tokens, at least 1; twice as many must fit an `Int`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(length: Int) throws(RotaryError) {
    try check(length, isIn: 1...Int.max / 2, as: .length)
    self.length = length
  }

  /// The different offsets, in tokens; a positive one looks back.
  public var distinct: ClosedRange<Int> { (1 - length)...(length - 1) }

  /// How many different offsets there are, `2 * length - 1`.
  public var distinctCount: Int { 2 * length - 1 }

  /// The offset of every key from every query, `query - key`.
  ///
  /// - Returns: row `i`, column `j` holds `i - j`; shape `[length, length]`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` for a length above 11,585, whose matrix
  ///   would not fit into memory.
  public func matrix() throws(RotaryError) -> [[Int]] {
    try checkSquareMatrix(length, as: .length)
    return (0..<length).map { query in (0..<length).map { key in query - key } }
  }
}
