/// One token of a diagram: its text, what stands under it, and a small bar glyph of a vector.
///
/// A string literal is a token without note and bars.
public struct Token: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text in the tile; beyond 112 units it ends in an ellipsis.
  public var text: String
  /// What stands under the tile: `m = 3`, `weight 0.2`.
  public var note: String
  /// What the token stands for; it colours the tile.
  public var role: Role
  /// The components of a vector, drawn as bars under the tile.
  public var bars: [Double]

  /// A token; a plain tile unless more is given.
  public init(_ text: String, note: String = "", role: Role = .muted, bars: [Double] = []) {
    self.text = text
    self.note = note
    self.role = role
    self.bars = bars
  }

  /// A token without note and bars.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

/// Sentences as rows of tiles, with what belongs to each token under it.
///
/// Long sentences wrap. With ``joinsEqualWords``, lines join the equal words of neighbouring rows;
/// on phones two such sentences stand side by side as columns.
///
/// ```swift
/// let strip = TokenStrip("Two orders", rows: [
///   .init("S1", ["Man", "sees", "pig"]), .init("S2", ["pig", "sees", "Man"]),
/// ], joinsEqualWords: true)
/// print(try strip.figure(description: "The outer words change places.").data.rows.count)
/// // Prints "6"
/// ```
public struct TokenStrip: Sendable, Hashable {
  /// One sentence.
  public struct Row: Sendable, Hashable {
    /// What stands before the tokens; may be empty.
    public var name: String
    /// The tokens in reading order.
    public var tokens: [Token]

    /// A sentence with its name.
    public init(_ name: String, _ tokens: [Token]) {
      self.name = name
      self.tokens = tokens
    }
  }

  /// What the strip is, in at most 90 characters.
  public var title: String
  /// The sentences.
  public var rows: [Row]
  /// Whether lines join the equal words of neighbouring rows.
  public var joinsEqualWords: Bool
  /// The values at the lower and the upper end of the bars; from the data, with zero, where nil.
  public var range: ClosedRange<Double>?

  /// Several sentences below each other.
  public init(
    _ title: String, rows: [Row], joinsEqualWords: Bool = false,
    range: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.rows = rows
    self.joinsEqualWords = joinsEqualWords
    self.range = range
  }

  /// One sentence.
  public init(_ title: String, _ tokens: [Token], range: ClosedRange<Double>? = nil) {
    self.init(title, rows: [Row("", tokens)], range: range)
  }

  /// Draws the strip, with a second layout for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without tokens, ``FigureError/badCoordinate(_:mark:)`` for
  ///   a bar that is not finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard rows.contains(where: { !$0.tokens.isEmpty }) else { throw .empty("a token strip") }
    for bar in rows.flatMap(\.tokens).flatMap(\.bars) where !bar.isFinite {
      throw .badCoordinate(bar, mark: "token strip")
    }
    return try Figure.diagram(title, description: description, data: data) { width in
      let box = sentences(width: width)
      guard let scale else { return box }
      let ends = [scale.lowerBound, scale.upperBound].map(NumberFormat.significant(3).short)
      let key = Arrangement.text("bars from \(ends[0]) to \(ends[1])", size: .number, role: .muted)
      return .column([box, key], spacing: 12)
    }
  }

  /// The range of the bars, with zero inside; nil without bars.
  private var scale: ClosedRange<Double>? {
    let values = rows.flatMap(\.tokens).flatMap(\.bars)
    guard let low = values.min(), let high = values.max() else { return nil }
    if let range { return min(range.lowerBound, 0)...max(range.upperBound, 0) }
    return min(low, 0)...max(high, 0)
  }

  private func sentences(width: Double) -> Arrangement {
    let names = rows.map { Arrangement.text($0.name, room: 96) }
    let indent = names.map(\.width).max() ?? 0
    let room = indent > 0 ? width - indent - 12 : width
    let strips = rows.indices.map { row in Arrangement.row(columns(row), spacing: 8, align: .start)
    }
    let isOneLine = strips.allSatisfy { $0.width <= room }
    if joinsEqualWords, !isOneLine, rows.count == 2, let pair = sideBySide(width: width) {
      return pair
    }
    let flows = rows.indices.map { row in
      isOneLine
        ? strips[row]
        : Arrangement.flow(columns(row), width: room, spacing: 8, lineSpacing: 14, align: .start)
    }
    let lines = zip(names, flows).map { name, flow in
      indent > 0
        ? Arrangement.row(
          [name.framed(width: indent, height: 30, align: .start), flow], spacing: 12,
          align: .start)
        : flow
    }
    let all = Arrangement.column(lines, spacing: joinsEqualWords ? 48 : 24)
    return isOneLine && joinsEqualWords ? all.joined(joints(.down)) : all
  }

  /// The tokens of a row, each with its note and its bars under it.
  private func columns(_ row: Int) -> [Arrangement] {
    rows[row].tokens.enumerated().map { index, token in
      let under = [note(token), glyph(token)].compactMap(\.self)
      return Arrangement.column([tile(token)] + under, spacing: 6, align: .center)
        .named("\(row)/\(index)")
    }
  }

  /// Two sentences as columns, which a phone has room for; nil where the words are too long.
  private func sideBySide(width: Double) -> Arrangement? {
    let columns = rows.enumerated().map { row, sentence in
      let lines = sentence.tokens.enumerated().map { index, token in
        let under = [note(token), glyph(token)].compactMap(\.self)
        let side = under.isEmpty ? [] : [Arrangement.column(under, spacing: 0, align: .center)]
        let tile = tile(token).named("\(row)/\(index)")
        return Arrangement.row(row == 0 ? side + [tile] : [tile] + side, spacing: 6)
      }
      let align: Arrangement.Alignment = row == 0 ? .end : .start
      return Arrangement.column(
        [.text(sentence.name, room: width / 3)] + lines, spacing: 10, align: align)
    }
    let both = Arrangement.row(columns, spacing: 40, align: .start)
    return both.width <= width ? both.joined(joints(.across)) : nil
  }

  private func tile(_ token: Token) -> Arrangement {
    Arrangement.text(token.text, room: 112).padded(9, 6).framed(width: 30, height: 30)
      .backed(.wash(token.role), .thin(token.role))
  }

  private func note(_ token: Token) -> Arrangement? {
    token.note.isEmpty
      ? nil : Arrangement.text(token.note, size: .number, role: .muted, room: 112)
  }

  /// The bars over a line at zero, 36 units high.
  private func glyph(_ token: Token) -> Arrangement? {
    guard let scale, !token.bars.isEmpty else { return nil }
    let height = 36.0
    // Halves first: the range of two numbers near the largest Double is not one.
    let span = scale.upperBound / 2 - scale.lowerBound / 2
    func place(_ value: Double) -> Double {
      let bounded = min(max(value, scale.lowerBound), scale.upperBound)
      return span > 0 ? height * ((scale.upperBound / 2 - bounded / 2) / span) : height / 2
    }
    let zero = place(0)
    var marks: [Mark] = token.bars.enumerated().map { index, value in
      let end = place(value)
      return .rect(
        origin: Point(3 + 10 * Double(index), min(zero, end)), width: 8,
        height: (zero - end).magnitude, paint: .fill(.query))
    }
    let width = 10 * Double(token.bars.count) + 4
    marks.append(.line(from: Point(0, zero), to: Point(width, zero), paint: .stroke(.axis)))
    return Arrangement(width: width, height: height, marks: marks)
  }

  /// The first "the" of a row is joined with the first of the next one, the second with the second.
  private func joints(_ course: Joint.Course) -> [Joint] {
    zip(rows.indices, rows.indices.dropFirst()).flatMap { upper, lower in
      var free = Array(rows[lower].tokens.indices)
      return rows[upper].tokens.enumerated().compactMap { index, token -> Joint? in
        let match = free.firstIndex { rows[lower].tokens[$0].text == token.text }
        return match.map { found in
          Joint("\(upper)/\(index)", "\(lower)/\(free.remove(at: found))", course, hasHead: false)
        }
      }
    }
  }

  private var data: Table {
    let all = rows.flatMap(\.tokens)
    let count = all.map(\.bars.count).max() ?? 0
    let hasNotes = all.contains { !$0.note.isEmpty }
    let heads: [Column] =
      ["row", "index", "token"] + (hasNotes ? ["note"] : [])
      + (0..<count).map { Column("component \($0)") }
    let cells = rows.flatMap { row in
      row.tokens.enumerated().map { index, token -> [Value] in
        [.text(row.name), .integer(index), .text(token.text)]
          + (hasNotes ? [.text(token.note)] : [])
          + (0..<count).map { $0 < token.bars.count ? .number(token.bars[$0]) : .text("") }
      }
    }
    return Table(unchecked: heads, cells, title)
  }
}
