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
    #expect(!html.contains("popovertarget"))
    var telling = writer
    telling.hasPopovers = true
    let button = telling.html([.symbol(SymbolLink("A", at: place, target: target))])
    let box = telling.popovers([target])
    #expect(button.contains("popovertarget=\"api-m-a----\"") && box.contains("id=\"api-m-a----\""))
    #expect(box.contains("struct</span> <span class=\"ty\">A</span>&lt;"))
    #expect(box.contains("It is &quot;one&quot;."))
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

  @Test func aNoteOfTextStandsBesideItAndAtTheEnd() {
    let html = writer.html([
      .paragraph([text("A"), .footnoteReference(1, isFirst: true)]),
      .paragraph([text("B"), .footnoteReference(1, isFirst: false)]),
      .footnote(number: 1, [.paragraph([text("note")]), .paragraph([text("more")])]),
    ])
    #expect(
      html.contains(
        "<sup class=\"noteref\" id=\"note-1-ref\"><a href=\"#note-1\" role=\"doc-noteref\">1</a>"
          + "<span>1</span></sup><span class=\"sidenote\" role=\"note\"><span class=\"number\">1</span> "
          + "note<span class=\"paragraph\">more</span></span>"))
    #expect(
      html.contains(
        "<p>B<sup class=\"noteref\"><a href=\"#note-1\" role=\"doc-noteref\">1</a></sup></p>"))
    #expect(html.contains("<li id=\"note-1\" value=\"1\" class=\"beside\"><p>note</p>"))
    #expect(html.matches(of: #/id="note-1-ref"/#).count == 1)
  }

  @Test func aNoteWithCodeOrOfATableStandsAtTheEndAlone() {
    let code = Block.code(Listing(language: "", text: "x"))
    let first = writer.html([
      .paragraph([.footnoteReference(1, isFirst: true)]), .footnote(number: 1, [code]),
    ])
    #expect(!first.contains("sidenote") && first.contains("<li id=\"note-1\" value=\"1\"><pre"))
    let table = MarkdownTable(
      alignments: [.none], header: [[.footnoteReference(1, isFirst: true)]], rows: [])
    let second = writer.html([
      .table(table), .footnote(number: 1, [.paragraph([text("note")])]),
    ])
    #expect(!second.contains("sidenote") && second.contains("id=\"note-1-ref\""))
  }

  @Test func anAnchorInANoteIsWrittenOnce() {
    let html = writer.html([
      .paragraph([.footnoteReference(1, isFirst: true)]),
      .footnote(number: 1, [.paragraph([.anchor("cite-a-1"), text("note")])]),
    ])
    #expect(html.matches(of: #/id="cite-a-1"/#).count == 1)
  }

  @Test func cellsAndAlertsAreSetByTheTheme() {
    #expect(
      writer.html(.alert(.tip, [.paragraph([text("x")])])) == "[tip <p>x</p>\n]")
  }
}
