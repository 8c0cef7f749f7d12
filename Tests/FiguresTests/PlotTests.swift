import Foundation
import Testing

@testable import Figures

@Suite struct AxisTests {
  private func ticks(
    _ low: Double, _ high: Double, _ scale: Axis.Scale = .linear, isTight: Bool = false
  ) throws -> [String] {
    try PlacedAxis(
      Axis("x", scale: scale), values: [low, high], from: 0, to: 100, isTight: isTight
    ).ticks.map(\.text)
  }

  @Test func ticksAreOneTwoOrFiveTimesAPowerOfTen() throws {
    #expect(try ticks(0, 1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(try ticks(0, 40, isTight: true) == ["0", "10", "20", "30", "40"])
    #expect(try ticks(-1.18, 1.18) == ["−1.5", "−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5"])
    #expect(
      try ticks(0, 40_410)
        == [
          "0", "10\u{202F}000", "20\u{202F}000", "30\u{202F}000", "40\u{202F}000", "50\u{202F}000",
        ])
    #expect(try ticks(3, 3.0001).first == "3.00000")
    #expect(try ticks(3, 3.0001).last == "3.00010")
    #expect(try ticks(-4e-7, 9e-7).contains("0.0000000"))
  }

  @Test func logarithmicTicksArePowersOfTen() throws {
    #expect(
      try ticks(1, 100_000, .log)
        == ["1", "10", "100", "1000", "10\u{202F}000", "100\u{202F}000"])
    #expect(try ticks(0.001, 10, .log) == ["0.001", "0.01", "0.1", "1", "10"])
    #expect(
      try ticks(1e-12, 1e-2, .log)
        == ["10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01"])
    #expect(try ticks(2, 30, .log, isTight: true) == ["2", "5", "10", "20"])
  }

  @Test func endsLieOnTicksAndTheDataInside() throws {
    for seed in 0..<200 {
      let low = sin(Double(seed)) * pow(10, Double(seed % 9) - 4)
      let high = low + abs(cos(Double(seed * 7))) * pow(10, Double(seed % 7) - 3) + 1e-9
      let axis = try PlacedAxis(Axis("x"), values: [low, high], from: 0, to: 100, isTight: false)
      #expect(axis.place(low) >= -0.001 && axis.place(high) <= 100.001)
      #expect((3...12).contains(axis.ticks.count), "\(low) \(high)")
      #expect(axis.ticks.first?.value == axis.domain.lowerBound)
    }
  }

  @Test func aResidueDoesNotFillThePlot() throws {
    let score = -0.866363464472514
    let axis = try PlacedAxis(
      Axis("x"), values: [score, score + 4.4e-16], from: 0, to: 100, isTight: false)
    #expect(axis.domain.upperBound - axis.domain.lowerBound > 0.5)
    let zero = try PlacedAxis(Axis("x"), values: [0], from: 0, to: 100, isTight: false)
    #expect(zero.domain == -1...1)
  }

  @Test func badValuesAreRefused() {
    #expect(throws: FigureError.notPositive(0, axis: "shift")) {
      try PlacedAxis(Axis("shift", scale: .log), values: [0, 1], from: 0, to: 1, isTight: true)
    }
    #expect(throws: FigureError.self) {
      try PlacedAxis("x", values: [.nan], from: 0, to: 1, isTight: true)
    }
    for domain in [
      1.0...1, 0...Double.infinity, -1.7e308...1.7e308, 0...Double.leastNonzeroMagnitude,
    ] {
      #expect(throws: FigureError.self) {
        try PlacedAxis(Axis("x", domain: domain), values: [1], from: 0, to: 1, isTight: true)
      }
    }
    #expect(throws: FigureError.self) {
      try PlacedAxis(
        Axis("x", scale: .log, domain: 0...1), values: [1], from: 0, to: 1, isTight: true)
    }
    #expect(throws: FigureError.empty("axis 'x'")) {
      try PlacedAxis("x", values: [], from: 0, to: 1, isTight: true)
    }
  }

  @Test func theHeadingNamesUnitAndScale() {
    #expect(Axis("shift", unit: "tokens", scale: .log).heading == "shift (tokens, log scale)")
    #expect(Axis("score").heading == "score")
  }

  @Test func theLogarithmAndTheDirectionAgreeWithTheCLibrary() {
    for step in 1...2000 {
      let x = exp(Double(step - 1000) / 2)
      guard x.isNormal else { continue }
      #expect(abs(Double.decimalLogarithm(x) - log10(x)) <= 1e-13 * max(1, abs(log10(x))))
      let angle = Double(step * step) / 7 - 1000
      let (cosine, sine) = Double.direction(ofAngle: angle)
      #expect(abs(cosine - cos(angle)) < 1e-11 && abs(sine - sin(angle)) < 1e-11)
    }
  }
}

@Suite struct LinePlotTests {
  private let plot = LinePlot(
    "Two lines", x: Axis("m", unit: "tokens"), y: "score",
    series: [
      Series("first", (0...20).map { ($0, sin(Double($0))) }, role: .key),
      Series("second", (0...20).map { ($0, sin(Double($0)) + 1e-15) }, role: .query),
    ], rules: [Rule(.vertical, at: 10, name: "L"), Rule(.horizontal, at: 1, name: "one")])

  @Test func namesAtTheEndDoNotTouch() throws {
    let figure = try plot.figure(description: "")
    let heights = figure.marks.compactMap { mark -> Double? in
      guard case .text(let text) = mark, ["first", "second"].contains(text.runs[0].text) else {
        return nil
      }
      return text.position.y
    }
    #expect(heights.count == 2)
    #expect(abs(heights[0] - heights[1]) >= 17.9)
    #expect(heights[0] < heights[1], "curves that differ by a residue keep their order")
  }

  @Test func allTextStaysInsideTheFigure() throws {
    let figure = try plot.figure(description: "")
    for text in figure.marks.flatMap(\.lettering) {
      let width = TextExtent(text.runs.map(\.text).joined(), size: text.size).width
      let share = text.anchor == .start ? 0 : text.anchor == .middle ? 0.5 : 1
      #expect(text.position.x - share * width >= 0)
      #expect(text.position.x + (1 - share) * width <= figure.width)
      #expect(text.position.y >= 10 && text.position.y <= figure.height)
    }
  }

  @Test func dataHasOneRowForEachX() throws {
    let data = try plot.figure(description: "").data
    #expect(data.columns.map(\.name) == ["m", "first", "second"])
    #expect(data.rows.count == 21)
    var uneven = plot
    uneven.series[1].points.removeLast()
    let long = try uneven.figure(description: "").data
    #expect(long.columns.map(\.name) == ["series", "m", "score"])
    #expect(long.rows.count == 41)
  }

  @Test func whatIsNotFiniteIsRefusedAndNeverWritten() {
    for bad in [Double.nan, .infinity] {
      var broken = plot
      broken.series[0].points[3].y = bad
      #expect(throws: FigureError.self) { try broken.figure(description: "") }
    }
    #expect(throws: FigureError.self) {
      try LinePlot("none", x: "x", y: "y", series: []).figure(description: "")
    }
  }

  @Test func spreadingKeepsDistanceAndOrder() {
    #expect(spread([10, 10, 11, 50], apart: 5, from: 0, to: 100) == [10, 15, 20, 50])
    #expect(spread([99, 100], apart: 5, from: 0, to: 100) == [95, 100])
    #expect(spread([], apart: 5, from: 0, to: 100) == [])
  }
}

extension Mark {
  var lettering: [Lettering] {
    switch self {
    case .text(let text): [text]
    case .group(let marks, _): marks.flatMap(\.lettering)
    default: []
    }
  }
}

@Suite struct HeatMapTests {
  private func map(_ rows: Int, _ columns: Int) -> HeatMap {
    let values = (0..<rows).map { row in (0..<columns).map { sin(Double(row + 3 * $0)) } }
    return HeatMap("Map", values: values, x: "n", y: "m", scale: .diverging(limit: 1))
  }

  @Test func levelsMeetAtZeroAndResiduesDoNotMatter() {
    let map = map(2, 2)
    #expect(map.level(of: -1) == 0)
    #expect(map.level(of: 1) == 15)
    #expect(map.level(of: 0) == 8)
    #expect(map.level(of: -1e-12) == 8)
    #expect(map.level(of: -0.01) == 7)
    #expect(map.level(of: 1e300) == 15)
    #expect((0...15).contains(map.level(of: .nan)))
    #expect(map.level(of: -.infinity) == 0)
    let grey = HeatMap("", values: [[1]], x: "", y: "", scale: .sequential(from: 0, to: 4))
    #expect(grey.level(of: 0) == 0)
    #expect(grey.level(of: 1) == 4)
    #expect(grey.level(of: 4) == 15)
  }

  @Test func aSmallMapShowsItsValues() throws {
    let svg = try map(8, 8).figure(description: "").svg(label: "fig-x", standalone: false)
    #expect(svg.components(separatedBy: "<rect").count - 1 == 64 + 16)
    #expect(svg.contains(">0.14</text>"))
    let large = try map(11, 11).figure(description: "").svg(label: "fig-x", standalone: false)
    #expect(large.components(separatedBy: "<rect").count - 1 == 121 + 16)
    #expect(!large.contains(">0.14</text>"))
  }

  @Test func aLargeMapHasOnePathForEachLevel() throws {
    let figure = try map(64, 128).figure(description: "")
    let svg = figure.svg(label: "fig-x", standalone: false)
    #expect(svg.components(separatedBy: "<rect").count - 1 == 16)
    #expect((2...16).contains(svg.components(separatedBy: "<path").count - 1))
    #expect(figure.data.rows.count == 64 * 128)
  }

  @Test func cellsLieInsideTheFigureForManySizes() throws {
    for (rows, columns) in [(1, 1), (1, 300), (300, 1), (9, 10), (64, 1024), (512, 8)] {
      let figure = try map(rows, columns).figure(description: "")
      let layout = HeatMapLayout(map(rows, columns))
      #expect(layout.right + 60 <= figure.width, "\(rows) × \(columns)")
      #expect(layout.left >= 30 && layout.cellWidth > 0)
    }
  }

  @Test func aSmallMapHasADrawingForPhonesWithEveryValueInItsCell() throws {
    var map = map(4, 5)
    map.format = .fixed(1)
    let narrow = try #require(try map.figure(description: "").narrow)
    #expect(narrow.width == 340)
    let texts = narrow.marks.flatMap(\.lettering)
    #expect(texts.count { $0.ground != nil } == 20)
    for text in texts {
      #expect(text.frame.left >= 0 && text.frame.right <= 340, "\(text.runs)")
    }
  }

  @Test func aMapThatWouldNotFitAPhoneHasNoDrawingForIt() throws {
    // Values of nine characters in eight columns, and a large map.
    var wide = map(8, 8)
    wide.format = .fixed(6)
    #expect(try wide.figure(description: "").narrow == nil)
    #expect(try map(64, 128).figure(description: "").narrow == nil)
    #expect(try map(16, 64).figure(description: "").narrow != nil)
  }

  @Test func whatIsNoMapIsRefused() {
    #expect(throws: FigureError.empty("a heat map")) {
      try HeatMap("", values: [], x: "", y: "").figure(description: "")
    }
    #expect(throws: FigureError.raggedRow(row: 1, values: 1, columns: 2)) {
      try HeatMap("", values: [[1, 2], [3]], x: "", y: "").figure(description: "")
    }
    #expect(throws: FigureError.self) {
      try HeatMap("", values: [[1, .nan]], x: "", y: "").figure(description: "")
    }
  }
}

@Suite struct DialGridTests {
  @Test func handsPointWhereTheAnglesSay() throws {
    let grid = DialGrid(
      "Dials", columns: ["a", "b"], rows: ["pair 0"], angles: [[.pi / 2, 0.5 + 20 * .pi]])
    #expect(abs(grid.dials[0][0].cosine) < 1e-12 && abs(grid.dials[0][0].sine - 1) < 1e-12)
    #expect(abs(grid.dials[0][1].sine - sin(0.5)) < 1e-12)
    let figure = try grid.figure(description: "")
    #expect(figure.width == 680)
    #expect(figure.data["angle"] == [.number(.pi / 2), .number(0.5 + 20 * .pi)])
  }

  @Test func aTurnFillsTheDiscAndLessASector() throws {
    func arcs(_ angle: Double) throws -> Int {
      let grid = DialGrid("", columns: ["a"], rows: ["b"], angles: [[angle]])
      let svg = try grid.figure(description: "").svg(label: "fig-x", standalone: false)
      let sector = svg.split(separator: "\n").first { $0.contains("pos-w") }
      return sector?.filter { $0 == "A" }.count ?? 0
    }
    #expect(try arcs(0) == 0)
    #expect(try arcs(1) == 1)
    #expect(try arcs(-6.2) == 1)
    #expect(try arcs(6.3) == 2)
  }

  @Test func aWideGridGrows() throws {
    let names = (0..<7).map(String.init)
    let angles = [names.indices.map(Double.init)]
    let figure = try DialGrid("", columns: names, rows: ["r"], angles: angles)
      .figure(description: "")
    #expect(figure.width > 680 && figure.width <= 960)
  }

  @Test func emptyAndEndlessAnglesAreRefused() {
    #expect(throws: FigureError.empty("a grid of dials")) {
      try DialGrid("", columns: [], rows: [], angles: []).figure(description: "")
    }
    #expect(throws: FigureError.self) {
      try DialGrid("", columns: ["a"], rows: ["b"], angles: [[.nan]]).figure(description: "")
    }
  }
}

@Suite struct PanelTests {
  private func panel(_ title: String, _ column: String) throws -> Figure {
    try LinePlot(
      title, x: Axis(column), y: "y", series: [Series("s", [(0, 1.0), (1, 2.0)])], width: 340
    ).figure(description: "")
  }

  @Test func panelsStandInRowsUnderTheirTitles() throws {
    let panels = try [panel("one", "x"), panel("two", "x"), panel("three", "x")]
    let figure = try Figure.panels("All", description: "d", panels, columns: 2)
    #expect(figure.width == 680)
    #expect(figure.height == 2 * (380 + 36))
    #expect(figure.data.columns.map(\.name) == ["panel", "x", "s"])
    #expect(figure.data.rows.count == 6)
    let titles = figure.marks.flatMap(\.lettering).filter {
      ["one", "two", "three"].contains($0.runs[0].text)
    }
    #expect(titles.map(\.position) == [Point(8, 20), Point(348, 20), Point(8, 436)])
  }

  @Test func panelsOfOtherColumnsAreListedValueByValue() throws {
    let figure = try Figure.panels(
      "All", description: "d", [panel("one", "x"), panel("two", "z")])
    #expect(figure.data.columns.map(\.name) == ["panel", "row", "column", "value"])
    #expect(figure.data.rows.count == 8)
    #expect(throws: FigureError.self) { try Figure.panels("", description: "", []) }
    #expect(throws: FigureError.self) {
      try Figure.panels("", description: "", [panel("one", "x")], columns: 0)
    }
  }
}
