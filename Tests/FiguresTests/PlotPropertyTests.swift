import Foundation
import Testing

@testable import Figures

/// Numbers that repeat from run to run.
private struct Noise: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

private func plot(_ elements: [any PlotElement], x: Axis = "x", y: Axis = "y") -> Plot {
  Plot("P", x: x, y: y) { elements }
}

private func kinds(_ points: [Point]) -> [any PlotElement] {
  [
    Line("line", points), Steps("steps", points), Scatter("dots", points),
    Bars("bars", points), Stems("stems", points),
    Band(
      "band", x: points.map(\.x), from: points.map { $0.y - $0.y.magnitude / 10 },
      to: points.map(\.y)),
  ]
}

@Suite struct PlotPropertyTests {
  private let hard: [Double] = [
    0, -0.0, 1e-300, -1e-300, 1e300, -1e300, 1, -1, 0.1, .nan, 5e-324, 1e-310, .pi, 1e15, 1e-9,
    123_456.789,
  ]

  @Test(arguments: Axis.Scale.allCases) func hardValuesGiveAPictureOrAClearError(
    scale: Axis.Scale
  ) throws {
    var pictures = 0
    for first in hard {
      for second in hard {
        let points = [Point(0, first), Point(1, second), Point(2, first)]
        for element in kinds(points) {
          pictures += outcome(plot([element], y: Axis("y", scale: scale)), "\(first) \(second)")
        }
        let turned = Line("line", points.map { Point($0.y, $0.x + 1) })
        pictures += outcome(plot([turned], x: Axis("x", scale: scale)), "\(first) \(second)")
      }
    }
    #expect(pictures > 200)
  }

  /// 1 for a sound picture, 0 for one of the errors that such values deserve.
  private func outcome(_ plot: Plot, _ values: String) -> Int {
    switch Result(catching: { () throws(FigureError) in try plot.figure(description: "d") }) {
    case .success(let figure):
      let svg = figure.svg(label: "fig-p", standalone: false)
      expectSound(svg, label: "fig-p")
      return 1
    case .failure(.empty), .failure(.notPositive), .failure(.badSpan): return 0
    case .failure(let error):
      Issue.record("\(values): \(error)")
      return 0
    }
  }

  @Test func everyDomainHasTicksThatCoverTheData() throws {
    var noise = Noise(state: 1)
    for round in 0..<600 {
      let scale = Axis.Scale.allCases[round % 3]
      let power = Double.random(in: -290...290, using: &noise)
      var values = (0..<4).map { _ in
        pow(10, power + Double.random(in: -4...4, using: &noise))
      }
      if scale != .log { values[0].negate() }
      let axis = try PlacedAxis(
        Axis("v", scale: scale), values: values, from: 300, to: 40, isTight: false)
      let ticks = axis.ticks.map(\.value)
      // A value within a millionth of a step counts as the tick itself.
      let (low, high) = (try #require(values.min()), try #require(values.max()))
      let (first, last) = (try #require(ticks.min()), try #require(ticks.max()))
      #expect(first <= low + 1e-5 * (high - low))
      #expect(last >= high - 1e-5 * (high - low))
      #expect(ticks == ticks.sorted() && Set(ticks).count == ticks.count)
      #expect((2...14).contains(ticks.count), "\(scale) \(values)")
      #expect(Set(axis.ticks.map(\.text)).count == ticks.count, "\(axis.ticks.map(\.text))")
      for value in values { #expect((39.99...300.01).contains(axis.place(value))) }
      let ordered = values.sorted().map(axis.place)
      #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 >= $1 })
    }
  }

  @Test func tickTextsSayTheValueOfTheTick() throws {
    // 2·10³⁰⁰ is read back and compared with the number that is drawn.
    let axis = try PlacedAxis("v", values: [0, 1e300], from: 0, to: 1, isTight: false)
    #expect(
      axis.ticks.map(\.text)
        == ["0", "0.2·10³⁰⁰", "0.4·10³⁰⁰", "0.6·10³⁰⁰", "0.8·10³⁰⁰", "1.0·10³⁰⁰"])
    let small = try PlacedAxis("v", values: [-1e-300, 1e-300], from: 0, to: 1, isTight: false)
    #expect(
      small.ticks.map(\.text) == ["−1.0·10⁻³⁰⁰", "−0.5·10⁻³⁰⁰", "0", "0.5·10⁻³⁰⁰", "1.0·10⁻³⁰⁰"])
    let wide = try PlacedAxis(
      Axis("v", scale: .log), values: [1e-300, 1e300], from: 0, to: 600, isTight: true)
    #expect(abs(wide.place(1) - 300) < 1e-9)
    #expect(wide.ticks.first?.text == "10⁻³⁰⁰")
  }

  @Test func ticksAtMultiplesOfPiAreReduced() throws {
    func texts(_ high: Double) throws -> [String] {
      try PlacedAxis(
        Axis("φ", steps: .pi), values: [-high, high], from: 0, to: 1, isTight: true
      ).ticks.map(\.text)
    }
    #expect(try texts(.pi) == ["−π", "−3π/4", "−π/2", "−π/4", "0", "π/4", "π/2", "3π/4", "π"])
    #expect(try texts(4 * .pi) == ["−4π", "−3π", "−2π", "−π", "0", "π", "2π", "3π", "4π"])
    #expect(try texts(0.1) == ["−0.10", "−0.05", "0.00", "0.05", "0.10"])
  }

  @Test func aSymmetricLogAxisIsOddAndGrowsByDecades() throws {
    let axis = try PlacedAxis(
      Axis("v", scale: .symmetricLog, threshold: 1), values: [-1000, 1000], from: 0, to: 800,
      isTight: true)
    // One part for the linear range and one for each of three decades, on both sides.
    #expect(
      [-1000.0, -100, -10, -1, 0, 1, 10, 100, 1000].map(axis.place)
        .elementsEqual([0, 100, 200, 300, 400, 500, 600, 700, 800]) { abs($0 - $1) < 1e-9 })
    #expect(abs(axis.place(0.5) - 450) < 1e-9)
    #expect(axis.axis.heading == "v (symmetric log scale)")
  }

  @Test func emptyPlotsAreRefusedInASentence() {
    for elements in [
      [], [Line("a", [Double]())], [Line("a", [Double.nan, .nan])], [Rule(x: 1)],
    ] as [[any PlotElement]] {
      #expect(throws: FigureError.empty("the plot 'P'")) {
        try plot(elements).figure(description: "")
      }
    }
    #expect(throws: FigureError.unequalCounts(2, 1, series: "a")) {
      try plot([Line("a", x: [1, 2], y: [1])]).figure(description: "")
    }
    #expect(throws: FigureError.unequalCounts(2, 3, series: "b")) {
      try plot([Band("b", x: [1, 2], from: [1, 2], to: [1, 2, 3])]).figure(description: "")
    }
    #expect(throws: FigureError.infinite(-.infinity, series: "c")) {
      try plot([Scatter("c", [1, -.infinity])]).figure(description: "")
    }
    #expect(throws: FigureError.unequalCounts(2, 1, series: "d")) {
      try plot([Line("d", [1.0, 2], errors: [1])]).figure(description: "")
    }
    let name = String(repeating: "a long name ", count: 9)
    #expect(throws: FigureError.noRoom("P")) {
      try plot([Line(name, [1.0, 2])]).figure(description: "")
    }
  }

  @Test func aGapSplitsTheLineAndALonePointStaysVisible() throws {
    let figure = try plot([Line("a", [1, 2, .nan, 5, .nan, 3, 4])]).figure(description: "")
    let svg = figure.svg(label: "fig-a", standalone: false)
    let line = try #require(svg.split(separator: "\n").first { $0.contains("class=\"q\"") })
    #expect(line.filter { $0 == "M" }.count == 2)
    #expect(svg.contains("r=\"3\"/>"))
    #expect(figure.data.rows[2][1].number?.isNaN == true)
  }

  @Test func whatLiesOutsideOfADomainIsCutOff() throws {
    let figure = try plot(
      [
        Line("a", [-5.0, 5, -1e300, 0.5]), Stems("b", [2.0, -2, 0.5, 0]),
        Bars("c", [9.0, 0.2, 3, 1]),
      ],
      y: Axis("y", domain: 0...1)
    ).figure(description: "")
    for number in figure.marks.flatMap(\.heights) { #expect((39...321).contains(number)) }
  }
}

@Suite struct ThinningTests {
  @Test func aMillionPointsKeepTheExtremesOfEachColumn() throws {
    var noise = Noise(state: 7)
    let count = 1_000_000
    let points = (0..<count).map { index in
      Point(Double(index) / Double(count) * 600, Double.random(in: 0...250, using: &noise))
    }
    let thinned = points.thinned
    #expect(thinned.count <= 4 * 600)
    var extremes: [Int: (Double, Double)] = [:]
    for point in points {
      let (low, high) = extremes[Int(point.x)] ?? (.infinity, -.infinity)
      extremes[Int(point.x)] = (min(low, point.y), max(high, point.y))
    }
    var kept: [Int: (Double, Double)] = [:]
    for point in thinned {
      let (low, high) = kept[Int(point.x)] ?? (.infinity, -.infinity)
      kept[Int(point.x)] = (min(low, point.y), max(high, point.y))
    }
    #expect(kept.count == extremes.count)
    for (column, ends) in extremes { #expect(kept[column] ?? (0, 0) == ends) }
    #expect(thinned.first == points.first && thinned.last == points.last)
  }

  @Test(arguments: [1_000_000, 50_000]) func manyPointsAreAPictureWithTheirPeaks(
    count: Int
  ) throws {
    var noise = Noise(state: 9)
    var values = (0..<count).map { _ in Double.random(in: -1...1, using: &noise) }
    values[12_345] = 7
    values[45_678] = -9
    // A million once; the other kinds are thinned by the same rule.
    let few: [any PlotElement] = [
      Steps("a", values), Scatter("a", values), Stems("a", values), Bars("a", values),
    ]
    for element in [Line("a", values)] + (count > 50_000 ? [] : few) {
      let plot = plot([element])
      let figure = try plot.figure(description: "")
      let axes = try plot.axes()
      let heights = figure.marks.flatMap(\.heights)
      for peak in [7.0, -9] {
        let place = axes.y.place(peak)
        #expect(heights.contains { abs($0 - place) < 0.01 }, "\(type(of: element)) \(peak)")
      }
      #expect(figure.svg(label: "fig-a", standalone: false).utf8.count < 3_000_000)
      #expect(figure.data.rows.count == count)
    }
  }
}

@Suite struct PlotNamesTests {
  /// The rectangle that a text covers.
  private func box(_ text: Lettering) -> Box {
    let width = TextExtent(text.runs.map(\.text).joined(), size: text.size).width
    let share = text.anchor == .start ? 0 : text.anchor == .middle ? 0.5 : 1
    let left = text.position.x - share * width
    return Box(
      left: left, top: text.position.y - 9, right: left + width, bottom: text.position.y + 2)
  }

  @Test func noTwoTextsTouchAndAllStayInside() throws {
    var noise = Noise(state: 3)
    var figures = try plotSamples().map(\.figure)
    for round in 0..<120 {
      let plot = Plot("P", x: "x", y: "y", width: round.isMultiple(of: 2) ? 680 : 340) {
        for index in 0..<(1 + round % 6) {
          let start = Double.random(in: -1...1, using: &noise)
          let slope = Double.random(in: -0.1...0.1, using: &noise)
          let last = round.isMultiple(of: 3) ? 20 : Int.random(in: 5...20, using: &noise)
          Line("series \(index)", at: 0...last) { start + slope * Double($0) }
        }
        for index in 0..<(round % 4) {
          Rule(x: Double.random(in: 0...20, using: &noise), "rule \(index)")
        }
        if round % 5 == 0 { Rule(y: Double.random(in: -1...1, using: &noise), "bound") }
      }
      figures.append(try plot.figure(description: ""))
    }
    figures += figures.compactMap(\.narrow)
    for (number, figure) in figures.enumerated() {
      let texts = figure.marks.flatMap(\.lettering)
      let frame = Box(left: 0, top: 0, right: figure.width, bottom: figure.height)
      for (index, text) in texts.enumerated() {
        #expect(frame.contains(box(text)), "\(number): \(text.runs)")
        for other in texts[(index + 1)...] where box(text).overlaps(box(other)) {
          Issue.record("figure \(number): \(text.runs) and \(other.runs) overlap")
        }
      }
    }
  }

  @Test func onAPhoneLongNamesStandAboveThePlotBesideASample() throws {
    let plot = Plot("P", x: "x", y: "y") {
      Line("a name that takes half of a phone", [0.0, 1])
      Band("an area", x: [0, 1], from: [0, 0], to: [1, 1])
    }
    let narrow = try #require(try plot.figure(description: "").narrow)
    #expect(narrow.width == 340)
    guard case .group(let key, "key") = narrow.marks.first else {
      Issue.record("no key")
      return
    }
    #expect(
      key.flatMap(\.lettering).map { $0.runs[0].text } == [
        "a name that takes half of a phone", "an area",
      ])
    #expect(key.contains { if case .line(_, _, .stroke(.query)) = $0 { true } else { false } })
    // No name is said twice.
    let names = narrow.marks.flatMap(\.lettering).map { $0.runs[0].text }
    #expect(names.count { $0 == "an area" } == 1)
  }

  @Test func onAPhoneShortNamesStayAtTheirLines() throws {
    let figure = try Plot("P", x: "x", y: "y") { Line("short", [0.0, 1]) }.figure(description: "")
    let texts = try #require(figure.narrow).marks.flatMap(\.lettering)
    let name = try #require(texts.first { $0.runs[0].text == "short" })
    #expect(name.position.x > 200 && name.role == .query)
  }

  @Test func smallMultiplesStandBelowEachOtherOnAPhone() throws {
    let plots = (1...3).map { number in
      Plot("Panel \(number)", x: "x", y: "y") { Line("n", [0.0, Double(number)]) }
    }
    let figure = try Figure.multiples("M", description: "", plots, columns: 3)
    let narrow = try #require(figure.narrow)
    #expect(narrow.width == 340)
    #expect(narrow.height > 3 * 200)
    #expect(narrow.data == figure.data)
  }

  @Test func twentyNamesGetTheHeightTheyNeed() throws {
    let figure = try Plot("Many", x: "x", y: "y") {
      for index in 0..<20 { Line("name \(index)", [0.0, 1 + Double(index) / 1000]) }
    }.figure(description: "")
    let heights = figure.marks.flatMap(\.lettering).filter { $0.runs[0].text.hasPrefix("name") }
      .map(\.position.y).sorted()
    #expect(heights.count == 20)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 17.99 })
    #expect(figure.height == 450)
  }

  @Test func rolesThatWereNotAskedForAreDifferent() throws {
    let plot = Plot("P", x: "x", y: "y") {
      Line("a", [0.0, 1])
      Line("b", [0.0, 1], role: .query)
      Rule(y: 1)
      Line("c", [0.0, 1])
    }
    let roles = plot.layers.compactMap { layer -> Role? in
      if case .series(let series) = layer { series.role } else { nil }
    }
    #expect(roles == [.key, .query, .position])
  }
}

@Suite struct SmallMultiplesTests {
  private let plots = [1.0, 10, 100].map { size in
    Plot("up to \(size)", x: "x", y: "y") { Line("a", [0, size]) }
  }

  @Test func sharedAxesHaveOneDomainAndOneFrame() throws {
    let figure = try Figure.multiples("M", description: "d", plots, columns: 3)
    let texts = figure.marks.flatMap(\.lettering).map { $0.runs.map(\.text).joined() }
    #expect(texts.filter { $0 == "100" }.count == 3)
    #expect(figure.width == 678)
    expectSound(figure.svg(label: "fig-m", standalone: false), label: "fig-m")
    let free = try Figure.multiples("M", description: "d", plots, columns: 3, sharing: .x)
    let others = free.marks.flatMap(\.lettering).map { $0.runs.map(\.text).joined() }
    #expect(others.filter { $0 == "100" }.count == 1)
  }

  @Test func noPlotsAreRefused() {
    #expect(throws: FigureError.empty("a figure of small multiples")) {
      try Figure.multiples("M", description: "d", [])
    }
  }
}

extension Mark {
  /// The y of every point of a line, an outline or a circle of the roles of series.
  fileprivate var heights: [Double] {
    switch self {
    case .path(let outline, let paint):
      switch paint {
      case .stroke(.axis), .stroke(.grid), .thin(.axis): []
      default:
        outline.elements.flatMap { element -> [Double] in
          switch element {
          case .move(let point), .line(let point): [point.y]
          case .rect(let origin, _, let height): [origin.y, origin.y + height]
          default: []
          }
        }
      }
    case .circle(let center, _, _): [center.y]
    case .group(let marks, let name): name == nil ? marks.flatMap(\.heights) : []
    default: []
    }
  }
}
