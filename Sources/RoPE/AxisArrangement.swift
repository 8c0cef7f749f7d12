/// Which axis each pair of a head follows, and which frequency it has.
///
/// The conventions share their idea and none of their numbers: a checkpoint works with the one it
/// was trained with.
public enum AxisArrangement: Sendable, Hashable {
  /// One ladder of frequencies over the whole head; the first section of pairs follows axis 0, the
  /// next axis 1, and so on.
  ///
  /// - Note: Source: M-RoPE of Qwen2-VL, `[16, 24, 24]` for time, height and width.
  case contiguous(sections: [Int])

  /// One ladder of frequencies; axis `a` above 0 follows at pairs `a`, `a + n`, `a + 2n` … for `n`
  /// axes, and axis 0 has all pairs that remain, the tail included.
  ///
  /// - Note: Source: Qwen3-VL, `[24, 20, 20]`.
  case interleaved(sections: [Int])

  /// Each axis has its own share of the pairs, all with the same ladder: that of a head as many
  /// times smaller as there are axes.
  ///
  /// - Note: Source: the vision tower of Qwen2-VL with two axes, height and width.
  case separateLadders(axes: Int)

  /// Each axis has its own share of the pairs; the rungs of one ladder over the whole head are dealt
  /// out in turn, the fastest to axis 0.
  ///
  /// - Note: Source: the vision tower of Pixtral with two axes, height and width.
  case dealtLadder(axes: Int)

  /// Each axis has its own share of the pairs, with frequencies in equal steps from π to
  /// `π * maxFrequency / 2`, for coordinates from -1 to 1.
  ///
  /// - Note: Source: `freqs_for='pixel'` of rotary-embedding-torch; see
  ///   ``MultiaxisRotary/pixelCoordinates(_:)``.
  case pixel(axes: Int, maxFrequency: Double)

  /// The number of coordinates of a position.
  public var axes: Int {
    switch self {
    case .contiguous(let sections), .interleaved(let sections): sections.count
    case .separateLadders(let axes), .dealtLadder(let axes), .pixel(let axes, _): axes
    }
  }

  /// The axis and the frequency of every pair.
  func pairs(
    headDimension: Int, base: Double
  ) throws(RotaryError) -> (axes: [Int], inverseFrequencies: [Double]) {
    try checkRotaryDimension(headDimension)
    let pairCount = headDimension / 2
    try check(axes, isIn: 1...pairCount, as: .axes)
    let ladder = try inverseFrequencies(dimension: headDimension, base: base)
    switch self {
    case .contiguous(let sections):
      try checkSections(sections, fill: pairCount)
      let axisOfPair = sections.enumerated().flatMap { axis, count in
        [Int](repeating: axis, count: count)
      }
      return (axisOfPair, ladder)
    case .interleaved(let sections):
      return (try interleavedAxes(sections, pairCount: pairCount), ladder)
    case .separateLadders:
      try checkShares(of: pairCount)
      let own = try inverseFrequencies(dimension: headDimension / axes, base: base)
      return (equalShares(of: pairCount), (0..<axes).flatMap { _ in own })
    case .dealtLadder:
      try checkShares(of: pairCount)
      let dealt = (0..<axes).flatMap { axis in
        stride(from: axis, to: pairCount, by: axes).map { ladder[$0] }
      }
      return (equalShares(of: pairCount), dealt)
    case .pixel(_, let maxFrequency):
      try checkShares(of: pairCount)
      try check(maxFrequency, isIn: 0...largestInverseFrequency, as: .maxFrequency)
      let own = evenSteps(from: 1, to: maxFrequency / 2, count: pairCount / axes)
      return (equalShares(of: pairCount), (0..<axes).flatMap { _ in own.map { .pi * $0 } })
    }
  }

  private func equalShares(of pairCount: Int) -> [Int] {
    (0..<pairCount).map { $0 / (pairCount / axes) }
  }

  private func checkShares(of pairCount: Int) throws(RotaryError) {
    guard pairCount.isMultiple(of: axes) else {
      throw .wrongCount(
        of: .sectionPairs, expected: pairCount, found: pairCount - pairCount % axes)
    }
  }

  private func checkSections(_ sections: [Int], fill pairCount: Int) throws(RotaryError) {
    var sum = 0
    for section in sections {
      // Checked one by one, so that the sum cannot overflow.
      try check(section, isIn: 0...pairCount, as: .section)
      sum += section
    }
    guard sum == pairCount else {
      throw .wrongCount(of: .sectionPairs, expected: pairCount, found: sum)
    }
  }

  private func interleavedAxes(
    _ sections: [Int], pairCount: Int
  ) throws(RotaryError) -> [Int] {
    try checkSections(sections, fill: pairCount)
    var axisOfPair = [Int](repeating: 0, count: pairCount)
    for (axis, section) in sections.enumerated().dropFirst() {
      let places = stride(from: axis, to: pairCount, by: sections.count)
      let most = (pairCount - 1 - axis) / sections.count + 1
      try check(section, isIn: 0...most, as: .section)
      for pair in places.prefix(section) { axisOfPair[pair] = axis }
    }
    return axisOfPair
  }
}

/// Numbers in equal steps; a single one is the first.
func evenSteps(from first: Double, to last: Double, count: Int) -> [Double] {
  guard count > 1 else { return [Double](repeating: first, count: count) }
  let step = (last - first) / Double(count - 1)
  return (0..<count).map { $0 == count - 1 ? last : first + Double($0) * step }
}
