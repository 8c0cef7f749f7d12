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
        "a learned table with \(rows) rows has rows 0 to \(rows &- 1), not \(row)"
      case .raggedRow(let row, let expected, let found):
        "row \(row) must have \(expected) numbers like row 0, not \(found)"
      case .invalidCount(let quantity, let count, let allowed):
        "\(quantity.phrase) must be \(phrase(for: allowed)), not \(count)"
      case .unequalCounts(let quantity, let count, let other, let otherCount):
        "there must be as many \(quantity.plural) as \(other.plural), not \(count)"
          + " and \(otherCount)"
      case .wrongLayout(let expected, let found):
        "an embedding must have the layout the vector was turned in, \(expected.phrase), not"
          + " \(found.phrase)"
      case .invalidScaling(let problem):
        problem.description
      case .invalidConfiguration(let problem):
        problem.description
      case .positionOutsideTable(let position, let positions):
        "a position must be in the table, from \(positions.lowerBound) to"
          + " \(positions.upperBound &- 1), not \(position)"
      case .noVisibleKey(let query):
        "a causal mask must leave each query a key at or before its position, not hide all keys"
          + " from query \(query)"
      case .wrongCount(let quantity, let expected, let found):
        "there must be \(expected) \(quantity.plural), not \(found)"
      case .parameterOutOfRange(let parameter, let value, let allowed):
        "\(parameter.phrase) must be from \(allowed.lowerBound) to \(allowed.upperBound)"
          + ", not \(value)"
      case .headOutOfRange(let head, let heads):
        "a layer with \(heads) heads has heads 0 to \(heads &- 1), not \(head)"
      case .unevenHeads(let heads, let keyHeads):
        "the number of heads must be a multiple of the \(keyHeads) key heads, not \(heads)"
      case .unevenValues(let width, let keyHeads):
        "the width of the values must be a multiple of the \(keyHeads) key heads, not \(width)"
      }
    }
  }

  private func phrase(for allowed: ClosedRange<Int>) -> String {
    let (lowest, highest) = (allowed.lowerBound, allowed.upperBound)
    return lowest == highest ? "\(lowest)" : "from \(lowest) to \(highest)"
  }

  extension PairLayout {
    fileprivate var phrase: String {
      switch self {
      case .interleaved: "interleaved"
      case .halfSplit: "half-split"
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
      case .maxDistance: "a largest distance"
      case .section: "a section"
      case .paddingIndex: "a padding index"
      case .gridSize: "a side of a grid"
      case .sequences, .tokens, .threads, .numbers, .cosines, .sines: "a number of \(plural)"
      case .rows, .queries, .keys, .values, .positions, .heads, .keyHeads, .buckets, .axes,
        .sectionPairs, .weights, .gradients, .components:
        "a number of \(plural)"
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
      case .heads: "heads"
      case .keyHeads: "key heads"
      case .buckets: "buckets"
      case .maxDistance: "largest distances"
      case .axes: "coordinates, one for each axis"
      case .section: "sections"
      case .sectionPairs: "pairs in all sections together"
      case .gridSize: "sides of a grid"
      case .weights: "weights"
      case .gradients: "gradients"
      case .components: "components in a row"
      case .paddingIndex: "padding indices"
      case .sequences: "sequences"
      case .tokens: "tokens"
      case .threads: "threads"
      case .numbers: "numbers in a buffer of this shape"
      case .cosines: "cosines"
      case .sines: "sines"
      }
    }
  }

  extension RotaryError.Parameter {
    fileprivate var phrase: String {
      switch self {
      case .frequency: "an inverse frequency in radians per token"
      case .coordinate: "a coordinate"
      case .maxFrequency: "a largest frequency"
      case .scaleBase: "a scale base in tokens"
      case .gamma: "a gamma"
      case .scale: "a scale of the scores"
      }
    }
  }
#endif
