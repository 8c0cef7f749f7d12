import Figures
import Foundation
import Testing

@testable import RoPECells

/// `figure: scheme`: four schemes of relative positions in a short text.
@Suite struct SchemeFigureTests {
  @Test func nothingMovesWithoutLiveAndTheDefaultIsTheChaptersFirstFigure() throws {
    let record = try record("figure: scheme\n")
    let figure = try record.figure()
    #expect(figure.live == nil)
    #expect(figure.title == "The scheme offset in a text of 5 tokens")
    #expect(figure.description == "25 cells, 9 offsets, 9 different numbers.")
    #expect(try record.number("cells") == 25)
    #expect(try record.number("offsets") == 9)
    #expect(try record.number("numbers") == 9)
  }

  @Test func theDataHoldAllSchemesWhicheverIsShown() throws {
    // Shaw's offset stops at the clip; buckets of tbl-buckets; half a unit per token.
    let expected: [Int: [Value]] = [
      -40: [-40, -7, 28, .text("masked")], -1: [-1, -1, 17, .text("masked")], 0: [0, 0, 0, 0],
      7: [7, 7, 7, -3.5], 8: [8, 7, 8, -4], 12: [12, 7, 9, -6], 32: [32, 7, 12, -16],
    ]
    for scheme in ["offset", "Shaw", "T5", "ALiBi"] {
      let table = try record("figure: scheme\nscheme: \(scheme)\nclip: 7\n").figure().data
      #expect(table.columns.map(\.name) == ["offset m − n", "Shaw", "T5", "ALiBi"])
      #expect(table.rows.count == 81)
      for (offset, row) in expected {
        for (found, value) in zip(table.rows[40 + offset], row) {
          #expect(found == value || found.number == value.number && found.number != nil)
        }
      }
    }
  }

  @Test func liveNamesTheSchemesByTheirPlaces() throws {
    let figure = try record(
      "figure: scheme\nscheme: T5\ntokens: 6\nlive: {scheme: [offset, T5, ALiBi], tokens: 2...8}\n"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "scheme")
    #expect(live.numbers == [2, 6, 3])
    #expect(
      live.controls == [
        .init("scheme", at: 0, .choice([.init("offset", 0), .init("T5", 2), .init("ALiBi", 3)])),
        .init("tokens", at: 1, .range(from: 2, to: 8, step: 1, isLogarithmic: false)),
      ])
    #expect(live.said(of: live.values) == "36 cells, 11 offsets, 11 different numbers.")
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 100 + 100 + 5)
    // What a cache and a committed record keep of it.
    let kept = try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure))
    #expect(kept == figure)
    #expect(figure.quantized.live?.controls == live.controls)
  }

  @Test func whatIsDrawnStillDoesNotDependOnWhatMoves() throws {
    func still(_ scheme: String, _ tokens: Int, _ clip: Int) throws -> [Mark] {
      Array(
        try record("figure: scheme\nscheme: \(scheme)\ntokens: \(tokens)\nclip: \(clip)\n")
          .figure().marks.dropLast())
    }
    let first = try still("offset", 5, 3)
    for scheme in ["offset", "Shaw", "T5", "ALiBi"] {
      for tokens in [2, 10] { #expect(try still(scheme, tokens, 16) == first) }
    }
  }

  @Test(arguments: [
    (
      "scheme: RoPE",
      "'scheme' must be one of offset, Shaw, T5, ALiBi, not 'RoPE' [wrong-value]"
    ),
    ("tokens: 1", "'tokens' must be a whole number from 2 to 10, not '1' [wrong-value]"),
    ("tokens: 11", "'tokens' must be a whole number from 2 to 10, not '11' [wrong-value]"),
    ("clip: 0", "'clip' must be a whole number from 1 to 40, not '0' [wrong-value]"),
    ("clip: 41", "'clip' must be a whole number from 1 to 40, not '41' [wrong-value]"),
  ])
  func aMistakeIsToldAtItsPlace(line: String, message: String) throws {
    let found = try #require(complaints("figure: scheme\n" + line).first)
    #expect(found.hasPrefix("content/04-rope.md:32:"))
    #expect(found.contains(message))
  }
}
