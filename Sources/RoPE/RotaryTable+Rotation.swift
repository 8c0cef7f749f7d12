// Buffers are checked here, once per call; what is called from here relies on it.

extension RotaryTable {
  /// Turns every row of a buffer by the position of its token, in place.
  ///
  /// Gives the bits of two products and one sum per lane, each rounded to the arithmetic of `Scalar`
  /// and the result rounded to `Scalar`, for any number of threads. Lanes from `rotaryDimension` on
  /// keep their bits. After an error the buffer is as it was.
  ///
  /// - Parameters:
  ///   - buffer: row-major, shape `[batch, heads, tokens, headDimension]` or
  ///     `[batch, tokens, heads, headDimension]`, as `order` says.
  ///   - batch: the number of sequences; none of the three counts is negative.
  ///   - heads: the number of heads of a token.
  ///   - tokens: the number of tokens of a sequence.
  ///   - order: how rows follow each other.
  ///   - positions: `tokens` positions that all sequences share, or `batch * tokens`, sequence after
  ///     sequence; each has a row in the table. They need not be in order.
  ///   - threads: from 1 to 256, the caller's included; 1 on systems without Dispatch, whatever is
  ///     asked for.
  /// - Throws: ``RotaryError/wrongCount(of:expected:found:)``,
  ///   ``RotaryError/unequalCounts(of:_:and:_:)``,
  ///   ``RotaryError/positionOutsideTable(_:positions:)``, or
  ///   ``RotaryError/invalidCount(of:_:allowed:)``, also for counts whose product overflows.
  /// - Note: Error at most 1e-6 in `Float` for components below 4 in magnitude.
  public func rotate(
    _ buffer: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: [Int], threads: Int = 1
  ) throws(RotaryError) {
    try rotate(
      &buffer, batch: batch, heads: heads, tokens: tokens, order: order,
      positions: .each(positions), threads: threads)
  }

  /// Turns every row of a buffer by the position of its token, in place.
  ///
  /// The positions may also be given by where they start. Everything else is as with one position
  /// per token.
  public func rotate(
    _ buffer: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&buffer, shape, positions, .forward, threads)
  }

  /// Undoes `rotate`, in place.
  ///
  /// With an attention factor `a` it turns back and divides by `a`; it is not the transpose, which is
  /// `backpropagate`. The table holds `a` already,
  /// so its entries are divided by the square of it. Parameters and errors are those of `rotate`.
  ///
  /// - Note: Error at most 1e-6 in `Float` and 1e-12 in `Double` after turning and undoing
  ///   components of up to 1 in magnitude.
  public func unrotate(
    _ buffer: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: [Int], threads: Int = 1
  ) throws(RotaryError) {
    try unrotate(
      &buffer, batch: batch, heads: heads, tokens: tokens, order: order,
      positions: .each(positions), threads: threads)
  }

  /// Undoes `rotate`, in place, with positions that may also be given by where they start.
  public func unrotate(
    _ buffer: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&buffer, shape, positions, inverse, threads)
  }

  /// Takes the gradient of turned rows to the gradient of the rows before turning, in place.
  ///
  /// That is the transpose of the rotation, `a` times the turn back. Without an attention factor it
  /// equals `unrotate`. Parameters and errors are those of `rotate`.
  ///
  /// - Note: Within 5e-6 of PyTorch's own gradients.
  public func backpropagate(
    _ gradient: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: [Int], threads: Int = 1
  ) throws(RotaryError) {
    try backpropagate(
      &gradient, batch: batch, heads: heads, tokens: tokens, order: order,
      positions: .each(positions), threads: threads)
  }

  /// Takes the gradient of turned rows to that of the rows before turning, in place, with positions
  /// that may also be given by where they start.
  public func backpropagate(
    _ gradient: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&gradient, shape, positions, .back(scale: 1), threads)
  }

  /// Turns every row of one buffer into another.
  ///
  /// Gives the bits of turning in place, and copies the lanes that are not rotated. The other buffer
  /// must be there already: fresh memory costs several times what the rotation does. After an error
  /// it is as it was. `source` has the shape of a buffer that is turned in place, `target` as many
  /// numbers, whatever they are. Other parameters and errors are those of turning in place.
  public func rotate(
    _ source: [Scalar], into target: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int,
    order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(source, &target, shape, positions, .forward, threads)
  }

  /// Undoes `rotate` from one buffer into another.
  ///
  /// Parameters and errors are those of turning one buffer into another.
  public func unrotate(
    _ source: [Scalar], into target: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int,
    order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(source, &target, shape, positions, inverse, threads)
  }

  /// Takes the gradient of turned rows, into another buffer.
  ///
  /// Parameters and errors are those of turning one buffer into another.
  public func backpropagate(
    _ gradient: [Scalar], into target: inout [Scalar], batch: Int = 1, heads: Int, tokens: Int,
    order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(gradient, &target, shape, positions, .back(scale: 1), threads)
  }

  /// The turn that undoes `rotate`. The entries of the table carry the factor once already.
  var inverse: Turn { .back(scale: 1 / (attentionFactor * attentionFactor)) }

  private func turn(
    _ buffer: inout [Scalar], _ shape: RowShape, _ positions: TokenPositions, _ turn: Turn,
    _ threads: Int
  ) throws(RotaryError) {
    try checkCall(buffer.count, shape, positions, threads)
    buffer.withUnsafeMutableBufferPointer { buffer in
      turnRows(
        from: nil, into: buffer, shape: shape, positions: positions, turn: turn, threads: threads)
    }
  }

  private func turn(
    _ source: [Scalar], _ target: inout [Scalar], _ shape: RowShape, _ positions: TokenPositions,
    _ turn: Turn, _ threads: Int
  ) throws(RotaryError) {
    try checkCall(source.count, shape, positions, threads)
    guard target.count == source.count else {
      throw .wrongCount(of: .numbers, expected: source.count, found: target.count)
    }
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        turnRows(
          from: source, into: target, shape: shape, positions: positions, turn: turn,
          threads: threads)
      }
    }
  }
}
