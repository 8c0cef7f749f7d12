import Figures
import SnapshotTesting
import Testing

@testable import RoPECells

/// Computations drawn as diagrams; each shows the numbers of the table of the same name.
@Suite struct DiagramComputationTests {
  private static let twins: [(word: String, parameters: String)] = [
    ("matrix", "position: 1\nhead dimension: 4"),
    ("matrix", "position: 1000000\nhead dimension: 16\nlayout: half-split\nbase: 500000"),
    ("lanes", "vector: [1, 2, 3, 4]\nposition: 1"),
    ("lanes", "vector: [0.25, -1e6, 3, 4, 5, 6, 7, 8]\nposition: 77\nlayout: half-split"),
    ("layout", "head dimension: 16"), ("layout", "head dimension: 2"),
    ("buckets", "buckets: 32"), ("buckets", "buckets: 64\ndirection: back"),
    ("buckets", "buckets: 2\ndirection: back\nmaximum distance: 2"),
    ("cache", cached + "rule: dynamic-ntk"), ("cache", cached + "rule: none"),
  ]

  private static let vectors = """
    query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
    key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]

    """
  private static let cached =
    vectors + "query position: 8191\nkey position: 8000\ncached at: [4096, 5000, 8192]\n"

  @Test(arguments: twins)
  func aFigurePublishesWhatItsTablePublishes(word: String, parameters: String) throws {
    let table = try record("table: \(word)\n" + parameters)
    let figure = try record("figure: \(word)\n" + parameters)
    #expect(published(table) == published(figure))
    let drawn = try figure.figure()
    #expect(drawn.title.count <= 90 && !drawn.description.isEmpty)
    if word != "cache" { #expect(drawn.data == table.tables.first) }
  }

  private func published(_ record: Record) -> [Record.Item] {
    record.items.filter { if case .value = $0 { true } else { false } }
  }

  @Test func aMatrixHoldsItsNumbersInBrackets() throws {
    let small = try record("figure: matrix\nposition: 1\nhead dimension: 4").figure()
    // Cosine and sine of 1 and of 0.01.
    #expect(small.texts.count { $0 == "0.5403" } == 2 && small.texts.count { $0 == "1.0000" } == 2)
    #expect(small.texts.contains("\u{2212}0.8415") && small.texts.contains("\u{2212}0.0100"))
    #expect(small.texts.count { $0 == "0" } == 8, "the entries no rotation reaches")
    #expect(small.narrow != nil)
    let large = try self.large()
    #expect(large.texts.count { $0 == "0" } == 224)
    #expect(large.width == 960)
    expectSnapshot(small.svg(label: "fig-matrix", standalone: false), named: "matrix-figure.svg")
    #expect(
      complaints("figure: matrix\nposition: 1\nhead dimension: 18") == [
        "content/04-rope.md:33:17: error: 'head dimension' must be an even whole number from 2 to "
          + "16, not '18' [wrong-value]"
      ])
  }

  private func large() throws -> Figure {
    try record("figure: matrix\nposition: 3\nhead dimension: 16\nlayout: half-split").figure()
  }

  @Test func threeLanesEndInTheSameNumbers() throws {
    let cell = "figure: lanes\nvector: [1, 2, 3, 4]\nposition: 1\nlayout: "
    let interleaved = try record(cell + "interleaved")
    for (lane, value) in [-1.142640, 1.922076, 2.959851, 4.029800].enumerated() {
      #expect(abs(try interleaved.number("lane-\(lane)") - value) < 5e-7)
    }
    let figure = try interleaved.figure()
    #expect(figure.texts.count { $0 == "\u{2212}1.142640" } == 3, "two lanes and the outcome")
    #expect(figure.texts.contains("\u{2212}1.142640 + 1.922076i"))
    expectSnapshot(figure.svg(label: "fig-lanes", standalone: false), named: "lanes.svg")
    let halves = try self.halves(cell)
    #expect(try halves.figure().texts.contains("\u{2212}1.984111 + 2.462378i"))
    #expect(abs(try halves.number("lane-3") - 4.019800) < 5e-7)
    #expect(
      complaints("figure: lanes\nvector: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\nposition: 0") == [
        "content/04-rope.md:32:9: error: 'vector' must hold an even count of numbers from 2 to 8, "
          + "not 10 [wrong-value]"
      ])
  }

  private func halves(_ cell: String) throws -> Record { try record(cell + "half-split") }

  @Test func aLayoutMapShowsThePermutation() throws {
    let record = try record("figure: layout\nhead dimension: 8")
    let figure = try record.figure()
    #expect(
      figure.description == "Pair 3 is lanes 6 and 7 interleaved, 3 and 7 half-split. Of 8 lanes, "
        + "6 stand elsewhere in the other layout.")
    #expect(figure.texts.contains("half-split: pair i = (i, i + 4)"))
    expectSnapshot(figure.svg(label: "fig-layout", standalone: false), named: "layout.svg")
  }

  @Test func aCachedKeyIsStaleInEveryPairThatTurnsOtherwise() throws {
    let cell = "figure: cache\n" + Self.cached
    let dynamic = try record(cell + "rule: dynamic-ntk")
    let figure = try dynamic.figure()
    let states = try #require(figure.data["state"])
    // The first pair has frequency 1 for every base.
    let old: [Value] = ["kept", "stale", "stale", "stale"]
    #expect(states == old + old + ["kept", "kept", "kept", "kept"])
    // 10 000 · (2 · 8192 / 4096 - 1)^(8 / 6), to the power of -2i / 8.
    let now = try #require(figure.data["frequency now"]).prefix(4).compactMap(\.number)
    for (frequency, expected) in zip(
      now, [1, 0.06933612743506348, 0.00480749856769136, 0.00033333333333333335])
    {
      #expect(abs(frequency - expected) < 1e-15)
    }
    #expect(
      figure.description.hasPrefix(
        "In a text of 8192 tokens, 3 of 4 pairs are stale in a key cached at 4096, 3 at 5000, 0 at "
          + "8192."))
    let then = try #require(figure.data["frequency then"]).prefix(4).compactMap(\.number)
    for (frequency, expected) in zip(then, [1, 0.1, 0.01, 0.001]) {
      #expect(abs(frequency - expected) < 1e-15)
    }
    expectSnapshot(figure.svg(label: "fig-cache", standalone: false), named: "cache.svg")
    for harmless in ["rule: none", "rule: dynamic-ntk\nkey position: 0"] {
      #expect(try kept(cell.replacing("key position: 8000\n", with: ""), harmless))
    }
  }

  private func kept(_ cell: String, _ rest: String) throws -> Bool {
    let place = rest.contains("key position") ? "" : "\nkey position: 8000"
    let figure = try record(cell + rest + place).figure()
    return figure.data["state"]?.allSatisfy { $0 == "kept" } == true
      && figure.description.hasSuffix("every cached one gives the same.")
  }

  @Test func bucketsAreStretchesOfDistances() throws {
    let record = try record("figure: buckets")
    let figure = try record.figure()
    #expect(
      figure.description == "Distance 0 falls into bucket 0, which is not drawn. Up to 7 tokens "
        + "each distance has a bucket of its own; from 91 tokens on all share one. 31 of 32 "
        + "buckets are reached.")
    for start in ["8", "12", "16", "23", "32", "46", "64", "91"] {
      #expect(figure.texts.count { $0 == start } >= 2, "\(start), once for either side")
    }
    expectSnapshot(figure.svg(label: "fig-buckets", standalone: false), named: "buckets-figure.svg")
    #expect(
      complaints("figure: buckets\nbuckets: 65") == [
        "content/04-rope.md:32:10: error: 'buckets' must be a whole number from 2 to 64, not '65' "
          + "[wrong-value]"
      ])
  }

  @Test func theAngleBetweenTwoTurnedVectorsIsThatOfTheirDistance() throws {
    let cell = "figure: plane\nquery: [1, 0]\nkey: [0.8, 0]\nhead dimension: 2\n"
    let record = try record(cell + "query position: 3\nkey position: 1\nshift: 9")
    #expect(try record.number("angle") == 2 && record.number("angle-before") == 0)
    #expect(abs(try record.number("degrees") - 114.59155902616465) < 1e-12)
    // 0.8 cos 2
    #expect(abs(try record.number("score") + 0.33291746923771393) < 1e-15)
    #expect(abs(try record.number("shifted-score") + 0.33291746923771393) < 1e-15)
    #expect(abs(try record.number("query-x") + 0.9899924966004454) < 1e-15)
    #expect(abs(try record.number("key-y") - 0.8 * 0.8414709848078965) < 1e-15)
    let figure = try record.figure()
    #expect(figure.data.rows.count == 4 && figure.data["turned by"] == [3.0, 1.0, 12.0, 10.0])
    #expect(figure.texts.count { $0.contains("θ") } == 2, "the same arc before and after the shift")
    expectSnapshot(figure.svg(label: "fig-plane", standalone: false), named: "plane.svg")
    let alone = try self.alone(cell)
    #expect(alone.value(named: "shifted-score") == nil)
    #expect(!(try alone.figure().texts.contains { $0.contains("θ") }), "no arc at distance 0")
  }

  private func alone(_ cell: String) throws -> Record {
    try record(cell + "query position: 5\nkey position: 5")
  }

  @Test func thePairsOfAHeadAddUpToItsScore() throws {
    let query = [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
    let key = [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
    var score = 0.0
    for pair in 0..<4 {
      let (first, second) = (2 * pair, 2 * pair + 1)
      score += try record(
        """
        figure: plane
        query: [\(query[first]), \(query[second])]
        key: [\(key[first]), \(key[second])]
        query position: 1
        key position: 3
        head dimension: 8
        pair: \(pair)
        """
      ).number("score")
    }
    #expect(abs(score + 0.866363) < 5e-7)
  }

  @Test func aPlaneNeedsVectorsThatPointSomewhere() {
    let start = "figure: plane\nquery position: 1\nkey position: 0\nhead dimension: 4\n"
    #expect(
      complaints(start + "query: [0, 0]\nkey: [1, 2]") == [
        "content/04-rope.md:35:8: error: 'query' must not be all zeros for an angle [wrong-value]"
      ])
    #expect(
      complaints(start + "query: [1, 0]\nkey: [1, 2, 3]\npair: 2") == [
        "content/04-rope.md:36:6: error: 'key' must hold 2 numbers, not 3 [wrong-value]",
        "content/04-rope.md:37:7: error: 'pair' must be a whole number from 0 to 1, not '2' "
          + "[wrong-value]",
      ])
  }
}

extension Figure {
  /// What stands in the picture, in drawing order.
  fileprivate var texts: [String] { marks.flatMap(\.texts) }
}

extension Mark {
  fileprivate var texts: [String] {
    if case .text(let lettering) = self { return [lettering.runs.map(\.text).joined()] }
    if case .group(let marks, _) = self { return marks.flatMap(\.texts) }
    return []
  }
}
