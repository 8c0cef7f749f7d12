import BookModel
import Exhibits
import Figures

/// `table: buckets`: which distances share a bucket of the relative position bias of T5.
struct BucketsTable: Computation {
  static let name = ComputationName(.table, "buckets")

  static let description = ComputationDescription(
    "Which distances share a bucket of the relative position bias of T5: a row for each bucket "
      + "that is reached.",
    values: [
      ("buckets", "how many buckets the table of biases has"),
      ("reachable", "how many of them some distance falls into"),
      ("unreachable", "how many none falls into"),
      ("shared-from", "the first distance that shares its bucket or could, in tokens"),
      ("last-from", "the distance from which on all share the last bucket, in tokens"),
    ],
    source: "Raffel et al. 2020, arXiv:1910.10683, section 2.1, and its released code",
    example: """
      buckets: 32
      maximum distance: 128
      direction: both
      """)

  let exhibit: BucketMap

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.bucketMap()
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let bias = try exhibit.bias()
    let rows = exhibit.rows(of: bias)
    return Record([.table(try exhibit.table(rows))] + exhibit.published(rows, bias.edges))
  }
}

extension BucketMap {
  var title: String { "Buckets of T5, \(buckets) up to distance \(maxDistance)" }

  /// One row for each bucket that is reached.
  func table(_ rows: [Row]) throws(FigureError) -> Table {
    let values: [[Value]] = rows.map { row in
      [
        .integer(row.bucket), .text(row.isAhead ? "after the query" : "before the query"),
        .integer(row.nearest), row.farthest.map { .integer($0) } ?? .number(.infinity),
      ]
    }
    return try Table(
      columns: [
        "bucket", "key", Column("nearest", unit: "tokens"), Column("farthest", unit: "tokens"),
      ], rows: values,
      title: title)
  }

  /// The values both the table and the figure publish.
  func published(_ rows: [Row], _ edges: [Int]) -> [Record.Item] {
    let reachable = Set(rows.map(\.bucket)).count
    return [
      .value("buckets", .integer(buckets)), .value("reachable", .integer(reachable)),
      .value("unreachable", .integer(buckets - reachable)),
      .value("shared-from", .integer(edges.first ?? 0)),
      .value("last-from", .integer(edges.last ?? 0)),
    ]
  }
}

extension Parameters {
  /// `buckets`, `maximum distance` and `direction`.
  mutating func bucketMap(upTo largest: Int = 512) -> BucketMap? {
    let buckets = integer(
      "buckets", "how many biases a head has; 4 at least where keys after the query have their own",
      default: 32, in: 2...largest)
    let distance = integer(
      "maximum distance",
      "from which distance on all share the last bucket, in tokens; more than half the buckets "
        + "of a direction",
      default: 128, in: 2...1_000_000)
    let isBidirectional = choice(
      "direction", "whether keys after the query have buckets of their own",
      among: [("both", true), ("back", false)], default: true)
    guard let buckets, let distance, let isBidirectional else { return nil }
    let least = isBidirectional ? 4 : 2
    guard buckets >= least else {
      report(
        "wrong-value", at: location(of: "buckets"),
        "'buckets' must be at least \(least) for this direction, not \(buckets)")
      return nil
    }
    return BucketMap(buckets: buckets, maxDistance: distance, isBidirectional: isBidirectional)
  }
}
