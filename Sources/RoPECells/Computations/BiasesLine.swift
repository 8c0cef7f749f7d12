import BookModel
import Exhibits
import Figures

/// `figure: line`, `of: biases`: what heads of ALiBi add to a score over the distance.
struct BiasesLine: Computation {
  static let name = ComputationName(.figure, "line", of: "biases")

  static let description = ComputationDescription(
    "What heads of ALiBi add to the score of a key over its distance, one line for each head.",
    values: [
      ("steepest", "the largest slope of all heads, per token"),
      ("flattest", "the smallest slope, per token"),
      ("last-H", "the bias of head H at the last distance"),
    ],
    source: "Press et al. 2022, arXiv:2108.12409, section 3",
    example: """
      heads: 8
      show: [0, 1, 2, 7]
      """)

  let exhibit: LinearBiases
  let shown: [Int]
  let distances: [Int]
  let scale: Axis.Scale

  init?(_ parameters: inout Parameters) {
    let heads = parameters.biasedHeads()
    let last = (heads ?? 128) - 1
    parameters.note(
      "show", "list or range of whole numbers", "at most 4, from 0, below the count of heads",
      .described("the first and the last"), "which heads are drawn, counted from 0")
    let shown = parameters.integers(
      "show", "", in: 0...last, atMost: 4, default: last == 0 ? [0] : [0, last])
    let scale = parameters.scale()
    let distances = parameters.abscissas(
      "distances", "how many tokens the query looks back", scale: scale, default: 0...40)
    guard parameters.finish(), let heads, let shown, let scale, let distances else { return nil }
    exhibit = LinearBiases(heads: heads)
    self.shown = shown
    self.scale = scale
    self.distances = distances
  }

  func record() throws -> Record {
    let slopes = try exhibit.slopes()
    let curves = try shown.map { head throws in
      try exhibit.curve(ofHead: head, distances: distances)
    }
    let series = zip(shown, curves).enumerated().map { index, curve in
      Series("head \(curve.0)", Array(zip(distances, curve.1)), role: Role.ofCurves[index])
    }
    let plot = LinePlot(
      "Biases of ALiBi over the distance",
      x: Axis("distance m − n", unit: "tokens", scale: scale), y: "bias", series: series)
    let farthest = distances[distances.count - 1]
    let words = zip(shown, curves).map { head, curve in
      "head \(head) \(text(curve[curve.count - 1], 6))"
    }
    let figure = try framed(
      plot,
      "Each bias falls in a straight line: \(counted(farthest, "token")) back "
        + words.joined(separator: ", ") + ".")
    var items: [Record.Item] = [.figure(figure)] + extremes(of: slopes)
    var named: Set<Int> = []
    for (head, curve) in zip(shown, curves) where named.insert(head).inserted {
      items.append(.value("last-\(head)", .number(curve[curve.count - 1]), .significant(8)))
    }
    return Record(items)
  }
}
