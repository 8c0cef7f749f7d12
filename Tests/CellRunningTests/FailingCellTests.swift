import BookModel
import CellRunning
import Foundation
import Testing

/// What goes wrong in a cell is reported at the line of the chapter.
@Suite struct FailingCellTests {
  @Test func aCompileErrorNamesLineAndColumnOfTheChapter() async {
    let ran = await run("Text.\n\n```{swift}\nlet x: Int = \"one\"\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:7:14: error: cannot convert value of type 'String' to specified "
          + "type 'Int' [does-not-compile]"
      ])
  }

  @Test func theColumnCountsTheIndentationOfAList() async {
    let ran = await run("1. In a list:\n\n   ```{swift}\n   print(nope)\n   ```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:7:10: error: cannot find 'nope' in scope [does-not-compile]"
      ])
  }

  @Test func allErrorsOfAllChaptersAreReported() async {
    let ran = await run(chapters: [
      "```{swift}\nprint(a)\nprint(b)\n```", "```{swift}\nprint(c)\n```",
    ])
    #expect(
      ran.messages == [
        "content/01-chapter1.md:5:7: error: cannot find 'a' in scope [does-not-compile]",
        "content/01-chapter1.md:6:7: error: cannot find 'b' in scope [does-not-compile]",
        "content/02-chapter2.md:5:7: error: cannot find 'c' in scope [does-not-compile]",
      ])
  }

  @Test func aWarningStaysAWarning() async {
    let ran = await run("```{swift}\nfunc f() { let unused = 1 }\n```")
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.hasPrefix("content/01-chapter1.md:5:16: warning: ") == true)
  }

  @Test func aFailedPreconditionNamesItsLineAndItsMessage() async {
    let ran = await run(
      "```{swift}\nprint(\"so far\")\nprecondition(1 > 2, \"one is small\")\n```")
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.hasPrefix("content/01-chapter1.md:6:") == true)
    #expect(ran.messages.first?.contains("one is small") == true)
    #expect(ran.diagnostics.first?.notes == ["it had printed:", "  so far"])
  }

  @Test func anIndexOutOfRangeNamesTheLineOfTheChapter() async {
    let ran = await run(
      "```{swift}\nfunc at(_ index: Int) -> Int {\n  [1, 2][index]\n}\n```\n\n```{swift}\nprint(at(7))\n```"
    )
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.hasPrefix("content/01-chapter1.md:6:") == true)
    #expect(ran.messages.first?.contains("Index out of range") == true)
  }

  @Test func aThrownErrorIsReportedAtItsCell() async {
    let ran = await run(
      "```{swift}\nstruct Oops: Error {}\nfunc f() throws { throw Oops() }\n```\n\n"
        + "```{swift}\ntry f()\n```")
    #expect(ran.messages.count == 1)
    #expect(ran.messages.first?.contains("Oops") == true)
    #expect(ran.diagnostics.first?.location?.line == 6)
    #expect(
      ran.diagnostics.first?.notes.map(\.description) == [
        "content/01-chapter1.md:9:1: while this cell was running"
      ])
  }

  @Test func anEndlessLoopIsStoppedAndTheCellsBeforeItAreKept() async {
    let ran = await run(
      "```{swift}\nprint(\"first\")\n```\n\n```{swift}\n//| timeout: 0.5\nwhile true {}\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:8:1: error: this cell ran longer than 0.5 s and was stopped [timeout]"
      ])
    #expect(ran.outputs.first == "first\n")
  }

  @Test func eachCellHasItsOwnTime() async {
    let wait = "```{swift}\nfor _ in 0..<3 { usleep(100_000) }\n```\n\n"
    let ran = await run(
      "```{swift}\nimport Glibc\n```\n\n" + wait + wait + wait, timeout: 0.7)
    #expect(ran.messages == [])
  }

  @Test func endlessPrintingIsStopped() async {
    let ran = await run(
      "```{swift}\nwhile true { print(\"again and again and again and again and again\") }\n```")
    #expect(ran.diagnostics.map(\.identifier) == ["too-much-output"])
  }

  @Test(.timeLimit(.minutes(10))) func aChildThatOutlivesItsCellHoldsNothingUp() async throws {
    let ran = await run(
      """
      ```{swift}
      import Glibc
      _ = system("setsid sleep 300 & echo $!")
      ```
      """)
    let child = try #require(ran.outputs.first.flatMap { Int32($0.dropLast()) })
    #expect(kill(child, SIGKILL) == 0, "the child was still there")
  }

  @Test func leavingTheProgramIsAnError() async {
    let ran = await run("```{swift}\nimport Glibc\nexit(3)\n```\n\n```{swift}\nprint(1)\n```")
    #expect(ran.diagnostics.map(\.identifier) == ["cell-exited"])
    #expect(ran.messages.first?.contains("exit code 3") == true)
  }

  @Test func oneFailingChapterStopsNoOther() async {
    let ran = await run(chapters: [
      "```{swift}\nfatalError(\"stop\")\n```", "```{swift}\nprint(\"fine\")\n```",
    ])
    #expect(ran.diagnostics.map(\.identifier) == ["cell-trapped"])
    #expect(ran.outputs.last == "fine\n")
  }

  @Test func anUnclosedBraceIsReportedWhereItWasOpened() async {
    let ran = await run("```{swift}\nfunc f() {\n```\n\n```{swift}\nprint(1)\n```")
    #expect(
      ran.diagnostics.map(\.location) == [
        SourceLocation(file: "content/01-chapter1.md", line: 5, column: 10)
      ])
  }

  @Test func aClaimThatDoesNotHoldIsAnErrorAtItsCall() async {
    let ran = await run(
      "```{swift}\nclaim(\"clm-big\", \"It is small.\", largest: 2, below: 1)\n"
        + "claim(\"clm-nan\", \"It is known.\", largest: .nan, below: 1)\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:5:1: error: claim 'clm-big' fails: 2 is not below 1 [failed-claim]",
        "content/01-chapter1.md:6:1: error: claim 'clm-nan' fails: NaN is not below 1 [failed-claim]",
      ])
  }
}

/// Where an error was thrown that nobody caught: the line and the column of the `throw`.
@Suite struct ThrownErrorTests {
  @Test func anErrorInAFunctionOfAnEarlierCellIsReportedWhereItIsThrown() async {
    let ran = await run(
      "```{swift}\nstruct Lost: Error {}\nfunc lose() throws {\n  throw Lost()\n}\n```\n\n```{swift}\ntry lose()\n```"
    )
    #expect(
      ran.messages == ["content/01-chapter1.md:7:3: error: this cell threw Lost() [cell-threw]"])
  }

  @Test func anErrorThatWasCaughtIsForgotten() async {
    let ran = await run(
      "```{swift}\nstruct Lost: Error {}\nfunc lose() throws(Lost) { throw Lost() }\ntry? lose()\n\nthrow Lost()\n```"
    )
    #expect(
      ran.messages == ["content/01-chapter1.md:9:1: error: this cell threw Lost() [cell-threw]"])
  }

  @Test func aMillionCaughtErrorsAreNoBurden() async {
    let ran = await run(
      "```{swift}\nstruct Lost: Error {}\nfunc lose() throws { throw Lost() }\nvar n = 0\n"
        + "for _ in 0..<1_000_000 { do { try lose() } catch { n += 1 } }\nprint(n)\n```")
    #expect(ran.messages == [])
    #expect(ran.outputs == ["1000000\n"])
  }
}
