import RoPE

/// Which distances share a bucket of the relative position bias of T5.
///
/// - Note: Source: Raffel et al. 2020, arXiv:1910.10683, section 2.1, and its released code.
package struct BucketMap: Sendable, Equatable {
  /// Distances that share a bucket.
  package struct Row: Sendable, Equatable {
    package var bucket: Int
    /// Whether the keys stand after the query.
    package var isAhead: Bool
    /// In tokens.
    package var nearest: Int
    /// In tokens; nil for the bucket that holds all that is farther.
    package var farthest: Int?
  }

  package var buckets: Int
  /// In tokens.
  package var maxDistance: Int
  package var isBidirectional: Bool

  package init(buckets: Int, maxDistance: Int, isBidirectional: Bool) {
    self.buckets = buckets
    self.maxDistance = maxDistance
    self.isBidirectional = isBidirectional
  }

  /// One row for each bucket that some distance falls into: back first, then ahead.
  ///
  /// Where keys ahead have no buckets of their own they all count as distance 0.
  package func rows(of bias: T5RelativeBias) -> [Row] {
    var starts: [Int] = []
    // Edges are equal where the formula skips a bucket.
    for start in Array(0..<bias.edges[0]) + bias.edges where starts.last != start {
      starts.append(start)
    }
    var rows: [Row] = []
    for isAhead in isBidirectional ? [false, true] : [false] {
      for (index, start) in starts.enumerated() where start > 0 || !isAhead {
        rows.append(
          Row(
            bucket: bias.bucket(isAhead ? start : -start), isAhead: isAhead, nearest: start,
            farthest: index + 1 < starts.count ? starts[index + 1] - 1 : nil))
      }
    }
    return rows
  }

  /// The bias without learned numbers, whose edges take a while to compute.
  ///
  /// - Throws: ``RotaryError`` for counts the library refuses.
  package func bias() throws(RotaryError) -> T5RelativeBias {
    try T5RelativeBias(
      heads: 1, buckets: buckets, maxDistance: maxDistance, bidirectional: isBidirectional)
  }
}
