import RealModule

/// Whole numbers from one to another, about evenly spaced, the ends included.
///
/// - Parameters:
///   - low: the first; above 0 where the spacing is logarithmic.
///   - high: the last, not below the first.
///   - count: how many at most; equal neighbours after rounding are taken once.
///   - isLogarithmic: whether quotients rather than differences are even.
package func sampledIntegers(
  from low: Int, to high: Int, count: Int, isLogarithmic: Bool
) -> [Int] {
  guard count > 1, low < high, !isLogarithmic || low > 0 else { return [low] }
  var numbers: [Int] = []
  for index in 0..<count {
    let share = Double(index) / Double(count - 1)
    let exact =
      isLogarithmic
      ? Double(low) * Double.pow(Double(high) / Double(low), share)
      : Double(low) + share * Double(high - low)
    let number = index == count - 1 ? high : Int(exact.rounded())
    if numbers.last != number { numbers.append(number) }
  }
  return numbers
}

/// How many values are larger than the one before them.
package func countOfRises(in values: [Double]) -> Int {
  var rises = 0
  for index in values.indices.dropFirst() where values[index] > values[index - 1] { rises += 1 }
  return rises
}
