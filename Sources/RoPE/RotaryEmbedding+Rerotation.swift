// What a cache does with its keys: they were turned once, and shall be as if turned otherwise.

extension RotaryEmbedding {
  /// Moves a turned vector from one position to another, in place, as a cache does with its keys.
  ///
  /// Rotations compose, so only the difference is turned. The attention factor that the vector
  /// carries stays in it once. In a narrow type each move rounds: rather move once from the
  /// position a key was made at than often by one token.
  ///
  /// - Parameters:
  ///   - vector: what ``rotated(_:at:)`` returned at `oldPosition`, shape `[headDimension]`.
  ///   - oldPosition: where it was turned, up to 2^53 in magnitude.
  ///   - newPosition: where it shall be, up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``; the vector is then as it was.
  /// - Note: In `Double` within 1e-11 of turning the vector at the new position, for positions up to
  ///   10,000.
  /// - Note: Source: arXiv:2104.09864, section 3.2: `R(m) · R(n) = R(m + n)`.
  public func rerotate(
    _ vector: inout [Scalar], from oldPosition: Int, to newPosition: Int
  ) throws(RotaryError) {
    try checkPosition(oldPosition)
    try checkPosition(newPosition)
    try turn(&vector, by: Double(newPosition) - Double(oldPosition), scale: 1)
  }

  /// Makes a vector that this embedding turned what another one would have made of it, in place.
  ///
  /// For a cache whose keys were turned by the short list of LongRoPE when the long one comes into
  /// force, or by the base of dynamic NTK for another length. Each pair turns by the difference of
  /// its two angles and is multiplied by the quotient of the attention factors, so the vector then
  /// carries that of `target` once. It is rounded once.
  ///
  /// ```swift
  /// let short = try RotaryEmbedding<Double>(headDimension: 64, layout: .halfSplit)
  /// let long = try RotaryEmbedding<Double>(
  ///   headDimension: 64, layout: .halfSplit, scaling: .linear(factor: 4))
  /// var key = try short.rotated([Double](repeating: 1, count: 64), at: 100)
  /// try short.rerotate(&key, at: 100, to: long)
  /// let expected = try long.rotated([Double](repeating: 1, count: 64), at: 100)
  /// print(zip(key, expected).allSatisfy { abs($0 - $1) < 1e-14 })
  /// // Prints "true"
  /// ```
  ///
  /// - Parameters:
  ///   - vector: what ``rotated(_:at:)`` returned at `position`, shape `[headDimension]`.
  ///   - position: where it was turned, up to 2^53 in magnitude.
  ///   - target: the embedding it shall be turned by, of the same dimensions and layout.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)``,
  ///   ``RotaryError/positionOutOfRange(_:)``, ``RotaryError/invalidCount(of:_:allowed:)`` for a
  ///   target of other dimensions, or ``RotaryError/wrongLayout(expected:found:)``; the vector is
  ///   then as it was.
  /// - Note: In `Double` within 1e-15 of turning back and forth, for components of up to 1 in
  ///   magnitude.
  /// - Note: Source: arXiv:2104.09864, section 3.2: `R(m) · R(n) = R(m + n)`.
  public func rerotate(
    _ vector: inout [Scalar], at position: Int, to target: RotaryEmbedding
  ) throws(RotaryError) {
    try rerotate(&vector, from: position, to: position, of: target)
  }

  /// Makes a vector that this embedding turned at one position what another one would have made of
  /// it at another position, in place.
  ///
  /// - Parameters:
  ///   - vector: what ``rotated(_:at:)`` returned at `oldPosition`, shape `[headDimension]`.
  ///   - oldPosition: where it was turned, up to 2^53 in magnitude.
  ///   - newPosition: where it shall be, up to 2^53 in magnitude.
  ///   - target: the embedding it shall be turned by, of the same dimensions and layout.
  /// - Throws: what ``rerotate(_:at:to:)`` throws; the vector is then as it was.
  /// - Note: In `Double` within 1e-15 of turning back and forth, for components of up to 1 in
  ///   magnitude.
  public func rerotate(
    _ vector: inout [Scalar], from oldPosition: Int, to newPosition: Int,
    of target: RotaryEmbedding
  ) throws(RotaryError) {
    try checkPosition(oldPosition)
    try checkPosition(newPosition)
    try checkLength(of: vector, is: headDimension)
    try check(target.headDimension, isIn: headDimension...headDimension, as: .headDimension)
    try check(
      target.rotaryDimension, isIn: rotaryDimension...rotaryDimension, as: .rotaryDimension)
    guard target.layout == layout else {
      throw .wrongLayout(expected: layout, found: target.layout)
    }
    for pair in inverseFrequencies.indices {
      // Products of cosines and sines: the difference of two large angles would lose their digits.
      let back = phase(at: oldPosition, inverseFrequency: inverseFrequencies[pair])
      let forth = phase(at: newPosition, inverseFrequency: target.inverseFrequencies[pair])
      layout.turn(
        &vector, pair: pair, of: inverseFrequencies.count,
        by: (
          cosine: forth.cosine * back.cosine + forth.sine * back.sine,
          sine: forth.sine * back.cosine - forth.cosine * back.sine
        ),
        factor: target.attentionFactor / attentionFactor)
    }
  }
}
