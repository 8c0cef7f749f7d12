import Testing

@testable import RoPECells

private let file = "content/04-rope.md"

@Suite struct ParameterTests {
  @Test func aMisspeltComputationIsNamedWhereItStands() {
    #expect(
      complaints("figure: rotaton\ntokens: [a]\nhead dimension: 8") == [
        "\(file):31:9: error: no computation is called 'rotaton'; did you mean 'rotation'? "
          + "[unknown-computation]"
      ])
    #expect(
      complaints("figure: heatmap\nof: sinusiod\ndimension: 8") == [
        "\(file):32:5: error: no figure 'heatmap' is of 'sinusiod'; did you mean 'sinusoid'? "
          + "[unknown-computation]"
      ])
    #expect(
      ask("figure: frequencies").diagnostics.first?.notes.map(\.text)
        == ["'frequencies' is a table: 'table: frequencies'"])
  }

  @Test func aCellNamesOneComputation() {
    #expect(
      complaints("tokens: [a]") == [
        "\(file):30:1: error: a {rope} cell names a computation: 'table: NAME' or "
          + "'figure: NAME' [missing-computation]"
      ])
    #expect(
      complaints("table: rotation\nfigure: rotation") == [
        "\(file):32:9: error: a {rope} cell is a table or a figure, not both [wrong-value]"
      ])
    #expect(
      complaints("figure: [a]") == [
        "\(file):31:9: error: 'figure' must be a word, not a list [wrong-type]"
      ])
    #expect(
      complaints("figure: line") == [
        "\(file):30:1: error: 'of' is missing: a word [missing-parameter]"
      ])
  }

  @Test func everythingWrongIsReportedAtOnce() {
    let yaml = """
      figure: rotation
      tokens: [The, pig]
      bse: 10000
      head dimension: 7
      base: -1
      pairs: [0, 9, x]
      fig-capp: Dials
      """
    #expect(
      complaints(yaml) == [
        "\(file):33:1: error: no parameter is called 'bse'; did you mean 'base'? "
          + "[unknown-parameter]",
        "\(file):34:17: error: 'head dimension' must be an even whole number from 2 to 1024, "
          + "not '7' [wrong-value]",
        "\(file):35:7: error: 'base' must be a finite number above 0, not '-1' [wrong-value]",
        "\(file):36:15: error: 'pairs' must be made of a whole number from 0 to 511, not 'x' "
          + "[wrong-value]",
        "\(file):37:1: error: no parameter is called 'fig-capp'; did you mean 'fig-cap'? "
          + "[unknown-parameter]",
      ])
  }

  @Test(arguments: ["0", "-1", "nan", "inf", "1e999", "0x10", "ten", "", "\"10\""])
  func aBaseIsAFiniteNumberAboveZero(base: String) {
    let found = complaints("table: frequencies\nhead dimension: 8\nbase: \(base)")
    let shown = base.hasPrefix("\"") ? "the quoted text '10'" : "'\(base)'"
    #expect(
      found == [
        "\(file):33:7: error: 'base' must be a finite number above 0, not \(shown) [wrong-value]"
      ])
  }

  @Test func aBaseTheLibraryRefusesIsReportedThere() {
    let found = complaints("table: frequencies\nhead dimension: 128\nbase: 1e-320")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("\(file):33:7: error: ") == true)
  }

  @Test(arguments: ["7", "0", "1", "1026", "-2", "8.0", "eight", "[8]", "\"8\""])
  func aHeadDimensionIsEvenAndInRange(dimension: String) {
    let found = complaints("table: frequencies\nhead dimension: \(dimension)")
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("\(file):32:17: error: 'head dimension' must be an even") == true)
  }

  @Test func whatIsMissingIsReportedAtTheCell() {
    #expect(
      complaints("figure: rotation") == [
        "\(file):30:1: error: 'tokens' is missing: a list of words, or 'positions' "
          + "[missing-parameter]",
        "\(file):30:1: error: 'head dimension' is missing: an even whole number from 2 to 1024 "
          + "[missing-parameter]",
      ])
    #expect(
      complaints("figure: heatmap\nof: scores\nquery: [1, 2]") == [
        "\(file):30:1: error: 'key' is missing: a list of 2 numbers [missing-parameter]"
      ])
  }

  @Test func tokensAreWords() {
    let rest = "\nhead dimension: 8"
    #expect(
      complaints("figure: rotation\ntokens: []" + rest) == [
        "\(file):32:9: error: 'tokens' must hold at least one word [wrong-value]"
      ])
    #expect(
      complaints("figure: rotation\ntokens: pig" + rest) == [
        "\(file):32:9: error: 'tokens' must be a list of words, not 'pig' [wrong-value]"
      ])
    #expect(
      complaints("figure: rotation\ntokens: [a, [b]]" + rest).first?.contains(
        ":32:13: error: a token must be a text, not a list [wrong-type]") == true)
    #expect(
      complaints("figure: rotation\ntokens: [a, antidisestablishmentarianism]" + rest) == [
        "\(file):32:13: error: a token must have 1 to 14 characters, not 28 [wrong-value]"
      ])
    #expect(
      complaints("figure: rotation\ntokens: [a, b]\npositions: [1]" + rest) == [
        "\(file):33:12: error: 'positions' must be as many as 'tokens', 2, not 1 [wrong-value]"
      ])
  }

  @Test func positionsAreAListOrARange() {
    func complaint(_ positions: String) -> String? {
      complaints("table: rotation\npositions: \(positions)\nhead dimension: 8").first
    }
    #expect(complaint("0...64") == nil)
    #expect(complaint("0 ..< 64") == nil)
    #expect(complaint("[0, 1, 4]") == nil)
    let place = "\(file):32:12: error: 'positions' "
    let rule = "must be a list such as [0, 1, 4] or a range such as 0...64, not "
    for text in ["5", "5...1", "0..<0", "a...b", "...", "0...", "\"0...4\""] {
      let shown = text.hasPrefix("\"") ? "the quoted text '0...4'" : "'\(text)'"
      #expect(complaint(text) == place + rule + "\(shown) [wrong-value]")
    }
    #expect(complaint("{}") == place + rule + "a map [wrong-type]")
    #expect(complaint("[]") == place + "must hold at least one number [wrong-value]")
    #expect(
      complaint("-3...4") == place + "must be within 0...1000000000000, not '-3...4' [wrong-value]")
    #expect(
      complaint("[0, -1]") == "\(file):32:16: error: 'positions' must be made of a whole number "
        + "from 0 to 1000000000000, not '-1' [wrong-value]")
  }

  @Test func aCellThatCostsTooMuchIsRefused() {
    let cells = [
      (
        "table: rotation\npositions: 0...1000000000\nhead dimension: 8",
        "32:12: error: 'positions' asks for 1000000001 values; the most is 1000"
      ),
      (
        "table: rotation\npositions: 0..<100\nhead dimension: 128\npairs: 0...63",
        "34:8: error: 'pairs' asks for 6400 rows; the most is 4096"
      ),
      (
        "figure: rotation\npositions: 0...7\nhead dimension: 8",
        "32:12: error: 'positions' asks for 8 values; the most is 7"
      ),
      (
        "figure: heatmap\nof: sinusoid\ndimension: 512\npositions: 0..<1024",
        "34:12: error: 'positions' asks for 524288 cells; the most is 131072"
      ),
      (
        "figure: line\nof: kernel\ndimension: 8\noffsets: 0...2000",
        "34:10: error: 'offsets' asks for 2001 values; the most is 2000"
      ),
    ]
    for (cell, expected) in cells {
      #expect(complaints(cell) == ["\(file):\(expected) [too-large]"])
    }
  }

  @Test func vectorsHaveTheLengthOfTheHead() {
    let start = "figure: heatmap\nof: scores\n"
    #expect(
      complaints(start + "query: [1, 2]\nkey: [1, 2, 3]") == [
        "\(file):34:6: error: 'key' must hold 2 numbers, not 3 [wrong-value]"
      ])
    #expect(
      complaints(start + "query: [1, nan]\nkey: [1, 2]") == [
        "\(file):33:12: error: 'query' must be made of a number from -1000000 to 1000000, "
          + "not 'nan' [wrong-value]"
      ])
    #expect(
      complaints(start + "query: [1, 2, 3]\nkey: [1, 2, 3]") == [
        "\(file):33:8: error: 'query' must hold an even count of numbers from 2 to 1024, not 3 "
          + "[wrong-value]"
      ])
    #expect(
      complaints(start + "head dimension: 4\nquery: [1, 2]\nkey: [1, 2, 3, 4]") == [
        "\(file):34:8: error: 'query' must hold 4 numbers, not 2 [wrong-value]"
      ])
  }

  @Test func wordsComeFromShortLists() {
    #expect(
      complaints("figure: heatmap\nof: scores\nquery: [1, 2]\nkey: [1, 2]\nlayout: halfsplit") == [
        "\(file):35:9: error: 'layout' must be one of interleaved, half-split, not 'halfsplit'; "
          + "did you mean 'half-split'? [wrong-value]"
      ])
  }

  @Test func linesNeedRisingNumbers() {
    let line = "figure: line\nof: distance\nquery: [1, 2]\nkey: [1, 2]\n"
    #expect(
      complaints(line + "distances: [0, 4, 4]") == [
        "\(file):35:12: error: 'distances' must rise from each number to the next, but 4 follows "
          + "4 [wrong-value]"
      ])
    #expect(
      complaints(line + "distances: 0...9\nscale: log") == [
        "\(file):35:12: error: 'distances' must be within 1...1000000000000, not '0...9' "
          + "[wrong-value]"
      ])
    #expect(
      complaints(line + "distances: [1, 2]\npoints: 3") == [
        "\(file):36:9: error: 'points' takes some of a range, and 'distances' is none "
          + "[wrong-value]"
      ])
  }

  @Test func aVectorWithoutLengthHasNoCosine() {
    let found = complaints(
      "figure: line\nof: score\nmeasure: cosine\nquery: [0, 0]\nkey: [1, 1]\n"
        + "query position: 0\nkey position: 0")
    #expect(
      found == [
        "\(file):34:8: error: 'query' must not be all zeros for a cosine [wrong-value]"
      ])
  }
}
