import BookModel
import CellRunning
import Testing

@Suite struct ConsoleEngineTests {
  @Test func aTrueTranscriptPasses() async {
    let ran = await run(
      "```{console}\n$ echo one; echo two\none\ntwo\n$ printf 'no newline'\nno newline\n$ exit 3\n[exit 3]\n```"
    )
    #expect(ran.messages == [])
    #expect(ran.origins == [.answered])
  }

  @Test func aWrongLineIsNamedWithWhatWasPrinted() async {
    let ran = await run("Text.\n\n```{console}\n$ echo one; echo two\none\nthree\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:9:1: error: this command did not print 'three' [wrong-transcript]"
      ])
    #expect(ran.diagnostics.first?.notes.map(\.text) == ["it printed:", "  one", "  two"])
  }

  @Test func outputThatTheTranscriptDoesNotHaveIsAnError() async {
    let ran = await run("```{console}\n$ echo one; echo two\none\n```")
    #expect(ran.messages.first?.contains("printed more than the transcript says") == true)
  }

  @Test func aWrongExitCodeIsAnError() async {
    let ran = await run("```{console}\n$ exit 3\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:5:1: error: this command ended with exit code 3, not 0 "
          + "[wrong-exit-code]"
      ])
  }

  @Test func threeDotsStandForAnyLines() async {
    #expect(await run("```{console}\n$ seq 5\n1\n...\n5\n```").messages == [])
    #expect(await run("```{console}\n$ seq 5\n...\n```").messages == [])
    #expect(await run("```{console}\n$ seq 5\n...\n7\n```").messages.count == 1)
  }

  @Test func commandsShareAFolderAndSeeNothingOfTheAuthorsMachine() async {
    let ran = await run(
      "```{console}\n$ echo x > file\n```\n\n```{console}\n$ cat file\nx\n$ echo $LC_ALL $TZ $USER\nC UTC\n```"
    )
    #expect(ran.messages == [])
  }

  @Test func bothStreamsAreCheckedInOrder() async {
    let ran = await run("```{console}\n$ echo one; echo two >&2; echo three\none\ntwo\nthree\n```")
    #expect(ran.messages == [])
  }

  @Test func anEndlessCommandIsStopped() async {
    let ran = await run("```{console}\n$ sleep 60\n```", timeout: 0.3)
    #expect(ran.diagnostics.map(\.identifier) == ["timeout"])
  }

  @Test func aTranscriptBeginsWithACommand() async {
    let ran = await run("```{console}\necho one\n```")
    #expect(ran.diagnostics.map(\.identifier) == ["malformed-transcript"])
  }
}
