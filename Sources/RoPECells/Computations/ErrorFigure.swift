import BookModel
import Exhibits
import Figures

/// `figure: error`: how far a turn is off at one position, and where that lies among the others.
struct ErrorFigure: LiveComputation {
  static let name = ComputationName(.figure, "error")
  static let program = LiveFigure.error

  static let description = ComputationDescription(
    "The turn that is farthest from its exact place at one position, when angles, or cosines and "
      + "sines, are rounded; below it the error of the worst pair at each position, both on log "
      + "scales.",
    values: [
      ("error", "the distance of the two points of the unit circle"),
      ("pair", "the pair it happens in"),
    ],
    source: PrecisionTable.description.source,
    example: """
      precision: float32-angle
      position: 4096
      head dimension: 128
      """)

  let exhibit: LiveError
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let words = NamedArithmetic.all.map(\.word)
    let precision = parameters.choice(
      "precision", "what is rounded, and to which type",
      among: NamedArithmetic.all.map { ($0.word, $0.arithmetic) }, default: .floatAngles)
    let position = parameters.integer(
      "position", "where the turn is compared", in: 1...LiveError.farthest)
    let dimension = parameters.headDimension(2...256)
    let base = parameters.base()
    let movement = parameters.movement([
      .init("position", at: 0, rest: position.map(Double.init), .integers(1...LiveError.farthest)),
      .init("precision", at: 1, .words(words)),
    ])
    guard parameters.finish(), let precision, let position, let dimension, let base, let movement
    else { return nil }
    exhibit = LiveError(
      position: position, arithmetic: precision, headDimension: dimension, base: base)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("At position "), .value(2, digits: 0), .text(" the point of pair "),
      .value(1, digits: 0), .text(" is off by "), .value(0, digits: 9), .text("."),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("error", .number(values[0]), .significant(2)),
      .value("pair", .integer(Int(values[1]))),
    ]
  }

  func picture(of exhibit: LiveError, values: [Double]) throws -> LivePicture {
    let errors = PhaseErrors(
      positions: LiveError.sampled, headDimension: exhibit.headDimension, base: exhibit.base)
    let curves = try NamedArithmetic.all.map { try errors.errors(of: $0.arithmetic) }
    return LivePicture(
      title: "The worst turn at position \(exhibit.position)", height: 386, still: still(curves),
      looks: [
        .shape(.thin(.muted)), .shape(.stroke(.accent)), .shape(.solid(.query)),
        .shape(.fill(.accent)), .number(.ink), .number(.accent),
      ],
      data: try Table(
        columns: [Column("position", unit: "tokens")]
          + NamedArithmetic.all.map { Column($0.title, format: .significant(3)) },
        rows: LiveError.sampled.enumerated().map { index, position in
          [.integer(position)] + curves.map { .number($0[index]) }
        }))
  }

  /// The circle, the axes, and all curves in grey, for the one that is chosen to be seen among them.
  private func still(_ curves: [[Double]]) -> [Mark] {
    let center = Point(LiveError.center.x, LiveError.center.y)
    let frame = LiveError.frame
    let (left, right, bottom) = (frame.across.start, frame.across.end, frame.down.start)
    let lines = curves.map { curve -> Mark in
      let points = zip(LiveError.sampled, curve).map { LiveError.place($0, $1) }
      return .path(Outline(through: points.map { Point($0.x, $0.y) }), paint: .stroke(.axis))
    }
    let across = [1, 100, 10_000, 1_000_000].flatMap { value -> [Mark] in
      let x = frame.across.place(value)
      return [
        .line(from: Point(x, bottom), to: Point(x, bottom + 5), paint: .stroke(.axis)),
        .text(
          NumberFormat.integer.display(value), at: Point(x, bottom + 20), size: .number,
          anchor: value == 1_000_000 ? .end : .middle, role: .muted),
      ]
    }
    let up = [(1e-9, "10⁻⁹"), (1e-6, "10⁻⁶"), (1e-3, "10⁻³"), (1, "1")].flatMap { value, words in
      let y = frame.down.place(value)
      return [
        Mark.line(from: Point(left, y), to: Point(right, y), paint: .stroke(.grid)),
        .text(words, at: Point(left - 8, y + 4), size: .number, anchor: .end, role: .muted),
      ]
    }
    func words(_ text: String, _ y: Double, _ role: Role = .muted) -> Mark {
      .text(text, at: Point(176, y), size: .number, role: role)
    }
    return [.circle(center: center, radius: LiveError.radius, paint: .stroke(.axis))] + up + across
      + lines + [
        .line(from: Point(left, bottom), to: Point(right, bottom), paint: .stroke(.axis)),
        words("worst pair", 44), words("error", 84),
        .text("error (log scale)", at: Point(left, 158), size: .number, role: .muted),
        .text(
          "position m (tokens, log scale)", at: Point((left + right) / 2, bottom + 42),
          size: .number, anchor: .middle, role: .muted),
      ]
  }
}
