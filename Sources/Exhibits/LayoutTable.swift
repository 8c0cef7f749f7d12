import RoPE

/// Which lanes form a pair in the two layouts.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.2; Black et al. 2022,
///   arXiv:2204.06745, for the halves.
package struct LayoutTable: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var pair: Int
    package var interleavedFirst: Int
    package var interleavedSecond: Int
    package var halfSplitFirst: Int
    package var halfSplitSecond: Int
  }

  package var headDimension: Int

  package init(headDimension: Int) {
    self.headDimension = headDimension
  }

  /// One row for each pair.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension.
  package func rows() throws(RotaryError) -> [Row] {
    let interleaved = try PairLayout.interleaved.lanes(rotaryDimension: headDimension)
    let halves = try PairLayout.halfSplit.lanes(rotaryDimension: headDimension)
    var rows: [Row] = []
    for pair in interleaved.indices {
      rows.append(
        Row(
          pair: pair, interleavedFirst: interleaved[pair].first,
          interleavedSecond: interleaved[pair].second, halfSplitFirst: halves[pair].first,
          halfSplitSecond: halves[pair].second))
    }
    return rows
  }

  /// How many lanes stand elsewhere when one layout is carried into the other.
  package static func moved(_ rows: [Row]) -> Int {
    var moved = 0
    for row in rows {
      if row.interleavedFirst != row.halfSplitFirst { moved += 1 }
      if row.interleavedSecond != row.halfSplitSecond { moved += 1 }
    }
    return moved
  }
}
