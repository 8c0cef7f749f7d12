import BookModel
import Exhibits
import Figures

/// `figure: line`, `of: buckets`: the bucket of T5 that each distance falls into.
struct BucketsLine: Computation {
  static let name = ComputationName(.figure, "line", of: "buckets")

  static let description = ComputationDescription(
    "The bucket of the relative position bias of T5 that each distance falls into, in steps.",
    values: BucketsTable.description.values.map { ($0.name, $0.meaning) },
    source: BucketsTable.description.source,
    example: """
      buckets: 32
      maximum distance: 128
      direction: both
      reach: 140
      """)

  let exhibit: BucketMap
  let reach: Int

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.bucketMap()
    let reach = parameters.integer(
      "reach", "how many tokens are shown to either side", default: 140, in: 1...1000)
    guard parameters.finish(), let exhibit, let reach else { return nil }
    self.exhibit = exhibit
    self.reach = reach
  }

  func record() throws -> Record {
    let offsets = Array(-reach...reach)
    let bias = try exhibit.bias()
    let buckets = offsets.map { Double(bias.bucket($0)) }
    let rows = exhibit.rows(of: bias)
    let plot = LinePlot(
      "Buckets of T5 from \(-reach) to \(reach) tokens",
      x: Axis("key position less query position", unit: "tokens"), y: "bucket",
      series: [Series("", Array(zip(offsets, buckets)), style: .steps)])
    let reached = Set(rows.map(\.bucket)).count
    let figure = try framed(
      plot,
      "Up to \(counted((bias.edges.first ?? 1) - 1, "token")) each distance has a bucket of its own; "
        + "from \(bias.edges.last ?? 0) tokens on all share one. "
        + "\(reached) of \(counted(exhibit.buckets, "bucket")) are reached.")
    return Record([.figure(figure)] + exhibit.published(rows, bias.edges))
  }
}
