import BookModel
import Exhibits
import Figures

/// `figure: line`, `of: precision`: how the error of turns grows with the position.
struct PrecisionLine: Computation {
  static let name = ComputationName(.figure, "line", of: "precision")

  static let description = ComputationDescription(
    "How the error of turns computed with less precision grows with the position, both on log "
      + "scales. What is below the resolution of Double is drawn at 1e-16.",
    values: PrecisionTable.description.values.map { ($0.name, $0.meaning) },
    source: PrecisionTable.description.source,
    example: """
      positions: [1, 4, 16, 64, 257, 1024, 4096, 16384, 65536, 131072]
      head dimension: 128
      """)

  let exhibit: PhaseErrors

  init?(_ parameters: inout Parameters) {
    let positions = parameters.abscissas(
      "positions", "where turns are compared, at most 131072 of them in all", scale: .log,
      default: 1...512)
    let dimension = parameters.headDimension()
    let base = parameters.base()
    parameters.checkTurns(positions, dimension, of: "positions")
    guard parameters.finish(), let positions, let dimension, let base else { return nil }
    exhibit = PhaseErrors(positions: positions, headDimension: dimension, base: base)
  }

  func record() throws -> Record {
    let errors = try NamedArithmetic.all.map { named throws in
      try exhibit.errors(of: named.arithmetic)
    }
    let series = zip(NamedArithmetic.all, errors).enumerated().map { index, item in
      Series(
        item.0.title, Array(zip(exhibit.positions, item.1.map { max($0, 1e-16) })),
        role: Role.ofCurves[index])
    }
    let plot = LinePlot(
      "Largest error of a turn over its position",
      x: Axis("position m", unit: "tokens", scale: .log), y: Axis("error", scale: .log),
      series: series)
    let last = exhibit.positions[exhibit.positions.count - 1]
    let words = zip(NamedArithmetic.all, errors).map { named, errors in
      "\(text(errors[errors.count - 1], 2)) with \(named.title)"
    }
    let figure = try framed(
      plot, "At position \(last) the largest error is " + words.joined(separator: ", ") + ".")
    return Record([.figure(figure)] + NamedArithmetic.published(errors))
  }
}
