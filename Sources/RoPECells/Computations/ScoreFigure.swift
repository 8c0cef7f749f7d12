import BookModel
import Exhibits
import Figures

/// `figure: score`: a query and a key at two positions, pair by pair, and their score on its curve.
struct ScoreFigure: LiveComputation {
  static let name = ComputationName(.figure, "score")
  static let program = LiveFigure.score

  static let description = ComputationDescription(
    "A query at position m and a key at position n: a dial for each pair with both hands, and the "
      + "score on its curve over the distance m − n.",
    values: [
      ("score", "the score of query and key"), ("distance", "m − n, in tokens"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, equation 16",
    example: """
      query: [0.8, -0.3, 0.5, 0.1]
      key: [0.5, 0.2, -0.4, 0.9]
      query position: 3
      key position: 1
      """)

  let exhibit: LiveScore
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let vectors = parameters.queryAndKey(upTo: 16)
    let m = parameters.integer(
      "query position", "m, where the query stands", in: 0...LiveScore.reach)
    let n = parameters.integer("key position", "n, where the key stands", in: 0...LiveScore.reach)
    let base = parameters.base()
    let movement = parameters.movement(
      [
        .init("query position", at: 0, rest: m.map(Double.init), .integers(0...LiveScore.reach)),
        .init("key position", at: 1, rest: n.map(Double.init), .integers(0...LiveScore.reach)),
      ], lock: "distance")
    guard parameters.finish(), let vectors, let m, let n, let base, let movement else { return nil }
    exhibit = LiveScore(
      queryPosition: m, keyPosition: n, base: base, query: vectors.query, key: vectors.key)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("At distance "), .value(1, digits: 0), .text(" the score is "),
      .value(0, digits: 6), .text("."),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("score", .number(values[0])),
      .value("distance", .integer(exhibit.queryPosition - exhibit.keyPosition)),
    ]
  }

  func picture(of exhibit: LiveScore, values: [Double]) throws -> LivePicture {
    let scores = try exhibit.curve()
    let hands: [LiveLook] = exhibit.query.indices.dropLast(exhibit.query.count / 2).flatMap { _ in
      [.shape(.stroke(.query)), .shape(.stroke(.key))]
    }
    return LivePicture(
      title: "A query at \(exhibit.queryPosition) and a key at \(exhibit.keyPosition)",
      height: exhibit.bottom + 52, still: try still(scores),
      looks: hands + [.shape(.thin(.muted)), .shape(.fill(.accent)), .number(.accent)],
      data: Table(
        scores.enumerated().map { ($0 - LiveScore.reach, $1) },
        columns: [Column("distance m − n", unit: "tokens"), "score"]))
  }

  /// What does not move: circles and their names, the axes.
  private func still(_ scores: [Double]) throws -> [Mark] {
    let frequencies = try FrequencyTable(headDimension: exhibit.query.count, base: exhibit.base)
      .rows().map(\.frequency)
    let dials = frequencies.enumerated().flatMap { pair, frequency -> [Mark] in
      let center = LiveScore.center(ofPair: pair)
      return [
        .circle(
          center: Point(center.x, center.y), radius: LiveScore.radius, paint: .stroke(.axis)),
        .text(
          "θ = \(text(frequency, 3))", at: Point(center.x, center.y - LiveScore.radius - 8),
          size: .number, anchor: .middle),
      ]
    }
    let (left, right, bottom) = (LiveScore.left, LiveScore.right, exhibit.bottom)
    let frame = exhibit.frame(of: scores)
    let zero = frame.place(0, 0)
    let reach = Double(LiveScore.reach)
    let ticks = [-reach, -reach / 2, 0, reach / 2, reach].flatMap { value -> [Mark] in
      let x = frame.across.place(value)
      return [
        .line(
          from: Point(x, bottom), to: Point(x, bottom + 5), paint: .stroke(.axis)),
        .text(
          NumberFormat.integer.display(value), at: Point(x, bottom + 20), size: .number,
          anchor: .middle, role: .muted),
      ]
    }
    return dials + [
      .line(
        from: Point(left, zero.y), to: Point(right, zero.y), paint: .stroke(.grid)),
      .line(
        from: Point(left, bottom), to: Point(right, bottom),
        paint: .stroke(.axis)),
      .text("0", at: Point(left - 8, zero.y + 4), size: .number, anchor: .end, role: .muted),
      .text("score", at: Point(left, exhibit.top - 12), size: .number, role: .muted),
      .text(
        "distance m − n (tokens)", at: Point((left + right) / 2, bottom + 42),
        size: .number, anchor: .middle, role: .muted),
    ] + ticks
  }
}
