extension RotaryEmbedding {
  /// Turns one head by its position.
  ///
  /// Angles, cosines and sines are formed in `Double`, rounded once to the arithmetic of `Scalar`,
  /// and multiplied there. Lanes from `rotaryDimension` on are returned bit for bit.
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

  /// Undoes ``rotated(_:at:)``.
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

  /// Turns one head by its position, in place.
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
    guard vector.count == headDimension else {
      throw .wrongLength(expected: headDimension, found: vector.count)
    }
    try checkPosition(position)
    for (pair, inverseFrequency) in inverseFrequencies.enumerated() {
      let (first, second) = layout.lanes(ofPair: pair, of: inverseFrequencies.count)
      let phase = phase(at: position, inverseFrequency: inverseFrequency)
      let cosine = Scalar.RotaryArithmetic(phase.cosine)
      let sine = Scalar.RotaryArithmetic(phase.sine)
      let x = vector[first].rotaryArithmetic
      let y = vector[second].rotaryArithmetic
      vector[first] = Scalar(rotaryArithmetic: x * cosine - y * sine)
      vector[second] = Scalar(rotaryArithmetic: y * cosine + x * sine)
    }
  }

  /// Undoes ``rotate(_:at:)``, in place.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: the position it was turned at, up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func unrotate(_ vector: inout [Scalar], at position: Int) throws(RotaryError) {
    // Checked before the sign changes: the smallest Int has no opposite.
    try checkPosition(position)
    try rotate(&vector, at: -position)
  }
}
