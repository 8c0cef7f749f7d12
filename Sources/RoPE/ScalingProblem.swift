/// What is wrong with a frequency scaling.
///
/// Two problems are equal when their values are, and a NaN equals a NaN.
public enum ScalingProblem: Sendable {
  /// A number outside the range of its parameter.
  case number(Parameter, Double)

  /// A length in tokens below the least one.
  case length(Length, Int, least: Int)

  /// A lower number of turns that is not below the upper one.
  case bounds(low: Double, high: Double)

  /// YaRN's numbers of turns in the wrong order.
  case betas(fast: Double, slow: Double)

  /// A list of factors that has not one factor for each pair.
  case listCount(List, Int, expected: Int)

  /// A factor in a list that is not finite and greater than 0.
  case listFactor(List, pair: Int, Double)

  /// Proportional scaling with fewer rotary lanes than the head has.
  case partOfHead(rotary: Int, head: Int)

  /// A parameter that is a number.
  public enum Parameter: Sendable, Hashable {
    /// By what frequencies are divided.
    case factor
    /// The turns up to which a pair is divided.
    case low
    /// The turns from which a pair is left alone.
    case high
    /// The part of the pairs that are rotated.
    case fraction
    /// The turns from which YaRN leaves a pair alone.
    case betaFast
    /// The turns up to which YaRN divides a pair.
    case betaSlow
    /// What rotated pairs are multiplied by.
    case attentionFactor
    /// The weight in the numerator of YaRN's attention factor.
    case mscale
    /// The weight in its denominator.
    case mscaleAllDim
    /// The base of the frequencies, which YaRN takes the logarithm of.
    case base
  }

  /// A parameter that is a length in tokens.
  public enum Length: Sendable, Hashable {
    /// That of training.
    case original
    /// The longest the model is made for.
    case maximum
    /// That of the text at hand.
    case current
  }

  /// A parameter that is a list.
  public enum List: Sendable, Hashable {
    /// The divisors up to the original length.
    case shortFactors
    /// The divisors beyond it.
    case longFactors
  }
}

extension ScalingProblem: Equatable {
  /// Whether both are the same case with the same values, NaN being equal to NaN.
  public static func == (left: ScalingProblem, right: ScalingProblem) -> Bool {
    switch (left, right) {
    case (.number(let a, let x), .number(let b, let y)):
      a == b && isSame(x, y)
    case (.length(let a, let x, let u), .length(let b, let y, let v)):
      a == b && x == y && u == v
    case (.bounds(let a, let x), .bounds(let b, let y)),
      (.betas(let a, let x), .betas(let b, let y)):
      isSame(a, b) && isSame(x, y)
    case (.listCount(let a, let x, let u), .listCount(let b, let y, let v)):
      a == b && x == y && u == v
    case (.listFactor(let a, let x, let u), .listFactor(let b, let y, let v)):
      a == b && x == y && isSame(u, v)
    case (.partOfHead(let a, let x), .partOfHead(let b, let y)):
      a == b && x == y
    default:
      false
    }
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN)
  }
}

// Embedded Swift builds do without the tables that printing numbers needs.
#if !hasFeature(Embedded)
  extension ScalingProblem: CustomStringConvertible {
    /// The rule that was broken and the value that broke it, as a sentence without a full stop.
    public var description: String {
      switch self {
      case .number(let parameter, let value):
        "\(parameter.phrase) must be \(parameter.range), not \(value)"
      case .length(let length, let value, let least):
        "\(length.phrase) must be at least \(least), not \(value)"
      case .bounds(let low, let high):
        "a low bound of turns must be below the high one, \(high), not \(low)"
      case .betas(let fast, let slow):
        "a beta for fast pairs must be at least the one for slow pairs, \(slow), not \(fast)"
      case .listCount(let list, let count, let expected):
        "a list of \(list.phrase)s must have one factor per pair, \(expected), not \(count)"
      case .listFactor(let list, let pair, let value):
        "the \(list.phrase) of pair \(pair) must be finite and greater than 0, not \(value)"
      case .partOfHead(let rotary, let head):
        "proportional scaling must rotate the whole head, \(head) lanes, not \(rotary)"
      }
    }
  }

  extension ScalingProblem.Parameter {
    fileprivate var phrase: String {
      switch self {
      case .factor: "a scaling factor"
      case .low: "a low bound of turns"
      case .high: "a high bound of turns"
      case .fraction: "a fraction of rotated pairs"
      case .betaFast: "a beta for fast pairs"
      case .betaSlow: "a beta for slow pairs"
      case .attentionFactor: "an attention factor"
      case .mscale: "an mscale"
      case .mscaleAllDim: "an mscale for all dimensions"
      case .base: "a base scaled by YaRN"
      }
    }

    fileprivate var range: String {
      switch self {
      case .factor, .betaFast, .betaSlow, .attentionFactor: "finite and greater than 0"
      case .low, .high: "finite and at least 0"
      case .fraction: "from 0 to 1"
      case .mscale, .mscaleAllDim: "finite"
      case .base: "finite and greater than 1"
      }
    }
  }

  extension ScalingProblem.Length {
    fileprivate var phrase: String {
      switch self {
      case .original: "an original length"
      case .maximum: "a maximum length"
      case .current: "a sequence length"
      }
    }
  }

  extension ScalingProblem.List {
    fileprivate var phrase: String {
      switch self {
      case .shortFactors: "short factor"
      case .longFactors: "long factor"
      }
    }
  }
#endif
