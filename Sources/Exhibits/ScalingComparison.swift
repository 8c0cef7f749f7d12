import RoPE

/// One way of changing the frequencies for a longer context.
package enum FrequencyRule: Sendable, Hashable, CaseIterable {
  /// Position interpolation.
  case linear
  /// A larger base.
  case ntk
  /// A base that grows with the length of the text.
  case dynamicNTK
  /// The ramp of the YaRN paper, linear in the number of turns, from 1 to 32.
  case ntkByParts
  /// The ramp of YaRN's released code, linear in the index of the pair, from 1 to 32 turns.
  case yarn
  /// The three bands of Llama 3.1, bounded by 1 and 4 turns.
  case llama3
}

/// The frequencies that several rules make of the same pairs.
///
/// - Note: Source: Chen et al. 2023, arXiv:2306.15595; Peng et al. 2023, arXiv:2309.00071.
package struct ScalingComparison: Sendable, Equatable {
  /// At least 4, which rules that change the base need.
  package var headDimension: Int
  package var base: Double
  package var factor: Double
  /// The length of training, in tokens.
  package var originalLength: Int
  /// The length of the text at hand, in tokens, which dynamic NTK depends on.
  package var length: Int

  package init(
    headDimension: Int, base: Double, factor: Double, originalLength: Int, length: Int
  ) {
    self.headDimension = headDimension
    self.base = base
    self.factor = factor
    self.originalLength = originalLength
    self.length = length
  }

  /// The frequencies without a rule, in radians per token.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  package func plain() throws(RotaryError) -> [Double] {
    try Exhibits.frequencies(ofHead: headDimension, base: base)
  }

  // Inlined, and each rule has a function of its own: who names a rule is linked with no other.
  /// The frequencies under a rule, in radians per token.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  @inline(__always)
  package func frequencies(under rule: FrequencyRule) throws(RotaryError) -> [Double] {
    switch rule {
    case .linear: try linear()
    case .ntk: try ntk()
    case .dynamicNTK: try dynamicNTK()
    case .ntkByParts: try ntkByParts()
    case .yarn: try yarn()
    case .llama3: try llama3()
    }
  }

  @inline(never)
  private func linear() throws(RotaryError) -> [Double] {
    try frequencies(.linear(factor: factor))
  }

  @inline(never)
  private func ntk() throws(RotaryError) -> [Double] {
    try frequencies(.ntkAware(factor: factor))
  }

  @inline(never)
  private func dynamicNTK() throws(RotaryError) -> [Double] {
    try frequencies(.dynamicNTK(factor: factor, originalLength: originalLength, length: length))
  }

  @inline(never)
  private func ntkByParts() throws(RotaryError) -> [Double] {
    try frequencies(
      .ntkByParts(factor: factor, originalLength: originalLength, low: 1, high: 32))
  }

  @inline(never)
  private func yarn() throws(RotaryError) -> [Double] {
    try frequencies(.yarn(YaRN(factor: factor, originalLength: originalLength)))
  }

  @inline(never)
  private func llama3() throws(RotaryError) -> [Double] {
    try frequencies(.llama3(factor: factor, low: 1, high: 4, originalLength: originalLength))
  }

  /// The frequencies under a rule as shares of those without one.
  ///
  /// - Throws: ``RotaryError`` for parameters the library refuses.
  package func shares(under rule: FrequencyRule) throws(RotaryError) -> [Double] {
    let plain = try self.plain()
    var shares: [Double] = []
    for (pair, frequency) in try frequencies(under: rule).enumerated() {
      // A frequency of zero stays one: a share of it says nothing else.
      shares.append(plain[pair] == 0 ? 1 : frequency / plain[pair])
    }
    return shares
  }

  /// How many pairs keep their frequency, and how many have it divided by the whole factor.
  package func count(_ shares: [Double]) -> (kept: Int, divided: Int) {
    var count = (kept: 0, divided: 0)
    for share in shares {
      if (share - 1).magnitude < 1e-12 { count.kept += 1 }
      if (share * factor - 1).magnitude < 1e-12 { count.divided += 1 }
    }
    return count
  }

  @inline(__always)
  private func frequencies(_ scaling: RotaryScaling) throws(RotaryError) -> [Double] {
    try scaling.frequencies(
      headDimension: headDimension, rotaryDimension: headDimension, base: base)
  }
}
