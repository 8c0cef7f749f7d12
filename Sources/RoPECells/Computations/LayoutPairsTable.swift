import BookModel
import Exhibits
import Figures

/// `table: layout`: which lanes form each pair in the two layouts.
struct LayoutPairsTable: Computation {
  static let name = ComputationName(.table, "layout")

  static let description = ComputationDescription(
    "Which two lanes form each pair in the interleaved and in the half-split layout. To carry a "
      + "vector from one to the other, each lane goes to the place in its row.",
    values: [
      ("pairs", "how many pairs there are"),
      ("moved", "how many lanes stand elsewhere in the other layout"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2.2; Black et al. 2022, arXiv:2204.06745",
    example: """
      head dimension: 8
      """)

  let exhibit: LayoutTable

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.layoutTable(upTo: 1024)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    return Record([.table(exhibit.table(rows))] + exhibit.published(rows))
  }
}

extension LayoutTable {
  func title(_ rows: [Row]) -> String { "Lanes of \(counted(rows.count, "pair")) in two layouts" }

  func table(_ rows: [Row]) -> Table {
    Table(
      rows.map {
        (
          $0.pair, $0.interleavedFirst, $0.interleavedSecond, $0.halfSplitFirst,
          $0.halfSplitSecond
        )
      },
      columns: [
        "pair", "interleaved, first", "interleaved, second", "half-split, first",
        "half-split, second",
      ],
      title: title(rows))
  }

  /// The values both the table and the figure publish.
  func published(_ rows: [Row]) -> [Record.Item] {
    [
      .value("pairs", .integer(rows.count)), .value("moved", .integer(LayoutTable.moved(rows))),
    ]
  }
}

extension Parameters {
  /// `head dimension`, of which the layouts make pairs.
  mutating func layoutTable(upTo largest: Int) -> LayoutTable? {
    headDimension(2...largest).map { LayoutTable(headDimension: $0) }
  }
}
