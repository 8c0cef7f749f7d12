import RealModule

/// Rotary embedding of tokens that lie on several axes: pictures, videos, and text among them.
///
/// Every pair follows one axis and turns by `coordinate * inverseFrequency` of it. A score then
/// depends on the differences of the coordinates alone. Text has the same coordinate on all axes;
/// after a picture it goes on at one more than the largest coordinate so far, which is less than the
/// number of tokens.
///
/// ```swift
/// let vision = try MultiaxisRotary<Float>(
///   headDimension: 80, layout: .halfSplit, arrangement: .separateLadders(axes: 2))
/// let query = [Float](repeating: 1, count: 80)
/// let turned = try vision.rotated(query, at: [0, 7])
/// print(turned[0], vision.axisOfPair[0], vision.axisOfPair[20])
/// // Prints "1.0 0 1"
/// ```
///
/// - Note: Source: Wang et al. 2024, arXiv:2409.12191, section 2.1 (M-RoPE), and the codes named at
///   ``AxisArrangement``.
public struct MultiaxisRotary<Scalar: RotaryScalar>: Sendable, Hashable {
  /// The number of lanes of a head, all of them rotated.
  public let headDimension: Int

  /// Which two lanes form a pair.
  public let layout: PairLayout

  /// The number of coordinates of a position.
  public let axes: Int

  /// The axis that each pair follows, counted from 0; count `headDimension / 2`.
  public let axisOfPair: [Int]

  /// What each pair turns by, in radians per step on its axis; count `headDimension / 2`.
  public let inverseFrequencies: [Double]

  /// Prepares the rotation of one head.
  ///
  /// - Parameters:
  ///   - headDimension: even and positive, at most 2^27.
  ///   - base: finite and greater than 0; ``AxisArrangement/pixel(axes:maxFrequency:)`` checks it
  ///     and does not use it.
  ///   - layout: which two lanes form a pair; half-split in the models named here, interleaved in
  ///     rotary-embedding-torch.
  ///   - arrangement: which axis and frequency a pair has. Sections must fill all pairs; axes
  ///     without sections must have equal shares of them.
  /// - Throws: ``RotaryError/oddDimension(_:)``, ``RotaryError/invalidBase(_:)``,
  ///   ``RotaryError/invalidCount(of:_:allowed:)``,
  ///   ``RotaryError/wrongCount(of:expected:found:)``,
  ///   ``RotaryError/parameterOutOfRange(_:_:allowed:)`` or
  ///   ``RotaryError/frequencyOutOfRange(pair:frequency:)``.
  public init(
    headDimension: Int, base: Double = 10_000, layout: PairLayout, arrangement: AxisArrangement
  ) throws(RotaryError) {
    let pairs = try arrangement.pairs(headDimension: headDimension, base: base)
    self.headDimension = headDimension
    self.layout = layout
    self.axes = arrangement.axes
    self.axisOfPair = pairs.axes
    self.inverseFrequencies = pairs.inverseFrequencies
  }

  /// The angle of every pair.
  ///
  /// - Parameter coordinates: one per axis, up to 2^53 in magnitude; they need not be whole.
  /// - Returns: radians, count `headDimension / 2`.
  /// - Throws: ``RotaryError/wrongCount(of:expected:found:)`` or
  ///   ``RotaryError/parameterOutOfRange(_:_:allowed:)``.
  /// - Note: Cosines and sines are within 1e-7 of the `Float` tables of Qwen2-VL and Pixtral on a
  ///   2 by 3 grid.
  public func angles(at coordinates: [Double]) throws(RotaryError) -> [Double] {
    guard coordinates.count == axes else {
      throw .wrongCount(of: .axes, expected: axes, found: coordinates.count)
    }
    let largest = Double(largestPosition)
    for coordinate in coordinates {
      try check(coordinate, isIn: -largest...largest, as: .coordinate)
    }
    return zip(axisOfPair, inverseFrequencies).map { axis, inverseFrequency in
      coordinates[axis] * inverseFrequency
    }
  }

  /// Turns one head by its position.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: one whole coordinate per axis, up to 2^53 in magnitude.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)``,
  ///   ``RotaryError/wrongCount(of:expected:found:)`` or
  ///   ``RotaryError/positionOutOfRange(_:)``.
  public func rotated(_ vector: [Scalar], at position: [Int]) throws(RotaryError) -> [Scalar] {
    for coordinate in position { try checkPosition(coordinate) }
    return try rotated(vector, atCoordinates: position.map { Double($0) })
  }

  /// Undoes ``rotated(_:at:)``.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - position: the position it was turned at.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: what ``rotated(_:at:)`` throws.
  public func unrotated(_ vector: [Scalar], at position: [Int]) throws(RotaryError) -> [Scalar] {
    for coordinate in position { try checkPosition(coordinate) }
    return try rotated(vector, atCoordinates: position.map { -Double($0) })
  }

  /// Turns one head by coordinates that need not be whole.
  ///
  /// - Parameters:
  ///   - vector: shape `[headDimension]`.
  ///   - coordinates: one per axis, up to 2^53 in magnitude; their negatives turn back.
  /// - Returns: shape `[headDimension]`.
  /// - Throws: ``RotaryError/wrongLength(expected:found:)`` or what ``angles(at:)`` throws.
  public func rotated(
    _ vector: [Scalar], atCoordinates coordinates: [Double]
  ) throws(RotaryError) -> [Scalar] {
    try checkLength(of: vector, is: headDimension)
    var turned = vector
    for (pair, angle) in try angles(at: coordinates).enumerated() {
      layout.turn(
        &turned, pair: pair, of: inverseFrequencies.count,
        by: (Double.cos(angle), Double.sin(angle)))
    }
    return turned
  }

  /// The coordinates of the pixels along one side of a picture, in equal steps from -1 to 1.
  ///
  /// - Parameter count: the pixels of the side, from 1 to 2^27; a single one lies at -1.
  /// - Returns: count `count`.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  /// - Note: Source: `get_axial_freqs` of rotary-embedding-torch.
  public static func pixelCoordinates(_ count: Int) throws(RotaryError) -> [Double] {
    try check(count, isIn: 1...largestElementCount, as: .gridSize)
    return evenSteps(from: -1, to: 1, count: count)
  }
}
