import RoPE

/// How fast each pair turns, and in how many tokens it comes round.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.2.
package struct FrequencyTable: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var pair: Int
    /// In radians per token.
    package var frequency: Double
    /// In tokens per turn; infinite where the frequency is 0.
    package var wavelength: Double
  }

  package var headDimension: Int
  package var base: Double

  package init(headDimension: Int, base: Double) {
    self.headDimension = headDimension
    self.base = base
  }

  /// One row for each pair, the first pair first.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension or a base that is not positive and finite.
  package func rows() throws(RotaryError) -> [Row] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .interleaved)
    let wavelengths = embedding.wavelengths
    var rows: [Row] = []
    for (pair, frequency) in embedding.inverseFrequencies.enumerated() {
      rows.append(Row(pair: pair, frequency: frequency, wavelength: wavelengths[pair]))
    }
    return rows
  }
}
