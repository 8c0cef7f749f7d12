/// More threads than this are a mistake rather than a machine.
private let largestThreadCount = 256

extension RotaryTable {
  /// Everything that the unchecked code relies on.
  func checkCall(
    _ found: Int, _ shape: RowShape, _ positions: TokenPositions, _ threads: Int
  ) throws(RotaryError) {
    let expected = try shape.elementCount(headDimension: headDimension)
    guard found == expected else {
      throw .wrongCount(of: .numbers, expected: expected, found: found)
    }
    try check(threads, isIn: 1...largestThreadCount, as: .threads)
    guard expected > 0 else { return }
    switch positions {
    case .each(let list):
      guard list.count == shape.tokens || list.count == shape.batch * shape.tokens else {
        throw .unequalCounts(of: .positions, list.count, and: .tokens, shape.tokens)
      }
      for position in list { try checkRow(position) }
    case .startingAt(let start):
      try checkRows(from: start, count: shape.tokens)
    case .startingAtEach(let list):
      guard list.count == shape.batch else {
        throw .unequalCounts(of: .positions, list.count, and: .sequences, shape.batch)
      }
      for start in list { try checkRows(from: start, count: shape.tokens) }
    }
  }

  private func checkRow(_ position: Int) throws(RotaryError) {
    guard positions.contains(position) else {
      throw .positionOutsideTable(position, positions: positions)
    }
  }

  private func checkRows(from start: Int, count: Int) throws(RotaryError) {
    try checkRow(start)
    // No overflow: the start is in the table, and the table ends far from where `Int` does.
    guard count <= positions.upperBound - start else {
      throw .positionOutsideTable(positions.upperBound, positions: positions)
    }
  }
}

extension RowShape {
  /// The product of all counts, formed so that it cannot overflow.
  func elementCount(headDimension: Int) throws(RotaryError) -> Int {
    try check(batch, isIn: 0...Int.max, as: .sequences)
    var product = headDimension
    try check(heads, isIn: 0...Int.max / product, as: .heads)
    product *= max(heads, 1)
    try check(tokens, isIn: 0...Int.max / product, as: .tokens)
    product *= max(tokens, 1)
    try check(batch, isIn: 0...Int.max / product, as: .sequences)
    return heads == 0 || tokens == 0 ? 0 : product * batch
  }
}
