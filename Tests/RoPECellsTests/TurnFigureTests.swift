import Figures
import Testing

@testable import RoPECells

/// `figure: turn`, a pair as a complex number and in memory.
@Suite struct TurnFigureTests {
  private let cell = """
    figure: turn
    Re q: 1
    Im q: 2
    position: 1

    """

  @Test func theProductIsThatOfTheChapter() throws {
    let record = try record(cell)
    // Printed in chapter 5 for 1 + 2i, turned by one radian.
    #expect(abs(try record.number("real") + 1.142640) < 5e-7)
    #expect(abs(try record.number("imaginary") - 1.922076) < 5e-7)
    #expect(try record.number("largest-difference") < 1e-12)
    #expect(
      try record.figure().description
        == "The product has the real part −1.142640 and the imaginary part 1.922076. "
        + "The three lanes end in the same numbers (differences < 1e−12).")
  }

  @Test func theDataAreTheSlotsOfMemory() throws {
    func column(_ layout: String, _ index: Int) throws -> [Double] {
      try record(cell + "layout: \(layout)").figure().data.rows.compactMap { $0[index].number }
    }
    #expect(try column("interleaved", 1) == [1, 2, 3, 4])
    #expect(try column("half-split", 1) == [1, 3, 2, 4])
    for way in 2...4 {
      let (here, there) = (try column("interleaved", way), try column("half-split", way))
      #expect([here[0], here[2], here[1], here[3]] == there)
    }
  }

  @Test func allFourNumbersMove() throws {
    let live =
      "live: {Re q: -2...2, Im q: -2...2, position: 0...64, layout: [interleaved, half-split]}"
    let figure = try record(cell + live).figure()
    let moved = try #require(figure.live)
    #expect(moved.program == "turn")
    #expect(moved.numbers == [1, 2, 1, 0, 10_000, 3, 4])
    #expect(moved.controls.map(\.name) == ["Re q", "Im q", "position", "layout"])
    #expect(moved.controls.map(\.index) == [0, 1, 2, 3])
    #expect(moved.controls[0].kind == .range(from: -2, to: 2, step: 0.1, isLogarithmic: false))
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 3 + 9 + 2 + 16)
    #expect(figure.quantized.live?.numbers == moved.numbers)
  }

  @Test(arguments: [
    ("Re q: 2.5", "'Re q' must be a number from -2 to 2, not '2.5'"),
    ("Im q: -3", "'Im q' must be a number from -2 to 2, not '-3'"),
    ("position: 65", "'position' must be a whole number from 0 to 64, not '65'"),
    ("other pair: [3, 6]", "'other pair' must be made of numbers from -5 to 5"),
    ("other pair: [3]", "'other pair' must hold 2 numbers, not 1"),
    ("layout: halves", "'layout' must be one of interleaved, half-split, not 'halves'"),
    ("live: {Re q: -3...2}", "'Re q' must be a range of numbers in steps of 0.1 within -2...2"),
    ("live: {base: 2...4}", "'base' cannot be moved in this figure"),
  ])
  func aMistakeIsToldAtItsPlace(line: String, message: String) {
    let key = line.prefix { $0 != ":" }
    let rest = cell.split(separator: "\n").filter { !$0.hasPrefix("\(key):") }
      .joined(separator: "\n")
    let found = complaints(rest + "\n" + line)
    #expect(found.count == 1 && found[0].contains(message), "\(found)")
  }
}
