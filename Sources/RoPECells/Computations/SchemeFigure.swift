import BookModel
import Exhibits
import Figures

/// `figure: scheme`: what a scheme of relative positions looks at, in a short text and over the offset.
struct SchemeFigure: LiveComputation {
  static let name = ComputationName(.figure, "scheme")
  static let program = LiveFigure.scheme

  static let description = ComputationDescription(
    "The number that a scheme of relative positions looks at, for each query and key of a short text "
      + "and as a curve over the offset m − n. ALiBi has none for keys after the query, which its "
      + "mask hides.",
    values: [
      ("cells", "how many pairs of a query and a key there are"),
      ("offsets", "how many different offsets they have"),
      ("numbers", "how many different numbers the scheme makes of them"),
    ],
    source:
      "Shaw et al. 2018, arXiv:1803.02155, section 3.2; Raffel et al. 2020, arXiv:1910.10683, "
      + "section 2.1; Press et al. 2022, arXiv:2108.12409, section 3",
    example: """
      scheme: T5
      tokens: 10
      """)

  let exhibit: LiveScheme
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let scheme = parameters.choice(
      "scheme",
      "the offset itself, the offset up to the clip, the bucket of T5 for encoders, or the bias of "
        + "the first of eight heads of ALiBi",
      among: LiveScheme.Scheme.allCases.map { ($0.name, $0) }, default: .offset)
    let tokens = parameters.integer(
      "tokens", "how many tokens the text has", default: 5, in: LiveScheme.lengths)
    let clip = parameters.integer(
      "clip", "beyond which distance Shaw's offsets are alike, in tokens", default: 3,
      in: LiveScheme.clips)
    let movement = parameters.movement([
      .init(
        "scheme", at: 0, rest: scheme.map { Double($0.rawValue) },
        .words(LiveScheme.Scheme.allCases.map(\.name))),
      .init("tokens", at: 1, rest: tokens.map(Double.init), .integers(LiveScheme.lengths)),
    ])
    guard parameters.finish(), let scheme, let tokens, let clip, let movement else { return nil }
    exhibit = LiveScheme(scheme: scheme, tokens: tokens, clip: clip)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .value(1, digits: 0), .text(" cells, "), .value(2, digits: 0), .text(" offsets, "),
      .value(0, digits: 0), .text(" different numbers."),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("cells", .integer(Int(values[1]))), .value("offsets", .integer(Int(values[2]))),
      .value("numbers", .integer(Int(values[0]))),
    ]
  }

  func picture(of exhibit: LiveScheme, values: [Double]) throws -> LivePicture {
    let count = LiveScheme.lengths.upperBound * LiveScheme.lengths.upperBound
    return LivePicture(
      title: "The scheme \(exhibit.scheme.name) in a text of \(counted(exhibit.tokens, "token"))",
      height: LiveScheme.height, still: still,
      looks: Array(repeating: .cell, count: count)
        + Array(repeating: .number(.ink, .middle), count: count)
        + [
          .shape(.wash(.accent)), .shape(.stroke(.grid)), .shape(.solid(.query)), .number(.muted),
          .number(.muted),
        ],
      data: try data())
  }

  /// The numbers of all schemes but the first at each offset.
  private func data() throws -> Table {
    let offsets = Array(-LiveScheme.reach...LiveScheme.reach)
    let columns = try LiveScheme.Scheme.allCases.dropFirst().map { scheme throws in
      var exhibit = exhibit
      exhibit.scheme = scheme
      return try exhibit.curve()
    }
    return try Table(
      columns: [Column("offset m − n", unit: "tokens")]
        + LiveScheme.Scheme.allCases.dropFirst().map { Column($0.name, format: .significant(6)) },
      rows: offsets.enumerated().map { row, offset in
        [.integer(offset)] + columns.map { $0[row].map { .number($0) } ?? .text("masked") }
      })
  }

  /// What does not move: the names of the sides, and the axis of the offsets.
  private var still: [Mark] {
    let (left, right, bottom) = (LiveScheme.left, LiveScheme.right, LiveScheme.bottom)
    let (corner, side) = (
      Point(LiveScheme.matrixLeft, LiveScheme.matrixTop), LiveScheme.side
    )
    let ticks = [-40, -20, 0, 20, 40].flatMap { offset -> [Mark] in
      let x = LiveScheme.across.place(Double(offset))
      return [
        .line(from: Point(x, bottom), to: Point(x, bottom + 5), paint: .stroke(.axis)),
        .text(
          NumberFormat.integer.display(Double(offset)), at: Point(x, bottom + 18), size: .number,
          anchor: .middle, role: .muted),
      ]
    }
    return [
      .text(
        "key n", at: Point(corner.x + side / 2, corner.y - 8), size: .number, anchor: .middle,
        role: .muted),
      .text(
        "query m", at: Point(corner.x - 10, corner.y + side / 2), size: .number, anchor: .middle,
        role: .muted, turn: -90),
      .line(from: Point(left, bottom), to: Point(right, bottom), paint: .stroke(.axis)),
      .text(
        "offset m − n (tokens)", at: Point((left + right) / 2, bottom + 38), size: .number,
        anchor: .middle, role: .muted),
    ] + ticks
  }
}

extension LiveScheme.Scheme {
  /// What a cell calls it.
  fileprivate var name: String {
    switch self {
    case .offset: "offset"
    case .shaw: "Shaw"
    case .t5: "T5"
    case .alibi: "ALiBi"
    }
  }
}
