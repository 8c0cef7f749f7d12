import RoPE

/// In how many tokens each pair comes round, for one base.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.2.
package struct WavelengthCurve: Sendable, Equatable {
  package var headDimension: Int
  package var base: Double

  package init(headDimension: Int, base: Double) {
    self.headDimension = headDimension
    self.base = base
  }

  /// In tokens per turn, the first pair first; infinite where the frequency is 0.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  @inline(never)
  package func wavelengths() throws(RotaryError) -> [Double] {
    try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .interleaved
    ).wavelengths
  }

  /// How many pairs do not come round within a length in tokens.
  package static func unfinished(_ wavelengths: [Double], within length: Int) -> Int {
    var count = 0
    for wavelength in wavelengths where wavelength > Double(length) { count += 1 }
    return count
  }
}
