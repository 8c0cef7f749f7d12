// Embedded Swift builds do without the tables that printing numbers needs.
#if !hasFeature(Embedded)
  extension RotaryError: CustomStringConvertible {
    /// The rule that was broken and the value that broke it, as a sentence without a full stop.
    public var description: String {
      switch self {
      case .oddDimension(let dimension):
        "a rotary dimension must be even and positive, not \(dimension)"
      case .rotaryLargerThanHead(let rotary, let head):
        "a rotary dimension must be at most the head dimension \(head), not \(rotary)"
      case .invalidBase(let base):
        "a base must be finite and greater than 0, not \(base)"
      case .frequencyOutOfRange(let pair, let frequency):
        "the inverse frequency of pair \(pair) must be from 0 to \(largestInverseFrequency)"
          + " radians per token, not \(frequency)"
      case .wrongLength(let expected, let found):
        "a vector must have as many components as its head, \(expected), not \(found)"
      case .positionOutOfRange(let position):
        "a position must be from -\(largestPosition) to \(largestPosition), not \(position)"
      case .oddSinusoidalDimension(let dimension):
        "a sinusoidal dimension must be even and positive, not \(dimension)"
      case .rowOutOfRange(let row, let rows):
        "a learned table with \(rows) rows has rows 0 to \(rows - 1), not \(row)"
      case .raggedRow(let row, let expected, let found):
        "row \(row) must have \(expected) numbers like row 0, not \(found)"
      case .invalidCount(let quantity, let count, let allowed):
        "\(quantity.phrase) must be from \(allowed.lowerBound) to \(allowed.upperBound)"
          + ", not \(count)"
      case .unequalCounts(let quantity, let count, let other, let otherCount):
        "there must be as many \(quantity.plural) as \(other.plural), not \(count)"
          + " and \(otherCount)"
      case .noVisibleKey(let query):
        "a causal mask must leave each query a key at or before its position, not hide all keys"
          + " from query \(query)"
      }
    }
  }

  extension RotaryError.Quantity {
    fileprivate var phrase: String {
      switch self {
      case .headDimension: "a head dimension"
      case .rotaryDimension: "a rotary dimension"
      case .dimension: "a dimension"
      case .clip: "a clip"
      case .length: "a length"
      case .rows, .queries, .keys, .values, .positions: "a number of \(plural)"
      }
    }

    fileprivate var plural: String {
      switch self {
      case .headDimension: "head dimensions"
      case .rotaryDimension: "rotary dimensions"
      case .dimension: "dimensions"
      case .clip: "clips"
      case .length: "lengths"
      case .rows: "rows"
      case .queries: "queries"
      case .keys: "keys"
      case .values: "values"
      case .positions: "positions"
      }
    }
  }
#endif
