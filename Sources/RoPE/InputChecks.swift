/// How many numbers one call may ask memory for: 1 GiB of `Double`.
///
/// Beyond some size an allocation ends the process; a count above this one is an error instead.
let largestElementCount = 1 << 27

/// The last position up to which `Double` holds every integer, 2^53.
let largestPosition: Int64 = 1 << 53

/// The largest inverse frequency, in radians per token: every position has a finite angle with it.
let largestInverseFrequency = 1e290

func check(
  _ count: Int, isIn allowed: ClosedRange<Int>, as quantity: RotaryError.Quantity
) throws(RotaryError) {
  guard allowed.contains(count) else {
    throw .invalidCount(of: quantity, count, allowed: allowed)
  }
}

func check(
  _ value: Double, isIn allowed: ClosedRange<Double>, as parameter: RotaryError.Parameter
) throws(RotaryError) {
  // A NaN is in no range.
  guard allowed.contains(value) else {
    throw .parameterOutOfRange(parameter, value, allowed: allowed)
  }
}

func checkRotaryDimension(_ dimension: Int) throws(RotaryError) {
  guard dimension > 0, dimension.isMultiple(of: 2) else { throw .oddDimension(dimension) }
  try check(dimension, isIn: 2...largestElementCount, as: .rotaryDimension)
}

func checkPosition(_ position: Int) throws(RotaryError) {
  // Compared as 64 bits, since `Int` has 32 of them on some targets.
  guard UInt64(position.magnitude) <= UInt64(largestPosition) else {
    throw .positionOutOfRange(position)
  }
}

func checkLength<Element>(of vector: [Element], is expected: Int) throws(RotaryError) {
  guard vector.count == expected else {
    throw .wrongLength(expected: expected, found: vector.count)
  }
}

/// Checks that a square matrix of this size fits into memory.
func checkSquareMatrix(_ size: Int, as quantity: RotaryError.Quantity) throws(RotaryError) {
  let largest = Int(Double(largestElementCount).squareRoot())
  try check(size, isIn: 1...largest, as: quantity)
}

/// Checks that all rows are as long as the first one, and returns that length.
func checkedWidth(of matrix: [[Double]], as quantity: RotaryError.Quantity) throws(RotaryError)
  -> Int
{
  try check(matrix.count, isIn: 1...largestElementCount, as: quantity)
  let width = matrix[0].count
  try check(width, isIn: 1...largestElementCount, as: .dimension)
  for (index, row) in matrix.enumerated() where row.count != width {
    throw .raggedRow(row: index, expected: width, found: row.count)
  }
  return width
}
