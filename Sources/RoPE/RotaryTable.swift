/// The cosines and sines of a range of positions, computed once, and the kernels that turn with them.
///
/// A table turns whole buffers in place: no memory is asked for, and each number is read and written
/// once. It holds half a row per position, which both layouts share.
///
/// ```swift
/// let rope = try RotaryEmbedding<Float>(headDimension: 128, layout: .halfSplit)
/// let table = try RotaryTable(rope, positions: 0..<4096)
/// var queries = [Float](repeating: 1, count: 32 * 4096 * 128)
/// try table.rotate(
///   &queries, heads: 32, tokens: 4096, order: .headsTokens, positions: .startingAt(0))
/// print(table.cosines.count, queries[0], queries[64])
/// // Prints "262144 1.0 1.0"
/// ```
///
/// `Float16` and ``BFloat16`` are turned in `Float` and rounded once. `Double` is turned in `Double`
/// by tables of its own, which take twice the memory of ``cosines`` and ``sines`` beside them.
///
/// - Note: Source: arXiv:2104.09864, section 3.4.2; the half-width table is that of ONNX
///   RotaryEmbedding.
public struct RotaryTable<Scalar: RotaryScalar>: Sendable {
  /// The number of lanes of a row.
  public let headDimension: Int

  /// The number of rotated lanes: the first ones of a row; the rest is copied.
  public let rotaryDimension: Int

  /// Which two lanes form a pair.
  public let layout: PairLayout

  /// The positions that have a row.
  public let positions: Range<Int>

  /// The factor that is inside ``cosines`` and ``sines``; 1 for most checkpoints.
  public let attentionFactor: Double

  /// `attentionFactor * cos(position * inverseFrequencies[i])`.
  ///
  /// Row-major, shape `[positions.count, rotaryDimension / 2]`.
  ///
  /// - Note: Error at most 3e-8 for an attention factor of 1, at positions up to 1,000,000 and
  ///   base 10,000, unless the table was made with ``TablePrecision/referenceFloat32``.
  public let cosines: [Float]

  /// `attentionFactor * sin(position * inverseFrequencies[i])`, in shape and error as ``cosines``.
  public let sines: [Float]

  /// The same in `Double`; empty unless `Scalar` is turned in an arithmetic wider than `Float`.
  let wide: Phases<Double>

  /// Computes the table of an embedding.
  ///
  /// It takes about a tenth of the time of calling sine and cosine for each entry.
  ///
  /// - Parameters:
  ///   - embedding: what to turn by; its scaling and attention factor go into the table.
  ///   - positions: the positions to hold, at least one, up to 2^53 in magnitude.
  ///   - precision: exact, or off in the way of a program that computes angles in `Float`.
  /// - Throws: ``RotaryError/positionOutOfRange(_:)``, or
  ///   ``RotaryError/invalidCount(of:_:allowed:)`` for no position or more than 2^27 entries.
  public init(
    _ embedding: RotaryEmbedding<Scalar>, positions: Range<Int>, precision: TablePrecision = .exact
  ) throws(RotaryError) {
    let pairs = embedding.rotaryDimension / 2
    try checkPosition(positions.lowerBound)
    // The last position, or the lower bound of an empty range once more.
    try checkPosition(max(positions.lowerBound, positions.upperBound &- 1))
    let (count, overflow) = positions.upperBound.subtractingReportingOverflow(positions.lowerBound)
    try check(
      overflow ? .max : count, isIn: 1...max(1, largestElementCount / pairs), as: .positions)
    headDimension = embedding.headDimension
    rotaryDimension = embedding.rotaryDimension
    layout = embedding.layout
    attentionFactor = embedding.attentionFactor
    self.positions = positions
    let isWide = Scalar.RotaryArithmetic.significandBitCount > Float.significandBitCount
    switch precision {
    case .exact:
      let frequencies = embedding.inverseFrequencies
      let factor = embedding.attentionFactor
      if isWide {
        wide = Phases(positions: positions, inverseFrequencies: frequencies, factor: factor)
        cosines = wide.cosines.map { Float($0) }
        sines = wide.sines.map { Float($0) }
      } else {
        let narrow = Phases<Float>(
          positions: positions, inverseFrequencies: frequencies, factor: factor)
        wide = Phases()
        cosines = narrow.cosines
        sines = narrow.sines
      }
    case .referenceFloat32:
      let narrow = Phases<Float>(
        positions: positions, referenceInverseFrequencies: embedding.referenceInverseFrequencies,
        attentionFactor: embedding.attentionFactor)
      wide = isWide ? Phases(widening: narrow) : Phases()
      cosines = narrow.cosines
      sines = narrow.sines
    }
  }

  /// Takes cosines and sines that were computed elsewhere, such as the caches of an ONNX model.
  ///
  /// - Parameters:
  ///   - cosines: row-major, shape `[positions, rotaryDimension / 2]`, at least one row.
  ///   - sines: the same shape.
  ///   - firstPosition: the position of the first row, up to 2^53 in magnitude.
  ///   - headDimension: the lanes of a row.
  ///   - rotaryDimension: the lanes to rotate, even, from 2 to `headDimension`; all if omitted.
  ///   - layout: which two lanes form a pair.
  ///   - attentionFactor: the factor inside both arrays, finite and greater than 0.
  /// - Throws: ``RotaryError/oddDimension(_:)``,
  ///   ``RotaryError/rotaryLargerThanHead(rotary:head:)``,
  ///   ``RotaryError/invalidScaling(_:)`` for the attention factor,
  ///   ``RotaryError/unequalCounts(of:_:and:_:)``, ``RotaryError/wrongCount(of:expected:found:)``
  ///   for a last row that is not whole, ``RotaryError/positionOutOfRange(_:)``, or
  ///   ``RotaryError/invalidCount(of:_:allowed:)``.
  public init(
    cosines: [Float], sines: [Float], firstPosition: Int = 0, headDimension: Int,
    rotaryDimension: Int? = nil, layout: PairLayout, attentionFactor: Double = 1
  ) throws(RotaryError) {
    let rotaryDimension = rotaryDimension ?? headDimension
    try checkRotaryDimension(rotaryDimension)
    guard rotaryDimension <= headDimension else {
      throw .rotaryLargerThanHead(rotary: rotaryDimension, head: headDimension)
    }
    try checkPositive(attentionFactor, as: .attentionFactor)
    guard cosines.count == sines.count else {
      throw .unequalCounts(of: .cosines, cosines.count, and: .sines, sines.count)
    }
    let pairs = rotaryDimension / 2
    let rows = cosines.count / pairs
    try check(rows, isIn: 1...max(1, largestElementCount / pairs), as: .positions)
    guard rows * pairs == cosines.count else {
      throw .wrongCount(of: .cosines, expected: rows * pairs, found: cosines.count)
    }
    try checkPosition(firstPosition)
    let (end, overflow) = firstPosition.addingReportingOverflow(rows)
    guard !overflow else { throw .positionOutOfRange(.max) }
    try checkPosition(end - 1)
    self.headDimension = headDimension
    self.rotaryDimension = rotaryDimension
    self.layout = layout
    self.attentionFactor = attentionFactor
    self.positions = firstPosition..<end
    // BFloat16 is rounded without a look at NaN, which takes NaN to be the usual one.
    self.cosines = cosines.map { $0.isNaN ? .nan : $0 }
    self.sines = sines.map { $0.isNaN ? .nan : $0 }
    let isWide = Scalar.RotaryArithmetic.significandBitCount > Float.significandBitCount
    let narrow = Phases<Float>(cosines: cosines, sines: sines)
    wide = isWide ? Phases(widening: narrow) : Phases()
  }
}
