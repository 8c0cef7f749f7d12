import BookModel
import Exhibits
import Figures

/// `table: angles`: the angle of each position in each pair.
struct AnglesTable: Computation {
  static let name = ComputationName(.table, "angles")

  static let description = ComputationDescription(
    "The angle of each position in each pair, position times frequency: a row for each position, "
      + "a column for each pair.",
    values: [
      ("largest-angle", "of the last row, in the unit of the table"),
      ("turns", "the same in whole and part turns"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2.2",
    example: """
      positions: 0...4
      head dimension: 8
      """)

  /// What angles are counted in.
  enum Unit: String, Equatable {
    case radians, degrees, turns

    var symbol: String {
      switch self {
      case .radians: "rad"
      case .degrees: "°"
      case .turns: "turns"
      }
    }

    func callAsFunction(_ radians: Double) -> Double {
      switch self {
      case .radians: radians
      case .degrees: radians * 180 / .pi
      case .turns: radians / (2 * .pi)
      }
    }
  }

  let tokens: PlacedTokens
  let exhibit: AngleTable
  let unit: Unit

  init?(_ parameters: inout Parameters) {
    let tokens = parameters.tokensAndPositions(atMost: 1000, width: 40)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    let pairs = parameters.pairs(of: dimension, atMost: 12, default: nil)
    let unit = parameters.choice(
      "unit", "what angles are counted in",
      among: [("radians", Unit.radians), ("degrees", .degrees), ("turns", .turns)],
      default: .radians)
    guard parameters.finish(), let tokens, let dimension, let base, let pairs, let unit
    else { return nil }
    self.tokens = tokens
    self.unit = unit
    exhibit = AngleTable(
      positions: tokens.positions, pairs: pairs, headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    var columns: [Column] = tokens.words == nil ? [] : ["token"]
    columns.append("position")
    columns += exhibit.pairs.map {
      Column("pair \($0)", unit: unit.symbol, format: .significant(7))
    }
    let values = rows.enumerated().map { index, angles in
      var row: [Value] = tokens.words.map { [.text($0[index])] } ?? []
      row.append(.integer(exhibit.positions[index]))
      return row + angles.map { .number(unit($0)) }
    }
    let largest = rows.last?.max() ?? .nan
    return Record([
      .table(try Table(columns: columns, rows: values, title: "Angles by position and pair")),
      .value("largest-angle", .number(unit(largest)), .significant(7)),
      .value("turns", .number(Unit.turns(largest)), .significant(7)),
    ])
  }
}
