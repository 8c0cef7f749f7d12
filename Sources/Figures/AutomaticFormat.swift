extension NumberFormat {
  /// The format that prints a column of these numbers: of every `automatic` a notation for all of
  /// them, of any other format itself.
  ///
  /// With `d` digits, the largest number has `d` significant ones. All are printed with a point, and
  /// with as many places as the one that needs most, while at least two significant digits are left
  /// to the smallest (one, where `d` is 1) and none is below 1e-5 or beyond `d` digits, but at
  /// least 7, before the point. Otherwise all have an exponent. Zeros and what is not finite do not
  /// count. Powers of ten are told after rounding to nine digits, so that two machines agree.
  ///
  /// ```swift
  /// print(NumberFormat.automatic(6).resolved(for: [1, 0.25, 12.5]))
  /// // Prints "fixed(2)"
  /// print(NumberFormat.automatic(3).resolved(for: [1, 1e-9]))
  /// // Prints "scientific(2)"
  /// ```
  public func resolved(for numbers: some Sequence<Double>) -> NumberFormat {
    switch self {
    case .fixed, .scientific, .significant, .integer: self
    case .automatic(let digits): Self.automatic(max(1, digits), for: numbers)
    case .residue(let bound, let format):
      .residue(
        below: bound, otherwise: format.resolved(for: numbers.filter { $0.magnitude >= bound }))
    }
  }

  /// Whether there is something to resolve.
  var dependsOnColumn: Bool {
    switch self {
    case .fixed, .scientific, .significant, .integer: false
    case .automatic: true
    case .residue(_, let format): format.dependsOnColumn
    }
  }

  private static func automatic(
    _ digits: Int, for numbers: some Sequence<Double>
  ) -> NumberFormat {
    let counted = numbers.filter { $0.isFinite && $0 != 0 }.map {
      DecimalExpansion($0.magnitude).rounded(significantDigits: 9)
    }
    guard let largest = counted.map(\.exponent).max(), let smallest = counted.map(\.exponent).min()
    else { return .fixed(0) }
    let left = digits - (largest - smallest)
    guard smallest > -5, largest <= max(digits, 7), left >= min(2, digits) else {
      return .scientific(digits - 1)
    }
    let most = max(0, digits - largest)
    let needed = counted.map { number in
      let rounded = number.rounded(fractionDigits: most)
      return rounded.digits.count - rounded.exponent
    }
    return .fixed(min(most, max(0, needed.max() ?? 0)))
  }
}
