extension RotaryTable {
  /// Turns every row of a span by the position of its token, in place.
  ///
  /// For memory that is not an array of its own: a part of one, or a buffer of another library.
  /// Parameters and errors are those of turning an array.
  public func rotate(
    _ buffer: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int, tokens: Int, order: RowOrder,
    positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try checkCall(buffer.count, shape, positions, threads)
    buffer.withUnsafeMutableBufferPointer { buffer in
      turnRows(
        from: nil, into: buffer, shape: shape, positions: positions, turn: .forward,
        threads: threads)
    }
  }

  /// Turns every row of one span into another.
  ///
  /// Parameters and errors are those of turning one array into another.
  public func rotate(
    _ source: Span<Scalar>, into target: inout MutableSpan<Scalar>, batch: Int = 1, heads: Int,
    tokens: Int, order: RowOrder, positions: TokenPositions, threads: Int = 1
  ) throws(RotaryError) {
    let shape = RowShape(batch: batch, heads: heads, tokens: tokens, order: order)
    try checkCall(source.count, shape, positions, threads)
    guard target.count == source.count else {
      throw .wrongCount(of: .numbers, expected: source.count, found: target.count)
    }
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        turnRows(
          from: source, into: target, shape: shape, positions: positions, turn: .forward,
          threads: threads)
      }
    }
  }
}
