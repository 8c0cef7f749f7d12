import BookModel
import Exhibits
import Figures

/// `table: precision`: how far turns computed with less precision are from exact ones.
struct PrecisionTable: Computation {
  static let name = ComputationName(.table, "precision")

  static let description = ComputationDescription(
    "How far the turns of numbers with less precision are from those of Double: at each position "
      + "the largest distance, over all pairs, between the two points of the unit circle.",
    values: [
      ("float32-angle-last", "at the last position, with angles in Float"),
      ("bfloat16-angle-last", "with angles in bfloat16"),
      ("float32-table-last", "with angles in Double, rounded to Float after cosine and sine"),
      ("bfloat16-table-last", "with angles in Double, rounded to bfloat16 after them"),
    ],
    source: "Wang et al. 2025, arXiv:2411.13476, for the question",
    example: """
      positions: [1, 257, 4096, 131072]
      head dimension: 128
      """)

  let exhibit: PhaseErrors

  init?(_ parameters: inout Parameters) {
    let positions = parameters.integers(
      "positions", "a row for each, at most 131072 turns in all", in: Parameters.positionRange,
      atMost: 1000)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    parameters.checkTurns(positions, dimension, of: "positions")
    guard parameters.finish(), let positions, let dimension, let base else { return nil }
    exhibit = PhaseErrors(positions: positions, headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let errors = try NamedArithmetic.all.map { named throws in
      try exhibit.errors(of: named.arithmetic)
    }
    let columns =
      ["position"] + NamedArithmetic.all.map { Column($0.title, format: .significant(3)) }
    let rows = exhibit.positions.enumerated().map { index, position in
      [.integer(position)] + errors.map { Value.number($0[index]) }
    }
    let table = try Table(
      columns: columns, rows: rows, title: "Largest error of a turn, by position")
    return Record([.table(table)] + NamedArithmetic.published(errors))
  }
}

/// A precision, and how cells and readers call it.
struct NamedArithmetic {
  var word: String
  var title: String
  var arithmetic: PhaseArithmetic

  static let all = [
    NamedArithmetic(word: "float32-angle", title: "Float angles", arithmetic: .floatAngles),
    NamedArithmetic(word: "bfloat16-angle", title: "bfloat16 angles", arithmetic: .bfloat16Angles),
    NamedArithmetic(word: "float32-table", title: "Float table", arithmetic: .floatTable),
    NamedArithmetic(word: "bfloat16-table", title: "bfloat16 table", arithmetic: .bfloat16Table),
  ]

  static func published(_ errors: [[Double]]) -> [Record.Item] {
    zip(all, errors).map { named, errors in
      .value("\(named.word)-last", .number(errors.last ?? .nan), .significant(2))
    }
  }
}

extension Parameters {
  /// Reports more sines and cosines than a cell should take.
  mutating func checkTurns(_ positions: [Int]?, _ dimension: Int?, of key: String) {
    guard let positions, let dimension, positions.count * dimension / 2 > 131_072 else { return }
    tooLarge(key, "\(positions.count * dimension / 2) turns", largest: "131072")
  }
}
