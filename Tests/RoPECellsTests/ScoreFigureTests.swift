import Figures
import Foundation
import Testing

@testable import RoPECells

/// `figure: score`, and what `live:` says of it.
@Suite struct ScoreFigureTests {
  private let cell = """
    figure: score
    query: [0.8, -0.3, 0.5, 0.1]
    key: [0.5, 0.2, -0.4, 0.9]
    query position: 3
    key position: 1

    """

  @Test func withoutLiveNothingMoves() throws {
    let figure = try record(cell).figure()
    #expect(figure.live == nil)
    #expect(figure.data.rows.count == 129)
    #expect(figure.description.hasPrefix("At distance 2 the score is "))
  }

  @Test func theDataHoldTheScoreAtTheDistance() throws {
    let record = try record(cell)
    let row = try record.figure().data.rows[64 + 2]
    #expect(row[0] == 2)
    let (found, score) = (try #require(row[1].number), try record.number("score"))
    #expect(abs(found - score) < 1e-12)
  }

  @Test func liveNamesTheInputsTheirRangesAndTheLock() throws {
    let figure = try record(
      cell + "live: {query position: 0...10, key position: 1...64, distance: locked}"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "score")
    #expect(live.numbers == [3, 1, 10_000, 0.8, -0.3, 0.5, 0.1, 0.5, 0.2, -0.4, 0.9])
    #expect(
      live.controls == [
        .init("query position", at: 0, .range(from: 0, to: 10, step: 1, isLogarithmic: false)),
        .init("key position", at: 1, .range(from: 1, to: 64, step: 1, isLogarithmic: false)),
      ])
    #expect(live.lock == "distance")
    #expect(live.values.count == 2 && live.values[1] == 2)
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 2 * 2 + 3)
    // What a cache and a committed record keep of it.
    let kept = try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure))
    #expect(kept == figure)
    #expect(figure.quantized.live?.controls == live.controls)
  }

  @Test func statesAreDrawnWhereTheyWereAskedFor() throws {
    let live = try #require(
      try record(
        cell
          + """
          live: {query position: 0...10, key position: 1...64}
          states: [{query position: 10}, {key position: 5, query position: 8}]
          """
      ).figure().live)
    #expect(
      live.states.map(\.figure.title)
        == ["Query position 10, key position 1", "Query position 8, key position 5"])
    #expect(
      live.states.map { $0.figure.description.prefix(14) } == ["At distance 9 ", "At distance 3 "])
    // The same dials and axes, and as many marks.
    #expect(live.states[0].figure.marks.dropLast() == live.states[1].figure.marks.dropLast())
    #expect(live.states[0].figure.marks.last != live.states[1].figure.marks.last)
  }

  @Test func withoutStatesTheFirstControlGoesThroughItsRange() throws {
    let live = try #require(try record(cell + "live: {query position: 0...12}").figure().live)
    #expect(
      live.states.map(\.figure.title) == (0...3).map { "Query position \(4 * $0)" })
  }
}
