import RealModule
import RoPE

/// The mean of the cosines of all pairs over the distance, and the sum in RoFormer's bound.
///
/// The mean `B(m)` is the score of a query and a key that are equal in every pair, divided by its
/// value at distance 0. The sum `S(m)` is a factor of an upper bound of any score.
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.4.3, for the sum; Men et al. 2024,
///   arXiv:2405.14591, for the mean.
package struct MeanCosine: Sendable, Equatable {
  package var headDimension: Int
  package var base: Double

  package init(headDimension: Int, base: Double) {
    self.headDimension = headDimension
    self.base = base
  }

  /// Both at one distance.
  package struct Values: Sendable, Equatable {
    /// `B`, the mean of `cos(m θᵢ)`: from -1 to 1.
    package var mean: Double
    /// `S`, the mean of the lengths of the partial sums of `e^(i m θⱼ)`.
    package var sum: Double
  }

  /// The values at the distances from 0 to `reach`, in tokens.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func values(within reach: Int) throws(RotaryError) -> [Values] {
    let frequencies = try self.frequencies()
    var values: [Values] = []
    values.reserveCapacity(max(reach, 0) + 1)
    for distance in 0...max(reach, 0) {
      var (x, y, lengths) = (0.0, 0.0, 0.0)
      for frequency in frequencies {
        let angle = Double(distance) * frequency
        x += Double.cos(angle)
        y += Double.sin(angle)
        lengths += (x * x + y * y).squareRoot()
      }
      let count = Double(frequencies.count)
      values.append(Values(mean: x / count, sum: lengths / count))
    }
    return values
  }

  /// `B` at the distances from 0 to `reach`, in tokens, that are multiples of a step above 0.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func means(within reach: Int, by step: Int) throws(RotaryError) -> [Double] {
    let frequencies = try self.frequencies()
    var means: [Double] = []
    for index in 0...max(reach, 0) / step {
      means.append(Self.sum(frequencies, at: index * step) / Double(frequencies.count))
    }
    return means
  }

  /// How many distances have a sum that, divided by the one at distance 0, lies below the mean.
  package static func rescaledBelow(_ values: [Values]) -> Int {
    guard let first = values.first else { return 0 }
    var count = 0
    for value in values where value.sum / first.sum < value.mean { count += 1 }
    return count
  }

  /// The first distance at which the mean is negative, up to `reach` tokens; nil if there is none.
  ///
  /// Cosines come from their recurrence, begun anew every 512 tokens; means within 1e-8 of 0 are
  /// computed again from the angles, so that no sign depends on it.
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func firstNegative(within reach: Int) throws(RotaryError) -> Int? {
    let frequencies = try self.frequencies()
    let count = frequencies.count
    var doubled = [Double](repeating: 0, count: count)
    for pair in 0..<count { doubled[pair] = 2 * Double.cos(frequencies[pair]) }
    var last = doubled
    var now = doubled
    for distance in 0...max(reach, 0) {
      if distance.isMultiple(of: 512) {
        for pair in 0..<count {
          last[pair] = Double.cos(Double(distance - 1) * frequencies[pair])
          now[pair] = Double.cos(Double(distance) * frequencies[pair])
        }
      }
      var sum = 0.0
      for pair in 0..<count {
        let cosine = now[pair]
        sum += cosine
        // cos (m + 1)θ = 2 cos θ cos mθ - cos (m - 1)θ
        now[pair] = doubled[pair] * cosine - last[pair]
        last[pair] = cosine
      }
      if sum < 1e-8 * Double(count), Self.sum(frequencies, at: distance) < 0 { return distance }
    }
    return nil
  }

  @inline(never)
  private static func sum(_ frequencies: [Double], at distance: Int) -> Double {
    var sum = 0.0
    for frequency in frequencies { sum += Double.cos(Double(distance) * frequency) }
    return sum
  }

  private func frequencies() throws(RotaryError) -> [Double] {
    try Exhibits.frequencies(ofHead: headDimension, base: base)
  }
}

/// For bases from one to another, the first distance at which the mean cosine is negative.
package struct BaseSearch: Sendable, Equatable {
  package var headDimension: Int
  package var smallestBase: Double
  package var largestBase: Double
  /// How many bases there are, both ends included.
  package var count: Int
  /// Whether quotients rather than differences are even.
  package var isLogarithmic: Bool
  /// How far the search goes, in tokens.
  package var reach: Int

  package init(
    headDimension: Int, smallestBase: Double, largestBase: Double, count: Int,
    isLogarithmic: Bool, reach: Int
  ) {
    self.headDimension = headDimension
    self.smallestBase = smallestBase
    self.largestBase = largestBase
    self.count = count
    self.isLogarithmic = isLogarithmic
    self.reach = reach
  }

  /// The bases, the smallest first.
  package var bases: [Double] {
    var bases: [Double] = []
    for index in 0..<count {
      let share = count > 1 ? Double(index) / Double(count - 1) : 0
      bases.append(
        isLogarithmic
          ? smallestBase * Double.pow(largestBase / smallestBase, share)
          : smallestBase + share * (largestBase - smallestBase))
    }
    return bases
  }

  /// The first distance with a negative mean for each base; nil where there is none within reach.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func firstNegatives() throws(RotaryError) -> [Int?] {
    var found: [Int?] = []
    for base in bases {
      found.append(
        try MeanCosine(headDimension: headDimension, base: base).firstNegative(within: reach))
    }
    return found
  }

  /// Whether no mean is negative at the distances below a length in tokens.
  package static func passes(_ firstNegative: Int?, within length: Int) -> Bool {
    guard let firstNegative else { return true }
    return firstNegative >= length
  }
}
