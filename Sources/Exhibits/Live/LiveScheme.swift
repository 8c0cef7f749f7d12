import RoPE

/// The number a scheme of relative positions looks at, for each pair of tokens in a short text and over
/// the offset.
///
/// A scheme knows the offset and nothing else, so the matrix has equal diagonals, and the curve below it
/// says all that the matrix does.
///
/// - Note: Source: Shaw et al. 2018, arXiv:1803.02155, section 3.2; Raffel et al. 2020,
///   arXiv:1910.10683, section 2.1; Press et al. 2022, arXiv:2108.12409, section 3.
package struct LiveScheme: LiveExhibit, Equatable {
  /// What is made of an offset m − n.
  package enum Scheme: Int, Sendable, CaseIterable {
    /// The offset itself.
    case offset = 0
    /// The offset, taken to the clip where it is farther; it chooses one of Shaw's vectors.
    case shaw = 1
    /// The bucket of T5 in both directions, 32 of them, the last from 128 tokens at the latest.
    case t5 = 2
    /// The bias of the first of eight heads of ALiBi, for keys up to the query.
    ///
    /// Keys after it have none here: ALiBi is made for causal attention, whose mask hides them.
    case alibi = 3
  }

  package var scheme: Scheme
  /// The tokens of the text, N.
  package var tokens: Int
  /// The largest distance that has a vector of its own in Shaw's scheme, in tokens.
  package var clip: Int

  /// How many tokens a text may have.
  package static let lengths = 2...10
  /// What the clip may be.
  package static let clips = 1...reach
  /// The farthest offset of the curve, to either side.
  package static let reach = 40

  package init(scheme: Scheme, tokens: Int, clip: Int) {
    self.scheme = scheme
    self.tokens = tokens
    self.clip = clip
  }

  package init?(_ numbers: [Double]) {
    guard numbers.count == 3 else { return nil }
    self.init(
      scheme: Scheme(rawValue: whole(numbers[0], in: 0...Scheme.allCases.count - 1)) ?? .offset,
      tokens: whole(numbers[1], in: Self.lengths), clip: whole(numbers[2], in: Self.clips))
  }

  package var numbers: [Double] { [Double(scheme.rawValue), Double(tokens), Double(clip)] }

  // MARK: Values

  /// What makes a number of an offset; the edges of T5's buckets are computed once for all of them.
  private enum Rule {
    case offset
    case shaw(ShawRelativeEmbedding)
    case t5(T5RelativeBias)
    case alibi(ALiBi)

    func value(at offset: Int) -> Double? {
      switch self {
      case .offset: Double(offset)
      // Rows are counted from 0 by key minus query, so row `clip` is the offset 0.
      case .shaw(let shaw): Double(shaw.clip - shaw.index(query: offset, key: 0))
      case .t5(let t5): Double(t5.bucket(-offset))
      case .alibi(let alibi): offset < 0 ? nil : alibi.bias(head: 0, query: offset, key: 0)
      }
    }
  }

  private func rule() throws(RotaryError) -> Rule {
    switch scheme {
    case .offset: .offset
    case .shaw: .shaw(try ShawRelativeEmbedding(clip: clip, dimension: 1))
    case .t5: .t5(try T5RelativeBias(heads: 1, bidirectional: true))
    case .alibi: .alibi(try ALiBi(heads: 8))
    }
  }

  /// The number at each offset from −40 to 40; nil where the scheme has none.
  ///
  /// - Throws: nothing for parameters within their ranges.
  package func curve() throws(RotaryError) -> [Double?] {
    let rule = try rule()
    var values: [Double?] = []
    values.reserveCapacity(2 * Self.reach + 1)
    for offset in -Self.reach...Self.reach { values.append(rule.value(at: offset)) }
    return values
  }

  // MARK: Places

  package static let width = 340.0
  package static let height = 438.0
  /// The square that the matrix fills, whatever its size.
  package static let (matrixLeft, matrixTop, side) = (46.0, 26.0, 280.0)
  /// The ends of the plot.
  package static let (left, right, top, bottom) = (46.0, 326.0, 330.0, 394.0)

  /// Where offsets lie; half a token of room at either end.
  package static var across: Frame.Side {
    Frame.Side(
      low: -Double(reach) - 0.5, high: Double(reach) + 0.5, start: left, end: right)
  }

  /// Values: the different numbers in the matrix, its cells, its offsets.
  ///
  /// Marks: 100 cells, row by row, and 100 numbers; the band of the offsets that occur in the matrix,
  /// the line of zero, the curve in steps; the largest and the smallest number of the curve.
  ///
  /// - Throws: nothing for parameters within their ranges.
  package func marks() throws(RotaryError) -> LiveMarks {
    let relative = try RelativeOffsets(length: tokens)
    let curve = try curve()
    var found: [Double] = []
    var largest = 0.0
    for offset in relative.distinct {
      guard let value = curve[offset + Self.reach] else { continue }
      if !found.contains(value) { found.append(value) }
      largest = max(largest, value.magnitude)
    }
    var marks = LiveMarks()
    marks.read(Double(found.count))
    marks.read(Double(tokens * tokens))
    marks.read(Double(relative.distinctCount))

    // Cells first, then numbers: no number may lie below a cell.
    let matrix = try relative.matrix()
    for isNumber in [false, true] {
      for row in 0..<Self.lengths.upperBound {
        for column in 0..<Self.lengths.upperBound {
          let isInside = row < tokens && column < tokens
          let value = isInside ? curve[matrix[row][column] + Self.reach] : nil
          let share = largest > 0 ? (value ?? 0) / largest : 0
          let size = value == nil ? 0 : Self.side / Double(tokens)
          let corner = Coordinate(
            Self.matrixLeft + size * Double(column), Self.matrixTop + size * Double(row))
          if isNumber {
            marks.reading(
              value ?? 0, digits: Self.digits(of: value),
              at: Coordinate(corner.x + size / 2, corner.y + size / 2 + 4), share: share)
          } else {
            marks.cell(corner, width: size, height: size, share: share)
          }
        }
      }
    }
    add(curve, to: &marks, offsets: relative.distinct)
    return marks
  }

  /// A half has a digit behind the point, and a cell without a number no text.
  private static func digits(of value: Double?) -> Int {
    guard let value else { return -1 }
    return value == value.rounded(.towardZero) ? 0 : 1
  }

  private func add(
    _ curve: [Double?], to marks: inout LiveMarks, offsets: ClosedRange<Int>
  ) {
    var (low, high) = (0.0, 0.0)
    for case let value? in curve { (low, high) = (min(low, value), max(high, value)) }
    let frame = Frame(
      across: Self.across,
      down: Frame.Side(low: low, high: high, start: Self.bottom, end: Self.top))
    let start = frame.across.place(Double(offsets.lowerBound) - 0.5)
    let end = frame.across.place(Double(offsets.upperBound) + 0.5)
    marks.bar(x: start, width: end - start, from: Self.bottom, to: Self.top)
    let zero = frame.place(0, 0).y
    marks.line(Coordinate(Self.left, zero), Coordinate(Self.right, zero))
    var steps: [Coordinate] = []
    for (index, value) in curve.enumerated() {
      guard let value else { continue }
      let offset = Double(index - Self.reach)
      steps.append(frame.place(offset - 0.5, value))
      steps.append(frame.place(offset + 0.5, value))
    }
    marks.curve(steps)
    marks.number(high, digits: 0, at: Coordinate(Self.left - 6, Self.top + 4))
    marks.number(low, digits: 0, at: Coordinate(Self.left - 6, Self.bottom + 4))
  }
}
