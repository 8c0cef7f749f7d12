/// A key and value cache, one row for each step, and what became of each entry.
///
/// ```swift
/// let strip = CacheStrip("A cache grows by one", growing: ["The", "pig", "chased"])
/// print(try strip.figure(description: "Earlier keys stay.").data.rows.count)
/// // Prints "6"
/// ```
public struct CacheStrip: Sendable, Hashable {
  /// What a step does to an entry.
  public enum Entry: String, Sendable, Hashable, CaseIterable {
    /// It stays as it was: `=`.
    case kept
    /// It is written in this step: `+`.
    case new
    /// It is written again with another value: `≠`.
    case changed
    /// It holds a value that should have changed: `!`.
    case stale
    /// It is dropped from the cache: `−`.
    case dropped

    fileprivate var stamp: String {
      switch self {
      case .kept: "="
      case .new: "+"
      case .changed: "≠"
      case .stale: "!"
      case .dropped: "\u{2212}"
      }
    }

    fileprivate var role: Role {
      switch self {
      case .kept: .muted
      case .new: .query
      case .changed: .key
      case .stale: .accent
      case .dropped: .grid
      }
    }
  }

  /// One step: its name, and what happens to the first entries.
  public struct Step: Sendable, Hashable {
    /// What stands before the entries: `step 3`.
    public var name: String
    /// The entries that exist after the step.
    public var entries: [Entry]

    /// A step with its entries.
    public init(_ name: String, _ entries: [Entry]) {
      self.name = name
      self.entries = entries
    }
  }

  /// What the strip is, in at most 90 characters.
  public var title: String
  /// The token of each entry.
  public var tokens: [String]
  /// The steps, in order.
  public var steps: [Step]

  /// A strip of steps; entry `i` belongs to token `i`.
  public init(_ title: String, tokens: [String], steps: [Step]) {
    self.title = title
    self.tokens = tokens
    self.steps = steps
  }

  /// A cache that grows by one token a step and keeps what it has.
  public init(_ title: String, growing tokens: [String]) {
    let steps = tokens.indices.map { step in
      Step("step \(step)", Array(repeating: .kept, count: step) + [.new])
    }
    self.init(title, tokens: tokens, steps: steps)
  }

  /// Draws the strip, with a second layout for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without entries,
  ///   ``FigureError/raggedRow(row:values:columns:)`` for a step with more entries than tokens,
  ///   ``FigureError/tooLarge(_:)`` for more than 400 entries.
  public func figure(description: String) throws(FigureError) -> Figure {
    let count = steps.map(\.entries.count).reduce(0, +)
    guard count > 0 else { throw .empty("a cache strip") }
    guard count <= 400 else {
      throw .tooLarge("a cache strip of \(count) entries; 400 is the limit")
    }
    for (index, step) in steps.enumerated() where step.entries.count > tokens.count {
      throw .raggedRow(row: index, values: step.entries.count, columns: tokens.count)
    }
    return try Figure.diagram(title, description: description, data: data) { width in
      .column([cells(width: width), key(width: width)], spacing: 18)
    }
  }

  private func cells(width: Double) -> Arrangement {
    let indent = min(steps.map { Arrangement.text($0.name).width }.max() ?? 0, 130)
    let side = entryWidth
    let isOneLine = indent + 12 + (side + 4) * Double(tokens.count) <= width
    let room = isOneLine ? .infinity : width
    let rows = steps.map { step in
      let name = Arrangement.text(step.name, room: isOneLine ? indent : width)
      let entries = step.entries.enumerated().map { tile(tokens[$0], $1, width: side) }
      let strip = Arrangement.flow(entries, width: room, spacing: 4, lineSpacing: 4)
      return isOneLine
        ? Arrangement.row([name.framed(width: indent, align: .start), strip], spacing: 12)
        : Arrangement.column([name, strip], spacing: 4)
    }
    return .column(rows, spacing: isOneLine ? 6 : 12)
  }

  /// One width for all, so that an entry keeps its column.
  private var entryWidth: Double {
    let widest = tokens.map { TextExtent($0, size: .number).width.rounded(.up) }.max() ?? 0
    return min(max(widest + 12, 34), 92)
  }

  private func tile(_ token: String, _ entry: Entry, width: Double) -> Arrangement {
    // Ink, because the role's own colour does not reach 4.5 to 1 on its wash.
    let role: Role = entry == .dropped ? .muted : .ink
    let stamp = Arrangement.text(entry.stamp, role: role)
    let name = Arrangement.text(token, size: .number, role: role, room: width - 8)
    return Arrangement.column([name, stamp], spacing: 0, align: .center)
      .framed(width: width, height: 40)
      .backed(.wash(entry.role), entry == .dropped ? .stroke(.axis) : .thin(entry.role))
  }

  /// What the stamps mean, for those that occur.
  private func key(width: Double) -> Arrangement {
    let found = Entry.allCases.filter { entry in
      steps.contains { $0.entries.contains(entry) }
    }
    let texts = found.map {
      Arrangement.text("\($0.stamp) \($0.rawValue)", size: .number, role: .muted)
    }
    return .flow(texts, width: width, spacing: 20, lineSpacing: 2)
  }

  private var data: Table {
    let rows = steps.flatMap { step in
      step.entries.enumerated().map { index, entry -> [Value] in
        [.text(step.name), .integer(index), .text(tokens[index]), .text(entry.rawValue)]
      }
    }
    return Table(unchecked: ["step", "entry", "token", "state"], rows, title)
  }
}
