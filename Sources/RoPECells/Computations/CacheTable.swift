import BookModel
import Exhibits
import Figures

/// `table: cache`: whether a key that was turned and cached earlier still gives the right score.
struct CacheTable: Computation {
  static let name = ComputationName(.table, "cache")

  static let description = ComputationDescription(
    "The score of a query and a key that was turned and cached when the text had another length, "
      + "beside the score with a key turned anew. Only frequencies that follow the length differ.",
    values: [
      ("fresh", "the score with the key turned anew"),
      ("fresh-base", "the base at the length the query's position makes"),
      ("cached-N", "the score with the key cached at length N"),
      ("largest-difference", "the largest difference from the fresh score"),
    ],
    source: "Peng et al. 2023, arXiv:2309.00071, section 3.3",
    example: """
      query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
      key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
      query position: 8191
      key position: 8000
      rule: dynamic-ntk
      factor: 2
      cached at: [4096, 5000, 8192]
      """)

  let exhibit: CachedKeys
  let lengths: [Int]

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.cachedKeys(upTo: 1024)
    let lengths = parameters.cachedLengths(atMost: 64)
    guard parameters.finish(), let exhibit, let lengths else { return nil }
    self.exhibit = exhibit
    self.lengths = lengths
  }

  func record() throws -> Record {
    let fresh = try exhibit.fresh()
    let rows = try lengths.map { length throws in try exhibit.row(cachedAt: length) }
    let table = Table(
      rows.map { ($0.length, $0.base, $0.score, ($0.score - fresh.score).magnitude) },
      columns: [
        Column("cached at", unit: "tokens"), Column("base then", format: .fixed(2)), "score",
        Column("off by", format: residue),
      ],
      title: "A key cached at other lengths; turned anew, the score is \(fixed(fresh.score))")
    return Record([.table(table)] + exhibit.published(fresh, rows))
  }
}

extension CachedKeys {
  /// The values both the table and the figure publish.
  func published(_ fresh: Row, _ rows: [Row]) -> [Record.Item] {
    var items: [Record.Item] = [
      .value("fresh", .number(fresh.score), .fixed(6)),
      .value("fresh-base", .number(fresh.base), .fixed(2)),
    ]
    var named: Set<Int> = []
    for row in rows where named.insert(row.length).inserted {
      items.append(.value("cached-\(row.length)", .number(row.score), .fixed(6)))
    }
    let largest = Self.largestDifference(of: rows, from: fresh)
    items.append(.value("largest-difference", .number(largest), residue))
    return items
  }

  static func largestDifference(of rows: [Row], from fresh: Row) -> Double {
    rows.map { ($0.score - fresh.score).magnitude }.max() ?? 0
  }
}

extension Parameters {
  /// A query, a key, their positions, and the rule by which frequencies follow the length.
  mutating func cachedKeys(upTo largest: Int) -> CachedKeys? {
    let vectors = queryAndKey(upTo: largest)
    let base = base()
    let layout = layout()
    let limit = 0...1_000_000_000
    let m = integer("query position", "where the query stands", in: limit)
    let n = integer("key position", "where the key stands", in: limit)
    let isDynamic = choice(
      "rule", "whether frequencies follow the length of the text",
      among: [("none", false), ("dynamic-ntk", true)], default: false)
    let factor = positiveNumber(
      "factor", "by what dynamic-ntk stretches the context", default: 2)
    let original = integer(
      "original length", "the length of training, in tokens", default: 4096,
      in: 1...1_000_000_000)
    guard let vectors, let base, let layout, let m, let n, let isDynamic, let factor, let original
    else { return nil }
    return CachedKeys(
      query: vectors.query, key: vectors.key, queryPosition: m, keyPosition: n, base: base,
      layout: layout, factor: isDynamic ? factor : nil, originalLength: original)
  }

  /// `cached at`: the lengths of the text at which a key was turned.
  mutating func cachedLengths(atMost limit: Int) -> [Int]? {
    integers(
      "cached at", "lengths of the text at which the key was turned, in tokens",
      in: 1...1_000_000_000, atMost: limit)
  }
}
