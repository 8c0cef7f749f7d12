import BookModel
import CellRunning
import Figures
import Testing

/// Cells with `error: true`: one of every kind, each with a cell after it that is none the worse.
@Suite struct WantedFailureTests {
  private let after = "\n\n```{swift}\nprint(\"after\")\n```"
  private let before = "```{swift}\nlet known = 3\nprint(\"before\")\n```\n\n"

  @Test func aCellThatDoesNotCompileShowsTheMessage() async {
    let ran = await run(
      before + "```{swift}\n//| error: true\nlet text: String = known\n```" + after)
    #expect(ran.messages == [])
    #expect(ran.outputs == ["before\n", "", "after\n"])
    #expect(
      ran.failures == [
        Record.Failure(
          .doesNotCompile, "cannot convert value of type 'Int' to specified type 'String'",
          line: 11)
      ])
  }

  @Test func aCellThatThrowsShowsTheError() async {
    let ran = await run(
      before + "```{swift}\n//| error: true\nstruct Lost: Error {}\nprint(known)\nthrow Lost()\n```"
        + after)
    #expect(ran.messages == [])
    #expect(ran.outputs == ["before\n", "3\n", "after\n"])
    #expect(ran.failures.map(\.kind) == [.throwsError])
    #expect(ran.failures.map(\.message) == ["Lost()"])
  }

  @Test func aCellThatTrapsShowsTheReasonAndTheLine() async {
    let ran = await run(
      before + "```{swift}\n//| error: true\nprint([1, 2][known])\n```" + after)
    #expect(ran.messages == [])
    #expect(ran.failures == [Record.Failure(.traps, "Index out of range", line: 11)])
    #expect(ran.outputs == ["before\n", "", "after\n"])
  }

  @Test func aCellThatRunsOutOfTimeIsStopped() async {
    let ran = await run(
      before + "```{swift}\n//| error: true\n//| timeout: 0.5\nwhile true {}\n```" + after)
    #expect(ran.messages == [])
    #expect(ran.failures.map(\.kind) == [.runsOutOfTime])
    #expect(ran.outputs == ["before\n", "", "after\n"])
  }

  @Test func anUnexpectedSuccessIsAnError() async {
    let ran = await run(before + "```{swift}\n//| error: true\nprint(known)\n```" + after)
    #expect(
      ran.messages == [
        "content/01-chapter1.md:9:1: error: this cell is meant to fail ('error: true'), and it came "
          + "to its end [unexpected-success]"
      ])
  }

  @Test func whatItDeclaresIsNotVisibleLater() async {
    let ran = await run(
      "```{swift}\n//| error: true\nlet hidden = 1\nfatalError()\n```\n\n```{swift}\nprint(hidden)\n```"
    )
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.contains("cannot find 'hidden' in scope") == true)
  }

  @Test func whenAnEarlierCellFailsNothingIsSaidOfTheWantedFailure() async {
    let ran = await run(
      "```{swift}\nfatalError(\"first\")\n```\n\n```{swift}\n//| error: true\nfatalError(\"wanted\")\n```"
    )
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.contains("first") == true)
  }

  @Test func aWantedFailureIsRememberedAndMovesWithItsCell() async throws {
    let folder = try TemporaryFolder()
    let cache = CellCache(folder: folder.path)
    let body = "```{swift}\n//| error: true\nfatalError(\"wanted\")\n```"
    _ = await run(body, cache: cache)
    let ran = await run("Words.\n\n" + body, cache: cache)
    #expect(ran.origins == [.remembered])
    #expect(ran.failures == [Record.Failure(.traps, "wanted", line: 8)])
  }

  @Test func theBooksTimeLimitDecidesWhetherACellRunsOutOfTime() async throws {
    let folder = try TemporaryFolder()
    let cache = CellCache(folder: folder.path)
    let body = "```{swift}\n//| error: true\nwhile true {}\n```"
    let first = await run(body, timeout: 0.5, cache: cache)
    let second = await run(body, timeout: 0.6, cache: cache)
    #expect(first.failures.map(\.message) == ["ran longer than 0.5 s and was stopped"])
    #expect(second.origins == [.answered])
    #expect(second.failures.map(\.message) == ["ran longer than 0.6 s and was stopped"])
  }
}
