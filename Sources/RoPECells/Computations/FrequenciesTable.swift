import BookModel
import Exhibits
import Figures

/// `table: frequencies`: what each pair turns by, and in how many tokens it comes round.
struct FrequenciesTable: Computation {
  static let name = ComputationName(.table, "frequencies")

  static let description = ComputationDescription(
    "What each pair turns by, and in how many tokens it comes round.",
    values: [
      ("pairs", "how many pairs there are"),
      ("shortest-wavelength", "of the fastest pair, in tokens"),
      ("longest-wavelength", "of the slowest pair, in tokens"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2.2",
    example: """
      head dimension: 8
      """)

  let exhibit: FrequencyTable

  init?(_ parameters: inout Parameters) {
    let dimension = parameters.headDimension()
    let base = parameters.base()
    guard parameters.finish(), let dimension, let base else { return nil }
    exhibit = FrequencyTable(headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    let table = Table(
      rows.map { ($0.pair, $0.frequency, $0.wavelength) },
      columns: [
        "pair i", Column("frequency θᵢ", unit: "rad/token", format: .significant(7)),
        Column("wavelength λᵢ", unit: "tokens", format: .significant(8)),
      ],
      title: "Frequencies of \(counted(rows.count, "pair")), base \(text(exhibit.base, 9))")
    let lengths = rows.map(\.wavelength)
    return Record([
      .table(table),
      .value("pairs", .integer(rows.count)),
      .value("shortest-wavelength", .number(lengths.min() ?? .nan), .significant(7)),
      .value("longest-wavelength", .number(lengths.max() ?? .nan), .significant(8)),
    ])
  }
}
