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
      cell + "live: {query position: 0...10, key position: 2...64, distance: locked}"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "score")
    #expect(live.numbers == [3, 1, 10_000, 0.8, -0.3, 0.5, 0.1, 0.5, 0.2, -0.4, 0.9])
    #expect(
      live.controls == [
        .init("query position", at: 0, .range(from: 0, to: 10, step: 1, isLogarithmic: false)),
        .init("key position", at: 1, .range(from: 2, to: 64, step: 1, isLogarithmic: false)),
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
    #expect(figure.quantized.live == live)
  }

  @Test(arguments: [
    (
      "{query: 0...4}",
      "'query' cannot be moved in this figure [unknown-parameter]"
    ),
    (
      "{query position: 3}",
      "'query position' must be a range of whole numbers within 0...64, not '3' [wrong-value]"
    ),
    (
      "{query position: 4...4}",
      "'query position' must be a range of whole numbers within 0...64, not '4...4' [wrong-value]"
    ),
    (
      "{query position: 0...65}",
      "'query position' must be a range of whole numbers within 0...64, not '0...65' [wrong-value]"
    ),
    ("{distance: free}", "'distance' can only be 'locked' [wrong-value]"),
    (
      "{query position: [0]}",
      "'query position' must be a range of whole numbers within 0...64, not a list [wrong-type]"
    ),
  ])
  func aMistakeInTheMapIsToldAtItsPlace(live: String, message: String) {
    #expect(
      complaints(cell + "live: \(live)") == ["content/04-rope.md:36:7: error: \(message)"])
  }

  @Test func aMistakeInLiveIsToldAtItsPlace() {
    let start = "content/04-rope.md:36:7: error: "
    #expect(
      complaints(cell + "live: 3") == [
        start + "'live' must be a map from parameters to ranges, not a text [wrong-type]"
      ])
  }
}
