import BookModel
import Exhibits
import Figures
import RoPE

/// `figure: line`, `of: score`: the score while query and key move by the same number of tokens.
struct ScoreLine: Computation {
  static let name = ComputationName(.figure, "line", of: "score")

  static let description = ComputationDescription(
    "The score of a query and a key while both move by the same number of tokens.",
    values: [
      ("score", "at the first shift"),
      ("largest-spread", "the largest score less the smallest"),
      ("sinusoid-first", "with `compare: sinusoid`: the score at the first shift"),
      ("sinusoid-last", "the score at the last"),
      ("sinusoid-spread", "the largest less the smallest"),
    ],
    source: "Su et al. 2021, arXiv:2104.09864, section 3.2",
    example: """
      query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
      key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
      query position: 1
      key position: 3
      compare: sinusoid
      """)

  let exhibit: ScoreCurve
  let isCompared: Bool
  let scale: Axis.Scale

  init?(_ parameters: inout Parameters) {
    let vectors = parameters.queryAndKey()
    let base = parameters.base()
    let layout = parameters.layout()
    let m = parameters.integer(
      "query position", "where the query stands before the shift", in: Parameters.positionRange)
    let n = parameters.integer(
      "key position", "where the key stands before the shift", in: Parameters.positionRange)
    let scale = parameters.scale()
    let shifts = parameters.abscissas(
      "shifts", "by how many tokens both move", scale: scale, default: 0...100)
    let measure = parameters.measure()
    let compare = parameters.choice(
      "compare", "what is drawn beside the rotation",
      among: [("sinusoid", true), ("nothing", false)], default: false)
    if let vectors, measure == .cosine { parameters.checkLengths(of: vectors) }
    guard parameters.finish(), let vectors, let base, let layout, let m, let n, let scale,
      let shifts, let measure, let compare
    else { return nil }
    exhibit = ScoreCurve(
      query: vectors.query, key: vectors.key, headDimension: vectors.headDimension, base: base,
      layout: layout, queryPosition: m, keyPosition: n, shifts: shifts, measure: measure)
    isCompared = compare
    self.scale = scale
  }

  func record() throws -> Record {
    let rotary = try exhibit.rotary()
    let sinusoid = isCompared ? try exhibit.sinusoid() : []
    let score = rotary[0]
    let spread = ScoreCurve.spread(of: rotary)
    var series = [curve("rotary", rotary, .query)]
    if isCompared { series.insert(curve("sinusoid", sinusoid, .key), at: 0) }
    let plot = LinePlot(
      "\(noun) while both tokens move together",
      x: Axis("common shift", unit: "tokens", scale: scale), y: Axis(noun.lowercased()),
      series: series)
    let figure = try framed(plot, finding(score, spread, sinusoid))
    var items: [Record.Item] = [
      .figure(figure), .value("score", .number(score), .fixed(6)),
      .value("largest-spread", .number(spread), residue),
    ]
    if let first = sinusoid.first, let last = sinusoid.last {
      items += [
        .value("sinusoid-first", .number(first), .fixed(6)),
        .value("sinusoid-last", .number(last), .fixed(6)),
        .value("sinusoid-spread", .number(ScoreCurve.spread(of: sinusoid)), .fixed(6)),
      ]
    }
    return Record(items)
  }

  private var noun: String { exhibit.measure == .cosine ? "Cosine" : "Score" }

  private func curve(_ name: String, _ scores: [Double], _ role: Role) -> Series {
    Series(name, Array(zip(exhibit.shifts, scores)), role: role)
  }

  private func finding(_ score: Double, _ spread: Double, _ sinusoid: [Double]) -> String {
    let shifts = exhibit.shifts
    let range = "from \(shifts.min() ?? 0) to \(shifts.max() ?? 0) tokens"
    var text = "With rotary embeddings the \(noun.lowercased()) is \(fixed(score)) at every shift "
    text += "\(range); the values differ by "
    text += spread == 0 ? "nothing." : "\(residue.display(spread))."
    if let low = sinusoid.min(), let high = sinusoid.max() {
      text += " With the sinusoid added instead, it runs between \(fixed(low)) and \(fixed(high))."
    }
    return text
  }
}
