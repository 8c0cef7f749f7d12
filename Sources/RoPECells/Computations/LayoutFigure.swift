import BookModel
import Exhibits
import Figures

/// `figure: layout`: which lanes form each pair in the two layouts, and where each lane goes.
struct LayoutFigure: Computation {
  static let name = ComputationName(.figure, "layout")

  static let description = ComputationDescription(
    "Which two lanes form each pair in the interleaved and in the half-split layout, with an arrow "
      + "from each lane to its place in the other one.",
    values: LayoutPairsTable.description.values.map { ($0.name, $0.meaning) },
    source: LayoutPairsTable.description.source,
    example: LayoutPairsTable.description.example)

  let exhibit: LayoutTable

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.layoutTable(upTo: 16)
    guard parameters.finish(), let exhibit else { return nil }
    self.exhibit = exhibit
  }

  func record() throws -> Record {
    let rows = try exhibit.rows()
    let dimension = exhibit.headDimension
    let map = LayoutMap(
      exhibit.title(rows),
      [
        .init(
          "interleaved: pair i = (2i, 2i + 1)", dimension: dimension,
          pairs: rows.map { ($0.interleavedFirst, $0.interleavedSecond) }),
        .init(
          "half-split: pair i = (i, i + \(rows.count))", dimension: dimension,
          pairs: rows.map { ($0.halfSplitFirst, $0.halfSplitSecond) }),
      ])
    var figure = try map.figure(description: finding(rows))
    figure.data = exhibit.table(rows)
    return Record([.figure(figure)] + exhibit.published(rows))
  }

  /// What the picture shows: how the last pair lies, and how much of a vector moves.
  private func finding(_ rows: [LayoutTable.Row]) -> String {
    let moved = LayoutTable.moved(rows)
    guard let last = rows.last, moved > 0 else {
      return "With one pair both layouts are the same."
    }
    return "Pair \(last.pair) is lanes \(last.interleavedFirst) and \(last.interleavedSecond) "
      + "interleaved, \(last.halfSplitFirst) and \(last.halfSplitSecond) half-split. "
      + "Of \(counted(exhibit.headDimension, "lane")), \(moved) stand elsewhere in the other layout."
  }
}
