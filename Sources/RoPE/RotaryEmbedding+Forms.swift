import ComplexModule
import RealModule

// The slow and obvious forms of the rotation. They are what the fast one is tested against.
extension RotaryEmbedding {
  /// The rotation as a matrix `R`, so that `R · x` is ``rotated(_:at:)`` of `x`.
  ///
  /// Each pair contributes the block `[[cos, -sin], [sin, cos]]`, multiplied by the attention
  /// factor, at its two lanes; lanes that are not rotated keep a 1 on the diagonal.
  ///
  /// - Parameter position: up to 2^53 in magnitude; the matrix at `-position` is the transpose.
  /// - Returns: rows of a matrix, shape `[headDimension, headDimension]`; it is orthogonal where the
  ///   attention factor is 1.
  /// - Throws: ``RotaryError/positionOutOfRange(_:)``, or
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` for a head of more than 11,585 lanes, whose
  ///   matrix would not fit into memory.
  /// - Note: Source: arXiv:2104.09864, section 3.2.2.
  public func rotationMatrix(at position: Int) throws(RotaryError) -> [[Double]] {
    try checkSquareMatrix(headDimension, as: .headDimension)
    var matrix = identityMatrix(headDimension)
    for (pair, phasor) in try phasors(at: position).enumerated() {
      let (first, second) = layout.lanes(ofPair: pair, of: inverseFrequencies.count)
      var row = [Double](repeating: 0, count: headDimension)
      row[first] = phasor.real
      row[second] = -phasor.imaginary
      matrix[first] = row
      row[first] = phasor.imaginary
      row[second] = phasor.real
      matrix[second] = row
    }
    return matrix
  }

  /// The complex number that turns each pair,
  /// `attentionFactor · e^(j · position · inverseFrequencies[i])`.
  ///
  /// Reading pair `i` of a head as the complex number `first + j · second`, the rotation is one
  /// multiplication by entry `i`.
  ///
  /// - Parameter position: up to 2^53 in magnitude.
  /// - Returns: one number of length ``attentionFactor`` per pair, count `rotaryDimension / 2`.
  /// - Throws: ``RotaryError/positionOutOfRange(_:)``.
  /// - Note: Error of a part at most 1e-12 up to position 8,191 and 1e-9 at 1,000,000, for base
  ///   10,000: the rounding of the angle grows with it.
  /// - Note: Source: arXiv:2104.09864, section 3.2.1.
  public func phasors(at position: Int) throws(RotaryError) -> [Complex<Double>] {
    try checkPosition(position)
    return inverseFrequencies.map { inverseFrequency in
      let phase = phase(at: position, inverseFrequency: inverseFrequency)
      return Complex(attentionFactor * phase.cosine, attentionFactor * phase.sine)
    }
  }
}

@inline(never)
func identityMatrix(_ size: Int) -> [[Double]] {
  var matrix: [[Double]] = []
  for index in 0..<size {
    var row = [Double](repeating: 0, count: size)
    row[index] = 1
    matrix.append(row)
  }
  return matrix
}
