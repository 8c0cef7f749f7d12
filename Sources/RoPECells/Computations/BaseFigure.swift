import BookModel
import Exhibits
import Figures

/// `figure: base`: what the base does to a head, in the wavelengths of its pairs and in the mean of
/// their cosines.
struct BaseFigure: LiveComputation {
  static let name = ComputationName(.figure, "base")
  static let program = LiveFigure.base

  static let description = ComputationDescription(
    "The wavelengths of a head's pairs beside a length of text, and below them the mean of the pairs' "
      + "cosines at every 32nd distance up to 8192 tokens, for one base.",
    values: [
      ("unfinished", "how many pairs do not come round within the length"),
      ("pairs", "how many pairs there are"),
      ("longest-wavelength", "of the slowest pair, in tokens"),
      (
        "first-negative",
        "the first distance at which the mean is negative, or `none` up to 8192 tokens"
      ),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2.2; Men et al. 2024, arXiv:2405.14591",
    example: """
      head dimension: 128
      length: 4096
      """)

  let exhibit: LiveBase
  let movement: Movement

  init?(_ parameters: inout Parameters) {
    let dimension = parameters.headDimension(LiveBase.headDimensions)
    let base = parameters.integer(
      "base", "the base b of the frequencies b^(-2i/d)", default: 10_000, in: LiveBase.bases)
    let length = parameters.integer(
      "length", "L in tokens, drawn as a line across", in: LiveBase.lengths)
    let movement = parameters.movement([
      .init("base", at: 0, rest: base.map(Double.init), .integers(LiveBase.bases))
    ])
    guard parameters.finish(), let dimension, let base, let length, let movement else {
      return nil
    }
    exhibit = LiveBase(base: Double(base), headDimension: dimension, length: length)
    self.movement = movement
  }

  var sentence: [Live.Piece] {
    let pairs = exhibit.headDimension / 2
    return [
      .text("With base "), .value(0, digits: 0), .text(", "), .value(1, digits: 0),
      .text(
        " of \(pairs) pairs do not come round within \(counted(exhibit.length, "token")), and "
          + "the slowest takes "),
      .value(2, digits: 2), .text(" tokens. The mean cosine is "),
      .word(4, ["nowhere negative up to", "first negative at"]), .text(" "),
      .value(3, digits: 0), .text(" tokens."),
    ]
  }

  func published(_ values: [Double]) -> [Record.Item] {
    let isFound = values[4] == 1
    return [
      .value("unfinished", .integer(Int(values[1]))),
      .value("pairs", .integer(exhibit.headDimension / 2)),
      .value("longest-wavelength", .number(values[2]), .significant(8)),
      .value("first-negative", isFound ? .integer(Int(values[3])) : .text("none")),
    ]
  }

  func picture(of exhibit: LiveBase, values: [Double]) throws -> LivePicture {
    LivePicture(
      title: "A head of \(exhibit.headDimension) components with base \(text(exhibit.base, 6))",
      height: LiveBase.lowerBottom + 46, still: still,
      looks: [
        .shape(.wash(.accent)), .number(.accent), .shape(.solid(.query)), .shape(.thin(.query)),
        .shape(.fill(.accent)), .shape(.fill(.accent)), .number(.accent, .middle),
      ], data: try data(of: exhibit))
  }

  /// The wavelengths, then the means, each with the panel's name in front.
  private func data(of exhibit: LiveBase) throws -> Table {
    let wavelengths = try exhibit.wavelengths().enumerated().map { ("wavelength", $0, $1) }
    let means = try exhibit.means().enumerated().map { ("mean", LiveBase.step * $0, $1) }
    return Table(
      wavelengths + means, columns: ["panel", "pair i or distance m", "value"])
  }

  /// What does not move: the axes of both panels, and the length on them.
  private var still: [Mark] { axes + upperTicks + lowerTicks + length }

  private var axes: [Mark] {
    let (left, right) = (LiveBase.left, LiveBase.right)
    let middle = (left + right) / 2
    let zero = LiveBase.meanFrame.down.place(0)
    func across(_ y: Double, _ role: Role) -> Mark {
      .line(from: Point(left, y), to: Point(right, y), paint: .stroke(role))
    }
    func name(_ words: String, _ x: Double, _ y: Double, _ anchor: Lettering.Anchor) -> Mark {
      .text(words, at: Point(x, y), size: .number, anchor: anchor, role: .muted)
    }
    return [
      across(LiveBase.bottom, .axis), across(LiveBase.lowerBottom, .axis), across(zero, .axis),
      name("wavelength (tokens, log scale)", 4, LiveBase.top - 10, .start),
      name("unfinished", right, LiveBase.top - 10, .end),
      name("pair i", middle, LiveBase.bottom + 36, .middle),
      name("mean cosine B(m)", 4, LiveBase.lowerTop - 10, .start),
      name("distance m (tokens)", middle, LiveBase.lowerBottom + 36, .middle),
    ]
  }

  private var upperTicks: [Mark] {
    let frame = exhibit.wavelengthFrame
    let pairs = stride(from: 0, to: exhibit.headDimension / 2, by: 10).flatMap {
      tick(across: frame.across.place(Double($0)), "\($0)", LiveBase.bottom)
    }
    return pairs
      + [(1, "1"), (100, "100"), (10_000, "10⁴"), (1_000_000, "10⁶")].flatMap {
        tick(down: frame.down.place($0), $1)
      }
  }

  private var lowerTicks: [Mark] {
    let frame = LiveBase.meanFrame
    return [0, 2048, 4096, 6144, 8192].flatMap {
      tick(across: frame.across.place($0), "\(Int($0))", LiveBase.lowerBottom)
    } + [-0.5, 0, 0.5, 1].flatMap { tick(down: frame.down.place($0), text($0, 2)) }
  }

  private func tick(across x: Double, _ words: String, _ bottom: Double) -> [Mark] {
    [
      .line(from: Point(x, bottom), to: Point(x, bottom + 4), paint: .stroke(.axis)),
      .text(words, at: Point(x, bottom + 18), size: .number, anchor: .middle, role: .muted),
    ]
  }

  private func tick(down y: Double, _ words: String) -> [Mark] {
    [
      .line(from: Point(LiveBase.left - 4, y), to: Point(LiveBase.left, y), paint: .stroke(.axis)),
      .text(
        words, at: Point(LiveBase.left - 8, y + 4), size: .number, anchor: .end, role: .muted),
    ]
  }

  /// L across the wavelengths, and down to the zero of the means where they reach so far.
  private var length: [Mark] {
    let (left, right) = (LiveBase.left, LiveBase.right)
    let y = exhibit.wavelengthFrame.down.place(Double(exhibit.length))
    let across: [Mark] = [
      .line(from: Point(left, y), to: Point(right, y), paint: .thin(.muted)),
      .text("L = \(exhibit.length)", at: Point(left + 6, y - 6), size: .number, role: .muted),
    ]
    guard exhibit.length <= LiveBase.reach else { return across }
    let zero = LiveBase.meanFrame.place(Double(exhibit.length), 0)
    return across + [
      .line(
        from: Point(zero.x, LiveBase.lowerTop), to: Point(zero.x, zero.y),
        paint: .stroke(.axis)),
      .text("L", at: Point(zero.x + 6, LiveBase.lowerTop + 10), size: .number, role: .muted),
    ]
  }
}
