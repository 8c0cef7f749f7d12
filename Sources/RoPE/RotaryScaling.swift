/// How the inverse frequencies of a rotary embedding are changed for contexts longer than those a
/// model was trained on.
///
/// Below, `w` is the unscaled inverse frequency `base^(-2i / d)` of pair `i`, `d` the rotary
/// dimension, and `r = originalLength * w / 2π` the turns a pair makes in the original length.
/// A rule is a value: the two that depend on the current length take it as a parameter, so equal
/// rules always give equal frequencies, whatever was rotated before.
///
/// A factor is finite and greater than 0, and stretches the context when above 1. A length is a
/// number of tokens, at least 1. ``RotaryEmbedding`` checks both when it is made.
public enum RotaryScaling: Sendable, Hashable {
  /// The unscaled frequencies.
  case none

  /// Position interpolation: `w / factor` for every pair, so position `m` has the angles that
  /// position `m / factor` had.
  ///
  /// - Note: Source: Chen et al. 2023, arXiv:2306.15595, equation 3.
  case linear(factor: Double)

  /// A larger base, `base * factor^(d / (d - 2))`: the first pair keeps its frequency and the last
  /// one's is divided by the factor. The rotary dimension must be at least 4.
  ///
  /// - Note: Source: bloc97 2023, as given in arXiv:2309.00071, section 3.1.
  case ntkAware(factor: Double)

  /// ``ntkAware(factor:)`` by a factor that grows with the length of the sequence,
  /// `factor * length / originalLength - (factor - 1)`; up to the original length it is ``none``.
  ///
  /// Keys rotated for one length do not fit queries rotated for another. The rotary dimension must
  /// be at least 4.
  ///
  /// - Note: Source: arXiv:2309.00071, section 3.3; Hugging Face transformers 5.23.0, `dynamic`,
  ///   without its memory of the longest sequence so far.
  case dynamicNTK(factor: Double, originalLength: Int, length: Int)

  /// NTK by parts as the paper has it: pairs with `r >= high` turns keep their frequency, pairs
  /// with `r <= low` are divided by the factor, and between them the share is linear in `r`.
  ///
  /// The released code of YaRN uses another ramp, ``yarn(_:)``. Bounds are finite,
  /// `0 <= low < high`; the paper takes 1 and 32 for Llama.
  ///
  /// - Note: Source: Peng et al. 2023, arXiv:2309.00071, section 3.2, without the temperature of
  ///   section 3.4.
  case ntkByParts(factor: Double, originalLength: Int, low: Double, high: Double)

  /// YaRN as released, with a ramp linear in the pair index and an attention factor.
  case yarn(YaRN)

  /// One divisor per pair, from the short list up to the original length and from the long list
  /// beyond it.
  ///
  /// Each list holds `d / 2` finite numbers greater than 0. Keys rotated by one list do not fit
  /// queries rotated by the other. Unless given, the attention factor is
  /// `√(1 + ln(maximumLength / originalLength) / ln(originalLength))`, and 1 where the maximum
  /// length is not above the original one.
  ///
  /// - Note: Source: Ding et al. 2024, arXiv:2402.13753; attention factor and choice of the list as
  ///   in Hugging Face transformers 5.23.0.
  case longRoPE(
    shortFactors: [Double], longFactors: [Double], originalLength: Int, maximumLength: Int,
    length: Int, attentionFactor: Double?)

  /// The three bands of Llama 3.1: wavelengths below `originalLength / high` are kept, those above
  /// `originalLength / low` are multiplied by the factor, and between them the share is linear in
  /// `r`.
  ///
  /// Bounds are finite, `0 <= low < high`; the released models take 1 and 4.
  ///
  /// - Note: Source: the Llama 3.1 reference code of Meta; Hugging Face transformers 5.23.0. Equal
  ///   to ``ntkByParts(factor:originalLength:low:high:)`` up to rounding, relative 1e-15.
  case llama3(factor: Double, low: Double, high: Double, originalLength: Int)

  /// The first `⌊fraction * headDimension / 2⌋` pairs keep the frequency they have when the whole
  /// head is rotated, divided by the factor; the frequencies of the rest are exactly 0.
  ///
  /// The head is rotated as a whole, so pairs are formed across it. That is not a smaller rotary
  /// dimension, whose exponents and half-split pairs count only the rotated lanes. The fraction is
  /// from 0 to 1.
  ///
  /// - Note: Source: Barbero et al. 2024, arXiv:2410.06205 (p-RoPE); Hugging Face transformers
  ///   5.23.0, `proportional`.
  case proportional(fraction: Double, factor: Double)
}

/// The parameters of YaRN as its authors' code and the implementations after it compute it.
///
/// The pair that makes `n` turns in the original length has the real index
/// `D(n) = d · ln(originalLength / 2πn) / (2 ln base)`. Pairs up to `D(betaFast)` keep their
/// frequency, pairs from `D(betaSlow)` on are divided by the factor, and between them the share is
/// linear in the index. Values are checked when a ``RotaryEmbedding`` is made with them.
///
/// - Note: Source: github.com/jquesnelle/yarn and Hugging Face transformers 5.23.0. The ramp of the
///   paper, arXiv:2309.00071, is ``RotaryScaling/ntkByParts(factor:originalLength:low:high:)``.
public struct YaRN: Sendable, Hashable {
  /// By what the slow frequencies are divided, finite and greater than 0.
  public var factor: Double

  /// The length in tokens the model was trained on, at least 1.
  public var originalLength: Int

  /// The turns in the original length from which a pair is left alone, at least ``betaSlow``.
  public var betaFast: Double

  /// The turns in the original length up to which a pair is divided, finite and greater than 0.
  public var betaSlow: Double

  /// Whether the ends of the ramp are rounded outwards to whole indices.
  public var truncate: Bool

  /// The attention factor, finite and greater than 0; computed from the factor if nil.
  public var attentionFactor: Double?

  /// The weight of the logarithm in the numerator of the attention factor.
  ///
  /// It takes effect only together with ``mscaleAllDim``, and only if neither is 0.
  public var mscale: Double?

  /// The weight of the logarithm in the denominator of the attention factor; see ``mscale``.
  ///
  /// In models with multi-head latent attention it also sets ``softmaxScale``.
  public var mscaleAllDim: Double?

  /// The parameters of YaRN, with the defaults of the authors' code.
  public init(
    factor: Double,
    originalLength: Int,
    betaFast: Double = 32,
    betaSlow: Double = 1,
    truncate: Bool = true,
    attentionFactor: Double? = nil,
    mscale: Double? = nil,
    mscaleAllDim: Double? = nil
  ) {
    self.factor = factor
    self.originalLength = originalLength
    self.betaFast = betaFast
    self.betaSlow = betaSlow
    self.truncate = truncate
    self.attentionFactor = attentionFactor
    self.mscale = mscale
    self.mscaleAllDim = mscaleAllDim
  }
}
