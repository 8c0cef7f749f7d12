import Figures
import Testing

@testable import RoPECells

/// `figure: order`, with the small model of the book.
@Suite struct OrderFigureTests {
  private let model = """
    figure: order
    words: [The, Man, escaped, from, the, Snake]
    vectors: [[1, 0, 0, 1], [0, 2, 1, 0], [1, 1, -1, 0], [0, 0, 1, 1], [1, 0, 0, 0], [-1, 1, 0, 2]]
    query matrix: [[1, 0, 1, 0], [0, 1, 0, -1], [0, 1, 1, 0], [1, 0, 0, 1]]
    key matrix: [[0, 1, 0, 1], [1, 0, -1, 0], [0, 0, 1, 1], [1, 1, 0, 0]]
    value matrix: [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]]

    """
  private let swapped = "order: [The, Snake, escaped, from, the, Man]\n"

  @Test func withoutPositionsOutputsMoveWithTheirWords() throws {
    let record = try record(model + swapped)
    #expect(try record.number("largest-change") < 1e-12)
    #expect(try record.number("change-of-mean") < 1e-12)
    let figure = try record.figure()
    #expect(figure.description.contains("have moved with their words, and that is all"))
    // Man, before and now: the output that the chapter prints.
    for row in [figure.data.rows[1], figure.data.rows[7 + 5]] {
      #expect(row[1] == "Man")
      let output = row.dropFirst(3).compactMap(\.number)
      for (found, expected) in zip(output, [0.494062, 0.780102, 1.493257, 1.207218]) {
        #expect(abs(found - expected) < 5e-7)
      }
    }
    #expect(figure.data.rows.count == 14 && figure.data.rows[13][1] == "mean")
  }

  @Test func theSinusoidMovesTheMeanByThePlansNumber() throws {
    let record = try record(model + swapped + "scheme: sinusoid")
    #expect(abs(try record.number("change-of-mean") - 0.906705) < 5e-7)
    let description = try record.figure().description
    #expect(description.contains("of the mean output: 0.906705."))
    #expect(description.hasSuffix("The outputs depend on the order, and so does their mean."))
  }

  @Test func asItWasWrittenNothingHasChanged() throws {
    let figure = try record(model + "scheme: RoPE").figure()
    #expect(figure.description.hasSuffix("The words stand as they were written."))
  }

  @Test func anOrderIsMovedByItsWordsAndASchemeIsChosen() throws {
    let figure = try record(
      model + swapped + "live: {order: [words], scheme: [none, sinusoid, RoPE, causal]}"
    ).figure()
    let live = try #require(figure.live)
    #expect(live.program == "order")
    #expect(Array(live.numbers.prefix(7)) == [0, 0, 5, 2, 3, 4, 1])
    #expect(live.controls.map(\.name) == ["order", "scheme"])
    #expect(live.controls.map(\.index) == [1, 0])
    #expect(live.controls[0].kind == .order(["The", "Man", "escaped", "from", "the", "Snake"]))
    #expect(live.values.count == 3 && live.values[2] == 1)
    guard case .group(let marks, "live")? = figure.marks.last else {
      Issue.record("the marks that move are the last group")
      return
    }
    #expect(marks.count == 6 * (3 * 4 + 3) + 2 * 4)
    #expect(figure.quantized.live?.numbers == live.numbers)
  }

  @Test func equalWordsAreTakenInTheirOrder() throws {
    let figure = try record(
      """
      figure: order
      words: [pig, sees, pig]
      vectors: [[1, 0], [0, 1], [1, 0]]
      query matrix: [[1, 0], [0, 1]]
      key matrix: [[1, 0], [0, 1]]
      value matrix: [[1, 0], [0, 1]]
      order: [sees, pig, pig]
      live: {order: [words]}
      """
    ).figure()
    #expect(Array(try #require(figure.live).numbers.prefix(4)) == [0, 1, 0, 2])
  }

  @Test(arguments: [
    ("order: [The, Snake]", "must be the words The, Man, escaped, from, the, Snake in some order"),
    ("order: [The, The, escaped, from, the, Man]", "must be the words The, Man"),
    ("scheme: rope", "'scheme' must be one of none, sinusoid, RoPE, causal, not 'rope'"),
    ("marked: [Pig]", "'Pig' is not one of 'words'"),
    ("live: {order: [tokens]}", "'order' must be [words], whose words change places"),
  ])
  func aMistakeIsToldAtItsPlace(line: String, message: String) throws {
    let found = complaints(model + line)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("content/04-rope.md:37:") && found[0].contains(message), "\(found)")
  }

  @Test func rowsMustFitEachOther() {
    let words = "figure: order\nwords: [a, b]\n"
    let square = "[[1, 0], [0, 1]]"
    let matrices = ["query", "key", "value"].map { "\($0) matrix: \(square)\n" }.joined()
    #expect(complaints(words + "vectors: \(square)\n" + matrices).isEmpty)
    #expect(
      complaints(words + "vectors: [[1, 0]]\n" + matrices)[0].contains("must hold 2 vectors"))
    let wide = matrices.replacing(
      "key matrix: \(square)", with: "key matrix: [[1, 0, 0, 0], [0, 1, 0, 0]]")
    #expect(
      complaints(words + "vectors: \(square)\n" + wide)[0].contains(
        "'key matrix' must have rows of 2 numbers, not 4"))
    #expect(
      complaints("figure: order\nwords: [a]\nvectors: [[1, 0]]\n" + matrices)[0].contains(
        "'words' must hold 2 to 8 words, not 1"))
  }
}
