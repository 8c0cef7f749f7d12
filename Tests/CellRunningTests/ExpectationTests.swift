import BookModel
import CellRunning
import Testing

@Suite struct ExpectationTests {
  private func run(_ expectations: String) async -> Ran {
    await CellRunningTests.run(
      "```{swift}\n//| expect:\n\(expectations)\npublish(\"x\", 0.25)\npublish(\"word\", \"pig\")\n"
        + "show(Table([(1, 0.5), (2, 0.75)], columns: [\"n\", \"y\"]))\n```")
  }

  @Test func whatHoldsIsSilent() async {
    let ran = await run(
      "//|   x: 0.25\n//|   word: pig\n//|   y.2: { equals: 0.7, within: 0.06 }\n"
        + "//|   n.1: { below: 1.5 }\n//|   rows: 2")
    #expect(ran.messages.filter { !$0.contains("'rows'") } == [])
  }

  @Test func aMismatchSaysExpectedFoundAndDifference() async {
    let ran = await run("//|   x: 0.5")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:6:7: error: 'x' is not what was expected [failed-expectation]"
      ])
    #expect(
      ran.diagnostics.first?.notes.map(\.text) == [
        "expected: 0.5 within 1e-9", "found: 0.25", "difference: -0.25",
      ])
  }

  @Test func aBoundThatIsNotKeptIsAnError() async {
    let ran = await run("//|   y.1: { below: 0.5 }\n//|   y.2: { above: 0.5 }")
    #expect(ran.diagnostics.map(\.identifier) == ["failed-expectation"])
    #expect(ran.messages.first?.contains("'y.1'") == true)
  }

  @Test func anUnknownNameIsAnErrorWithASuggestion() async {
    let ran = await run("//|   wrod: pig")
    #expect(ran.messages.first?.contains("did you mean 'word'?") == true)
  }

  @Test func aTextIsNoNumber() async {
    let ran = await run("//|   word: 3")
    #expect(ran.diagnostics.map(\.identifier) == ["failed-expectation"])
  }
}
