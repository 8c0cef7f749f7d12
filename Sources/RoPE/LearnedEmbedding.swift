/// A table of position vectors, one row per position, and nothing beyond its last row.
///
/// Training would change the rows; this type holds what a table has before (small pseudo-random
/// numbers) or rows handed to it. Its point is its edge: a position without a row is an error.
///
/// - Note: Source: Gehring et al. 2017, arXiv:1705.03122; Devlin et al. 2018, arXiv:1810.04805,
///   with 512 rows.
public struct LearnedEmbedding: Sendable, Hashable {
  /// The number of positions that have a vector.
  public let rows: Int

  /// The number of components of a vector.
  public let dimension: Int

  private let content: Content

  private enum Content: Hashable {
    /// Row `p` starts at draw `p * dimension`, so an untrained table takes no memory.
    case drawn(seed: UInt64)
    case given([[Double]])
  }

  /// The largest magnitude of an untrained component.
  private static let spread = 0.02

  /// An untrained table of numbers in `-0.02 ..< 0.02`.
  ///
  /// The numbers are those of SplitMix64, row after row, so equal seeds give equal tables.
  ///
  /// - Parameters:
  ///   - rows: at least 1; `rows * dimension` must fit an `Int`.
  ///   - dimension: from 1 to 2^27.
  ///   - seed: where the stream of numbers starts.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(rows: Int, dimension: Int, seed: UInt64 = 0) throws(RotaryError) {
    try check(dimension, isIn: 1...largestElementCount, as: .dimension)
    try check(rows, isIn: 1...Int.max / dimension, as: .rows)
    self.rows = rows
    self.dimension = dimension
    self.content = .drawn(seed: seed)
  }

  /// A table of given rows.
  ///
  /// - Parameter rows: shape `[rows, dimension]`, neither of them 0.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/raggedRow(row:expected:found:)``.
  public init(rows: [[Double]]) throws(RotaryError) {
    self.dimension = try checkedWidth(of: rows, as: .rows)
    self.rows = rows.count
    self.content = .given(rows)
  }

  /// The number of trained numbers, `rows * dimension`.
  public var parameterCount: Int { rows * dimension }

  /// The vector of one position.
  ///
  /// - Parameter position: from 0 to `rows - 1`.
  /// - Returns: shape `[dimension]`.
  /// - Throws: ``RotaryError/rowOutOfRange(row:rows:)`` before the first and past the last row.
  public func row(_ position: Int) throws(RotaryError) -> [Double] {
    guard position >= 0, position < rows else {
      throw .rowOutOfRange(row: position, rows: rows)
    }
    switch content {
    case .given(let rows):
      return rows[position]
    case .drawn(let seed):
      var numbers = SplitMix64(seed: seed, place: UInt64(position) &* UInt64(dimension))
      return (0..<dimension).map { _ in Self.spread * numbers.nextSymmetric() }
    }
  }
}
