extension RotaryEmbedding {
  /// Turns one head by its position and multiplies the turned lanes by the attention factor.
  ///
  /// Angles, cosines, sines and their products with the attention factor are formed in `Double`,
  /// rounded once to the arithmetic of `Scalar`, and multiplied there. Lanes from `rotaryDimension`
  /// on are returned bit for bit.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`, a query or a key; no unit.
  ///   - position: token index from 0, or any offset up to 2^53 in magnitude; a negative one turns
  ///     back.
  /// - Returns: the turned vector, shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-6 in `Float` for components below 4 in magnitude.
  public func rotated(_ vector: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    var result = vector
    try rotate(&result, at: position)
    return result
  }

  /// Undoes ``rotated(_:at:)``: turns back and divides by the attention factor.
  ///
  /// That is not the gradient, which multiplies by the factor: ``backpropagated(_:at:)``.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`, a vector that was turned at `position`.
  ///   - position: the position it was turned at, up to 2^53 in magnitude.
  /// - Returns: the vector before turning, shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-12 in `Double` for components below 4 in magnitude.
  public func unrotated(_ vector: [Scalar], at position: Int) throws(RotaryError) -> [Scalar] {
    var result = vector
    try unrotate(&result, at: position)
    return result
  }

  /// Turns one head by its position and multiplies by the attention factor, in place.
  ///
  /// Gives the bits of ``rotated(_:at:)`` without a second array. After an error the vector is as
  /// it was.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func rotate(_ vector: inout [Scalar], at position: Int) throws(RotaryError) {
    try checkPosition(position)
    try turn(&vector, by: Double(position), scale: attentionFactor)
  }

  /// Undoes ``rotate(_:at:)``, in place.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: the position it was turned at, up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func unrotate(_ vector: inout [Scalar], at position: Int) throws(RotaryError) {
    try checkPosition(position)
    try turn(&vector, by: -Double(position), scale: 1 / attentionFactor)
  }

  /// Turns every pair by an offset in tokens and multiplies it by a scale.
  ///
  /// - Parameter offset: a position or a difference of two. As `Double` its sign can always change,
  ///   which that of the smallest `Int` cannot.
  func turn(_ vector: inout [Scalar], by offset: Double, scale: Double) throws(RotaryError) {
    guard vector.count == headDimension else {
      throw .wrongLength(expected: headDimension, found: vector.count)
    }
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      layout.turn(
        &vector, pair: pair, of: inverseFrequencies.count,
        by: phase(atOffset: offset, inverseFrequency: inverseFrequency), factor: scale)
    }
  }
}
