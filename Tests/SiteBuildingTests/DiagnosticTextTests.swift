import BookModel
import SiteBuilding
import Testing

@Suite struct DiagnosticTextTests {
  let source = SourceFile(path: "a.md", text: "first\n\tsecond θ here\nthird\n")

  func text(_ line: Int, _ column: Int, color: Bool = false) -> String {
    DiagnosticText(sources: ["a.md": source], usesColor: color).text(
      .error(
        "kind", at: SourceLocation(file: "a.md", line: line, column: column), "wrong", notes: ["n"])
    )
  }

  @Test func showsTwoLinesAndACaret() {
    #expect(
      text(3, 2)
        == "a.md:3:2: error: wrong [kind]\n2 | \tsecond θ here\n3 | third\n  |  ^\n  n\n")
  }

  @Test func theCaretStandsUnderTheCharacterNotTheByte() {
    // "here" starts at byte 12; θ is one character of two bytes.
    #expect(text(2, 12).contains("\n  | \t         ^\n"))
  }

  @Test func aPlaceOutsideTheFilePrintsTheLineAlone() {
    #expect(text(99, 1) == "a.md:99:1: error: wrong [kind]\n  n\n")
  }

  @Test func colourIsUsedOnlyWhenAskedFor() {
    #expect(!text(1, 1).contains("\u{1B}"))
    #expect(text(1, 1, color: true).contains("\u{1B}[1;31merror: \u{1B}[0m"))
  }
}
