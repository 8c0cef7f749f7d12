import Figures
import Foundation
import Testing

@testable import RoPECells

/// `figure: sinusoid`, and what `live:` says of it.
@Suite struct SinusoidFigureTests {
  private let cell = """
    figure: sinusoid
    dimension: 8
    position: 3

    """

  @Test func itPublishesTheVectorOfItsPosition() throws {
    let record = try record(cell)
    // sin 3, cos 3 and, of the slowest pair, sin 0.003 and cos 0.003.
    #expect(abs(try record.number("first-sine") - 0.1411200080598672) < 1e-14)
    #expect(abs(try record.number("first-cosine") + 0.9899924966004454) < 1e-14)
    #expect(abs(try record.number("last-sine") - 0.002999995500002025) < 1e-14)
    #expect(abs(try record.number("last-cosine") - 0.9999955000033751) < 1e-14)
    #expect(abs(try record.number("last-angle") - 0.003) < 1e-14)
    #expect(abs(try record.number("longest-wavelength") - 6283.185) < 5e-4)
  }

  @Test func itSaysHowTheVectorBeginsAndWhereItsSlowestPairComesRound() throws {
    let figure = try record(cell).figure()
    #expect(figure.live == nil)
    #expect(
      figure.description
        == "At position 3 the vector begins with 0.141120 and \u{2212}0.989992; its slowest pair "
        + "comes round after 6283.19 positions.")
  }

  @Test func theDataHoldTheVectorsOfAllPositions() throws {
    let data = try record(cell).figure().data
    #expect(data.rows.count == 32 && data.columns.count == 9)
    #expect(data.rows[3][0] == 3)
    let sine = try #require(data.rows[5][1].number)
    #expect(abs(sine + 0.9589242746631385) < 1e-14)
  }

  @Test func positionAndBaseAreMoved() throws {
    let live = try #require(
      try record(cell + "live: {position: 0...31, base: 2...1000000 log}").figure().live)
    #expect(live.program == "sinusoid")
    #expect(live.numbers == [3, 10_000, 8])
    #expect(
      live.controls == [
        .init("position", at: 0, .range(from: 0, to: 31, step: 1, isLogarithmic: false)),
        .init("base", at: 1, .range(from: 2, to: 1_000_000, step: 1, isLogarithmic: true)),
      ])
    #expect(live.values.count == 3 + 8)
    #expect(live.states.count == 4)
  }

  @Test(arguments: [2, 4, 6, 8])
  func eachMarkHasItsLook(dimension: Int) throws {
    let figure = try record(
      """
      figure: sinusoid
      dimension: \(dimension)
      position: 31
      base: 2
      live: {position: 0...31}

      """
    ).figure()
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    // A slice, a hand and an angle for each pair, the cells, the frame and its number, the components.
    #expect(marks.count == 3 * dimension / 2 + 32 * dimension + 2 + dimension)
    let numbers = marks.suffix(dimension).map { mark -> Bool in
      if case .text(let text) = mark { text.role == .ink && text.anchor == .end } else { false }
    }
    #expect(numbers.allSatisfy { $0 })
    if case .rect(_, _, _, let paint) = marks[marks.count - dimension - 2] {
      #expect(paint == .solid(.ink))
    } else {
      Issue.record("the frame stands before its number and the components")
    }
  }

  @Test(arguments: [
    ("position: 32", "'position' must be a whole number from 0 to 31, not '32' [wrong-value]"),
    (
      "position: 3\nbase: 1",
      "'base' must be a whole number from 2 to 1000000, not '1' [wrong-value]"
    ),
    (
      "position: 3\nlive: {dimension: 2...8}",
      "'dimension' cannot be moved in this figure [unknown-parameter]"
    ),
  ])
  func whatIsOutOfRangeIsReported(text: String, message: String) throws {
    let found = complaints("figure: sinusoid\ndimension: 8\n" + text)
    #expect(found.count == 1)
    #expect(try #require(found.first).hasSuffix(message))
  }
}
