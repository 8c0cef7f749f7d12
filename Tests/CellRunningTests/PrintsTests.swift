import BookModel
import Testing

/// The comments `// Prints "…"` are promises.
@Suite struct PrintsTests {
  @Test func whatWasPrintedIsComparedWithTheCommentBelow() async {
    let ran = await run(
      """
      ```{swift}
      print(1 + 1)
      // Prints "2"
      print("a")
      print("b", terminator: "")
      // Prints "b"
      for word in ["x", "y"] { print(word) }
      // Prints "x"
      // Prints "y"
      ```
      """)
    #expect(ran.messages == [])
  }

  @Test func aWrongCommentIsAnErrorAtItsPlace() async {
    let ran = await run("```{swift}\nif true {\n  print(0.1 + 0.2)\n  // Prints \"0.3\"\n}\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:7:3: error: this printed \"0.30000000000000004\", not \"0.3\" "
          + "[wrong-prints]"
      ])
  }

  @Test func aCommentIsComparedEveryTimeItIsReached() async {
    let ran = await run(
      "```{swift}\nfor n in 1...2 {\n  print(n)\n  // Prints \"1\"\n}\n```")
    #expect(
      ran.messages == [
        "content/01-chapter1.md:7:3: error: this printed \"2\", not \"1\" [wrong-prints]"
      ])
  }

  @Test func aCommentThatIsNeverReachedIsAnError() async {
    let ran = await run("```{swift}\nif 1 > 2 {\n  print(1)\n  // Prints \"1\"\n}\n```")
    #expect(
      ran.messages.contains {
        $0 == "content/01-chapter1.md:7:3: error: this line was never reached [wrong-prints]"
      })
  }

  @Test func aCommentBehindAStatementIsRefused() async {
    let ran = await run("```{swift}\nprint(1)  // Prints \"1\"\n```")
    #expect(ran.diagnostics.map(\.identifier) == ["misplaced-prints"])
    #expect(ran.diagnostics.first?.location?.column == 11)
  }

  @Test func aCommentWithoutQuotesAtItsEndIsRefused() async {
    let ran = await run("```{swift}\nprint(1)\n// Prints \"1\n```")
    #expect(ran.diagnostics.map(\.identifier) == ["malformed-prints"])
  }

  @Test func textsThatMentionPrintsAreLeftAlone() async {
    let ran = await run(
      "```{swift}\nlet text = \"\"\"\n  // Prints \"no\"\n  \"\"\"\nprint(text.count)\n"
        + "// Prints \"14\"\n```")
    #expect(ran.messages == [])
  }
}
