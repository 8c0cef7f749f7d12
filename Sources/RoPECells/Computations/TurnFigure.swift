import BookModel
import Exhibits
import Figures
import RoPE

/// `figure: turn`: a pair as a complex number, turned, and the same pair in memory.
struct TurnFigure: LiveComputation {
  static let name = ComputationName(.figure, "turn")
  static let program = LiveFigure.turn

  static let description = ComputationDescription(
    "A pair of numbers as the complex number q, the number e^(imθ) on the unit circle, and their "
      + "product, with the same arc twice. Below, a vector of four numbers in memory, q and another "
      + "pair, and what three ways to turn it make of it, slot by slot.",
    values: [
      ("real", "the real part of the product"), ("imaginary", "its imaginary part"),
      ("largest-difference", "the largest difference between two ways in one slot"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, sections 3.2.1 and 3.4.2",
    example: """
      Re q: 1
      Im q: 2
      position: 1
      """)

  private static let layouts = ["interleaved", "half-split"]

  let exhibit: LiveTurn
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let reach = -LiveTurn.reach...LiveTurn.reach
    let real = parameters.number("Re q", "the first number of pair 0", in: reach)
    let imaginary = parameters.number("Im q", "the second number of pair 0", in: reach)
    let position = parameters.integer(
      "position", "m, where the vector stands", in: 0...LiveTurn.lastPosition)
    let layout = parameters.layout()
    let other = parameters.vector(
      "other pair", "the two numbers of pair 1, each from -5 to 5", count: 2, default: [3, 4])
    if let other, other.contains(where: { $0.magnitude > LiveTurn.largestOther }) {
      parameters.report(
        "wrong-value", at: parameters.location(of: "other pair"),
        "'other pair' must be made of numbers from -5 to 5")
    }
    let base = parameters.base()
    let number = LiveTurn.layouts.firstIndex { $0 == layout }
    let movement = parameters.movement([
      .init("Re q", at: 0, rest: real, .numbers(reach, step: 0.1)),
      .init("Im q", at: 1, rest: imaginary, .numbers(reach, step: 0.1)),
      .init(
        "position", at: 2, rest: position.map(Double.init), .integers(0...LiveTurn.lastPosition)),
      .init("layout", at: 3, rest: number.map(Double.init), .words(Self.layouts)),
    ])
    guard parameters.finish(), let real, let imaginary, let position, let layout, let other,
      let base, let movement
    else { return nil }
    exhibit = LiveTurn(
      real: real, imaginary: imaginary, position: position, layout: layout, base: base,
      other: other)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    [
      .text("The product has the real part "), .value(0, digits: 6),
      .text(" and the imaginary part "), .value(1, digits: 6),
      .text(". The three lanes end in "),
      .word(3, ["the same numbers (differences < 1e−12).", "different numbers."]),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    [
      .value("real", .number(values[0]), .fixed(6)),
      .value("imaginary", .number(values[1]), .fixed(6)),
      .value("largest-difference", .number(values[2]), residue),
    ]
  }

  func picture(of exhibit: LiveTurn, values: [Double]) throws -> LivePicture {
    func arrow(_ name: String, _ role: Role) -> [LiveLook] {
      [.shape(.stroke(role)), .shape(.fill(role)), .label(name, role)]
    }
    let numbers = LiveTurn.rows.indices.flatMap { row -> [LiveLook] in
      let role: Role = row == 0 ? .query : .accent
      return [.number(role), .number(role), .number(.ink), .number(.ink)]
    }
    let lanes = exhibit.lanes
    return LivePicture(
      title: "The pair \(complex(exhibit.real, exhibit.imaginary, .significant(6))) at position "
        + "\(exhibit.position)",
      height: LiveTurn.height, still: still,
      looks: [.shape(.stroke(.grid)), .shape(.solid(.position)), .shape(.thin(.accent))]
        + arrow("e^(imθ)", .position) + arrow("q", .query) + arrow("q e^(imθ)", .accent)
        + [.shape(.thin(.query)), .shape(.thin(.muted))] + numbers,
      data: lanes.table(try lanes.results()))
  }

  /// What does not move: the plane with its unit circle, the slots of memory, the names of the lanes.
  private var still: [Mark] {
    let (origin, reach) = (LiveTurn.origin, LiveTurn.side * LiveTurn.unit)
    let names = ["x", "matrix", "cos and sin", "complex"]
    return [
      .line(
        from: Point(origin.x - reach, origin.y), to: Point(origin.x + reach, origin.y),
        paint: .stroke(.axis)),
      .line(
        from: Point(origin.x, origin.y - reach), to: Point(origin.x, origin.y + reach),
        paint: .stroke(.axis)),
      .circle(center: Point(origin.x, origin.y), radius: LiveTurn.unit, paint: .stroke(.axis)),
      .text(
        "real", at: Point(origin.x + reach, origin.y + 16), size: .number, anchor: .end,
        role: .muted),
      .text(
        "imaginary", at: Point(origin.x + 6, origin.y - reach + 8), size: .number, role: .muted),
      .text("memory", at: Point(4, LiveTurn.bracket + 14), size: .number, role: .muted),
    ]
      + (0..<4).map { slot in
        .text(
          "\(slot)", at: Point(LiveTurn.end(ofSlot: slot) - 22, LiveTurn.bracket + 14),
          size: .number, anchor: .middle, role: .muted)
      }
      + zip(names, LiveTurn.rows).map { name, row in
        .text(name, at: Point(4, row), size: .number)
      }
  }
}

extension Parameters {
  /// A number within a range.
  fileprivate mutating func number(
    _ key: String, _ meaning: String, in range: ClosedRange<Double>
  ) -> Double? {
    let bounds = "\(Self.written(range.lowerBound)) to \(Self.written(range.upperBound))"
    let rule = "a number from \(bounds)"
    note(key, "number", bounds, .none, meaning)
    guard let text = scalar(key, mustBe: rule) else {
      if !has(key) { missing(key, rule) }
      return nil
    }
    guard let number = Self.number(text), range.contains(number) else {
      wrongValue(key, text, mustBe: rule)
      return nil
    }
    return number
  }
}
