import BookModel
import Exhibits
import Figures

/// `figure: rotation`: a dial for each token and pair, its hand at the angle of the rotation.
struct RotationFigure: Computation {
  static let name = ComputationName(.figure, "rotation")

  static let description = ComputationDescription(
    "A dial for each token and pair, its hand at the angle of the rotation.",
    values: [
      ("first-angle", "of the first token in the first pair shown, in radians"),
      ("last-angle", "of the last token in it"),
      ("last-degrees", "the same in degrees"),
      ("last-angle-I", "of the last token in pair I"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2",
    example: """
      tokens: [The, pig, chased, the, dog]
      head dimension: 8
      """)

  let tokens: PlacedTokens
  let exhibit: RotationDials

  init?(_ parameters: inout Parameters) {
    let tokens = parameters.tokensAndPositions(atMost: 7, width: 14)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    let pairs = parameters.pairs(of: dimension, atMost: 8, default: nil)
    guard parameters.finish(), let tokens, let dimension, let base, let pairs else { return nil }
    self.tokens = tokens
    exhibit = RotationDials(
      positions: tokens.positions, pairs: pairs, headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let dials = try exhibit.dials()
    let rates = try FrequencyTable(headDimension: exhibit.headDimension, base: exhibit.base).rows()
    let columns = tokens.words ?? tokens.positions.map { "m = \($0)" }
    let rows = exhibit.pairs.map { pair in
      "pair \(pair)\nθ = \(text(rates[pair].frequency, 4))"
    }
    let width = tokens.positions.count
    let drawn = stride(from: 0, to: dials.count, by: width).map { start in
      dials[start..<(start + width)].map(Self.drawn)
    }
    let grid = DialGrid(title, columns: columns, rows: rows, dials: drawn)
    var figure = try grid.figure(description: finding(dials, rates))
    figure.data = data(dials)
    let first = dials[0]
    let last = dials[width - 1]
    var items: [Record.Item] = [
      .figure(figure),
      .value("first-angle", .number(first.angle), .significant(6)),
      .value("last-angle", .number(last.angle), .significant(6)),
      .value("last-degrees", .number(last.angle * 180 / .pi), .fixed(4)),
    ]
    for (row, pair) in exhibit.pairs.enumerated() {
      let angle = dials[row * width + width - 1].angle
      items.append(.value("last-angle-\(pair)", .number(angle), .significant(6)))
    }
    return Record(items)
  }

  private static func drawn(_ dial: RotationDials.Dial) -> Dial {
    Dial(
      center: Point(dial.center.x, dial.center.y), radius: dial.radius, angle: dial.angle,
      cosine: dial.cosine, sine: dial.sine, note: "\(text(dial.angle, 6)) rad")
  }

  private var title: String {
    let count = tokens.positions.count
    let things = tokens.words == nil ? "position" : "token"
    return "Rotation of \(counted(count, things)) in \(counted(exhibit.pairs.count, "pair"))"
  }

  /// What the picture shows: how far the first and the last pair turn.
  private func finding(_ dials: [RotationDials.Dial], _ rates: [FrequencyTable.Row]) -> String {
    let last = tokens.positions.count - 1
    func sentence(_ row: Int) -> String {
      let pair = exhibit.pairs[row]
      let angle = dials[row * tokens.positions.count + last].angle
      return "pair \(pair) turns \(text(rates[pair].frequency, 6)) rad a token, "
        + "to \(text(angle, 6)) rad for \(tokens.name(last))"
    }
    let first = "Pair" + sentence(0).dropFirst(4)
    let lowest = exhibit.pairs.count - 1
    return lowest == 0 ? first + "." : first + "; " + sentence(lowest) + "."
  }

  private func data(_ dials: [RotationDials.Dial]) -> Table {
    let rows = dials.enumerated().map { index, dial in
      (
        tokens.name(index % tokens.positions.count), dial.position, dial.pair, dial.angle,
        dial.cosine, dial.sine
      )
    }
    let columns: [Column] = [
      "token", "position", "pair", Column("angle", unit: "rad", format: .significant(6)),
      "cosine", "sine",
    ]
    return Table(rows, columns: columns, title: title)
  }
}
