import BookModel
import Exhibits
import Figures
import RoPE

/// `figure: lanes`: one rotation in three parallel lanes, which end in the same numbers.
struct LanesFigure: Computation {
  static let name = ComputationName(.figure, "lanes")

  static let description = ComputationDescription(
    "One rotation computed in three ways, in parallel lanes: as a matrix, with cosines and sines, "
      + "and as complex numbers. All three end in the same numbers.",
    values: LanesTable.description.values.map { ($0.name, $0.meaning) },
    source: LanesTable.description.source,
    example: LanesTable.description.example)

  let exhibit: RotationLanes

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.rotationLanes(upTo: 8)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let results = try exhibit.results()
    let pairs = try exhibit.layout.lanes(rotaryDimension: exhibit.vector.count)
    func numbers(_ vector: [Double], _ format: NumberFormat) -> [String] {
      pairs.map { complex(vector[$0.first], vector[$0.second], format) }
    }
    let written = NumberFormat.significant(6)
    let all = [results.matrix, results.cosinesAndSines, results.complex]
    // Far out the last digit that is shown may differ.
    let isSame = Set(all.map { $0.map(NumberFormat.fixed(6).short) }).count == 1
    let start = Lanes.Step("x", values: exhibit.vector, format: written)
    let lanes = Lanes(
      exhibit.title,
      [
        .init("matrix", [start, .init("R(mθ) · x", values: results.matrix)]),
        .init(
          "cos and sin",
          [start, .init("x cos mθ + x⊥ sin mθ", values: results.cosinesAndSines)], role: .key),
        .init(
          "complex",
          [
            .init("z", numbers(exhibit.vector, written)),
            .init("z · e^(imθ)", numbers(results.complex, .fixed(6))),
          ], role: .position),
      ],
      outcome: .init(isSame ? "the same" : "nearly the same", values: results.cosinesAndSines))
    var figure = try lanes.figure(description: finding(results))
    figure.data = exhibit.table(results)
    return Record([.figure(figure)] + exhibit.published(results))
  }

  private func finding(_ results: RotationLanes.Results) -> String {
    let turned = results.cosinesAndSines.map(fixed).joined(separator: ", ")
    let difference = results.largestDifference
    let start = exhibit.vector.map { text($0, 6) }.joined(separator: ", ")
    return "All three ways lead from (\(start)) "
      + "to (\(turned)). "
      + (difference == 0
        ? "They agree to the last bit." : "They differ by \(residue.display(difference)).")
  }
}
