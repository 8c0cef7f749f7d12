import RealModule

// The steps that every kind of attention here shares.

extension Attention.Mask {
  func shows(_ keyPosition: Int, to queryPosition: Int) -> Bool {
    switch self {
    case .none: true
    case .causal: keyPosition <= queryPosition
    }
  }
}

/// Checks that queries and keys are equally wide and their scores fit into memory.
///
/// - Returns: the width.
func checkedScoreDimension(
  queries: [[Double]], keys: [[Double]]
) throws(RotaryError) -> Int {
  let dimension = try checkedWidth(of: queries, as: .queries)
  let keyDimension = try checkedWidth(of: keys, as: .keys)
  guard keyDimension == dimension else {
    throw .wrongLength(expected: dimension, found: keyDimension)
  }
  try check(queries.count, isIn: 1...largestElementCount / keys.count, as: .queries)
  return dimension
}

func checkOnePosition(
  _ positions: [Int], perRowOf vectors: [[Double]], as quantity: RotaryError.Quantity
) throws(RotaryError) {
  guard positions.count == vectors.count else {
    throw .unequalCounts(of: quantity, vectors.count, and: .positions, positions.count)
  }
}

func dotProduct(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(0) { sum, pair in sum + pair.0 * pair.1 }
}

/// The softmax of every row; a score of negative infinity is hidden.
func attentionWeights(
  _ scores: [[Double]], mask: Attention.Mask
) throws(RotaryError) -> [[Double]] {
  var rows = scores
  for index in rows.indices {
    guard mask == .none || rows[index].contains(where: { $0 != -.infinity }) else {
      throw .noVisibleKey(query: index)
    }
    rows[index] = softmax(rows[index])
  }
  return rows
}

/// The largest score is subtracted first: the result is the same, and no exponential overflows.
func softmax(_ scores: [Double]) -> [Double] {
  let largest = scores.max() ?? 0
  let exponentials = scores.map { Double.exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}

/// The sum of all values for each row of weights, shape `[weights, width]`.
func weightedSums(_ weights: [[Double]], of values: [[Double]], width: Int) -> [[Double]] {
  weights.map { row in
    (0..<width).map { lane in
      zip(row, values).reduce(0) { sum, pair in sum + pair.0 * pair.1[lane] }
    }
  }
}
