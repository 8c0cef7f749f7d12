import BookModel
import Exhibits
import Figures

/// `table: matrix`: the rotation of one position as a matrix.
struct MatrixTable: Computation {
  static let name = ComputationName(.table, "matrix")

  static let description = ComputationDescription(
    "The rotation of one position as a matrix: a block for each pair, zeros elsewhere.",
    values: [
      ("entries", "how many entries the matrix has"),
      ("filled", "how many of them a rotation fills, four for each pair"),
      ("deviation", "how far the rows are from length 1 and right angles"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, equation 15",
    example: """
      position: 1
      head dimension: 4
      """)

  let exhibit: RotationMatrix

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.rotationMatrix(upTo: 16)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    return Record([.table(try exhibit.table(rows))] + exhibit.published(rows))
  }
}

extension RotationMatrix {
  var title: String { "Rotation matrix of position \(position)" }

  /// One row for each row of the matrix.
  func table(_ rows: [[Double]]) throws(FigureError) -> Table {
    let columns = ["lane"] + rows.indices.map { Column("\($0)") }
    let values = rows.enumerated().map { lane, row in
      [.integer(lane)] + row.map { Value.number($0) }
    }
    return try Table(columns: columns, rows: values, title: title)
  }

  /// What a picture of the matrix shows.
  func finding(_ rows: [[Double]]) -> String {
    "Of \(headDimension * headDimension) entries only \(filled) are filled, four for each pair; "
      + "the first pair's are cosine \(fixed(rows[0][0])) and sine "
      + "\(fixed(rows[layout == .interleaved ? 1 : headDimension / 2][0]))."
  }

  func published(_ rows: [[Double]]) -> [Record.Item] {
    [
      .value("entries", .integer(headDimension * headDimension)),
      .value("filled", .integer(filled)),
      .value("deviation", .number(Self.deviation(of: rows)), residue),
    ]
  }
}

extension Parameters {
  /// `position`, `head dimension`, `base` and `layout` of a rotation matrix.
  mutating func rotationMatrix(upTo largest: Int) -> RotationMatrix? {
    let position = integer(
      "position", "which the matrix turns by", in: Self.positionRange)
    let dimension = headDimension(2...largest)
    let base = base()
    let layout = layout()
    guard let position, let dimension, let base, let layout else { return nil }
    return RotationMatrix(
      position: position, headDimension: dimension, base: base, layout: layout)
  }
}
