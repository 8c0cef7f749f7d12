import BookModel
import Exhibits
import Figures

/// `figure: sinusoid`: the sinusoid's vector of one position, pair by pair and among its neighbours.
struct SinusoidFigure: LiveComputation {
  static let name = ComputationName(.figure, "sinusoid")
  static let program = LiveFigure.sinusoid

  static let description = ComputationDescription(
    "The sinusoid's vector of a position p: a dial for each pair with its hand at the angle p θᵢ, and "
      + "the vector as a column among those of the positions 0 to 31.",
    values: [
      ("first-sine", "the first component of the vector"),
      ("first-cosine", "the second"),
      ("last-sine", "the sine of the slowest pair"),
      ("last-cosine", "its cosine"),
      ("last-angle", "the angle of the slowest pair, in radians"),
      ("longest-wavelength", "of the slowest pair, in tokens"),
    ],
    source: "Vaswani et al. 2017, arXiv:1706.03762, section 3.5",
    example: """
      dimension: 4
      position: 3
      """)

  let exhibit: LiveSinusoid
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let dimension = parameters.integer(
      "dimension", "how many components a vector has", in: LiveSinusoid.dimensions, even: true)
    let position = parameters.integer(
      "position", "p, where the vector belongs", in: 0...LiveSinusoid.lastPosition)
    let base = parameters.integer(
      "base", "the base b of the frequencies b^(-2i/d)", default: 10_000, in: LiveSinusoid.bases)
    let movement = parameters.movement([
      .init(
        "position", at: 0, rest: position.map(Double.init),
        .integers(0...LiveSinusoid.lastPosition)),
      .init("base", at: 1, rest: base.map(Double.init), .integers(LiveSinusoid.bases)),
    ])
    guard parameters.finish(), let dimension, let position, let base, let movement else {
      return nil
    }
    exhibit = LiveSinusoid(position: position, base: Double(base), dimension: dimension)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("At position "), .value(0, digits: 0), .text(" the vector begins with "),
      .value(3, digits: 6), .text(" and "), .value(4, digits: 6),
      .text("; its slowest pair comes round after "), .value(2, digits: 2),
      .text(" positions."),
    ]
  }

  func published(_ values: [Double]) throws -> [Record.Item] {
    let components = values.dropFirst(3)
    let rates = try FrequencyTable(headDimension: exhibit.dimension, base: exhibit.base).rows()
    let slowest = rates[rates.count - 1]
    return [
      .value("first-sine", .number(components[3]), .fixed(6)),
      .value("first-cosine", .number(components[4]), .fixed(6)),
      .value("last-sine", .number(components[components.endIndex - 2]), .fixed(6)),
      .value("last-cosine", .number(components[components.endIndex - 1]), .fixed(6)),
      .value(
        "last-angle", .number(Double(exhibit.position) * slowest.frequency), .significant(6)),
      .value("longest-wavelength", .number(slowest.wavelength), .significant(8)),
    ]
  }

  func picture(of exhibit: LiveSinusoid, values: [Double]) throws -> LivePicture {
    let pairs = exhibit.dimension / 2
    let dial: [LiveLook] = [
      .shape(.wash(.position)), .shape(.solid(.position)), .number(.ink),
    ]
    let cells = exhibit.dimension * (LiveSinusoid.lastPosition + 1)
    return LivePicture(
      title: "Sinusoid of \(exhibit.dimension) components at position \(exhibit.position)",
      height: exhibit.bottom + 44, still: still,
      looks: Array(repeating: dial, count: pairs).flatMap(\.self)
        + Array(repeating: .cell, count: cells)
        + [.shape(.solid(.ink)), .number(.ink, .middle)]
        + Array(repeating: .number(.ink), count: exhibit.dimension),
      data: try data(of: exhibit))
  }

  /// One row for each position, one column for each component.
  private func data(of exhibit: LiveSinusoid) throws -> Table {
    let rows = try exhibit.map.components()
    return try Table(
      columns: [Column("position", unit: "tokens")] + rows.indices.map { Column("PE \($0)") },
      rows: exhibit.map.positions.map { position in
        [.integer(position)] + rows.map { .number($0[position]) }
      })
  }

  /// What does not move: circles and the names of pairs, rows and columns.
  private var still: [Mark] {
    let radius = LiveSinusoid.radius
    let dials = (0..<exhibit.dimension / 2).flatMap { pair -> [Mark] in
      let center = LiveSinusoid.center(ofPair: pair)
      return [
        .circle(center: Point(center.x, center.y), radius: radius, paint: .stroke(.axis)),
        .line(
          from: Point(center.x, center.y), to: Point(center.x + radius, center.y),
          paint: .stroke(.axis)),
        .text(
          "pair \(pair)", at: Point(center.x, center.y - radius - 8), size: .number,
          anchor: .middle),
        .text("rad", at: Point(center.x + 10, center.y + radius + 18), size: .number),
      ]
    }
    let rows = (0..<exhibit.dimension).map { component -> Mark in
      .text(
        "\(component.isMultiple(of: 2) ? "s" : "c")\(component / 2)",
        at: Point(
          LiveSinusoid.left - 6,
          LiveSinusoid.place(ofComponent: component) + LiveSinusoid.row / 2 + 4),
        size: .number, anchor: .end, role: .muted)
    }
    let ticks = [0, 10, 20, 30].map { position -> Mark in
      .text(
        "\(position)",
        at: Point(
          LiveSinusoid.place(ofPosition: position) + LiveSinusoid.column / 2, exhibit.bottom + 16),
        size: .number, anchor: .middle, role: .muted)
    }
    let middle = LiveSinusoid.place(ofPosition: (LiveSinusoid.lastPosition + 1) / 2)
    return dials + rows + ticks + [
      .text(
        "position p (tokens)", at: Point(middle, exhibit.bottom + 36), size: .number,
        anchor: .middle, role: .muted),
      .text(
        "PE(p)", at: Point(LiveSinusoid.right, LiveSinusoid.top - 6), size: .number,
        anchor: .end, role: .muted),
    ]
  }
}
