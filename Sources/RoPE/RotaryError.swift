/// An input that an encoding cannot work with.
///
/// Each case carries the offending value. Two errors are equal when their values are, and a NaN
/// equals a NaN, so that an error can always be compared with an expected one.
public enum RotaryError: Error, Sendable {
  /// A rotary dimension that does not split into pairs.
  case oddDimension(Int)

  /// More rotary lanes than the head has.
  case rotaryLargerThanHead(rotary: Int, head: Int)

  /// A base that is not finite and greater than 0.
  case invalidBase(Double)

  /// An inverse frequency, in radians per token, whose angles would not all be finite.
  case frequencyOutOfRange(pair: Int, frequency: Double)

  /// A vector whose length is not that of the head.
  case wrongLength(expected: Int, found: Int)

  /// A position that `Double` does not hold exactly.
  case positionOutOfRange(Int)

  /// A sinusoidal dimension that does not split into sines and cosines.
  case oddSinusoidalDimension(Int)

  /// A row that a learned table does not have.
  case rowOutOfRange(row: Int, rows: Int)

  /// A row of a matrix that is not as long as its first row.
  case raggedRow(row: Int, expected: Int, found: Int)

  /// A count outside the range in which the encoding is defined and fits into memory.
  case invalidCount(of: Quantity, Int, allowed: ClosedRange<Int>)

  /// Two lists that should be equally long.
  case unequalCounts(of: Quantity, Int, and: Quantity, Int)

  /// A position that a table has no row for.
  case positionOutsideTable(Int, positions: Range<Int>)

  /// A query that a causal mask leaves without any key.
  case noVisibleKey(query: Int)

  /// A list that must have a fixed number of entries and has another.
  case wrongCount(of: Quantity, expected: Int, found: Int)

  /// A real parameter outside the range in which the encoding is defined.
  case parameterOutOfRange(Parameter, Double, allowed: ClosedRange<Double>)

  /// A head that the encoding or the layer does not have.
  case headOutOfRange(head: Int, heads: Int)

  /// Query heads that cannot be shared out evenly among the key heads.
  case unevenHeads(heads: Int, keyHeads: Int)

  /// Rows of values that cannot be cut evenly into the key heads.
  case unevenValues(width: Int, keyHeads: Int)

  /// An embedding whose pairs are other lanes than those a vector was turned by.
  case wrongLayout(expected: PairLayout, found: PairLayout)

  /// A frequency scaling that is not defined or fits no such head.
  case invalidScaling(ScalingProblem)

  #if !hasFeature(Embedded)
    /// A model configuration that cannot be read.
    case invalidConfiguration(ConfigurationProblem)
  #endif

  /// What a count counts.
  public enum Quantity: Sendable, Hashable {
    /// Lanes of a head.
    case headDimension
    /// Rotated lanes of a head.
    case rotaryDimension
    /// Components of a vector.
    case dimension
    /// Rows of a table or a matrix.
    case rows
    /// The largest distance with a vector of its own, in tokens.
    case clip
    /// Tokens of a sequence that is described.
    case length
    /// Queries.
    case queries
    /// Keys.
    case keys
    /// Values.
    case values
    /// Positions.
    case positions
    /// Query heads.
    case heads
    /// Key heads.
    case keyHeads
    /// Buckets of distances.
    case buckets
    /// The distance that is in the last bucket, in tokens.
    case maxDistance
    /// Axes of a position, or coordinates of it.
    case axes
    /// Pairs of one section.
    case section
    /// Pairs of all sections together.
    case sectionPairs
    /// Patches or pixels along a side of a grid.
    case gridSize
    /// Numbers of a weight matrix.
    case weights
    /// Gradients, one for each token.
    case gradients
    /// Numbers of a row.
    case components
    /// The row of a padding token.
    case paddingIndex
    /// Sequences of a batch.
    case sequences
    /// Tokens of a sequence in a buffer.
    case tokens
    /// Threads of a call.
    case threads
    /// Numbers of a buffer.
    case numbers
    /// Cosines of a table.
    case cosines
    /// Sines of a table.
    case sines
  }

  /// What a real parameter sets.
  public enum Parameter: Sendable, Hashable {
    /// An inverse frequency, in radians per token.
    case frequency
    /// A coordinate of a position.
    case coordinate
    /// The largest frequency of pixels, in half turns over a side.
    case maxFrequency
    /// The tokens in which xPos scales once by its factors.
    case scaleBase
    /// The constant that slows the decay of xPos.
    case gamma
    /// What dot products are multiplied by.
    case scale
  }
}

extension RotaryError: Equatable {
  /// Whether both are the same case with the same values, NaN being equal to NaN.
  public static func == (left: RotaryError, right: RotaryError) -> Bool {
    switch (left, right) {
    case (.oddDimension(let a), .oddDimension(let b)),
      (.positionOutOfRange(let a), .positionOutOfRange(let b)),
      (.oddSinusoidalDimension(let a), .oddSinusoidalDimension(let b)),
      (.noVisibleKey(let a), .noVisibleKey(let b)):
      a == b
    case (.positionOutsideTable(let a, let x), .positionOutsideTable(let b, let y)):
      a == b && x == y
    case (.invalidBase(let a), .invalidBase(let b)):
      isSame(a, b)
    case (.frequencyOutOfRange(let a, let x), .frequencyOutOfRange(let b, let y)):
      a == b && isSame(x, y)
    case (.rotaryLargerThanHead(let a, let x), .rotaryLargerThanHead(let b, let y)),
      (.wrongLength(let a, let x), .wrongLength(let b, let y)),
      (.rowOutOfRange(let a, let x), .rowOutOfRange(let b, let y)):
      a == b && x == y
    case (.raggedRow(let a, let x, let u), .raggedRow(let b, let y, let v)):
      a == b && x == y && u == v
    case (.invalidCount(let a, let x, let u), .invalidCount(let b, let y, let v)):
      a == b && x == y && u == v
    case (.unequalCounts(let a, let x, let c, let u), .unequalCounts(let b, let y, let d, let v)):
      a == b && x == y && c == d && u == v
    case (.wrongCount(let a, let x, let u), .wrongCount(let b, let y, let v)):
      a == b && x == y && u == v
    case (.parameterOutOfRange(let a, let x, let u), .parameterOutOfRange(let b, let y, let v)):
      a == b && isSame(x, y) && u == v
    case (.headOutOfRange(let a, let x), .headOutOfRange(let b, let y)),
      (.unevenHeads(let a, let x), .unevenHeads(let b, let y)),
      (.unevenValues(let a, let x), .unevenValues(let b, let y)):
      a == b && x == y
    case (.wrongLayout(let a, let x), .wrongLayout(let b, let y)):
      a == b && x == y
    case (.invalidScaling(let a), .invalidScaling(let b)):
      a == b
    #if !hasFeature(Embedded)
      case (.invalidConfiguration(let a), .invalidConfiguration(let b)):
        a == b
    #endif
    default:
      false
    }
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN)
  }
}
