import BookModel
import Exhibits
import Figures

/// `figure: range`: what each pair has seen of its circle in training, and what a longer text adds.
struct RangeFigure: LiveComputation {
  static let name = ComputationName(.figure, "range")
  static let program = LiveFigure.range

  static let description = ComputationDescription(
    "A circle for each pair with the angles it turned through in training, and those that are new in "
      + "a text so many times as long, under a rule for longer contexts. A pair that came round in "
      + "training knows all angles.",
    values: [
      ("seen", "by how much the pair turned in training, in radians"),
      ("needed", "by how much it turns in the longer text, in radians"),
      ("new", "in how many pairs the longer text has angles that training had not"),
    ],
    source: "Peng et al. 2023, arXiv:2309.00071, section 3.2; Chen et al. 2023, arXiv:2306.15595",
    example: """
      head dimension: 128
      method: none
      factor: 4
      pair: 46
      """)

  let exhibit: LiveRange
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let dimension = parameters.headDimension(LiveRange.headDimensions, default: 128)
    let base = parameters.base()
    let length = parameters.integer(
      "original length", "the length of training, in tokens", default: 4096,
      in: LiveRange.originalLengths)
    let method = parameters.choice(
      "method", "the rule for longer contexts; that of Llama 3 from 1 to 4 turns",
      among: LiveRange.Method.allCases.map { ($0.name, $0) }, default: .none)
    let factor = parameters.integer(
      "factor", "how many times as long the text is", default: 4, in: LiveRange.factors)
    let pairs = 0...(dimension ?? LiveRange.headDimensions.upperBound) / 2 - 1
    let pair = parameters.integer(
      "pair", "the pair that is looked at, counted from 0 and below half the head dimension",
      default: 0, in: pairs)
    let movement = parameters.movement([
      .init(
        "method", at: 0, rest: method.map { Double($0.rawValue) },
        .words(LiveRange.Method.allCases.map(\.name))),
      .init("factor", at: 1, rest: factor.map(Double.init), .integers(LiveRange.factors)),
      .init("pair", at: 2, rest: pair.map(Double.init), .integers(pairs)),
    ])
    guard parameters.finish(), let dimension, let base, let length, let method, let factor,
      let pair, let movement
    else { return nil }
    exhibit = LiveRange(
      method: method, factor: factor, pair: pair, headDimension: dimension, base: base,
      originalLength: length)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("Pair "), .value(3, digits: 0), .text(" turned by "), .value(0, digits: 2),
      .text(" radians in training and turns by "), .value(1, digits: 2),
      .text(" here. Pairs that meet new angles: "), .value(2, digits: 0), .text("."),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("seen", .number(values[0])), .value("needed", .number(values[1])),
      .value("new", .integer(Int(values[2]))),
    ]
  }

  func picture(of exhibit: LiveRange, values: [Double]) throws -> LivePicture {
    let turnings = try exhibit.turnings()
    return LivePicture(
      title: "\(counted(exhibit.pairCount, "pair")) at \(exhibit.factor) times the length, "
        + "method \(exhibit.method.name)",
      height: exhibit.bottom + 32, still: still(turnings.map(\.seen)),
      looks: Array(repeating: .shape(.fill(.key)), count: exhibit.pairCount)
        + [.shape(.solid(.accent))],
      data: Table(
        turnings.enumerated().map { ($0, $1.seen, $1.needed, $1.isNew ? "yes" : "no") },
        columns: [
          "pair i", Column("turned in training", unit: "rad", format: .significant(6)),
          Column("turns now", unit: "rad", format: .significant(6)), "new angles",
        ]))
  }

  /// What does not move: the circles with what was seen of them, the number of each row's first pair.
  private func still(_ seen: [Double]) -> [Mark] {
    let circles = seen.enumerated().flatMap { pair, seen -> [Mark] in
      let center = Point(LiveRange.center(ofPair: pair))
      let circle = { Mark.circle(center: center, radius: LiveRange.radius, paint: $0) }
      guard seen < 2 * .pi else { return [circle(.wash(.query)), circle(.thin(.query))] }
      return [
        circle(.stroke(.grid)), .path(Self.slice(center, to: seen), paint: .wash(.query)),
        .path(Self.slice(center, to: seen), paint: .thin(.query)),
      ]
    }
    let rows = stride(from: 0, to: exhibit.pairCount, by: LiveRange.perRow).map { pair -> Mark in
      let center = LiveRange.center(ofPair: pair)
      return .text(
        "\(pair)", at: Point(center.x - LiveRange.radius - 10, center.y + 4), size: .number,
        anchor: .end, role: .muted)
    }
    let y = exhibit.bottom + 12
    return circles + rows + [
      .rect(origin: Point(37, y - 10), width: 12, height: 12, paint: .wash(.query)),
      .rect(origin: Point(37, y - 10), width: 12, height: 12, paint: .thin(.query)),
      .text("turned in training", at: Point(55, y), size: .number),
      .rect(origin: Point(200, y - 10), width: 12, height: 12, paint: .fill(.key)),
      .text("new angles", at: Point(218, y), size: .number),
    ]
  }

  /// The slice from angle 0, the right, counter-clockwise to an angle below a turn.
  private static func slice(_ center: Point, to angle: Double) -> Outline {
    let radius = LiveRange.radius
    func point(_ angle: Double) -> Point {
      Point(center.x + radius * .cos(angle), center.y - radius * .sin(angle))
    }
    return Outline([
      .move(center), .line(point(0)),
      .arc(radius: radius, isLarge: angle > .pi, isClockwise: false, to: point(angle)), .close,
    ])
  }
}

extension Point {
  fileprivate init(_ place: Coordinate) { self.init(place.x, place.y) }
}

extension LiveRange.Method {
  /// What a cell calls it.
  fileprivate var name: String {
    switch self {
    case .none: "none"
    case .linear: "PI"
    case .ntk: "NTK"
    case .yarn: "YaRN"
    case .llama3: "Llama 3"
    }
  }
}
