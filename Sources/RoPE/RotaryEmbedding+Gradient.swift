extension RotaryEmbedding {
  /// Carries a gradient back through ``rotated(_:at:)``.
  ///
  /// The rotation is linear, `y = a · R · x` with the attention factor `a`, so the gradient with
  /// respect to `x` is `a · Rᵀ` times the one with respect to `y`. It is the inverse only where the
  /// attention factor is 1.
  ///
  /// - Parameters:
  ///   - gradient: derivatives of a number by the turned vector, shape `[headDimension]`.
  ///   - position: the position the vector was turned at, up to 2^53 in magnitude.
  /// - Returns: the derivatives of that number by the vector before turning, shape
  ///   `[headDimension]`; those of lanes that are not rotated are returned bit for bit.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error at most 1e-6 in `Float` for components below 4 in magnitude.
  public func backpropagated(
    _ gradient: [Scalar], at position: Int
  ) throws(RotaryError) -> [Scalar] {
    var result = gradient
    try backpropagate(&result, at: position)
    return result
  }

  /// Carries a gradient back through ``rotate(_:at:)``, in place.
  ///
  /// Gives the bits of ``backpropagated(_:at:)``. After an error the gradient is as it was.
  ///
  /// - Parameters:
  ///   - gradient: derivatives by the turned vector, shape `[headDimension]`.
  ///   - position: the position the vector was turned at, up to 2^53 in magnitude.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func backpropagate(
    _ gradient: inout [Scalar], at position: Int
  ) throws(RotaryError) {
    try checkPosition(position)
    try turn(&gradient, by: -Double(position), scale: attentionFactor)
  }
}
