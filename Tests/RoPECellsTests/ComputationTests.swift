import Figures
import SnapshotTesting
import Testing

@testable import RoPECells

/// The short vectors of the book, as a cell writes them.
private let vectors = """
  query: [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
  key: [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]

  """

private let pig = "tokens: [The, pig, chased, the, dog]\nhead dimension: 8\nbase: 10000\n"

@Suite struct TableComputationTests {
  @Test func thePigTableHasTheBooksNumbers() throws {
    let record = try record("table: rotation\n" + pig)
    let table = try #require(record.tables.first)
    #expect(
      table.plainText == """
        token   position  angle (rad)   degrees          x          y
        The            0            0    0.0000   1.000000   0.000000
        pig            1            1   57.2958   0.540302   0.841471
        chased         2            2  114.5916  -0.416147   0.909297
        the            3            3  171.8873  -0.989992   0.141120
        dog            4            4  229.1831  -0.653644  -0.756802

        """)
    #expect(try record.number("last-angle") == 4)
    #expect(abs(try record.number("last-degrees") - 229.1831) < 5e-5)
    #expect(abs(try record.number("last-y") + 0.756802) < 5e-7)
  }

  @Test func severalPairsAreRowsOfTheirOwn() throws {
    let record = try record("table: rotation\npairs: 0...3\nvector: [0, 2]\n" + pig)
    let table = try #require(record.tables.first)
    #expect(table.rows.count == 20)
    #expect(table["pair"]?.prefix(5) == [0, 1, 2, 3, 0])
    #expect(table.title == "Rotation of (0, 2) by position")
  }

  @Test func positionsStandForTokens() throws {
    let table = try #require(
      try record("table: rotation\npositions: [7, 9]\nhead dimension: 2").tables.first)
    #expect(table.columns.map(\.name) == ["position", "angle", "degrees", "x", "y"])
    #expect(table["position"] == [7, 9])
    let both = try record(
      "table: rotation\ntokens: [a, b]\npositions: 5...6\nhead dimension: 2")
    #expect(both.tables.first?["position"] == [5, 6])
  }

  @Test func frequenciesAreExactForEightLanes() throws {
    let record = try record("table: frequencies\nhead dimension: 8\n")
    let table = try #require(record.tables.first)
    #expect(
      table.plainText == """
        pair i  frequency θᵢ (rad/token)  wavelength λᵢ (tokens)
             0                     1                   6.2831853
             1                     0.1                62.831853
             2                     0.01              628.31853
             3                     0.001            6283.1853

        """)
    #expect(record.value(named: "pairs") == 4)
    let long = try self.long()
    #expect(abs(try long.number("longest-wavelength") - 54_410.143) < 1e-3)
  }

  private func long() throws -> Record { try record("table: frequencies\nhead dimension: 128\n") }
}

@Suite struct FigureComputationTests {
  @Test func thePigDialsStateWhatTheyShow() throws {
    let record = try record("figure: rotation\n" + pig)
    let figure = try record.figure()
    #expect(figure.title == "Rotation of 5 tokens in 4 pairs")
    #expect(
      figure.description == "Pair 0 turns 1 rad a token, to 4 rad for dog; "
        + "pair 3 turns 0.001 rad a token, to 0.004 rad for dog.")
    #expect(figure.data.rows.count == 20)
    #expect(try record.number("last-angle") == 4)
    #expect(abs(try record.number("last-angle-3") - 0.004) < 1e-15)
    expectSnapshot(figure.svg(label: "fig-pig", standalone: false), named: "rotation.svg")
  }

  @Test func aSinusoidMapNamesItsWavelengths() throws {
    let record = try record("figure: heatmap\nof: sinusoid\ndimension: 8\npositions: 248...255")
    #expect(abs(try record.number("shortest-wavelength") - 6.283185) < 1e-6)
    #expect(abs(try record.number("longest-wavelength") - 6283.185) < 1e-3)
    let figure = try record.figure()
    #expect(figure.data.columns.count == 9)
    #expect(figure.data["position"]?.first == 248)
    expectSnapshot(figure.svg(label: "fig-pe", standalone: false), named: "sinusoid.svg")
    let wide = try self.wide()
    #expect(wide.svg(label: "fig-pe", standalone: false).utf8.count < 160_000)
  }

  private func wide() throws -> Figure {
    try record("figure: heatmap\nof: sinusoid\ndimension: 64\npositions: 0..<128").figure()
  }

  @Test func aScoreMatrixHasOneNumberOnEachDiagonal() throws {
    let record = try record("figure: heatmap\nof: scores\n" + vectors)
    #expect(try record.number("largest-diagonal-deviation") < 1e-12)
    #expect(abs(try record.number("one-back") - 0.142977725247) < 1e-12)
    #expect(abs(try record.number("one-ahead") + 0.474451053801) < 1e-12)
    let figure = try record.figure()
    #expect(figure.data.rows.count == 64)
    #expect(figure.description.contains("one token back 0.142978"))
    expectSnapshot(figure.svg(label: "fig-scores", standalone: false), named: "scores.svg")
    let half = try #require(
      ask("figure: heatmap\nof: scores\nlayout: half-split\n" + vectors).record
        .value(named: "one-back")?.number)
    #expect(abs(half - 0.341922713469) < 1e-12)
  }

  @Test func aRotaryScoreIsFlatAndASinusoidsIsNot() throws {
    let cell = """
      figure: line
      of: score
      query position: 1
      key position: 3
      measure: cosine
      compare: sinusoid
      scale: log
      shifts: 1...100000
      points: 60

      """
    let record = try record(cell + vectors)
    #expect(abs(try record.number("score") + 0.457223676747) < 1e-11)
    #expect(try record.number("largest-spread") < 1e-11)
    #expect(abs(try record.number("sinusoid-first") - 0.5817652264482798) < 1e-12)
    let figure = try record.figure()
    #expect(figure.description.contains("the cosine is −0.457224 at every shift from 1 to 100000"))
    #expect(figure.data.columns.map(\.name) == ["common shift", "sinusoid", "rotary"])
    expectSnapshot(figure.svg(label: "fig-shift", standalone: false), named: "score.svg")
  }

  @Test func aScoreAgainstDistanceNamesItsPeak() throws {
    let record = try record("figure: line\nof: distance\n" + vectors)
    #expect(record.value(named: "peak-distance") == 20)
    #expect(abs(try record.number("peak-score") - 0.656363) < 5e-7)
    #expect(try record.figure().description.contains("it rises at"))
  }

  @Test func theKernelIsOneCurve() throws {
    let record = try record("figure: line\nof: kernel\ndimension: 8\npositions: [0, 7, 100, 5000]")
    #expect(try record.number("largest-spread") < 1e-11)
    #expect(try record.number("kernel-0") == 4)
    #expect(abs(try record.number("kernel-3") - 1.964890) < 5e-7)
    #expect(abs(try record.number("kernel-5") - 3.159983) < 5e-7)
    let figure = try record.figure()
    #expect(figure.data.columns.count == 5)
    expectSnapshot(figure.svg(label: "fig-kernel", standalone: false), named: "kernel.svg")
  }

  @Test func everyFigureIsCompleteAndTheSameTwice() throws {
    let lines = "figure: line\n"
    let cells = [
      "figure: rotation\n" + pig, "figure: rotation\npositions: [0, 5, 9]\nhead dimension: 2",
      "figure: heatmap\nof: sinusoid\ndimension: 6\nbase: 0.5",
      "figure: heatmap\nof: sinusoid\ndimension: 2\npositions: [5, 1, 1]",
      "figure: heatmap\nof: scores\npositions: 64\n" + vectors,
      "figure: heatmap\nof: scores\nquery: [0, 0]\nkey: [0, 0]",
      lines + "of: score\nquery position: 0\nkey position: 0\nquery: [0, 0]\nkey: [1, 1]",
      lines + "of: score\nquery position: 9\nkey position: 0\nshifts: [4]\n" + vectors,
      lines + "of: distance\nscale: log\n" + vectors,
      lines + "of: kernel\ndimension: 2\noffsets: 1...1000000000000\npoints: 2000\nscale: log",
    ]
    for cell in cells {
      let record = try record(cell)
      #expect(record == (try self.again(cell)))
      let figure = try record.figure()
      for line in figure.svg(label: "fig-x", standalone: false).split(separator: "\n")
      where ["<path", "<circle", "<rect"].contains(where: line.hasPrefix) {
        #expect(!line.contains("nan") && !line.contains("inf"), "\(cell)")
      }
      #expect(figure.title.count <= 90 && !figure.description.isEmpty)
      #expect(!figure.data.rows.isEmpty)
    }
  }

  private func again(_ cell: String) throws -> Record { try record(cell) }

  @Test func publishedNamesCanBeQuoted() throws {
    let cells = [
      "table: rotation\n" + pig, "figure: rotation\n" + pig,
      "table: frequencies\nhead dimension: 4", "figure: line\nof: kernel\ndimension: 4",
      "figure: line\nof: distance\n" + vectors,
    ]
    for cell in cells {
      var names: Set<String> = []
      for case .value(let name, _, _) in try record(cell).items {
        let isPlain = name.utf8.allSatisfy { byte in
          (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
        }
        #expect(isPlain, "\(name)")
        #expect(names.insert(name).inserted, "\(name) is published twice")
      }
      #expect(!names.isEmpty)
    }
  }
}
