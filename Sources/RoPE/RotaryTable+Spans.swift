// For memory that is not an array of its own: a part of one, or a buffer of another library.

extension RotaryTable {
  /// Turns every row of a span by the position of its token, in place.
  ///
  /// Parameters and errors are those of turning an array.
  public func rotate(
    _ buffer: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&buffer, shape, positions, .forward, threads)
  }

  /// Undoes `rotate` on every row of a span, in place.
  ///
  /// Parameters and errors are those of turning an array.
  public func unrotate(
    _ buffer: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&buffer, shape, positions, inverse, threads)
  }

  /// Takes the gradient of turned rows in a span to that of the rows before turning, in place.
  ///
  /// Parameters and errors are those of an array.
  public func backpropagate(
    _ gradient: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int, tokens: Int,
    order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(&gradient, shape, positions, .back(scale: 1), threads)
  }

  /// Turns every row of one span into another.
  ///
  /// Parameters and errors are those of turning one array into another.
  public func rotate(
    _ source: Span<Scalar>, into target: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int,
    tokens: Int, order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(source, &target, shape, positions, .forward, threads)
  }

  /// Undoes `rotate` from one span into another.
  ///
  /// Parameters and errors are those of turning one array into another.
  public func unrotate(
    _ source: Span<Scalar>, into target: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int,
    tokens: Int, order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(source, &target, shape, positions, inverse, threads)
  }

  /// Takes the gradient of turned rows in one span, into another.
  ///
  /// Parameters and errors are those of turning one array into another.
  public func backpropagate(
    _ gradient: Span<Scalar>, into target: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int,
    tokens: Int, order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try turn(gradient, &target, shape, positions, .back(scale: 1), threads)
  }

  private func turn(
    _ buffer: inout MutableSpan<Scalar>, _ shape: RowShape, _ positions: TokenPositions,
    _ turn: Turn, _ threads: Int
  ) throws(RotaryError) {
    try checkCall(buffer.count, shape, positions, threads)
    buffer.withUnsafeMutableBufferPointer { buffer in
      turnRows(
        from: nil, into: buffer, shape: shape, positions: positions, turn: turn, threads: threads)
    }
  }

  private func turn(
    _ source: Span<Scalar>, _ target: inout MutableSpan<Scalar>, _ shape: RowShape,
    _ positions: TokenPositions, _ turn: Turn, _ threads: Int
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
