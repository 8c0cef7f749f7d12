import BookModel
import Exhibits
import Figures

/// `table: rotation`: the angle of each token, and what it makes of one vector.
struct RotationAnglesTable: Computation {
  static let name = ComputationName(.table, "rotation")

  static let description = ComputationDescription(
    "The angle of each token, and what it makes of one vector: one row for each token and pair.",
    values: [
      ("last-angle", "of the last token in the first pair, in radians"),
      ("last-degrees", "the same in degrees"),
      ("last-x", "the first component of the vector there"),
      ("last-y", "the second component"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2",
    example: """
      tokens: [The, pig, chased, the, dog]
      head dimension: 8
      """)

  let tokens: PlacedTokens
  let exhibit: RotationTable

  init?(_ parameters: inout Parameters) {
    let tokens = parameters.tokensAndPositions(atMost: 1000, width: 40)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    let pairs = parameters.pairs(of: dimension, atMost: 64, default: [0])
    let vector = parameters.vector(
      "vector", "what every pair starts from", count: 2, default: [1, 0])
    if let tokens, let pairs, tokens.positions.count * pairs.count > 4096 {
      parameters.tooLarge(
        "pairs", "\(tokens.positions.count * pairs.count) rows", largest: "4096")
    }
    guard parameters.finish(), let tokens, let dimension, let base, let pairs, let vector
    else { return nil }
    self.tokens = tokens
    exhibit = RotationTable(
      positions: tokens.positions, pairs: pairs, x: vector[0], y: vector[1],
      headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let entries = try exhibit.rows()
    var items: [Record.Item] = [.table(try table(entries))]
    if let last = entries.last?.first {
      items += [
        .value("last-angle", .number(last.angle), .significant(6)),
        .value("last-degrees", .number(last.degrees), .fixed(4)),
        .value("last-x", .number(last.x), .fixed(6)),
        .value("last-y", .number(last.y), .fixed(6)),
      ]
    }
    return Record(items)
  }

  private func table(_ entries: [[RotationTable.Entry]]) throws(FigureError) -> Table {
    let hasPairs = exhibit.pairs.count > 1
    var columns: [Column] = tokens.words == nil ? [] : ["token"]
    columns.append("position")
    if hasPairs { columns.append("pair") }
    columns += [
      Column("angle", unit: "rad", format: .significant(6)), Column("degrees", format: .fixed(4)),
      "x", "y",
    ]
    var rows: [[Value]] = []
    for (index, row) in entries.enumerated() {
      for entry in row {
        var values: [Value] = tokens.words.map { [.text($0[index])] } ?? []
        values.append(.integer(entry.position))
        if hasPairs { values.append(.integer(entry.pair)) }
        values += [
          .number(entry.angle), .number(entry.degrees), .number(entry.x), .number(entry.y),
        ]
        rows.append(values)
      }
    }
    let vector = "(\(text(exhibit.x, 6)), \(text(exhibit.y, 6)))"
    return try Table(columns: columns, rows: rows, title: "Rotation of \(vector) by position")
  }
}
