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
    let vector = parameters.vector(
      "vector", "what is turned", count: nil, range: "an even count, 2 to 64")
    let position = parameters.integer(
      "position", "where the vector stands", in: Parameters.positionRange)
    let base = parameters.base()
    let layout = parameters.layout()
    if let vector, !(2...64).contains(vector.count) || !vector.count.isMultiple(of: 2) {
      parameters.report(
        "wrong-value", at: parameters.location(of: "vector"),
        "'vector' must hold an even count of numbers from 2 to 64, not \(vector.count)")
    }
    guard parameters.finish(), let vector, let position, let base, let layout else { return nil }
    exhibit = RotationLanes(vector: vector, position: position, base: base, layout: layout)
  }

  func record() throws -> Record {
    let results = try exhibit.results()
    let rows = exhibit.vector.indices.map { lane in
      (
        lane, exhibit.vector[lane], results.matrix[lane], results.cosinesAndSines[lane],
        results.complex[lane]
      )
    }
    let table = Table(
      rows,
      columns: ["lane", Column("x", format: .significant(9)), "matrix", "cos and sin", "complex"],
      title: "Three ways to turn a vector at position \(exhibit.position)")
    let length = results.cosinesAndSines.map { $0 * $0 }.reduce(0, +).squareRoot()
    var items: [Record.Item] = [.table(table)]
    for (lane, value) in results.cosinesAndSines.enumerated() {
      items.append(.value("lane-\(lane)", .number(value), .fixed(6)))
    }
    items.append(.value("largest-difference", .number(results.largestDifference), residue))
    items.append(.value("length", .number(length), .fixed(6)))
    return Record(items)
  }
}
