import BookModel
import Exhibits
import Figures

/// `figure: order`: a sentence as it was written and in another order, each word with its output.
struct OrderFigure: LiveComputation {
  static let name = ComputationName(.figure, "order")
  static let program = LiveFigure.order

  static let description = ComputationDescription(
    "A sentence as it was written and, below it, in another order: each word with the output that "
      + "attention gives it, as bars, and the mean of all outputs. Marks in the lower bars show "
      + "where the upper ones end.",
    values: [
      ("largest-change", "the largest change of a component of a word's output"),
      ("change-of-mean", "the largest change of a component of the mean output"),
    ],
    source: "Vaswani et al. 2017, arXiv:1706.03762, sections 3.2.1 and 3.5; Su et al. 2021, "
      + "arXiv:2104.09864, section 3.2.2",
    example: """
      words: [the, pig, sees]
      vectors: [[1, 0], [0, 2], [1, -1]]
      query matrix: [[1, 0], [0, 1]]
      key matrix: [[0, 1], [1, 0]]
      value matrix: [[1, 1], [0, 1]]
      order: [pig, sees, the]
      scheme: RoPE
      """)

  /// What a cell calls the schemes, in the order of their numbers.
  private static let schemes: [(String, LiveOrder.Scheme)] = [
    ("none", .none), ("sinusoid", .sinusoid), ("RoPE", .rope), ("causal", .causal),
  ]

  let exhibit: LiveOrder
  let movement: Movement
  private let words: [String]
  private let marked: [String]

  init?(_ parameters: inout Parameters) {
    let words = parameters.sentence()
    let vectors = parameters.vectors(
      "vectors", "one for each word", count: words?.count, atMost: 8, width: 8)
    let dimension = vectors?.first?.count
    let query = parameters.matrix("query matrix", "queries", dimension)
    let key = parameters.matrix("key matrix", "keys", dimension)
    let value = parameters.matrix("value matrix", "values", dimension)
    let order = parameters.order(of: words)
    let scheme = parameters.choice(
      "scheme", "how attention learns where a word stands; `causal` is a mask without positions",
      among: Self.schemes, default: .none)
    let marked = parameters.marked(among: words)
    let movement = parameters.movement([
      .init("order", at: 1, .order(words ?? [], of: "words")),
      .init(
        "scheme", at: 0, rest: scheme.map { Double($0.rawValue) },
        .words(Self.schemes.map(\.0))),
    ])
    guard parameters.finish(), let words, let vectors, let query, let key, let value, let order,
      let scheme, let movement
    else { return nil }
    exhibit = LiveOrder(scheme: scheme, order: order, rows: vectors + query + key + value)
    self.words = words
    self.marked = marked
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("Largest change of a word’s output: "), .value(0, digits: 6),
      .text("; of the mean output: "), .value(1, digits: 6), .text(". "),
      .word(2, LiveOrder.Finding.allCases.map(\.sentence)),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("largest-change", .number(values[0]), residue),
      .value("change-of-mean", .number(values[1]), residue),
    ]
  }

  func picture(of exhibit: LiveOrder, values: [Double]) throws -> LivePicture {
    let components = 0..<exhibit.dimension
    let looks = words.flatMap { word -> [LiveLook] in
      let role = role(of: word)
      let bars = components.map { _ in LiveLook.shape(.fill(.query)) }
      let ends = components.map { _ in LiveLook.shape(.thin(.accent)) }
      return bars + [.shape(.wash(role))] + bars + ends
        + [
          .shape(role == .muted ? .stroke(.axis) : .thin(role)), .label(word, .ink, size: .number),
        ]
    }
    let means = [Role.muted, .accent].flatMap { role in
      components.map { _ in LiveLook.shape(.fill(role)) }
    }
    let scheme = Self.schemes[exhibit.scheme.rawValue].0
    return LivePicture(
      title: "A sentence in another order, positions: \(scheme)", height: 338,
      still: try still(), looks: looks + means, data: try data(of: exhibit))
  }

  private func role(of word: String) -> Role {
    marked.firstIndex(of: word).map { [.query, .key][$0] } ?? .muted
  }

  /// What does not move: the tiles of the sentence as it was written, and the lines at zero.
  private func still() throws -> [Mark] {
    let range = try exhibit.range()
    let (left, right) = (LiveOrder.margin + 2, LivePicture.width - LiveOrder.margin - 2)
    func zero(_ top: Double, from start: Double = left) -> Mark {
      let y = LiveOrder.side(range, from: top).place(0)
      return .line(from: Point(start, y), to: Point(right, y), paint: .stroke(.axis))
    }
    let (room, row) = (exhibit.room, LiveOrder.upper)
    let tiles = words.enumerated().flatMap { place, word -> [Mark] in
      let x = exhibit.center(ofPlace: place)
      return [
        .rect(
          origin: Point(x - room / 2 + 2, row), width: room - 4, height: LiveOrder.tileHeight,
          paint: .wash(role(of: word))),
        .text(word, at: Point(x, row + 16), size: .number, anchor: .middle),
      ]
    }
    let ends = [range.low, range.high].map(NumberFormat.significant(3).short)
    let mean = LiveOrder.meanBars
    return tiles + [
      zero(LiveOrder.upperBars), zero(LiveOrder.lowerBars),
      zero(mean, from: LiveOrder.meanStart - 6),
      .text("as written", at: Point(left, row - 8), size: .number, role: .muted),
      .text(
        "bars from \(ends[0]) to \(ends[1])", at: Point(right, row - 8), size: .number,
        anchor: .end, role: .muted),
      .text("mean output", at: Point(left, mean + 24), size: .number),
      .text("as written,", at: Point(left, mean + 40), size: .number, role: .muted),
      .text("as ordered", at: Point(left, mean + 56), size: .number, role: .accent),
    ]
  }

  /// A row for each word of both sentences, with its output, and one for each mean.
  private func data(of exhibit: LiveOrder) throws -> Table {
    let outputs = try exhibit.outputs()
    func rows(_ sentence: String, _ order: [Int], _ found: [[Double]]) -> [[Value]] {
      order.enumerated().map { place, token in
        [.text(sentence), .text(words[token]), .integer(place)]
          + found[token].map { .number($0) }
      } + [[.text(sentence), .text("mean"), .text("")] + found[order.count].map { .number($0) }]
    }
    let components = (0..<exhibit.dimension).map { Column("o\($0)") }
    return try Table(
      columns: ["sentence", "word", "place"] + components,
      rows: rows("as written", Array(words.indices), outputs.before)
        + rows("as ordered", exhibit.order, outputs.now))
  }
}

extension LiveOrder.Finding {
  fileprivate var sentence: String {
    switch self {
    case .asWritten: "The words stand as they were written."
    case .onlyMoved: "The outputs have moved with their words, and that is all (< 1e−12)."
    case .outputsChanged: "The outputs depend on the order, but not their mean (< 1e−12)."
    case .meanChanged: "The outputs depend on the order, and so does their mean."
    }
  }
}

extension Parameters {
  /// `words`: 2 to 8 of them.
  fileprivate mutating func sentence() -> [String]? {
    let words = words(
      "words", "the sentence as it was written, 2 to 8 words", atMost: 8, width: 12,
      described: "none; it is needed")
    guard has("words") else {
      missing("words", "a list of words")
      return nil
    }
    guard let words, !LiveOrder.tokenCounts.contains(words.count) else { return words }
    report(
      "wrong-value", at: location(of: "words"),
      "'words' must hold 2 to 8 words, not \(words.count)")
    return nil
  }

  /// A square matrix, as wide as the vectors of the words.
  fileprivate mutating func matrix(
    _ key: String, _ made: String, _ dimension: Int?
  ) -> [[Double]]? {
    let rows = vectors(
      key, "the rows of the matrix that makes \(made) of vectors", count: dimension, atMost: 8,
      width: 8)
    guard let rows, let dimension, rows[0].count != dimension else { return rows }
    report(
      "wrong-value", at: location(of: key),
      "'\(key)' must have rows of \(dimension) numbers, not \(rows[0].count)")
    return nil
  }

  /// `order`: the same words once more; equal words are taken in their order.
  fileprivate mutating func order(of words: [String]?) -> [Int]? {
    let order = self.words(
      "order", "all of `words`, in the order in which they stand now", atMost: 8, width: 12,
      described: "as they were written")
    guard let words, has("order") else { return words.map { Array($0.indices) } }
    guard let order else { return nil }
    var tokens: [Int] = []
    for word in order {
      let token = words.indices.first { words[$0] == word && !tokens.contains($0) }
      if let token { tokens.append(token) }
    }
    guard tokens.count == words.count, order.count == words.count else {
      report(
        "wrong-value", at: location(of: "order"),
        "'order' must be the words \(words.joined(separator: ", ")) in some order")
      return nil
    }
    return tokens
  }

  /// `marked`: up to two words that are told from the others by colour.
  fileprivate mutating func marked(among words: [String]?) -> [String] {
    let marked =
      self.words(
        "marked", "words that are told from the others by their colour", atMost: 2, width: 12,
        described: "none") ?? []
    if let words, let stranger = marked.first(where: { !words.contains($0) }) {
      report(
        "wrong-value", at: location(of: "marked"), "'\(stranger)' is not one of 'words'",
        suggestion: nearestName(to: stranger, in: words))
    }
    return marked
  }
}
