/// The relative position bias of T5: one learned number per head and bucket of distances.
///
/// Near distances have a bucket each, farther ones share buckets whose width grows with the
/// distance. The bias is added to the logits, and T5 does not divide those by the square root of the
/// dimension.
///
/// - Note: Source: Raffel et al. 2020, arXiv:1910.10683, section 2.1; the bucket formula is that of
///   its released code.
public struct T5RelativeBias: Sendable, Hashable {
  /// The number of heads, each with a bias of its own.
  public let heads: Int

  /// The number of rows of the table. In both directions not all of them can be reached.
  public let buckets: Int

  /// The distance, in tokens, from which on all share the last bucket at the latest.
  public let maxDistance: Int

  /// Whether keys after the query have buckets of their own; otherwise all count as distance 0.
  public let bidirectional: Bool

  /// The learned numbers, shape `[buckets, heads]`; `nil` before training.
  public let table: [[Double]]?

  /// The smallest distance of every bucket that a formula with a logarithm fills, in tokens.
  ///
  /// The first entry ends the distances that have a bucket each. Two entries are equal where the
  /// formula skips a bucket.
  public let edges: [Int]

  /// Describes a bias without learned numbers.
  ///
  /// - Parameters:
  ///   - heads: at least 1.
  ///   - buckets: from 2 to 1024; at least 4 if bidirectional, half of them for each direction.
  ///   - maxDistance: in tokens, more than half the buckets of a direction, at most 2^31 - 1.
  ///   - bidirectional: true for encoders, false for decoders.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(
    heads: Int, buckets: Int = 32, maxDistance: Int = 128, bidirectional: Bool
  ) throws(RotaryError) {
    try self.init(
      heads: heads, buckets: buckets, maxDistance: maxDistance, bidirectional: bidirectional,
      checkedTable: nil)
  }

  /// Describes a bias with the learned numbers of a checkpoint.
  ///
  /// - Parameters:
  ///   - table: shape `[buckets, heads]`, with the bounds of
  ///     ``init(heads:buckets:maxDistance:bidirectional:)``.
  ///   - maxDistance: in tokens, more than half the buckets of a direction, at most 2^31 - 1.
  ///   - bidirectional: true for encoders, false for decoders.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/raggedRow(row:expected:found:)``.
  public init(
    table: [[Double]], maxDistance: Int = 128, bidirectional: Bool
  ) throws(RotaryError) {
    let heads = try checkedWidth(of: table, as: .buckets)
    try self.init(
      heads: heads, buckets: table.count, maxDistance: maxDistance,
      bidirectional: bidirectional, checkedTable: table)
  }

  private init(
    heads: Int, buckets: Int, maxDistance: Int, bidirectional: Bool, checkedTable: [[Double]]?
  ) throws(RotaryError) {
    try check(buckets, isIn: (bidirectional ? 4 : 2)...1024, as: .buckets)
    try check(heads, isIn: 1...largestElementCount / buckets, as: .heads)
    let perDirection = bidirectional ? buckets / 2 : buckets
    let exact = perDirection / 2
    try check(maxDistance, isIn: exact + 1...Int(Int32.max), as: .maxDistance)
    self.heads = heads
    self.buckets = buckets
    self.maxDistance = maxDistance
    self.bidirectional = bidirectional
    self.table = checkedTable
    self.edges = geometricEdges(from: exact, to: maxDistance, steps: perDirection - exact)
  }

  /// The row of the table for the distance of a key from a query.
  ///
  /// - Parameter keyMinusQuery: position of the key minus that of the query, any integer.
  /// - Returns: from 0 to `buckets - 1`. Keys after the query have the upper half if bidirectional.
  public func bucket(_ keyMinusQuery: Int) -> Int {
    let offset = bidirectional && keyMinusQuery > 0 ? buckets / 2 : 0
    // The magnitude is unsigned: the smallest Int has no opposite.
    let distance = bidirectional || keyMinusQuery < 0 ? keyMinusQuery.magnitude : 0
    // The first edge is also the number of distances that have a bucket each.
    guard distance >= edges[0].magnitude else { return offset + Int(distance) }
    var reached = 0
    for edge in edges where edge.magnitude <= distance { reached += 1 }
    return offset + edges[0] + reached - 1
  }

  /// The buckets that some distance falls into, in rising order.
  ///
  /// A bidirectional table has at least one row in vain: the first of its upper half would hold the
  /// distance 0, which belongs to the lower half.
  public var reachableBuckets: [Int] {
    // One distance in each bucket: those below the first edge, then every edge.
    let distances = Array(0..<edges[0]) + edges
    let back = distances.map { bucket(-$0) }
    let ahead = bidirectional ? distances.map { bucket($0) } : []
    var isReachable = [Bool](repeating: false, count: buckets)
    for bucket in back + ahead { isReachable[bucket] = true }
    return isReachable.indices.filter { isReachable[$0] }
  }

  /// What is added to the logit of a query and a key.
  ///
  /// - Parameters:
  ///   - head: from 0 to `heads - 1`.
  ///   - query: position of the query, any integer.
  ///   - key: position of the key, any integer.
  /// - Returns: the learned number of the bucket and the head; 0 without a table.
  /// - Throws: ``RotaryError/headOutOfRange(head:heads:)``.
  public func bias(head: Int, query: Int, key: Int) throws(RotaryError) -> Double {
    guard head >= 0, head < heads else { throw .headOutOfRange(head: head, heads: heads) }
    guard let table else { return 0 }
    let (distance, overflow) = key.subtractingReportingOverflow(query)
    // What overflows is beyond the last edge on either side.
    return table[bucket(overflow ? (key > query ? .max : .min) : distance)][head]
  }
}
