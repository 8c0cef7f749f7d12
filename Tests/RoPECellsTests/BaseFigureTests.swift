import Figures
import Foundation
import Testing

@testable import RoPECells

/// `figure: base`, and what `live:` says of it.
@Suite struct BaseFigureTests {
  private let cell = """
    figure: base
    head dimension: 128
    length: 4096

    """

  @Test func itPublishesTheNumbersOfTheBook() throws {
    let record = try record(cell)
    #expect(try record.number("unfinished") == 18)
    #expect(try record.number("pairs") == 64)
    #expect(abs(try record.number("longest-wavelength") - 54_410.143) < 5e-4)
    #expect(try record.number("first-negative") == 1707)
    #expect(
      try record.figure().description
        == "With base 10000, 18 of 64 pairs do not come round within 4096 tokens, and the slowest "
        + "takes 54410.14 tokens. The mean cosine is first negative at 1707 tokens.")
  }

  @Test func aBaseWithoutANegativeMeanSaysSo() throws {
    let record = try record(cell + "base: 1000000")
    #expect(record.value(named: "first-negative") == "none")
    #expect(
      try record.figure().description.hasSuffix(
        "The mean cosine is nowhere negative up to 8192 tokens."))
  }

  @Test func theDataHoldWavelengthsAndMeans() throws {
    let data = try record(cell).figure().data
    #expect(data.rows.count == 64 + 257)
    #expect(data.rows[0][0] == "wavelength" && data.rows[64][0] == "mean")
    let first = try #require(data.rows[0][2].number)
    #expect(abs(first - 2 * .pi) < 1e-14)
    #expect(data.rows[64 + 128][1] == 4096)
    let mean = try #require(data.rows[64 + 128][2].number)
    #expect(abs(mean + 0.05285334257004176) < 1e-12)
  }

  @Test func theBaseIsMoved() throws {
    let figure = try record(
      cell + "live: {base: 500...1000000 log}\nstates: [{base: 500}, {base: 1000000}]"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "base")
    #expect(live.numbers == [10_000, 128, 4096])
    #expect(
      live.controls == [
        .init("base", at: 0, .range(from: 500, to: 1_000_000, step: 1, isLogarithmic: true))
      ])
    #expect(live.values.count == 5)
    #expect(
      live.states.map(\.figure.description).map { $0.hasSuffix("first negative at 171 tokens.") }
        == [true, false])
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 7)
  }

  @Test func aLengthBeyondTheReachHasNoLineInTheLowerPanel() throws {
    let (near, far) = (
      try record(cell).figure(),
      try record("figure: base\nhead dimension: 128\nlength: 8193").figure()
    )
    #expect(near.marks.count == far.marks.count + 2)
  }

  @Test(arguments: [
    ("length: 4096\nbase: 499", "'base' must be a whole number from 500 to 1000000, not '499'"),
    ("length: 0", "'length' must be a whole number from 1 to 1000000, not '0'"),
    (
      "length: 4096\nlive: {base: 100...1000}",
      "'base' must be a range of whole numbers within 500...1000000, or one from above 0 with 'log', "
        + "not '100...1000'"
    ),
  ])
  func whatIsOutOfRangeIsReported(text: String, message: String) throws {
    let found = complaints("figure: base\nhead dimension: 128\n" + text)
    #expect(found.count == 1)
    #expect(try #require(found.first).contains(message))
  }
}
