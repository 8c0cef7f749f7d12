/// A rotary position embedding: each pair of lanes turns by an angle proportional to the position.
///
/// Pair `i` turns counter-clockwise by `position * inverseFrequencies[i]` radians and is multiplied
/// by the attention factor, which is 1 unless the scaling says otherwise. The dot product of a
/// rotated query and a rotated key depends on the difference of their positions alone.
///
/// ```swift
/// let rope = try RotaryEmbedding<Double>(headDimension: 4, layout: .interleaved)
/// print(rope.inverseFrequencies)
/// // Prints "[1.0, 0.01]"
///
/// let turned = try rope.rotated([1, 2, 3, 4], at: 1)
/// print(turned.map { ($0 * 1000).rounded() / 1000 })
/// // Prints "[-1.143, 1.922, 2.96, 4.03]"
/// ```
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.
public struct RotaryEmbedding<Scalar: RotaryScalar>: Sendable, Hashable {
  /// The number of lanes of a head.
  public let headDimension: Int

  /// The number of rotated lanes: the first ones of the head; the rest is copied.
  public let rotaryDimension: Int

  /// The base `b` of the inverse frequencies `b^(-2i / rotaryDimension)`.
  public let base: Double

  /// Which two lanes form a pair.
  public let layout: PairLayout

  /// What each pair turns by, in radians per token, fastest pair first for a base above 1.
  ///
  /// The count is `rotaryDimension / 2`. The exponent counts rotated lanes, not those of the head.
  ///
  /// - Note: Relative error at most 1e-14 against reference values of each rule, for bases 10,000,
  ///   500,000 and 1,000,000.
  public let inverseFrequencies: [Double]

  /// The rule by which the inverse frequencies differ from `b^(-2i / rotaryDimension)`.
  public let scaling: RotaryScaling

  /// What every rotated pair is multiplied by, finite and greater than 0.
  ///
  /// A query and a key both carry it, so their score carries its square. Lanes that are not rotated
  /// do not carry it. It is 1 but for YaRN and LongRoPE.
  ///
  /// - Note: Source: arXiv:2309.00071, section 3.4, whose temperature `t` is `1 / factor²`.
  public let attentionFactor: Double

  /// What multi-head latent attention multiplies every logit by besides `1 / √headDimension`.
  ///
  /// That of the rule, ``YaRN/softmaxScale``, and 1 for the other rules. No rotation applies it.
  public var softmaxScale: Double {
    if case .yarn(let yarn) = scaling { yarn.softmaxScale } else { 1 }
  }

  // Inlined for the sake of its rule: see `frequencies` of RotaryScaling.
  /// Prepares the rotation of one head.
  ///
  /// - Parameters:
  ///   - headDimension: the lanes of a head.
  ///   - rotaryDimension: the lanes to rotate, even, from 2 to `headDimension`; all if omitted.
  ///   - base: finite and greater than 0. Below 1, later pairs turn faster than earlier ones.
  ///   - layout: which two lanes form a pair; it must be the one the weights were trained with.
  ///   - scaling: how frequencies are changed for longer contexts; not at all if omitted.
  /// - Throws: ``RotaryError/oddDimension(_:)``,
  ///   ``RotaryError/rotaryLargerThanHead(rotary:head:)``, ``RotaryError/invalidBase(_:)``,
  ///   ``RotaryError/invalidScaling(_:)``, ``RotaryError/invalidCount(of:_:allowed:)`` for more
  ///   than 2^27 rotated lanes, or for fewer than 4 with a rule that changes the base, or
  ///   ``RotaryError/frequencyOutOfRange(pair:frequency:)`` for a base or a factor so near 0 that
  ///   angles would overflow.
  @inline(__always)
  public init(
    headDimension: Int,
    rotaryDimension: Int? = nil,
    base: Double = 10_000,
    layout: PairLayout,
    scaling: RotaryScaling = .none
  ) throws(RotaryError) {
    let rotaryDimension = rotaryDimension ?? headDimension
    self.inverseFrequencies = try scaling.frequencies(
      headDimension: headDimension, rotaryDimension: rotaryDimension, base: base)
    self.headDimension = headDimension
    self.rotaryDimension = rotaryDimension
    self.base = base
    self.layout = layout
    self.scaling = scaling
    self.attentionFactor = try scaling.attentionFactor()
  }

  // Inlined, as an embedding is otherwise made in memory for it alone.
  /// The number of tokens in which each pair makes one turn, `2π / inverseFrequencies[i]`.
  ///
  /// The count is `rotaryDimension / 2`; an entry is infinite where the frequency is 0 or so small
  /// that the quotient overflows.
  @inline(__always)
  public var wavelengths: [Double] {
    var wavelengths = inverseFrequencies
    for pair in wavelengths.indices { wavelengths[pair] = 2 * Double.pi / wavelengths[pair] }
    return wavelengths
  }
}
