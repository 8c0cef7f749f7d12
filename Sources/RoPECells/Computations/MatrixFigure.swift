import BookModel
import Exhibits
import Figures

/// `figure: matrix`: the rotation of one position as a matrix in brackets, its numbers inside.
struct MatrixFigure: Computation {
  static let name = ComputationName(.figure, "matrix")

  static let description = ComputationDescription(
    "The rotation of one position as a matrix in brackets. The four entries of a pair share a "
      + "colour; a plain 0 stands where no rotation reaches.",
    values: MatrixTable.description.values.map { ($0.name, $0.meaning) },
    source: MatrixTable.description.source,
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
    // Two digits where there are many columns: a row must fit the page.
    let format = NumberFormat.fixed(rows.count <= 8 ? 4 : 2)
    var texts = rows.map { $0.map { _ in "0" } }
    var marks: [MatrixDiagram.Highlight] = []
    for (pair, lanes) in try exhibit.lanes().enumerated() {
      let role: Role = pair.isMultiple(of: 2) ? .query : .key
      for row in [lanes.first, lanes.second] {
        for column in [lanes.first, lanes.second] {
          texts[row][column] = format.display(rows[row][column])
          marks.append(MatrixDiagram.Highlight(row: row, column: column, role: role))
        }
      }
    }
    let diagram = MatrixDiagram(
      exhibit.title, [.formulas(texts, name: "position \(exhibit.position)", highlights: marks)])
    var figure = try diagram.figure(description: exhibit.finding(rows))
    figure.data = try exhibit.table(rows)
    return Record([.figure(figure)] + exhibit.published(rows))
  }
}
