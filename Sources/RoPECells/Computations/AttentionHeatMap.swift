import BookModel
import Exhibits
import Figures

/// `figure: heatmap`, `of: attention`: how much each token takes of each other.
struct AttentionHeatMap: Computation {
  static let name = ComputationName(.figure, "heatmap", of: "attention")

  static let description = ComputationDescription(
    "How much each token takes of each other: the softmax of the scores of one head, divided by "
      + "the square root of its dimension, with queries and keys turned by their position or not.",
    values: [
      ("last-N", "what the last token takes of token N, counted from 0"),
      ("largest", "the largest weight"), ("largest-row", "the token that gives it"),
      ("largest-column", "the token it is given to"),
    ],
    source: "Vaswani et al. 2017, arXiv:1706.03762, equation 1",
    example: """
      tokens: [the, pig, the]
      queries: [[1, 0], [0, 1], [1, 0]]
      encoding: rotary
      mask: causal
      """)

  let exhibit: AttentionMap
  let tokens: [String]?

  init?(_ parameters: inout Parameters) {
    let tokens = parameters.words(
      "tokens", "the names of rows and columns", atMost: 32, width: 14, described: "none")
    let queries = parameters.vectors(
      "queries", "one vector for each token, before it is turned", count: tokens?.count,
      atMost: 32, width: 64)
    let given = parameters.has("keys")
    let keys = parameters.vectors(
      "keys", "one vector for each token, before it is turned", count: queries?.count, atMost: 32,
      width: 64, described: "the queries")
    let positions = parameters.integers(
      "positions", "where the tokens stand", in: Parameters.positionRange, atMost: 32,
      default: queries.map { Array($0.indices) } ?? [], described: "0, 1, 2 and so on")
    let isCausal = parameters.choice(
      "mask", "which keys a query sees: all, or those at its position and before",
      among: [("none", false), ("causal", true)], default: false)
    let isRotary = parameters.choice(
      "encoding", "whether queries and keys are turned",
      among: [("rotary", true), ("none", false)],
      default: true)
    let base = parameters.base()
    let layout = parameters.layout()
    if let queries, let positions, positions.count != queries.count {
      parameters.report(
        "wrong-value", at: parameters.location(of: "positions"),
        "'positions' must be as many as 'queries', \(queries.count), not \(positions.count)")
    }
    if let width = queries?.first?.count, let keys, keys[0].count != width {
      parameters.report(
        "wrong-value", at: parameters.location(of: "keys"),
        "'keys' must have \(width) numbers each like 'queries', not \(keys[0].count)")
    }
    guard parameters.finish(), let queries, !given || keys != nil, let positions, let isCausal,
      let isRotary, let base, let layout
    else { return nil }
    self.tokens = tokens
    exhibit = AttentionMap(
      queries: queries, keys: keys ?? queries, positions: positions, isCausal: isCausal,
      rotary: isRotary ? AttentionMap.Rotary(base: base, layout: layout) : nil)
  }

  func record() throws -> Record {
    let weights = try exhibit.weights()
    let count = weights.count
    let map = HeatMap(
      "Attention of \(counted(count, "token"))", values: weights, x: axis("key"), y: axis("query"),
      scale: .sequential(from: 0, to: 1))
    let largest = weights.joined().max() ?? .nan
    let row = weights.firstIndex { $0.contains(largest) } ?? 0
    let column = weights[row].firstIndex(of: largest) ?? 0
    let figure = try map.figure(
      description: "Each row sums to 1. The largest weight, \(fixed(largest)), is what "
        + "\(name(row)) takes of \(name(column)); \(name(count - 1)) takes "
        + "\(fixed(weights[count - 1][0])) of \(name(0)).")
    var items: [Record.Item] = [.figure(figure)]
    for (index, weight) in weights[count - 1].enumerated() {
      items.append(.value("last-\(index)", .number(weight), .fixed(6)))
    }
    return Record(
      items + [
        .value("largest", .number(largest), .fixed(6)), .value("largest-row", .integer(row)),
        .value("largest-column", .integer(column)),
      ])
  }

  private func name(_ index: Int) -> String {
    let position = exhibit.positions[index]
    return tokens.map { "\($0[index]) at \(position)" } ?? "position \(position)"
  }

  private func axis(_ title: String) -> Axis {
    let names = tokens ?? exhibit.positions.map(String.init)
    // Words wider than their column would run into each other: only every other one then, or fewer.
    let longest = Double(names.map(\.count).max() ?? 0) * 6.5 + 6
    let width = min(48, 520 / Double(names.count))
    let step = title == "key" ? max(1, Int((longest / width).rounded(.up))) : 1
    let ticks = stride(from: 0, to: names.count, by: step).map {
      Axis.Tick(Double($0), names[$0])
    }
    return Axis(title, ticks: ticks)
  }
}
