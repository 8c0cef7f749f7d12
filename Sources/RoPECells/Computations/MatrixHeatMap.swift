import BookModel
import Exhibits
import Figures

/// `figure: heatmap`, `of: matrix`: the rotation of one position as a matrix.
struct MatrixHeatMap: Computation {
  static let name = ComputationName(.figure, "heatmap", of: "matrix")

  static let description = ComputationDescription(
    "The rotation of one position as a matrix: blocks along the diagonal when pairs are "
      + "interleaved, three diagonals when they are split in halves.",
    values: MatrixTable.description.values.map { ($0.name, $0.meaning) },
    source: MatrixTable.description.source,
    example: """
      position: 3
      head dimension: 8
      layout: half-split
      """)

  let exhibit: RotationMatrix

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.rotationMatrix(upTo: 64)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    let map = HeatMap(
      "Rotation matrix of position \(exhibit.position), \(counted(exhibit.headDimension, "lane"))",
      values: rows, x: "lane of the vector", y: "lane of the result",
      scale: .diverging(limit: 1))
    let figure = try map.figure(description: exhibit.finding(rows))
    return Record([.figure(figure)] + exhibit.published(rows))
  }
}
