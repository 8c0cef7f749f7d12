import BookModel
import Exhibits
import Figures

/// `table: biases`: the slope of each head of ALiBi, and what it adds at some distances.
struct BiasesTable: Computation {
  static let name = ComputationName(.table, "biases")

  static let description = ComputationDescription(
    "The slope of each head of ALiBi, and what it adds to the score of a key at some distances.",
    values: [
      ("steepest", "the largest slope, per token"), ("flattest", "the smallest slope, per token"),
    ],
    source: "Press et al. 2022, arXiv:2108.12409, section 3",
    example: """
      heads: 8
      distances: [1, 4, 16, 64]
      """)

  let exhibit: LinearBiases
  let distances: [Int]

  init?(_ parameters: inout Parameters) {
    let heads = parameters.biasedHeads()
    let distances = parameters.integers(
      "distances", "how many tokens the query looks back, one column for each",
      in: Parameters.positionRange, atMost: 12, default: [1, 4, 16, 64])
    guard parameters.finish(), let heads, let distances else { return nil }
    exhibit = LinearBiases(heads: heads)
    self.distances = distances
  }

  func record() throws -> Record {
    let slopes = try exhibit.slopes()
    let rows = try slopes.enumerated().map { head, slope throws in
      [.integer(head), .number(slope)]
        + (try exhibit.curve(ofHead: head, distances: distances)).map { Value.number($0) }
    }
    let columns =
      ["head", Column("slope", unit: "per token", format: .significant(8))]
      + distances.map {
        Column("bias at \(counted($0, "token"))", format: .significant(8))
      }
    let table = try Table(
      columns: columns, rows: rows, title: "Biases of ALiBi, \(counted(exhibit.heads, "head"))")
    return Record([.table(table)] + extremes(of: slopes))
  }
}

/// The values that all views of the biases publish.
func extremes(of slopes: [Double]) -> [Record.Item] {
  [
    .value("steepest", .number(slopes.max() ?? .nan), .significant(8)),
    .value("flattest", .number(slopes.min() ?? .nan), .significant(8)),
  ]
}

extension Parameters {
  /// `heads`: of a layer with linear biases.
  mutating func biasedHeads() -> Int? {
    integer("heads", "how many heads the layer has, each with a slope", default: 8, in: 1...128)
  }
}
