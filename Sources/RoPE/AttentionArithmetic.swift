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

// The loops below are plain ones, as a page that shows attention loads them.

@inline(never)
func dotProduct(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in 0..<min(left.count, right.count) { sum += left[index] * right[index] }
  return sum
}

/// The softmax of every row; a score of negative infinity is hidden.
func attentionWeights(
  _ scores: [[Double]], mask: Attention.Mask
) throws(RotaryError) -> [[Double]] {
  var rows: [[Double]] = []
  for row in scores {
    guard mask == .none || hasVisibleKey(row) else { throw .noVisibleKey(query: rows.count) }
    rows.append(softmax(row))
  }
  return rows
}

private func hasVisibleKey(_ scores: [Double]) -> Bool {
  for score in scores where score != -.infinity { return true }
  return false
}

/// The largest score is subtracted first: the result is the same, and no exponential overflows.
@inline(never)
func softmax(_ scores: [Double]) -> [Double] {
  var largest = scores.first ?? 0
  for score in scores where largest < score { largest = score }
  var shares = scores
  var sum = 0.0
  for index in shares.indices {
    let exponential = Double.exp(scores[index] - largest)
    shares[index] = exponential
    sum += exponential
  }
  for index in shares.indices { shares[index] /= sum }
  return shares
}

/// The sum of all values for each row of weights, shape `[weights, width]`.
@inline(never)
func weightedSums(_ weights: [[Double]], of values: [[Double]], width: Int) -> [[Double]] {
  var rows: [[Double]] = []
  for row in weights {
    var sums = [Double](repeating: 0, count: width)
    for index in 0..<min(row.count, values.count) {
      for lane in 0..<width { sums[lane] += row[index] * values[index][lane] }
    }
    rows.append(sums)
  }
  return rows
}
