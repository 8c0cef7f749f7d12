import RealModule

/// Attention with linear biases: each head subtracts from a logit in proportion to the distance.
///
/// Nothing is learned and nothing is added to the embedding. Head `h` uses the slope `slopes[h]`, so
/// that heads with a steep slope look near and those with a flat one look far.
///
/// ```swift
/// let alibi = try ALiBi(heads: 4)
/// print(alibi.slopes)
/// // Prints "[0.25, 0.0625, 0.015625, 0.00390625]"
/// print(alibi.bias(head: 0, query: 10, key: 6))
/// // Prints "-1.0"
/// ```
///
/// - Note: Source: Press et al. 2022, arXiv:2108.12409, section 3. For head counts that are no power
///   of two the slopes are those of the authors' code and of BLOOM, not the single geometric series
///   of the paper's text.
public struct ALiBi: Sendable, Hashable {
  /// What each head subtracts per token of distance; count `heads`.
  ///
  /// For `n` heads, `n` a power of two, `2^(-8/n)`, `2^(-16/n)` … `2^-8`. Otherwise the slopes of
  /// the next lower power of two, then every other one of the next higher.
  ///
  /// - Note: Relative error at most 1e-14 for 1, 2, 8, 12, 16, 32 and 112 heads.
  public let slopes: [Double]

  /// Computes the slopes.
  ///
  /// - Parameter heads: from 1 to 2^27.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(heads: Int) throws(RotaryError) {
    try check(heads, isIn: 1...largestElementCount, as: .heads)
    var power = 1
    while power <= heads / 2 { power *= 2 }
    var slopes = [Double](repeating: 0, count: heads)
    for head in 0..<heads {
      slopes[head] =
        head < power
        ? Self.slope(head + 1, of: power) : Self.slope(2 * (head - power) + 1, of: 2 * power)
    }
    self.slopes = slopes
  }

  /// The number of heads.
  public var heads: Int { slopes.count }

  /// What is added to the logit of a query and a key, `-slope * (query - key)`.
  ///
  /// Below 0 for a key before the query, and above 0 for one after it: the encoding is meant for
  /// causal attention, which hides the latter.
  ///
  /// - Parameters:
  ///   - head: from 0 to `heads - 1`.
  ///   - query: position of the query, any integer; beyond 2^53 in magnitude it is rounded.
  ///   - key: position of the key, any integer; beyond 2^53 in magnitude it is rounded.
  /// - Returns: the bias; not a number for a head that does not exist.
  public func bias(head: Int, query: Int, key: Int) -> Double {
    guard slopes.indices.contains(head) else { return .nan }
    let (distance, overflow) = key.subtractingReportingOverflow(query)
    return slopes[head] * (overflow ? Double(key) - Double(query) : Double(distance))
  }

  /// The slope with a number from 1 to `count`, `count` being a power of two.
  private static func slope(_ number: Int, of count: Int) -> Double {
    Double.exp2(-8 * Double(number) / Double(count))
  }
}
