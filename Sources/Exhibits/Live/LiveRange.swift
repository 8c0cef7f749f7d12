import RoPE

/// What each pair of a head has seen of its circle in training, and what a longer text adds to it under
/// a rule.
///
/// In L tokens a pair turns by L θ: that is what it has *seen*. Less than a turn is a part of its circle
/// only, and a text that is s times as long, in which it turns by s L θ′, shows it new angles where this
/// is more. A pair that came round in training knows every angle, however far it turns.
///
/// - Note: Source: Peng et al. 2023, arXiv:2309.00071, section 3.2, whose turns in the original length
///   are L θ / 2π; Chen et al. 2023, arXiv:2306.15595.
package struct LiveRange: LiveExhibit, Equatable {
  /// What is done to the frequencies.
  package enum Method: Int, Sendable, CaseIterable {
    /// Nothing.
    case none = 0
    /// Position interpolation.
    case linear = 1
    /// A larger base.
    case ntk = 2
    /// YaRN as its code has it, from 1 to 32 turns.
    case yarn = 3
    /// The three bands of Llama 3.1, bounded by 1 and 4 turns.
    case llama3 = 4
  }

  package var method: Method
  /// How many times as long the text is, s.
  package var factor: Int
  /// The pair that is looked at, below ``pairCount``.
  package var pair: Int
  /// An even number.
  package var headDimension: Int
  /// Above 1.
  package var base: Double
  /// The tokens of a text in training, L.
  package var originalLength: Int

  package static let factors = 1...16
  package static let headDimensions = 4...128
  package static let originalLengths = 1...1_048_576

  package init(
    method: Method, factor: Int, pair: Int, headDimension: Int, base: Double, originalLength: Int
  ) {
    self.method = method
    self.factor = factor
    self.pair = pair
    self.headDimension = headDimension
    self.base = base
    self.originalLength = originalLength
  }

  package init?(_ numbers: [Double]) {
    guard numbers.count == 6 else { return nil }
    let halves = Self.headDimensions.lowerBound / 2...Self.headDimensions.upperBound / 2
    let pairCount = whole(numbers[3] / 2, in: halves)
    self.init(
      method: Method(rawValue: whole(numbers[0], in: 0...Method.allCases.count - 1)) ?? .none,
      factor: whole(numbers[1], in: Self.factors),
      pair: whole(numbers[2], in: 0...pairCount - 1), headDimension: 2 * pairCount,
      base: numbers[4], originalLength: whole(numbers[5], in: Self.originalLengths))
  }

  package var numbers: [Double] {
    [
      Double(method.rawValue), Double(factor), Double(pair), Double(headDimension), base,
      Double(originalLength),
    ]
  }

  package var pairCount: Int { headDimension / 2 }

  // MARK: Angles

  /// By how much each pair turned in training and by how much it turns in the longer text, in radians.
  package struct Turning: Sendable, Equatable {
    package var seen: Double
    package var needed: Double

    /// Whether angles occur that training did not show.
    ///
    /// An excess of a part in 10⁹ is rounding: a frequency divided by s, in s times as many tokens,
    /// turns a pair as far as before.
    package var isNew: Bool { seen < 2 * .pi && needed > seen * (1 + 1e-9) }
  }

  /// One entry for each pair.
  ///
  /// - Throws: ``RotaryError`` for a base the library or the rule refuses.
  package func turnings() throws(RotaryError) -> [Turning] {
    let (plain, scaled) = (try comparison.plain(), try scaled())
    return plain.indices.map { turning($0, plain, scaled) }
  }

  private var comparison: ScalingComparison {
    ScalingComparison(
      headDimension: headDimension, base: base, factor: Double(factor),
      originalLength: originalLength, length: factor * originalLength)
  }

  /// The frequencies under the rule.
  private func scaled() throws(RotaryError) -> [Double] {
    switch method {
    case .none: try comparison.plain()
    case .linear: try comparison.frequencies(under: .linear)
    case .ntk: try comparison.frequencies(under: .ntk)
    case .yarn: try comparison.frequencies(under: .yarn)
    case .llama3: try comparison.frequencies(under: .llama3)
    }
  }

  /// What one pair does with these frequencies of all pairs.
  @inline(never)
  private func turning(_ pair: Int, _ plain: [Double], _ scaled: [Double]) -> Turning {
    Turning(
      seen: Double(originalLength) * plain[pair],
      needed: Double(factor * originalLength) * scaled[pair])
  }

  // MARK: Places

  package static let radius = 15.0
  /// How many circles stand in a row.
  package static let perRow = 8
  /// From one circle to the next.
  private static let step = 38.0

  /// The centre of the circle of a pair.
  package static func center(ofPair pair: Int) -> Coordinate {
    Coordinate(
      52 + step * Double(pair % perRow), 24 + step * Double(pair / perRow))
  }

  /// Below the last row of circles.
  package var bottom: Double { Self.center(ofPair: pairCount - 1).y + 22 }

  /// Values: by how much the pair that is looked at turned in training, by how much it turns in the
  /// longer text, in radians; in how many pairs angles are new; which pair it is.
  ///
  /// Marks: for each pair the sector of angles that are new, empty where none are; the ring around the
  /// pair that is looked at.
  ///
  /// - Throws: ``RotaryError`` for a base the library or the rule refuses.
  package func marks() throws(RotaryError) -> LiveMarks {
    let (plain, scaled) = (try comparison.plain(), try scaled())
    let chosen = turning(pair, plain, scaled)
    var count = 0
    for pair in plain.indices where turning(pair, plain, scaled).isNew { count += 1 }
    var marks = LiveMarks()
    marks.read(chosen.seen)
    marks.read(chosen.needed)
    marks.read(Double(count))
    marks.read(Double(pair))
    for pair in plain.indices {
      let turning = turning(pair, plain, scaled)
      let start = min(turning.seen, 2 * .pi)
      let end = turning.isNew ? min(turning.needed, 2 * .pi) : start
      marks.sector(Self.center(ofPair: pair), radius: Self.radius, from: start, to: end)
    }
    marks.circle(Self.center(ofPair: pair), radius: Self.radius + 3)
    return marks
  }
}
