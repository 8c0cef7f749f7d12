import BookModel
import CellRunning
import Testing

@Suite struct SessionTests {
  @Test func aSessionIsAProgramOfItsOwn() async {
    let ran = await run(
      "```{swift}\nlet x = 1\nprint(x)\n```\n\n```{swift}\n//| session: other\nlet x = 2\nprint(x)\n```"
        + "\n\n```{swift}\nprint(x)\n```\n\n```{swift}\n//| session: other\nprint(x)\n```")
    #expect(ran.messages == [])
    #expect(ran.outputs == ["1\n", "2\n", "1\n", "2\n"])
  }

  @Test func aRedeclaredNameGetsAHintAboutSessions() async throws {
    let ran = await run(
      "```{swift}\nlet x = 1\nprint(x)\n```\n\n```{swift}\nlet x = 2\nprint(x)\n```")
    let diagnostic = try #require(
      ran.diagnostics.first { $0.message.hasPrefix("invalid redeclaration of 'x'") })
    #expect(
      diagnostic.location == SourceLocation(file: "content/01-chapter1.md", line: 10, column: 5))
    #expect(diagnostic.notes.last?.text.contains("session: NAME") == true)
  }

  @Test func aFailureInOneSessionLeavesTheOtherAlone() async {
    let ran = await run(
      "```{swift}\nfatalError(\"no\")\n```\n\n```{swift}\n//| session: other\nprint(2)\n```")
    #expect(ran.messages.count == 1)
    #expect(ran.outputs == ["", "2\n"])
  }
}
