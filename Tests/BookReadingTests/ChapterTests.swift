import BookModel
import Testing

@Suite struct ChapterTests {
  @Test func aChapterHasTitleSlugAndNumber() {
    let (book, diagnostics) = read("Text.")
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.map(\.slug) == ["first"])
    #expect(book.chapters.map(\.title) == ["First"])
    #expect(book.chapters.map(\.number) == ["1"])
    #expect(book.chapters.map(\.part) == ["One"])
  }

  @Test func aDescribedComputationIsACellWithItsParameters() throws {
    let (book, diagnostics) = read(
      """
      ```{rope}
      label: fig-pig
      figure: rotation
      fig-cap: Each *word* turns.
      tokens: [The, pig]
      base: 10000
      ```
      """)
    #expect(diagnostics.isEmpty)
    let cell = try #require(book.chapters.first?.cells.first)
    #expect(cell.engine == "rope")
    #expect(cell.label?.name == "fig-pig")
    #expect(cell.location.line == 4)
    guard case .parameters(let map) = cell.body else {
      Issue.record("expected parameters")
      return
    }
    #expect(map.entries.map(\.key.text) == ["figure", "tokens", "base"])
    #expect(
      map["base"]?.location == SourceLocation(file: "content/01-first.md", line: 9, column: 7))
    #expect(cell.options.figureCaption?.content.count == 3)
  }

  @Test func aSwiftCellKeepsItsLinesAndHidesWhatIsMarked() throws {
    let (book, diagnostics) = read(
      """
      1. In a list:

         ```{swift}
         //| label: tbl-x
         //| echo: false
         let a = 1
         let b = 2  // hide
         print(a)
         ```
      """)
    #expect(diagnostics.isEmpty)
    let cell = try #require(book.chapters.first?.cells.first)
    #expect(
      cell.label?.location == SourceLocation(file: "content/01-first.md", line: 7, column: 15))
    #expect(cell.listing == "let a = 1\nprint(a)\n")
    #expect(cell.options.echo == false)
    #expect(cell.bodyLocation == SourceLocation(file: "content/01-first.md", line: 7, column: 4))
    guard case .code(let code) = cell.body else {
      Issue.record("expected code")
      return
    }
    #expect(code.split(separator: "\n").count == 5)
  }

  // MARK: Errors

  @Test func anUnknownEngineIsAnError() {
    expect("1️⃣```{rop}\n```", reports: "unknown-engine", saying: "did you mean 'rope'?")
  }

  @Test func optionsBehindTheBracesAreAnError() {
    expect("1️⃣```{swift echo=false}\n```", reports: "unknown-engine")
    expect("1️⃣```{swift} echo\n```", reports: "malformed-fence")
  }

  @Test func anUnknownOptionOfASwiftCellIsAnErrorAtItsColumn() {
    expect(
      "```{swift}\n//| 1️⃣lable: x\n```", reports: "unknown-option", saying: "did you mean 'label'?")
  }

  @Test func aFlagThatIsNeitherTrueNorFalseIsAnError() {
    expect("```{swift}\n//| echo: 1️⃣no\n```", reports: "wrong-value")
  }

  @Test func aLabelWithASpaceIsAnError() {
    expect("```{rope}\nlabel: 1️⃣fig pig\n```", reports: "malformed-label")
  }

  @Test func anUnquotedColonSuggestsQuotes() {
    let (_, diagnostics) = read("```{rope}\nfig-alt: Five; words: each\n```")
    #expect(diagnostics.map(\.identifier) == ["malformed-yaml"])
    #expect(diagnostics.first?.location?.line == 5)
    #expect("\(diagnostics)".contains("needs quotes"))
  }

  @Test func aKeyGivenTwiceIsAnError() {
    let (_, diagnostics) = read("```{rope}\nbase: 1\nbase: 2\n```")
    #expect(diagnostics.map(\.identifier) == ["duplicate-key"])
  }

  @Test func aBombOfAliasesIsRefused() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let previous = "*a\(level - 1)"
      yaml +=
        "a\(level): &a\(level) [\(Array(repeating: previous, count: 10).joined(separator: ", "))]\n"
    }
    let (_, diagnostics) = read("```{rope}\n\(yaml)```")
    #expect(diagnostics.map(\.identifier) == ["yaml-too-large"])
  }

  @Test func aSecondTitleIsAnError() {
    expect("1️⃣# Again", reports: "second-title")
  }

  @Test func aChapterWithoutFrontMatterIsAnError() {
    let (_, diagnostics) = read(files: [
      "content/book.yml": configuration, "content/01-first.md": "Text.",
    ])
    #expect(diagnostics.map(\.identifier) == ["missing-title"])
  }
}
