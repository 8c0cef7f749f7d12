import BookModel
import Exhibits
import Figures

/// `table: lanes`: one rotation as a matrix, with cosines and sines, and as complex numbers.
struct LanesTable: Computation {
  static let name = ComputationName(.table, "lanes")

  static let description = ComputationDescription(
    "One rotation computed in three ways, side by side: as a matrix, with cosines and sines, and "
      + "as complex numbers.",
    values: [
      ("lane-I", "lane I of the turned vector"),
      ("largest-difference", "the largest difference between two ways in one lane"),
      ("length", "the length of the turned vector, which is that of the vector"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, sections 3.2.1, 3.2.2 and 3.4.2",
    example: """
      vector: [1, 2, 3, 4]
      position: 1
      layout: interleaved
      """)

  let exhibit: RotationLanes

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.rotationLanes(upTo: 64)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let results = try exhibit.results()
    return Record([.table(exhibit.table(results))] + exhibit.published(results))
  }
}

extension RotationLanes {
  var title: String { "Three ways to turn a vector at position \(position)" }

  /// One row for each lane of the vector, with what every way makes of it.
  func table(_ results: Results) -> Table {
    let rows = vector.indices.map { lane in
      (
        lane, vector[lane], results.matrix[lane], results.cosinesAndSines[lane],
        results.complex[lane]
      )
    }
    return Table(
      rows,
      columns: ["lane", Column("x", format: .significant(9)), "matrix", "cos and sin", "complex"],
      title: title)
  }

  /// The values both the table and the figure publish.
  func published(_ results: Results) -> [Record.Item] {
    let length = results.cosinesAndSines.map { $0 * $0 }.reduce(0, +).squareRoot()
    var items = results.cosinesAndSines.enumerated().map { lane, value in
      Record.Item.value("lane-\(lane)", .number(value), .fixed(6))
    }
    items.append(.value("largest-difference", .number(results.largestDifference), residue))
    items.append(.value("length", .number(length), .fixed(6)))
    return items
  }
}

extension Parameters {
  /// `vector`, `position`, `base` and `layout` of a rotation that is computed in three ways.
  mutating func rotationLanes(upTo largest: Int) -> RotationLanes? {
    let vector = vector(
      "vector", "what is turned", count: nil, range: "an even count, 2 to \(largest)")
    let position = integer("position", "where the vector stands", in: Self.positionRange)
    let base = base()
    let layout = layout()
    guard let vector else { return nil }
    guard (2...largest).contains(vector.count), vector.count.isMultiple(of: 2) else {
      report(
        "wrong-value", at: location(of: "vector"),
        "'vector' must hold an even count of numbers from 2 to \(largest), not \(vector.count)")
      return nil
    }
    guard let position, let base, let layout else { return nil }
    return RotationLanes(vector: vector, position: position, base: base, layout: layout)
  }
}
