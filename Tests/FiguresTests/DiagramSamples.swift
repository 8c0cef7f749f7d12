import Figures

/// One figure of each kind of diagram, as the book might show it.
func diagramSamples() throws -> [(name: String, figure: Figure)] {
  let words = ["The", "pig", "chased", "the", "dog"]
  let angles = [1, 0.1, 0.01, 0.001].map { rate in (0..<5).map { Double($0) * rate } }
  let names = ["1", "0.1", "0.01", "0.001"].enumerated().map { "pair \($0)\nθ = \($1)" }
  let dials = DialGrid("Pig dials", columns: words, rows: names, angles: angles)
  return [
    ("dials", try dials.figure(description: "Pair 0 turns one radian a token.")),
    ("tokens", try sentences().figure(description: "Equal words, equal bars.")),
    ("lanes", try lanes().figure(description: "All three end in the same numbers.")),
    ("layouts", try layouts().figure(description: "Pair 1 is (2, 3) or (1, 5).")),
    ("ruler", try ruler().figure(description: "Buckets widen with the distance.")),
    ("cache", try cache().figure(description: "Earlier keys stay.")),
    ("matrices", try matrices().figure(description: "R turns x.")),
    ("toeplitz", try offsets(5).figure(description: "25 pairs, 9 offsets.")),
    ("toeplitz-large", try offsets(24).figure(description: "47 offsets.")),
    ("vectors", try vectors().figure(description: "The angle stays.")),
    ("product", try product().figure(description: "A turn by one radian.")),
    (
      "roots",
      try ComplexPlane("Roots", ComplexPlane.roots(of: 8)).figure(description: "Eight roots.")
    ),
  ]
}

private func sentences() -> TokenStrip {
  func tokens(_ words: [String]) -> [Token] {
    words.enumerated().map { index, word in
      let size = Double(word.count)
      return Token(
        word, note: "m = \(index)", role: word == "Man" ? .query : .muted,
        bars: [size / 4, 2.5 - size / 2, 0.25 * size, -0.5])
    }
  }
  return TokenStrip(
    "Two orders of six words",
    rows: [
      .init("S1", tokens(["The", "Man", "escaped", "from", "the", "Snake"])),
      .init("S2", tokens(["The", "Snake", "escaped", "from", "the", "Man"])),
    ], joinsEqualWords: true)
}

private func lanes() -> Lanes {
  let end = [-1.142640, 1.922076, 2.959851, 4.029800]
  let start = Lanes.Step("x", values: [1, 2, 3, 4], format: .integer)
  return Lanes(
    "Three ways to rotate",
    [
      .init("matrix", [start, .init("R(mθ) · x", values: end)]),
      .init(
        "cos and sin",
        [start, .init("x cos mθ + x⊥ sin mθ", values: end)], role: .key),
      .init("complex", [start, .init("z · e^(imθ)", values: end)], role: .position),
    ], outcome: .init("the same", values: end))
}

private func layouts() -> LayoutMap {
  LayoutMap("Two layouts", [.interleaved(dimension: 8), .halfSplit(dimension: 8)])
}

private func ruler() -> PositionRuler {
  let edges = [8, 12, 16, 23, 32, 46, 64, 91].map { Axis.Tick(Double($0), String($0)) }
  return PositionRuler(
    "Buckets of T5",
    axis: Axis("distance", unit: "tokens", scale: .log, domain: 1...128),
    tracks: [
      .init(
        "bidirectional", [.init(1...8, "one each"), .init(8...128, "wider", role: .key)],
        marks: edges),
      .init("interpolated", [.init(1...4, "all of them, denser", role: .position)]),
      .init("learned table", [.init(1...64, "rows"), .init(64...128, "none", role: .accent)]),
    ])
}

private func cache() -> CacheStrip {
  CacheStrip(
    "A cache",
    tokens: ["The", "pig", "chased", "the", "dog", "quickly"],
    steps: [
      .init("step 3", [.kept, .kept, .kept, .new]),
      .init("step 4", [.kept, .kept, .kept, .kept, .new]),
      .init("step 5, new base", [.stale, .changed, .stale, .stale, .dropped, .new]),
    ])
}

private func matrices() -> MatrixDiagram {
  MatrixDiagram(
    "A rotation of four components",
    [
      .formulas(
        [
          ["cos θ", "−sin θ", "0", "0"], ["sin θ", "cos θ", "0", "0"],
          ["0", "0", "cos φ", "−sin φ"],
          ["0", "0", "sin φ", "cos φ"],
        ], name: "R",
        highlights: [.init(row: 0, column: 1), .init(row: 1, column: 0, role: .query)]),
      .sign("·"), .matrix([[1], [2], [3], [4]], name: "x"), .sign("="),
      .matrix([[-1.142640], [1.922076], [2.959851], [4.029800]], name: "Rx"),
    ], format: .fixed(4))
}

private func offsets(_ size: Int) -> ToeplitzMatrix {
  ToeplitzMatrix("Offsets", size: size, format: .integer) { Double($0) }
}

private func vectors() -> VectorPlane {
  VectorPlane(
    "Query and key",
    [
      .init("q before", x: 0.8, y: -0.3, isGhost: true),
      .init("k before", x: 0.5, y: 0.6, role: .key, isGhost: true),
      .init("q", x: 0.3, y: 0.8), .init("k", x: -0.57, y: 0.53, role: .key),
    ],
    arcs: [.between("q", "k", name: "(m − n)θ"), .between("q before", "k before", name: "same")],
    showsUnitCircle: true)
}

private func product() -> ComplexPlane {
  ComplexPlane(multiplying: .init("q", 0.8, 0.4), by: .init("e^(imθ)", angle: 1))
}
