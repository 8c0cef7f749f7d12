import BookModel
import Exhibits
import Figures

/// `figure: plane`: one pair of a query and a key, turned, with the angle between them.
struct PlaneFigure: Computation {
  static let name = ComputationName(.figure, "plane")

  static let description = ComputationDescription(
    "One pair of a query at position m and of a key at position n, turned, with the arc from the "
      + "key to the query: (m − n)θ, and φ, the angle before turning, where there is one. Faint "
      + "arrows show both after a common shift.",
    values: [
      ("frequency", "θ of the pair, in radians per token"),
      ("angle", "(m − n)θ, in radians"),
      ("degrees", "the same in degrees"),
      ("angle-before", "φ, from key to query before they are turned, in radians"),
      ("query-x", "the first component of the turned query"),
      ("query-y", "the second component"),
      ("key-x", "the first component of the turned key"),
      ("key-y", "the second component"),
      ("score", "what the pair adds to the score of query and key"),
      ("shifted-score", "with `shift`: the same after the shift"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, equations 11 to 13",
    example: """
      query: [1, 0]
      key: [0.8, 0]
      query position: 3
      key position: 1
      head dimension: 2
      shift: 9
      """)

  let exhibit: PairPlane
  let shift: Int

  init?(_ parameters: inout Parameters) {
    let query = parameters.vector(
      "query", "the two components of the query before it is turned", count: 2)
    let key = parameters.vector(
      "key", "the two components of the key before it is turned", count: 2)
    let m = parameters.integer(
      "query position", "m, where the query stands", in: Parameters.positionRange)
    let n = parameters.integer(
      "key position", "n, where the key stands", in: Parameters.positionRange)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    parameters.note(
      "pair", "whole number", "0, below half the head dimension", .value("0"),
      "which pair is shown, counted from 0")
    let pair = parameters.integer("pair", "", default: 0, in: 0...((dimension ?? 1024) / 2 - 1))
    let shift = parameters.integer(
      "shift", "by how many tokens both have moved in the faint arrows; 0 for none", default: 0,
      in: 0...1_000_000_000)
    if let query, let key {
      parameters.checkLengths(of: HeadVectors(query: query, key: key), for: "an angle")
    }
    guard parameters.finish(), let query, let key, let m, let n, let dimension, let base, let pair,
      let shift
    else { return nil }
    exhibit = PairPlane(
      query: query, key: key, queryPosition: m, keyPosition: n, pair: pair,
      headDimension: dimension, base: base)
    self.shift = shift
  }

  func record() throws -> Record {
    let frequency = try exhibit.frequency()
    let turned = try exhibit.turned()
    let shifted = shift == 0 ? nil : try exhibit.turned(shiftedBy: shift)
    let drawn = [shifted, turned].compactMap(\.self)
    let lengths = [exhibit.query, exhibit.key].map { ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot() }
    let plane = VectorPlane(
      title,
      drawn.flatMap { vectors($0, isGhost: $0 != turned) },
      arcs: [turned, shifted].compactMap(\.self).compactMap { arc($0, frequency) },
      // Beside longer or shorter arrows it would be a dot or out of the picture.
      showsUnitCircle: lengths.allSatisfy((0.25...1.5).contains))
    var figure = try plane.figure(description: finding(frequency, turned, shifted))
    figure.data = data([turned, shifted].compactMap(\.self))
    return Record([.figure(figure)] + published(frequency, turned, shifted))
  }

  private var title: String {
    "A query at \(exhibit.queryPosition) and a key at \(exhibit.keyPosition), pair \(exhibit.pair)"
  }

  private func vectors(_ turned: PairPlane.Turned, isGhost: Bool) -> [VectorPlane.Vector] {
    let (query, key) = (turned.query, turned.key)
    return [
      .init("q at \(query.position)", x: query.x, y: query.y, isGhost: isGhost),
      .init("k at \(key.position)", x: key.x, y: key.y, role: .key, isGhost: isGhost),
    ]
  }

  /// The arc from key to query; none where they point the same way.
  private func arc(_ turned: PairPlane.Turned, _ frequency: Double) -> VectorPlane.Arc? {
    let angle = exhibit.angle(between: turned, frequency: frequency)
    guard angle.magnitude > 1e-9 else { return nil }
    let start = turned.key.direction
    return .angle(
      from: start, to: start + angle,
      name: exhibit.angleBefore.magnitude < 1e-12 ? "(m − n)θ" : "(m − n)θ + φ")
  }

  private func distanceAngle(_ frequency: Double) -> Double {
    Double(exhibit.queryPosition - exhibit.keyPosition) * frequency
  }

  private func finding(
    _ frequency: Double, _ turned: PairPlane.Turned, _ shifted: PairPlane.Turned?
  ) -> String {
    let angle = distanceAngle(frequency)
    let before = exhibit.angleBefore
    var finding = "The query is turned by \(text(turned.query.angle, 6)) rad, the key by "
    finding += "\(text(turned.key.angle, 6)) rad: (m − n)θ is \(text(angle, 6)) rad. "
    if before.magnitude >= 1e-12 {
      finding += "Before, the query stood φ = \(text(before, 6)) rad from the key. "
    }
    finding += "The pair adds \(fixed(turned.score)) to the score"
    guard let shifted else { return finding + "." }
    return finding + ", and \(fixed(shifted.score)) after both have moved by "
      + "\(counted(shift, "token"))."
  }

  private func data(_ turned: [PairPlane.Turned]) -> Table {
    let rows = turned.flatMap { turned in
      [("query", turned.query), ("key", turned.key)].map { name, arrow in
        (name, arrow.position, arrow.angle, arrow.x, arrow.y)
      }
    }
    return Table(
      rows,
      columns: [
        "vector", "position", Column("turned by", unit: "rad", format: .significant(6)), "x", "y",
      ], title: title)
  }

  private func published(
    _ frequency: Double, _ turned: PairPlane.Turned, _ shifted: PairPlane.Turned?
  ) -> [Record.Item] {
    let angle = distanceAngle(frequency)
    let items: [Record.Item] = [
      .value("frequency", .number(frequency), .significant(6)),
      .value("angle", .number(angle), .significant(6)),
      .value("degrees", .number(angle * 180 / .pi), .fixed(4)),
      .value("angle-before", .number(exhibit.angleBefore), .significant(6)),
      .value("query-x", .number(turned.query.x), .fixed(6)),
      .value("query-y", .number(turned.query.y), .fixed(6)),
      .value("key-x", .number(turned.key.x), .fixed(6)),
      .value("key-y", .number(turned.key.y), .fixed(6)),
      .value("score", .number(turned.score), .fixed(6)),
    ]
    return items + (shifted.map { [.value("shifted-score", .number($0.score), .fixed(6))] } ?? [])
  }
}
