import BookModel
import Exhibits
import Figures

/// `figure: heatmap`, `of: biases`: what one head of ALiBi adds to the score of every two positions.
struct BiasesHeatMap: Computation {
  static let name = ComputationName(.figure, "heatmap", of: "biases")

  static let description = ComputationDescription(
    "What one head of ALiBi adds to the score of a query and a key at every two positions; keys "
      + "after the query, above the diagonal, are hidden by the causal mask.",
    values: [
      ("slope", "of the head, per token"),
      ("lowest", "the bias of the last query and the first key"),
    ],
    source: "Press et al. 2022, arXiv:2108.12409, section 3",
    example: """
      heads: 8
      head: 0
      """)

  let exhibit: LinearBiases
  let head: Int
  let count: Int

  init?(_ parameters: inout Parameters) {
    let heads = parameters.biasedHeads()
    parameters.note(
      "head", "whole number", "0, below the count of heads", .value("0"),
      "which head is shown, counted from 0")
    let head = parameters.integer("head", "", default: 0, in: 0...((heads ?? 128) - 1))
    let count = parameters.integer(
      "positions", "how many, counted from 0", default: 8, in: 2...64)
    guard parameters.finish(), let heads, let head, let count else { return nil }
    exhibit = LinearBiases(heads: heads)
    self.head = head
    self.count = count
  }

  func record() throws -> Record {
    let values = try exhibit.matrix(ofHead: head, count: count)
    let slope = try exhibit.slopes()[head]
    let lowest = values[count - 1][0]
    let map = HeatMap(
      "Biases of head \(head) at \(count) × \(count) positions", values: values,
      x: "key position n", y: "query position m", format: .significant(3))
    let figure = try map.figure(
      description: "Every diagonal holds one bias. It is 0 at equal positions and falls by "
        + "\(text(slope, 8)) for each token back, to \(text(lowest, 8)).")
    return Record([
      .figure(figure), .value("slope", .number(slope), .significant(8)),
      .value("lowest", .number(lowest), .significant(8)),
    ])
  }
}
