import Figures
import SnapshotTesting
import Testing

@testable import RoPECells

/// Rotations as matrices, layouts, biases, attention and the key cache; numbers of the book's plan.
@Suite struct AttentionComputationTests {
  /// Queries and keys of "the pig chased the dog", from the book's words and matrices.
  private static let sentence = """
    tokens: [the, pig, chased, the, dog]
    queries: [[1, 0, 0, 1], [1, 2, 3, 0], [0, 1, 0, 1], [1, 0, 0, 1], [-1, -1, 1, 1]]
    keys: [[0, 1, 0, 1], [2, -1, 1, 2], [1, 2, -1, 2], [0, 1, 0, 1], [3, -1, 2, 0]]

    """

  @Test func theDogLooksAtItsTwoTheAsInTheBook() throws {
    let cell = "figure: heatmap\nof: attention\n" + Self.sentence
    let plain = try record(cell + "encoding: none")
    for (index, weight) in [0.164307, 0.446633, 0.060445, 0.164307, 0.164307].enumerated() {
      #expect(abs(try plain.number("last-\(index)") - weight) < 5e-7)
    }
    let turned = try turned(cell)
    #expect(abs(try turned.number("last-0") - 0.206738) < 5e-7)
    #expect(abs(try turned.number("last-3") - 0.050437) < 5e-7)
    let figure = try turned.figure()
    #expect(figure.data.rows.count == 25)
    expectSnapshot(figure.svg(label: "fig-attention", standalone: false), named: "attention.svg")
  }

  private func turned(_ cell: String) throws -> Record { try record(cell) }

  @Test func aCausalMaskHidesWhatComesLater() throws {
    let record = try record("figure: heatmap\nof: attention\nmask: causal\n" + Self.sentence)
    let weights = try #require(try record.figure().data["value"]).compactMap(\.number)
    for row in 0..<5 {
      #expect(abs(weights[row * 5..<row * 5 + 5].reduce(0, +) - 1) < 1e-12)
      for column in (row + 1)..<max(row + 1, 5) { #expect(weights[row * 5 + column] == 0) }
    }
    #expect(record.value(named: "largest") == 1.0, "the first token sees itself alone")
    #expect(record.value(named: "largest-row") == 0)
  }

  @Test func attentionNeedsVectorsThatFit() {
    let start = "figure: heatmap\nof: attention\n"
    #expect(
      complaints(start + "queries: [[1, 0], [1]]") == [
        "content/04-rope.md:33:10: error: 'queries' must hold vectors of one even length from 2 "
          + "to 64 [wrong-value]"
      ])
    #expect(
      complaints(start + "queries: [[1, 0], [1, 1]]\nkeys: [[1, 2, 3, 4], [1, 2, 3, 4]]") == [
        "content/04-rope.md:34:7: error: 'keys' must have 2 numbers each like 'queries', not 4 "
          + "[wrong-value]"
      ])
    #expect(
      complaints(start + "tokens: [a]\nqueries: [[1, 0], [1, 1]]") == [
        "content/04-rope.md:34:10: error: 'queries' must hold 1 vectors, not 2 [wrong-value]"
      ])
    #expect(
      complaints(start + "queries: [1, 2]").first?.contains(
        ":33:11: error: 'queries' must be made of lists of numbers, not '1' [wrong-value]")
        == true)
  }

  @Test func threeWaysMakeTheSameFourNumbers() throws {
    let cell = "table: lanes\nvector: [1, 2, 3, 4]\nposition: 1\nlayout: "
    let interleaved = try record(cell + "interleaved")
    for (lane, value) in [-1.142640, 1.922076, 2.959851, 4.029800].enumerated() {
      #expect(abs(try interleaved.number("lane-\(lane)") - value) < 5e-7)
    }
    #expect(try interleaved.number("largest-difference") < 1e-14)
    #expect(abs(try interleaved.number("length") - 5.477225575051661) < 1e-14)
    let halves = try halves(cell)
    for (lane, value) in [-1.984111, 1.959901, 2.462378, 4.019800].enumerated() {
      #expect(abs(try halves.number("lane-\(lane)") - value) < 5e-7)
    }
    #expect(
      complaints("table: lanes\nvector: [1, 2, 3]\nposition: 0") == [
        "content/04-rope.md:32:9: error: 'vector' must hold an even count of numbers from 2 to "
          + "64, not 3 [wrong-value]"
      ])
  }

  private func halves(_ cell: String) throws -> Record { try record(cell + "half-split") }

  @Test func aMatrixHasABlockForEachPair() throws {
    let record = try record("table: matrix\nposition: 1\nhead dimension: 4")
    #expect(
      record.tables.first?.plainText == """
        lane         0          1         2          3
           0  0.540302  -0.841471  0.000000   0.000000
           1  0.841471   0.540302  0.000000   0.000000
           2  0.000000   0.000000  0.999950  -0.010000
           3  0.000000   0.000000  0.010000   0.999950

        """)
    #expect(record.value(named: "filled") == 8)
    // The count of the book for 128 lanes, 256 of 16 384, at the most this cell takes.
    let map = try self.map()
    #expect(map.value(named: "filled") == 128 && map.value(named: "entries") == 4096)
    #expect(try map.number("deviation") < 1e-15)
    #expect(try map.figure().description.contains("cosine 0.540302 and sine 0.841471"))
    let small = try self.small()
    expectSnapshot(
      small.figures[0].svg(label: "fig-matrix", standalone: false), named: "matrix.svg")
  }

  private func map() throws -> Record {
    try record(
      "figure: heatmap\nof: matrix\nposition: 1\nhead dimension: 64\nlayout: half-split")
  }

  private func small() throws -> Record {
    try record("figure: heatmap\nof: matrix\nposition: 3\nhead dimension: 8\nlayout: half-split")
  }

  @Test func layoutsPairOtherLanes() throws {
    let record = try record("table: layout\nhead dimension: 8")
    let rows = try #require(record.tables.first).rows
    #expect(
      rows[0] == [0, 0, 1, 0, 4] && rows[1] == [1, 2, 3, 1, 5] && rows[3] == [3, 6, 7, 3, 7])
    #expect(record.value(named: "moved") == 6, "the first and the last lane stay")
  }

  @Test func bucketSixteenIsNeverUsed() throws {
    let record = try record("table: buckets")
    #expect(record.value(named: "reachable") == 31)
    #expect(record.value(named: "unreachable") == 1)
    let table = try #require(record.tables.first)
    #expect(table["bucket"]?.contains(16) == false)
    #expect(
      table["nearest"]?.prefix(16) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91])
    #expect(table.rows[15] == [15, "before the query", 91, .number(.infinity)])
    #expect(table.rows[16] == [17, "after the query", 1, 1])
    let causal = try self.causal()
    #expect(causal.value(named: "reachable") == 32)
    let line = try self.line()
    #expect(line.figures[0].description.contains("31 of 32 buckets are reached"))
    expectSnapshot(
      line.figures[0].svg(label: "fig-buckets", standalone: false), named: "buckets.svg")
    #expect(
      complaints("table: buckets\nbuckets: 3") == [
        "content/04-rope.md:32:10: error: 'buckets' must be at least 4 for this direction, not 3 "
          + "[wrong-value]"
      ])
    #expect(
      complaints("table: buckets\nbuckets: 64\nmaximum distance: 9").first?.hasPrefix(
        "content/04-rope.md:33:19: error: ") == true)
  }

  private func causal() throws -> Record { try record("table: buckets\ndirection: back") }
  private func line() throws -> Record { try record("figure: line\nof: buckets") }

  @Test func biasesFallWithTheDistance() throws {
    let record = try record("table: biases\nheads: 8\ndistances: [0, 1, 16]")
    let table = try #require(record.tables.first)
    #expect(table.rows[0] == [0, 0.5, 0.0, -0.5, -8.0])
    #expect(table.rows[7] == [7, 0.00390625, 0.0, -0.00390625, -0.0625])
    #expect(record.value(named: "steepest") == 0.5)
    let map = try self.biasMap()
    #expect(map.value(named: "lowest") == -3.5 && map.value(named: "slope") == 0.5)
    expectSnapshot(
      map.figures[0].svg(label: "fig-bias-map", standalone: false), named: "bias-map.svg")
    let line = try self.biasLine()
    #expect(line.value(named: "last-0") == -20.0 && line.value(named: "last-7") == -0.15625)
    #expect(line.figures[0].description.contains("40 tokens back head 0 −20"))
    expectSnapshot(line.figures[0].svg(label: "fig-biases", standalone: false), named: "biases.svg")
    #expect(
      complaints("figure: heatmap\nof: biases\nheads: 4\nhead: 4") == [
        "content/04-rope.md:34:7: error: 'head' must be a whole number from 0 to 3, not '4' "
          + "[wrong-value]"
      ])
  }

  private func biasMap() throws -> Record { try record("figure: heatmap\nof: biases") }
  private func biasLine() throws -> Record {
    try record("figure: line\nof: biases\nheads: 8\nshow: [0, 1, 2, 7]")
  }

  @Test func aCachedKeyGoesStaleUnderDynamicNTK() throws {
    var numbers = SplitMix(state: 42)
    let query = (0..<128).map { _ in "\(numbers.next())" }.joined(separator: ", ")
    let key = (0..<128).map { _ in "\(numbers.next())" }.joined(separator: ", ")
    let cell = """
      table: cache
      query: [\(query)]
      key: [\(key)]
      query position: 8191
      key position: 8000
      cached at: [5000, 6000, 8192]

      """
    let dynamic = try record(cell + "rule: dynamic-ntk\nfactor: 2")
    #expect(abs(try dynamic.number("fresh") + 2.328097) < 5e-7)
    #expect(abs(try dynamic.number("cached-5000") + 1.843445) < 5e-7)
    // Python, complex numbers.
    #expect(abs(try dynamic.number("cached-6000") - 3.315914403339583) < 1e-9)
    #expect(dynamic.value(named: "cached-8192") == dynamic.value(named: "fresh"))
    let bases = try #require(dynamic.tables.first?["base then"]).compactMap(\.number)
    for (base, expected) in zip(bases, [14497.957419935765, 19499.277640853546, 30527.7367488067]) {
      #expect(abs(base - expected) < 1e-6)
    }
    let plain = try self.plain(cell)
    #expect(plain.value(named: "largest-difference") == 0.0)
  }

  private func plain(_ cell: String) throws -> Record { try record(cell) }
}

/// The numbers of the book's long vectors, from -1 to 1.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) / 0x1p53 * 2 - 1
  }
}
