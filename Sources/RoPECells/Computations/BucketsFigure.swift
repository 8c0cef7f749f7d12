import BookModel
import Exhibits
import Figures

/// `figure: buckets`: the buckets of T5 as stretches of a ruler of distances.
struct BucketsFigure: Computation {
  static let name = ComputationName(.figure, "buckets")

  static let description = ComputationDescription(
    "The buckets of the relative position bias of T5 as stretches of distances, wider the farther "
      + "they are, with the numbers of the buckets inside where there is room.",
    values: BucketsTable.description.values.map { ($0.name, $0.meaning) },
    source: BucketsTable.description.source,
    example: BucketsTable.description.example)

  let exhibit: BucketMap

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.bucketMap(upTo: 64)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let bias = try exhibit.bias()
    let rows = exhibit.rows(of: bias)
    let last = bias.edges.last ?? 1
    // A third beyond the last edge, so that the bucket without an end is seen as a stretch too.
    let end = Double(last) * 4 / 3 + 1
    let tracks = [false, true].compactMap { isAhead -> PositionRuler.Track? in
      let found = rows.filter { $0.isAhead == isAhead && $0.nearest > 0 }
      return found.isEmpty ? nil : track(found, isAhead: isAhead, until: end, edges: bias.edges)
    }
    let ruler = PositionRuler(
      exhibit.title,
      axis: Axis(
        "distance of key and query", unit: "tokens", scale: .log, domain: 1...end),
      tracks: tracks)
    var figure = try ruler.figure(description: finding(rows, bias.edges))
    figure.data = try exhibit.table(rows)
    return Record([.figure(figure)] + exhibit.published(rows, bias.edges))
  }

  /// Each stretch ends where the next one starts, so that single distances have a width.
  private func track(
    _ rows: [BucketMap.Row], isAhead: Bool, until end: Double, edges: [Int]
  ) -> PositionRuler.Track {
    let shared = edges.first ?? 0
    let spans = rows.map { row in
      PositionRuler.Span(
        Double(row.nearest)...(row.farthest.map { Double($0 + 1) } ?? end), "\(row.bucket)",
        role: row.nearest < shared ? .query : .key)
    }
    let starts = rows.map(\.nearest).filter { $0 >= shared }
    // Eight texts at most, so that a phone has room for them; the last is always among them.
    let step = max(1, (starts.count + 7) / 8)
    let named = starts.enumerated().filter { (starts.count - 1 - $0.offset).isMultiple(of: step) }
    return PositionRuler.Track(
      isAhead ? "key after the query" : "key before the query", spans,
      marks: named.map { Axis.Tick(Double($0.element), "\($0.element)") })
  }

  private func finding(_ rows: [BucketMap.Row], _ edges: [Int]) -> String {
    let reached = Set(rows.map(\.bucket)).count
    let alone = (edges.first ?? 1) - 1
    let others = exhibit.isBidirectional ? "" : ", as all keys after the query"
    return "Distance 0 falls into bucket 0, which is not drawn\(others). "
      + (alone > 0
        ? "Up to \(counted(alone, "token")) each distance has a bucket of its own; from " : "From ")
      + "\(counted(edges.last ?? 0, "token")) on all share one. "
      + "\(reached) of \(counted(exhibit.buckets, "bucket")) are reached."
  }
}
