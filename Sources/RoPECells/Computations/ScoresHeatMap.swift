import BookModel
import Exhibits
import Figures

/// `figure: heatmap`, `of: scores`: the score of one query and one key at every pair of positions.
struct ScoresHeatMap: Computation {
  static let name = ComputationName(.figure, "heatmap", of: "scores")

  static let description = ComputationDescription(
    "The score of one query and one key at every two positions; each diagonal holds one score.",
    values: [
      ("score", "at distance 0"),
      ("one-back", "one token back"),
      ("one-ahead", "one token ahead"),
      ("largest-diagonal-deviation", "the largest difference between two scores of one diagonal"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864,equation 11",
    example: """
      query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
      key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
      """)

  let exhibit: ScoreMatrix

  init?(_ parameters: inout Parameters) {
    let vectors = parameters.queryAndKey()
    let base = parameters.base()
    let layout = parameters.layout()
    let count = parameters.integer(
      "positions", "how many, counted from 0", default: 8, in: 2...64)
    guard parameters.finish(), let vectors, let base, let layout, let count else { return nil }
    exhibit = ScoreMatrix(
      query: vectors.query, key: vectors.key, headDimension: vectors.headDimension, base: base,
      layout: layout, count: count)
  }

  func record() throws -> Record {
    let scores = try exhibit.scores()
    let deviation = ScoreMatrix.largestDiagonalDeviation(of: scores)
    let size = "\(exhibit.count) × \(exhibit.count)"
    let map = HeatMap(
      "Scores of one query and one key at \(size) positions", values: scores,
      x: "key position n", y: "query position m")
    let figure = try map.figure(
      description: "Every diagonal holds one score: along each, the values differ by "
        + "\(deviation == 0 ? "nothing" : residue.display(deviation)). At equal positions the "
        + "score is \(fixed(scores[0][0])), one token back \(fixed(scores[1][0])), one ahead "
        + "\(fixed(scores[0][1])).")
    return Record([
      .figure(figure),
      .value("score", .number(scores[0][0]), .fixed(6)),
      .value("one-back", .number(scores[1][0]), .fixed(6)),
      .value("one-ahead", .number(scores[0][1]), .fixed(6)),
      .value("largest-diagonal-deviation", .number(deviation), residue),
    ])
  }
}
