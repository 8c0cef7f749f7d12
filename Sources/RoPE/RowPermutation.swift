/// The reordering of projection rows that carries trained weights from one pair layout to another.
///
/// A rotation in the other layout gives the same scores as before if the rows of the query and key
/// projections, and the entries of their biases, are reordered inside each head. Value and output
/// projections keep their order: nothing turns them.
///
/// ```swift
/// let toHalfSplit = try RowPermutation(
///   from: .interleaved, to: .halfSplit, headDimension: 4, heads: 2)
/// let queryWeights = ["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"]
/// print(try toHalfSplit.applied(to: queryWeights).joined(separator: " "))
/// // Prints "a0 a2 a1 a3 b0 b2 b1 b3"
/// ```
///
/// - Note: Source: `permute` of the conversion script from Meta's Llama weights (interleaved) to
///   those of Hugging Face (half-split).
public struct RowPermutation: Sendable, Hashable {
  /// The number of heads of the projection.
  public let heads: Int

  /// The number of rows of a head.
  public let headDimension: Int

  /// Row `r` of the result is row `source[r]` of the input; count `heads * headDimension`.
  public let source: [Int]

  /// Finds the order of rows.
  ///
  /// - Parameters:
  ///   - origin: the layout that the weights were trained with.
  ///   - target: the layout that they shall be used with.
  ///   - headDimension: the rows of a head, at least 1.
  ///   - heads: the heads of this projection, at least 1. Grouped-query layers have fewer for keys
  ///     than for queries. `heads * headDimension` must be at most 2^27.
  ///   - rotaryDimension: the rotated lanes of a head, even, from 2 to `headDimension`; all if
  ///     omitted. The rows of the others stay where they are.
  /// - Throws: ``RotaryError/oddDimension(_:)``, ``RotaryError/invalidCount(of:_:allowed:)`` or
  ///   ``RotaryError/rotaryLargerThanHead(rotary:head:)``.
  public init(
    from origin: PairLayout, to target: PairLayout,
    headDimension: Int, heads: Int, rotaryDimension: Int? = nil
  ) throws(RotaryError) {
    let rotaryDimension = rotaryDimension ?? headDimension
    try checkRotaryDimension(rotaryDimension)
    guard rotaryDimension <= headDimension else {
      throw .rotaryLargerThanHead(rotary: rotaryDimension, head: headDimension)
    }
    try check(headDimension, isIn: 1...largestElementCount, as: .headDimension)
    try check(heads, isIn: 1...largestElementCount / headDimension, as: .heads)
    self.heads = heads
    self.headDimension = headDimension

    var source = Array(0..<heads * headDimension)
    let pairCount = rotaryDimension / 2
    for start in stride(from: 0, to: source.count, by: headDimension) {
      for pair in 0..<pairCount {
        let old = origin.lanes(ofPair: pair, of: pairCount)
        let new = target.lanes(ofPair: pair, of: pairCount)
        source[start + new.first] = start + old.first
        source[start + new.second] = start + old.second
      }
    }
    self.source = source
  }

  /// Reorders the rows of a weight matrix.
  ///
  /// - Parameter weights: shape `[heads * headDimension, width]`, any width.
  /// - Returns: the same rows in the order of the target layout.
  /// - Throws: ``RotaryError/wrongCount(of:expected:found:)`` for another number of rows.
  public func applied<Row>(to weights: [Row]) throws(RotaryError) -> [Row] {
    guard weights.count == source.count else {
      throw .wrongCount(of: .rows, expected: source.count, found: weights.count)
    }
    return source.map { weights[$0] }
  }

  /// Reorders the rows of a weight matrix that lies in one array, row after row.
  ///
  /// - Parameters:
  ///   - weights: shape `[heads * headDimension, width]`, row-major, elements of any type.
  ///   - width: the elements of a row, at least 1; a bias has width 1.
  /// - Returns: the same elements in the order of the target layout.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)`` for a width below 1 or a product that no
  ///   `Int` holds, or ``RotaryError/wrongCount(of:expected:found:)`` for another number of
  ///   elements.
  public func applied<Element>(
    to weights: [Element], width: Int
  ) throws(RotaryError) -> [Element] {
    try check(width, isIn: 1...Int.max / source.count, as: .dimension)
    guard weights.count == source.count * width else {
      throw .wrongCount(of: .weights, expected: source.count * width, found: weights.count)
    }
    var permuted: [Element] = []
    permuted.reserveCapacity(weights.count)
    for row in source {
      permuted += weights[row * width..<(row + 1) * width]
    }
    return permuted
  }
}

extension PairLayout {
  /// The order of projection rows that carries weights of this layout to the other one.
  ///
  /// - Parameters:
  ///   - headDimension: the rows of a head, even and positive.
  ///   - heads: the heads of the projection, at least 1.
  /// - Returns: for each row of the result its row in the input; count `heads * headDimension`.
  /// - Throws: what ``RowPermutation/init(from:to:headDimension:heads:rotaryDimension:)`` throws.
  public func rowPermutation(headDimension: Int, heads: Int) throws(RotaryError) -> [Int] {
    let target: PairLayout =
      switch self {
      case .interleaved: .halfSplit
      case .halfSplit: .interleaved
      }
    return try RowPermutation(
      from: self, to: target, headDimension: headDimension, heads: heads
    ).source
  }
}
