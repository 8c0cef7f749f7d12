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

  /// The number at each offset from −40 to 40; nil where the scheme has none.
  ///
  /// - Throws: nothing for parameters within their ranges.
  package func curve() throws(RotaryError) -> [Double?] {
    try plainCurve().map { $0.isNaN ? nil : $0 }
  }

  /// The number at each offset from −40 to 40; not a number where the scheme has none.
  private func plainCurve() throws(RotaryError) -> [Double] {
    var values = [Double](repeating: .nan, count: 2 * Self.reach + 1)
    switch scheme {
    case .offset:
      for index in values.indices { values[index] = Double(index - Self.reach) }
    case .shaw:
      let shaw = try ShawRelativeEmbedding(clip: clip, dimension: 1)
      for index in values.indices {
        // Rows are counted from 0 by key minus query, so row `clip` is the offset 0.
        values[index] = Double(shaw.clip - shaw.index(query: index - Self.reach, key: 0))
      }
    case .t5:
      let t5 = try T5RelativeBias(heads: 1, bidirectional: true)
      for index in values.indices { values[index] = Double(t5.bucket(Self.reach - index)) }
    case .alibi:
      let alibi = try ALiBi(heads: 8)
      for index in Self.reach..<values.count {
        values[index] = alibi.bias(head: 0, query: index - Self.reach, key: 0)
      }
    }
    return values
  }

  // MARK: Places

  package static let height = 438.0
  /// The square that the matrix fills, whatever its size.
  package static let matrixLeft = 46.0
  package static let matrixTop = 26.0
  package static let side = 280.0
  /// The ends of the plot.
  package static let left = 46.0
  package static let right = 326.0
  package static let top = 330.0
  package static let bottom = 394.0

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
    let curve = try plainCurve()
    let offsets = relative.distinct
    var (found, largest) = (0, 0.0)
    for offset in offsets {
      let value = curve[offset + Self.reach]
      guard !value.isNaN else { continue }
      largest = max(largest, value.magnitude)
      var isNew = true
      for earlier in offsets.lowerBound..<offset where curve[earlier + Self.reach] == value {
        isNew = false
      }
      if isNew { found += 1 }
    }
    var marks = LiveMarks()
    marks.read(Double(found))
    marks.read(Double(tokens * tokens))
    marks.read(Double(relative.distinctCount))

    // Cells first, then numbers: no number may lie below a cell.
    for isNumber in [false, true] {
      for row in 0..<Self.lengths.upperBound {
        for column in 0..<Self.lengths.upperBound {
          let isInside = row < tokens && column < tokens
          let value = isInside ? curve[row - column + Self.reach] : .nan
          let share = value.isNaN || largest == 0 ? 0 : value / largest
          let size = value.isNaN ? 0 : Self.side / Double(tokens)
          let corner = Coordinate(
            Self.matrixLeft + size * Double(column), Self.matrixTop + size * Double(row))
          if isNumber {
            marks.reading(
              value.isNaN ? 0 : value, digits: Self.digits(of: value),
              at: Coordinate(corner.x + size / 2, corner.y + size / 2 + 4), share: share)
          } else {
            marks.cell(corner, width: size, height: size, share: share)
          }
        }
      }
    }
    add(curve, to: &marks, offsets: offsets)
    return marks
  }

  /// A half has a digit behind the point, and a cell without a number no text.
  private static func digits(of value: Double) -> Int {
    if value.isNaN { return -1 }
    return value == value.rounded(.towardZero) ? 0 : 1
  }

  private func add(
    _ curve: [Double], to marks: inout LiveMarks, offsets: ClosedRange<Int>
  ) {
    var (low, high) = (0.0, 0.0)
    var count = 0
    for value in curve where !value.isNaN {
      (low, high) = (min(low, value), max(high, value))
      count += 2
    }
    let frame = Frame(
      across: Self.across,
      down: Frame.Side(low: low, high: high, start: Self.bottom, end: Self.top))
    let start = frame.across.place(Double(offsets.lowerBound) - 0.5)
    let end = frame.across.place(Double(offsets.upperBound) + 0.5)
    marks.bar(x: start, width: end - start, from: Self.bottom, to: Self.top)
    let zero = frame.place(0, 0).y
    marks.line(Coordinate(Self.left, zero), Coordinate(Self.right, zero))
    marks.beginCurve(count)
    for index in curve.indices where !curve[index].isNaN {
      let offset = Double(index - Self.reach)
      marks.point(frame.place(offset - 0.5, curve[index]))
      marks.point(frame.place(offset + 0.5, curve[index]))
    }
    marks.number(high, digits: 0, at: Coordinate(Self.left - 6, Self.top + 4))
    marks.number(low, digits: 0, at: Coordinate(Self.left - 6, Self.bottom + 4))
  }
}
