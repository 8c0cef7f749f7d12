import Foundation
import SnapshotTesting
import Testing

@testable import Figures

@Suite struct DiagramSnapshotTests {
  @Test func everyKindIsDrawnAsRecorded() throws {
    for (name, figure) in try diagramSamples() {
      let label = "fig-\(name)"
      expectSnapshot(figure.svg(label: label, standalone: true), named: "diagram-\(name).svg")
      let narrow = try #require(figure.narrow, "\(name) has no drawing for phones")
      expectSnapshot(
        narrow.svg(label: "\(label)-narrow", standalone: true),
        named: "diagram-\(name)-narrow.svg")
    }
  }
}

/// What is wrong with the texts of a drawing, by the table of widths: overlapping or cut off.
func textFaults(_ figure: Figure) -> [String] {
  let texts = figure.marks.flatMap(\.lettering)
  var faults: [String] = []
  for (index, text) in texts.enumerated() {
    let frame = text.frame
    let words = text.runs.map(\.text).joined()
    if frame.left < 0 || frame.top < 0 || frame.right > figure.width
      || frame.bottom > figure.height
    {
      faults.append("'\(words)' leaves the figure of \(figure.width)")
    }
    for other in texts[..<index] where other.frame.overlaps(frame) {
      faults.append("'\(other.runs.map(\.text).joined())' and '\(words)'")
    }
  }
  return faults
}

/// The faults of both drawings of a figure, and of what is written of them.
func faults(_ figure: Figure) -> [String] {
  [figure, figure.narrow].compactMap(\.self).flatMap { drawing -> [String] in
    let svg = drawing.svg(label: "fig-x", standalone: false)
    let words = ["nan", "inf", "style="].filter { word in
      svg.split(separator: "\"").enumerated()
        .contains { !$0.offset.isMultiple(of: 2) && $0.element.lowercased().contains(word) }
    }
    return textFaults(drawing) + words.map { "\($0) is written" }
  }
}

@Suite struct DiagramTextTests {
  @Test func noTextCoversAnotherOrIsCutOff() throws {
    for (name, figure) in try diagramSamples() {
      #expect(faults(figure) == [], "\(name)")
    }
  }

  @Test func narrowTextIsElevenPixelsHighOnAPhone() throws {
    for (name, figure) in try diagramSamples() {
      let narrow = try #require(figure.narrow)
      // A phone of 360 pixels leaves 320 for the column.
      #expect(12 * 320 / narrow.width >= 11, "\(name)")
    }
  }

  @Test(arguments: [1, 3, 12, 40]) func longNamesAreClippedAndNeverTouch(count: Int) throws {
    let long = (0..<count).map { "\($0)" + String(repeating: "Donaudampfschiff", count: $0 % 5) }
    let tokens = long.map { Token($0, note: $0, bars: [1, -2]) }
    let figures = [
      try TokenStrip("t", tokens).figure(description: ""),
      try TokenStrip(
        "t", rows: [.init(long[0], tokens), .init("b", tokens.reversed())], joinsEqualWords: true
      ).figure(description: ""),
      try CacheStrip("c", growing: Array(long.prefix(20))).figure(description: ""),
      try Lanes("l", long.prefix(12).map { .init($0, [.init($0, [$0, $0]), .init($0)]) })
        .figure(description: ""),
      try PositionRuler(
        "r", axis: "position",
        tracks: [
          .init(
            long[0],
            [.init(0...50, long[count - 1])],
            marks: long.prefix(12).enumerated().map { .init(Double($0), $1) })
        ]
      ).figure(description: ""),
      try VectorPlane(
        "v",
        long.prefix(12).enumerated().map {
          .init($1, x: cos(Double($0)), y: sin(Double($0)))
        }
      ).figure(description: ""),
      try MatrixDiagram("m", [.formulas([Array(long.prefix(5))], name: long[count - 1])])
        .figure(description: ""),
      try DialGrid(
        "d", columns: Array(long.prefix(7)), rows: [long[count - 1] + "\n" + long[0]],
        angles: [(0..<min(count, 7)).map { Double($0) * 1.2345678 }]
      ).figure(description: ""),
    ]
    for figure in figures { #expect(faults(figure) == [], "\(figure.title) \(count)") }
  }

  @Test func aClippedTextFitsAndSaysSo() {
    let text = TextExtent.clipped("quickly and more", size: .name, to: 60)
    #expect(text.hasSuffix("…"))
    #expect(TextExtent(text, size: .name).width <= 60)
    #expect(TextExtent.clipped("pig", size: .name, to: 60) == "pig")
    #expect(TextExtent.clipped("pig", size: .name, to: 3) == "")
    #expect(TextExtent("\u{65E5}\u{672C}", size: .name).width == 28)
    #expect(TextExtent("e\u{301}", size: .name).width == TextExtent("e", size: .name).width)
  }
}

@Suite struct DiagramValueTests {
  /// The diagrams that draw numbers, of one number.
  private func drawn(_ value: Double) -> [(String, () throws -> Figure)] {
    [
      (
        "bars",
        {
          try TokenStrip("t", [Token("a", bars: [value, 1, -value])]).figure(description: "")
        }
      ),
      (
        "matrix",
        {
          try MatrixDiagram("m", [.matrix([[value, 1], [0, -value]])]).figure(description: "")
        }
      ),
      (
        "Toeplitz",
        {
          try ToeplitzMatrix("t", size: 3) { Double($0) / 2 * value }.figure(description: "")
        }
      ),
      (
        "vectors",
        {
          try VectorPlane(
            "v", [.init("a", x: value, y: -value), .init("b", x: -value, y: 1)],
            arcs: [.between("a", "b", name: "φ")]
          ).figure(description: "")
        }
      ),
      (
        "points",
        {
          try ComplexPlane("c", [.init("z", value, -value)]).figure(description: "")
        }
      ),
    ]
  }

  @Test(arguments: [1e300, 1.7e308, 1e-300, 5e-324, 0, -0.0, 1])
  func anyFiniteValueGivesAPicture(value: Double) throws {
    for (name, figure) in drawn(value) where name != "vectors" || value != 0 {
      #expect(faults(try figure()) == [], "\(name) of \(value)")
    }
  }

  @Test func barsOfTheLargestNumbersDiffer() throws {
    let strip = TokenStrip("t", [Token("a", bars: [1.7e308, -1.7e308])])
    let bars = try strip.figure(description: "").marks.compactMap { mark -> Double? in
      guard case .rect(_, 8, let height, _) = mark else { return nil }
      return height
    }
    #expect(bars == [18, 18])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsRefused(value: Double) {
    for (name, figure) in drawn(value) {
      #expect(throws: FigureError.self, "\(name)") { try figure() }
    }
    #expect(throws: FigureError.self) {
      try VectorPlane("v", [.init("a", x: 1, y: 1)], arcs: [.angle(from: 0, to: value, name: "")])
        .figure(description: "")
    }
    #expect(throws: FigureError.self) {
      try PositionRuler("r", axis: "x", tracks: [.init("a", marks: [.init(value, "")])])
        .figure(description: "")
    }
  }

  @Test func nothingToDrawIsAnError() {
    let empty: [() throws -> Figure] = [
      { try TokenStrip("t", []).figure(description: "") },
      { try Lanes("t", []).figure(description: "") },
      { try Lanes("t", [.init("a", [])]).figure(description: "") },
      { try CacheStrip("t", growing: []).figure(description: "") },
      { try LayoutMap("t", []).figure(description: "") },
      {
        try LayoutMap("t", [.halfSplit(dimension: -2)]).figure(description: "")
      },
      { try MatrixDiagram("t", []).figure(description: "") },
      {
        try MatrixDiagram("t", [.sign("="), .matrix([[]])]).figure(description: "")
      },
      {
        try ToeplitzMatrix("t", size: -1) { Double($0) }.figure(description: "")
      },
      { try VectorPlane("t", []).figure(description: "") },
      {
        try ComplexPlane("t", ComplexPlane.roots(of: 0)).figure(description: "")
      },
      {
        try PositionRuler("t", axis: "x", tracks: []).figure(description: "")
      },
    ]
    for (index, figure) in empty.enumerated() {
      #expect(throws: FigureError.self, "\(index)") { try figure() }
    }
  }

  @Test func whatHasNoRoomIsAnErrorThatSaysSo() {
    let wide = [Array(repeating: 1.0, count: 100)]
    #expect(throws: FigureError.self) {
      try MatrixDiagram("m", [.matrix(wide)]).figure(description: "")
    }
    #expect(throws: FigureError.tooLarge("a layout map of 18 components; 16 is the limit")) {
      try LayoutMap("m", [.interleaved(dimension: 18)]).figure(description: "")
    }
    #expect(throws: FigureError.tooLarge("a Toeplitz matrix of 65 rows; 64 is the limit")) {
      try ToeplitzMatrix("m", size: 65) { Double($0) }.figure(description: "")
    }
    #expect(throws: FigureError.raggedRow(row: 1, values: 1, columns: 2)) {
      try MatrixDiagram("m", [.matrix([[1, 2], [3]])]).figure(description: "")
    }
    #expect(throws: FigureError.raggedRow(row: 0, values: 2, columns: 1)) {
      try CacheStrip("c", tokens: ["a"], steps: [.init("s", [.kept, .new])])
        .figure(description: "")
    }
    #expect(throws: FigureError.tooLarge("the pairs of 'x' do not lie apart in its components")) {
      try LayoutMap("m", [.init("x", dimension: 4, pairs: [(0, 1), (1, 2)])])
        .figure(description: "")
    }
  }

  @Test(arguments: 1...16) func layoutMapsOfEverySizeAreReadable(dimension: Int) throws {
    guard dimension > 1 else { return }
    let map = LayoutMap(
      "m", [.interleaved(dimension: dimension), .halfSplit(dimension: dimension)])
    #expect(faults(try map.figure(description: "")) == [])
    let reversed = LayoutMap(
      "m",
      [
        .init(
          "mirrored", dimension: dimension,
          pairs: (0..<dimension / 2).map { ($0, dimension - 1 - $0) })
      ])
    #expect(faults(try reversed.figure(description: "")) == [])
  }

  @Test(arguments: [1, 2, 10, 11, 33, 64]) func toeplitzMatricesOfEverySizeFit(size: Int) throws {
    let figure = try ToeplitzMatrix("t", size: size) { Double($0) / 3 }.figure(description: "")
    #expect(faults(figure) == [])
    #expect(figure.narrow != nil)
    #expect(figure.data.rows.count == 2 * size - 1)
  }
}

@Suite struct DiagramMeaningTests {
  @Test func equalDiagonalsHaveOneLevel() {
    let matrix = ToeplitzMatrix("t", size: 5) { Double($0) }
    #expect((-4...4).map(matrix.level(ofOffset:)) == [0, 2, 4, 6, 8, 10, 12, 14, 15])
  }

  @Test func layoutsPairTheComponentsTheyName() {
    let halves = LayoutMap.Layout.halfSplit(dimension: 8)
    #expect(
      zip(halves.firsts, halves.seconds).map { [$0, $1] } == [[0, 4], [1, 5], [2, 6], [3, 7]])
    let neighbours = LayoutMap.Layout.interleaved(dimension: 8)
    #expect(
      zip(neighbours.firsts, neighbours.seconds).map { [$0, $1] }
        == [[0, 1], [2, 3], [4, 5], [6, 7]])
  }

  @Test func aProductTurnsByTheAngleOfItsFactor() throws {
    let plane = ComplexPlane(
      multiplying: .init("q", 0.8, -0.3), by: .init("turn", angle: .pi / 3))
    let product = plane.points[2]
    #expect(abs(product.real - (0.8 * cos(.pi / 3) + 0.3 * sin(.pi / 3))) < 1e-12)
    #expect(abs(product.imaginary - (0.8 * sin(.pi / 3) - 0.3 * cos(.pi / 3))) < 1e-12)
    #expect(try plane.figure(description: "").data.rows.count == 3)
  }

  @Test func anArcIsTheShorterWayAndTurnsTheRightWay() throws {
    func arc(_ from: (Double, Double), _ to: (Double, Double)) throws -> Plane.Arc {
      Plane.Arc(
        name: "", from: try #require(Plane.direction(from.0, from.1)),
        to: try #require(Plane.direction(to.0, to.1)))
    }
    #expect(try !arc((1, 0), (0, 1)).isClockwise)
    #expect(try arc((0, 1), (1, 0)).isClockwise)
    #expect(try !arc((1, 0), (-1, 0)).isClockwise)
    let large = Plane.Arc(name: "", from: 0, to: 4)
    #expect(large.isLarge && !large.isClockwise)
    #expect(abs(try #require(Plane.direction(1e300, 1e300)).cosine - 0.5.squareRoot()) < 1e-15)
    #expect(Plane.direction(0, 0) == nil)
  }

  @Test func theSecondTheIsJoinedWithTheSecond() throws {
    let row: [Token] = ["the", "a", "the"]
    let strip = TokenStrip(
      "t", rows: [.init("x", row), .init("y", row)], joinsEqualWords: true)
    let lines = try strip.figure(description: "").marks.compactMap { mark -> [Double]? in
      guard case .line(let start, let end, _) = mark else { return nil }
      return [start.x, end.x]
    }
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0[0] == $0[1] })
  }
}

@Suite struct ArrangementTests {
  private let small = Arrangement(width: 10, height: 4).named("small")
  private let large = Arrangement(width: 30, height: 20).named("large")

  @Test func rowsAndColumnsAddWhatTheyHold() {
    let row = Arrangement.row([small, large], spacing: 5)
    #expect(row.width == 45 && row.height == 20)
    #expect(row.frame(of: "small") == Frame(left: 0, top: 8, right: 10, bottom: 12))
    let column = Arrangement.column([small, large], spacing: 5, align: .end)
    #expect(column.width == 30 && column.height == 29)
    #expect(column.frame(of: "small") == Frame(left: 20, top: 0, right: 30, bottom: 4))
    #expect(Arrangement.row([]).width == 0 && Arrangement.column([]).height == 0)
  }

  @Test func aFlowWrapsWhereThereIsNoRoom() {
    let flow = Arrangement.flow([large, large, small], width: 70, spacing: 5, lineSpacing: 3)
    #expect(flow.width == 65 && flow.height == 27)
    #expect(
      Arrangement.flow([large], width: 1).width == 30, "a box wider than the line stays whole")
  }

  @Test func aGridHasColumnsOfOneWidth() {
    let grid = Arrangement.grid([[small, large], [large, small]], spacing: 2, lineSpacing: 2)
    #expect(grid.width == 62 && grid.height == 42)
    #expect(grid.frame(of: "small") == Frame(left: 42, top: 30, right: 52, bottom: 34))
  }

  @Test func aJointRunsFromEdgeToEdge() {
    let row = Arrangement.row([small, large], spacing: 20).joined([
      Joint("small", "large", hasHead: false), Joint("small", "nowhere"),
    ])
    #expect(row.marks == [.line(from: Point(10, 10), to: Point(30, 10), paint: .thin(.muted))])
  }
}

@Suite struct NarrowTests {
  private func sample() throws -> Figure {
    try #require(try diagramSamples().first { $0.name == "tokens" }?.figure)
  }

  @Test func theNarrowDrawingSurvivesTheRecord() throws {
    let figure = try sample().quantized
    let coded = try JSONEncoder().encode(figure)
    let read = try JSONDecoder().decode(Figure.self, from: coded)
    #expect(read == figure)
    #expect(read.narrow?.marks == figure.narrow?.marks)
    #expect(read.narrow?.width == 340)
    var plain = figure
    plain.narrow = nil
    #expect(!String(decoding: try JSONEncoder().encode(plain), as: UTF8.self).contains("narrow"))
    #expect(plain != figure)
  }

  @Test func wordsAndDataAreThoseOfTheFigure() throws {
    var figure = try sample()
    figure.title = "Another"
    figure.data = Table([1], columns: ["x"])
    #expect(figure.narrow?.title == "Another")
    #expect(figure.narrow?.data == figure.data)
    #expect(figure.narrow?.narrow == nil)
  }

  @Test func theTwoDrawingsHaveNoIdInCommon() throws {
    let figure = try sample()
    let narrow = try #require(figure.narrow)
    let ids = [
      figure.svg(label: "fig-a", standalone: false),
      narrow.svg(label: "fig-a-narrow", standalone: false),
    ].map { Set(elements(of: $0).compactMap { $0.attributes["id"] }) }
    #expect(ids[0].isDisjoint(with: ids[1]))
    #expect(ids[1] == ["fig-a-narrow-t", "fig-a-narrow-d"])
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let (first, second) = (try diagramSamples(), try diagramSamples())
    for (one, two) in zip(first, second) { #expect(one.figure == two.figure, "\(one.name)") }
  }
}
