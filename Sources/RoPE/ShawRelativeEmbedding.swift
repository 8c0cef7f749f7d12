/// Relative position vectors, one per distance up to a clip.
///
/// Distances beyond the clip share the vector of the clip, so the number of vectors does not depend
/// on the length of a sequence. A layer learns two such tables: one is added to keys when scores
/// are formed, one to values when they are summed.
///
/// ```swift
/// let relative = try ShawRelativeEmbedding(clip: 16, dimension: 64)
/// print(relative.rowCount, relative.index(query: 100, key: 97), relative.parameterCount)
/// // Prints "33 13 4224"
/// ```
///
/// - Note: Source: Shaw et al. 2018, arXiv:1803.02155, equations 3 to 5 and section 3.2.
public struct ShawRelativeEmbedding: Sendable, Hashable {
  /// The largest distance that has a vector of its own, in tokens.
  public let clip: Int

  /// The number of components of a vector.
  public let dimension: Int

  /// Describes the tables of one layer.
  ///
  /// - Parameters:
  ///   - clip: in tokens, at least 0; with 0 all distances share one vector.
  ///   - dimension: from 1 to 2^27. ``parameterCount`` must fit an `Int`, which bounds `clip`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(clip: Int, dimension: Int) throws(RotaryError) {
    try check(dimension, isIn: 1...largestElementCount, as: .dimension)
    let mostRows = Int.max / dimension / 2
    try check(clip, isIn: 0...(mostRows - 1) / 2, as: .clip)
    self.clip = clip
    self.dimension = dimension
  }

  /// The number of vectors of one table, `2 * clip + 1`.
  public var rowCount: Int { 2 * clip + 1 }

  /// The number of trained numbers of a layer: a table for keys and one for values.
  public var parameterCount: Int { 2 * rowCount * dimension }

  /// The row that a query uses for a key: the clipped distance `key - query`, counted from 0.
  ///
  /// - Parameters:
  ///   - query: position of the query, any integer.
  ///   - key: position of the key, any integer.
  /// - Returns: from 0 (the key is `clip` or more tokens before) to `2 * clip` (as many after).
  public func index(query: Int, key: Int) -> Int {
    let (distance, overflow) = key.subtractingReportingOverflow(query)
    if overflow { return key > query ? 2 * clip : 0 }
    return min(max(distance, -clip), clip) + clip
  }
}
