import Figures
import Foundation
import Testing

@testable import RoPECells

/// `figure: range`: the angles that pairs turned through in training, and those of a longer text.
@Suite struct RangeFigureTests {
  private func cell(_ method: String, _ factor: Int, pair: Int = 46) -> String {
    """
    figure: range
    head dimension: 128
    base: 10000
    original length: 4096
    method: \(method)
    factor: \(factor)
    pair: \(pair)

    """
  }

  @Test func withoutLiveNothingMovesAndTheSentenceHasTheChaptersNumbers() throws {
    let record = try record(cell("none", 4))
    let figure = try record.figure()
    #expect(figure.live == nil)
    #expect(
      figure.description
        == "Pair 46 turned by 5.46 radians in training and turns by 21.85 here. "
        + "Pairs that meet new angles: 18.")
    #expect(try record.number("new") == 18)
    // 0.869 of a turn.
    #expect(abs(try record.number("seen") / (2 * .pi) - 0.869) < 5e-4)
    #expect(abs(try record.number("needed") / (2 * .pi) - 4 * 0.869) < 2e-3)
  }

  @Test(arguments: [("none", 18), ("PI", 0), ("NTK", 17), ("YaRN", 0), ("Llama 3", 0)])
  func theDataSayInWhichPairsAnglesAreNew(method: String, count: Int) throws {
    let record = try record(cell(method, 8))
    let rows = try record.figure().data.rows
    #expect(rows.count == 64)
    #expect(
      rows.filter { $0[3] == .text("yes") }.map { $0[0].number }
        == (46..<46 + count).map { Double($0) })
    #expect(try record.number("new") == Double(count))
    // Pair 0 turned by a radian per token; PI alone slows it.
    #expect(rows[0][1].number == 4096)
    #expect(rows[0][2].number == (method == "PI" ? 4096 : 32_768))
  }

  @Test func liveNamesTheMethodsByTheirPlaces() throws {
    let figure = try record(
      cell("YaRN", 4)
        + "live: {method: [none, PI, NTK, YaRN, Llama 3], factor: 1...16, pair: 0...63}"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "range")
    #expect(live.numbers == [3, 4, 46, 128, 10_000, 4096])
    #expect(
      live.controls == [
        .init(
          "method", at: 0,
          .choice([
            .init("none", 0), .init("PI", 1), .init("NTK", 2), .init("YaRN", 3),
            .init("Llama 3", 4),
          ])),
        .init("factor", at: 1, .range(from: 1, to: 16, step: 1, isLogarithmic: false)),
        .init("pair", at: 2, .range(from: 0, to: 63, step: 1, isLogarithmic: false)),
      ])
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 64 + 1)
    let kept = try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure))
    #expect(kept == figure)
    #expect(figure.quantized.live?.controls == live.controls)
  }

  @Test func whatIsDrawnStillDoesNotDependOnWhatMoves() throws {
    func still(_ method: String, _ factor: Int, _ pair: Int) throws -> [Mark] {
      Array(try record(cell(method, factor, pair: pair)).figure().marks.dropLast())
    }
    let first = try still("none", 4, 46)
    for method in ["PI", "NTK", "YaRN", "Llama 3"] {
      #expect(try still(method, 16, 0) == first)
    }
  }

  @Test func aSmallerHeadHasFewerCircles() throws {
    let figure = try record("figure: range\nhead dimension: 16\npair: 7\n").figure()
    #expect(figure.data.rows.count == 8)
    #expect(try record(cell("none", 4)).figure().height > figure.height)
  }

  @Test(arguments: [
    ("head dimension: 130", "'head dimension' must be an even whole number from 4 to 128"),
    ("pair: 64", "'pair' must be a whole number from 0 to 63, not '64'"),
    ("factor: 17", "'factor' must be a whole number from 1 to 16, not '17'"),
    ("factor: 1.5", "'factor' must be a whole number from 1 to 16, not '1.5'"),
    ("method: Yarn", "'method' must be one of none, PI, NTK, YaRN, Llama 3, not 'Yarn'"),
    ("original length: 0", "'original length' must be a whole number from 1 to 1048576, not '0'"),
  ])
  func aMistakeIsToldAtItsPlace(line: String, message: String) throws {
    let found = try #require(complaints("figure: range\n" + line).first)
    #expect(found.hasPrefix("content/04-rope.md:32:"))
    #expect(found.contains(message))
  }
}
