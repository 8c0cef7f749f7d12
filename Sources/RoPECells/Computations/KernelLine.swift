import BookModel
import Exhibits
import Figures

/// `figure: line`, `of: kernel`: the product of two vectors of the sinusoid over their offset.
struct KernelLine: Computation {
  static let name = ComputationName(.figure, "line", of: "kernel")

  static let description = ComputationDescription(
    "The product of two vectors of the sinusoid over their offset.",
    values: [
      ("largest-spread", "the largest difference between curves at one offset"),
      ("kernel-K", "the product at offset K, of the first position; the first 100 offsets"),
    ],
    source: "Vaswani et al. 2017, arXiv:1706.03762, section 3.5",
    example: """
      dimension: 8
      positions: [0, 7, 100, 5000]
      """)

  private static let roles: [Role] = [.query, .key, .position, .accent]

  let exhibit: SinusoidKernel
  let scale: Axis.Scale

  init?(_ parameters: inout Parameters) {
    let positions = parameters.integers(
      "positions", "the positions p, one curve for each", in: Parameters.positionRange, atMost: 4,
      default: [0])
    let scale = parameters.scale()
    let offsets = parameters.abscissas(
      "offsets", "the offsets k, in tokens", scale: scale, default: 0...40)
    let dimension = parameters.integer(
      "dimension", "how many components a vector has", in: 2...1024, even: true)
    let base = parameters.base()
    guard parameters.finish(), let positions, let scale, let offsets, let dimension, let base
    else { return nil }
    exhibit = SinusoidKernel(
      positions: positions, offsets: offsets, dimension: dimension, base: base)
    self.scale = scale
  }

  func record() throws -> Record {
    let curves = try exhibit.curves()
    let spread = SinusoidKernel.largestSpread(of: curves)
    let named = zip(exhibit.positions.map(String.init), curves).map { ($0, $1) }
    // Lines on top of each other would show the colour of the last and the names of all.
    let all = exhibit.positions.map(String.init).joined(separator: ", ")
    let drawn = spread < 1e-9 ? [(all, curves[0])] : named
    let text = finding(curves[0], spread)
    var figure = try framed(plot(drawn), text)
    figure.data = try framed(plot(named), text).data
    var items: [Record.Item] = [
      .figure(figure),
      .value("largest-spread", .number(spread), .residue(below: 1e-9)),
    ]
    for (offset, value) in zip(exhibit.offsets, curves[0]).prefix(100) {
      items.append(.value("kernel-\(offset)", .number(value), .fixed(6)))
    }
    return Record(items)
  }

  private func plot(_ curves: [(name: String, values: [Double])]) -> LinePlot {
    let series = curves.enumerated().map { index, curve in
      Series(
        "p = \(curve.name)", Array(zip(exhibit.offsets, curve.values)), role: Self.roles[index])
    }
    return LinePlot(
      "Agreement of two sinusoid vectors over their offset",
      x: Axis("offset k", unit: "tokens", scale: scale), y: "PE(p) · PE(p + k)", series: series)
  }

  private func finding(_ curve: [Double], _ spread: Double) -> String {
    let names = exhibit.positions.map { "p = \($0)" }.joined(separator: ", ")
    var text = "The product is \(fixed(curve[0])) at offset \(exhibit.offsets[0])"
    if let last = curve.last, curve.count > 1 {
      text += " and \(fixed(last)) at offset \(exhibit.offsets[curve.count - 1])"
    }
    text += "."
    if exhibit.positions.count > 1 {
      let bound = NumberFormat.residue(below: 1e-9)
      text += " The curves of \(names) are one: they differ by "
      text += spread == 0 ? "nothing." : "\(bound.display(spread))."
    }
    return text
  }
}
