import BookModel
import Testing

@Suite struct DiagnosticTests {
  let place = SourceLocation(file: "content/04-rope.md", line: 37, column: 9)

  @Test func readsInTheGNUForm() {
    let diagnostic = Diagnostic.error(
      "unknown-computation", at: place, "no computation is called 'rotaton'",
      suggestion: "rotation")
    #expect(
      "\(diagnostic)" == "content/04-rope.md:37:9: error: no computation is called 'rotaton'; "
        + "did you mean 'rotation'? [unknown-computation]")
  }

  @Test func withoutAPlaceStartsWithTheSeverity() {
    let diagnostic = Diagnostic.warning("missing-content", at: nil, "no folder 'content'")
    #expect("\(diagnostic)" == "warning: no folder 'content' [missing-content]")
  }

  @Test func areSortedAsTheyAreRead() {
    func at(_ file: String, _ line: Int, _ column: Int, _ name: String) -> Diagnostic {
      .error(name, at: SourceLocation(file: file, line: line, column: column), "")
    }
    let sorted = [
      at("b.md", 1, 1, "e"), at("a.md", 10, 1, "d"), at("a.md", 2, 7, "b"), at("a.md", 2, 7, "c"),
      .error("a", at: nil, ""),
    ].inReadingOrder()
    #expect(sorted.map(\.identifier) == ["a", "b", "c", "d", "e"])
  }

  @Test func aWarningIsNoError() {
    #expect(![Diagnostic.warning("w", at: nil, "")].hasErrors)
    #expect([Diagnostic.warning("w", at: nil, ""), .error("e", at: nil, "")].hasErrors)
  }
}
