import BookModel
import Exhibits
import Figures

/// `figure: heatmap`, `of: scores`: the score of one query and one key at every pair of positions.
///
/// | parameter | range | default |
/// |---|---|---|
/// | `query`, `key` | as many numbers as the head dimension | none |
/// | `head dimension` | even, 2 to 1024 | the length of `query` |
/// | `base` | above 0 | 10000 |
/// | `layout` | `interleaved`, `half-split` | `interleaved` |
/// | `positions` | 2 to 64: how many, counted from 0 | 8 |
///
/// Publishes `score` (distance 0), `one-back` (distance 1), `one-ahead` (distance -1), and
/// `largest-diagonal-deviation`, the largest difference between two scores of one diagonal.
/// Source: Su et al. 2021, arXiv:2104.09864, equation 11.
struct ScoresHeatMap: Computation {
  static let name = ComputationName(.figure, "heatmap", of: "scores")

  let exhibit: ScoreMatrix

  init?(_ parameters: inout Parameters) {
    let vectors = parameters.queryAndKey()
    let base = parameters.base()
    let layout = parameters.layout()
    let count = parameters.integer("positions", default: 8, in: 2...64)
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
