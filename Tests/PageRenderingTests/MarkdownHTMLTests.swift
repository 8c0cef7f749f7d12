import BookModel
import Testing

@testable import PageRendering

@Suite struct MarkdownHTMLTests {
  let place = BookModel.SourceLocation(file: "a.md", line: 1)
  let writer = MarkdownHTML(
    cell: { _ in "[cell]" }, alert: { kind, text in "[\(kind.rawValue) \(text)]" },
    formula: { tex, isDisplayed in "{\(isDisplayed ? "display " : "")\(HTML.escaped(tex))}" })

  func html(_ content: Inline...) -> String { writer.html(content) }
  func text(_ text: String) -> Inline { .text(text, place) }

  @Test func textIsEscaped() {
    #expect(html(text("a < b & \"c\"")) == "a &lt; b &amp; &quot;c&quot;")
    #expect(html(.code("<b>")) == "<code>&lt;b&gt;</code>")
    #expect(writer.html(.code(Listing(language: "a\"b", text: "<"))).contains("language-a&quot;b"))
  }

  @Test func formulasAreTypesetInTheLineAndDisplayed() {
    #expect(html(.math("a<b", place)) == "{a&lt;b}")
    #expect(
      writer.html(.math(Equation("x", at: place)))
        == "<div class=\"equation\"><div class=\"scroller\" role=\"group\" tabindex=\"0\" "
        + "aria-label=\"Formula\">{display x}</div></div>\n")
  }

  @Test func anEquationWithALabelHasItsNumberBesideIt() {
    let equation = Equation("x", label: Label("eq-x", at: place), number: "4.2", at: place)
    let html = writer.html(.math(equation))
    #expect(html.hasPrefix("<div class=\"equation\" id=\"eq-x\">"))
    #expect(
      html.contains("<a class=\"number\" href=\"#eq-x\" aria-label=\"Equation 4.2\">(4.2)</a>"))
  }

  @Test func aListingWithALabelIsAFigureThatNamesItsSource() {
    let html = writer.html(
      .code(
        Listing(
          language: "", text: "x\n", label: Label("lst-x", at: place), number: "Listing 4.1",
          caption: Caption(LocatedText("C", at: place), content: [text("C")]), source: "A.swift#x"))
    )
    #expect(
      html
        == "<figure class=\"listing\" id=\"lst-x\">\n<pre tabindex=\"0\"><code>x\n</code></pre>\n"
        + "<figcaption><a class=\"label\" href=\"#lst-x\">Listing 4.1</a> C "
        + "<code class=\"source\">A.swift#x</code></figcaption>\n</figure>\n")
  }

  @Test func aTableOfWordsHasItsCaptionAndNumber() {
    var table = MarkdownTable(alignments: [.none], header: [[text("a")]], rows: [[[text("b")]]])
    #expect(writer.html(.table(table)).hasPrefix("<div class=\"scroller\""))
    (table.label, table.number) = (Label("tbl-x", at: place), "Table 4.1")
    table.caption = [text("Words.")]
    let html = writer.html(.table(table))
    #expect(html.hasPrefix("<figure class=\"table\" id=\"tbl-x\">\n<figcaption><a class=\"label\""))
    #expect(html.contains(">Table 4.1</a> Words.</figcaption>"))
  }

  @Test func aSymbolIsALinkThatTellsItsDeclaration() {
    let target = SymbolLink.Target(
      title: "A", address: "reference/documentation/m/a(_:)/", declaration: "struct A<T>",
      summary: "It is \"one\".")
    let html = html(.symbol(SymbolLink("A", at: place, target: target)))
    #expect(html.contains("href=\"../reference/documentation/m/a(_:)/\""))
    #expect(html.contains("struct A&lt;T&gt;") && html.contains("It is &quot;one&quot;."))
    #expect(self.html(.symbol(SymbolLink("A", at: place))) == "<code>A</code>")
  }

  @Test func aNumberedHeadingSaysItsNumber() {
    var heading = Heading(level: 2, id: "why", content: [text("Why?")], location: place)
    heading.number = "4.2"
    #expect(writer.html(.heading(heading)).contains("<span class=\"number\">4.2</span> Why?"))
  }

  @Test(arguments: ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", " vbscript:x"])
  func addressesThatRunCodeComeOutEmpty(address: String) {
    #expect(
      html(.link(destination: address, title: "", [text("x")], place)) == "<a href=\"\">x</a>")
  }

  @Test func addressesAreEscapedInTheirAttribute() {
    #expect(
      html(.link(destination: "a?b=1&c=\"", title: "t\"", [text("x")], place))
        == "<a href=\"a?b=1&amp;c=&quot;\" title=\"t&quot;\">x</a>")
  }

  @Test func listsKeepTheirNumbersAndTheirTightness() {
    let items = ["a", "b"].map { List.Item(task: nil, blocks: [.paragraph([text($0)])]) }
    #expect(
      writer.html(.list(List(start: 3, isTight: true, items: items)))
        == "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n")
    #expect(
      writer.html(.list(List(start: nil, isTight: false, items: items)))
        == "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n")
  }

  @Test func headingsCarryALinkToThemselves() {
    let heading = Heading(level: 2, id: "why", content: [text("Why?")], location: place)
    #expect(
      writer.html(.heading(heading))
        == "<h2 id=\"why\">Why? <a class=\"anchor\" href=\"#why\" "
        + "aria-label=\"Link to this section\">#</a></h2>\n")
  }

  @Test func footnotesStandAtTheEndAndLinkBack() {
    let html = writer.html([
      .paragraph([text("A"), .footnoteReference(1)]),
      .footnote(number: 1, [.paragraph([text("note")])]),
    ])
    #expect(html.contains("<a id=\"note-1-ref\" href=\"#note-1\" role=\"doc-noteref\">1</a>"))
    #expect(html.contains("<li id=\"note-1\"><p>note</p>\n<a href=\"#note-1-ref\""))
  }

  @Test func cellsAndAlertsAreSetByTheTheme() {
    #expect(
      writer.html(.alert(.tip, [.paragraph([text("x")])])) == "[tip <p>x</p>\n]")
  }
}

@Suite struct SwiftListingTests {
  func html(_ code: String) -> String { SwiftListing(code).html }

  @Test func wordsTextsNumbersAndCommentsAreMarked() {
    #expect(html("let x = 1") == "<span class=\"kw\">let</span> x = <span class=\"nu\">1</span>")
    #expect(html("// a < b") == "<span class=\"co\">// a &lt; b</span>")
    #expect(html("\"a\\\"b\"") == "<span class=\"st\">&quot;a\\&quot;b&quot;</span>")
    #expect(html("Table()") == "<span class=\"ty\">Table</span>()")
  }

  @Test func aRangeIsTwoNumbers() {
    #expect(html("0..<5") == "<span class=\"nu\">0</span>..&lt;<span class=\"nu\">5</span>")
    #expect(html("1.5e3") == "<span class=\"nu\">1.5e3</span>")
  }

  @Test(arguments: ["\"open", "/* open", "\"\"\"open", "\\", "`", "\"a\\", "#\"", "😀\"", ""])
  func textThatIsNoSwiftComesOutWhole(code: String) {
    let stripped = html(code).replacing(#/<[^>]*>/#, with: "")
    let read = stripped.replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    #expect(read == code)
  }
}
