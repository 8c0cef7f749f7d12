import BookModel
import Exhibits
import Figures
import RoPE

/// `figure: line`, `of: distance`: the score of a rotated query and key over their distance.
struct DistanceLine: Computation {
  static let name = ComputationName(.figure, "line", of: "distance")

  static let description = ComputationDescription(
    "The score of a rotated query and key over their distance.",
    values: [
      ("score", "at the first distance"),
      ("peak-distance", "where the score is largest, in tokens"),
      ("peak-score", "the largest score"),
      ("rises", "at how many steps the score grows"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.4.3",
    example: """
      query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
      key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
      """)

  let exhibit: DistanceCurve
  let scale: Axis.Scale

  init?(_ parameters: inout Parameters) {
    let vectors = parameters.queryAndKey()
    let base = parameters.base()
    let layout = parameters.layout()
    let scale = parameters.scale()
    let distances = parameters.abscissas(
      "distances", "how many tokens the query looks back", scale: scale, default: 0...64)
    guard parameters.finish(), let vectors, let base, let layout, let scale, let distances
    else { return nil }
    exhibit = DistanceCurve(
      query: vectors.query, key: vectors.key, headDimension: vectors.headDimension, base: base,
      layout: layout, distances: distances)
    self.scale = scale
  }

  func record() throws -> Record {
    let scores = try exhibit.scores()
    let peak = scores.max() ?? .nan
    let place = exhibit.distances[scores.firstIndex(of: peak) ?? 0]
    let plot = LinePlot(
      "Score against distance", x: Axis("distance m − n", unit: "tokens", scale: scale),
      y: "score", series: [Series("", Array(zip(exhibit.distances, scores)))])
    let rises = countOfRises(in: scores)
    let figure = try framed(
      plot,
      "The score is \(fixed(scores[0])) \(counted(exhibit.distances[0], "token")) back and "
        + "largest, \(fixed(peak)), \(counted(place, "token")) back; it rises at \(rises) of "
        + "\(counted(scores.count - 1, "step")).")
    return Record([
      .figure(figure), .value("score", .number(scores[0]), .fixed(6)),
      .value("peak-distance", .integer(place)), .value("peak-score", .number(peak), .fixed(6)),
      .value("rises", .integer(rises)),
    ])
  }
}
