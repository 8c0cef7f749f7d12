import BookModel
import Figures
import Testing

@testable import PageRendering

@Suite struct MarkdownTwinTests {
  private let place = BookModel.SourceLocation(file: "a.md", line: 1)

  private func twin(_ blocks: [Block], results: [CellResult] = []) -> String {
    let chapter = Chapter(
      slug: "a", number: "2", part: "P", title: "T", description: "", file: "content/a.md",
      blocks: blocks)
    let ids = chapter.cells.map(\.id)
    return MarkdownTwin(
      LinkedChapter(
        chapter: chapter, results: Dictionary(uniqueKeysWithValues: ids.map { ($0, results) }))
    ).text
  }

  private func text(_ text: String) -> Inline { .text(text, place) }

  private var cell: Block {
    .cell(
      Cell(
        id: .init(chapter: "a", index: 0), engine: "swift", label: nil, options: CellOptions(),
        body: .code("print(1)"), listing: "print(1)\n", location: place, bodyLocation: place))
  }

  @Test func wordsThatMarkdownWouldReadAsMarksAreEscaped() {
    #expect(
      twin([.paragraph([text("a_b * c < d [e] $5 `f` | \\")])])
        == "# 2 T\n\na\\_b \\* c \\< d \\[e\\] \\$5 \\`f\\` \\| \\\\\n")
  }

  @Test func formulasStayTeXAndEquationsKeepTheirNumber() {
    let equation = Equation("x_1", label: Label("eq-x", at: place), number: "2.1", at: place)
    #expect(
      twin([.paragraph([.math("a_b", place)]), .math(equation)])
        == "# 2 T\n\n$a_b$\n\n$$x_1$$ (2.1)\n")
  }

  @Test func linksLeadToTheTwinsOfOtherChapters() {
    let link = Inline.link(
      destination: "../b/index.html#fig-x", title: "", [text("Figure 1.1")], place)
    let outside = Inline.link(
      destination: "https://example.org/index.html", title: "", [text("x")], place)
    #expect(
      twin([.paragraph([link, outside])])
        == "# 2 T\n\n[Figure 1.1](../b/index.md)[x](https://example.org/index.html)\n")
  }

  @Test func cellsShowSourceOutputTablesFiguresAndClaims() throws {
    let figure = try Figure(
      title: "A dot", description: "It is round.", height: 20,
      marks: [.circle(center: Point(10, 10), radius: 4, paint: .fill(.query))],
      data: Table([10.0], columns: ["x"]))
    let text = twin(
      [cell],
      results: [
        .output("1\n"),
        .table(
          Table([(1, 0.5)], columns: ["n", "x"]),
          Exhibit(label: "tbl-x", number: "Table 2.1", caption: [self.text("Words.")])),
        .figure(figure, Exhibit(label: "fig-x", number: "Figure 2.1", caption: [])),
        .claim(
          Claim(label: "clm-x", statement: "", largest: 0.5, below: 1),
          Exhibit(label: "clm-x", number: "Claim 2.1", caption: [self.text("Small.")])),
      ])
    #expect(text.contains("```swift\nprint(1)\n```\n\n```text\n1\n```"))
    #expect(text.contains("**Table 2.1** Words.\n\n| n | x |\n"))
    #expect(text.contains("![A dot. It is round.](../figures/fig-x.svg)\n\n**Figure 2.1**"))
    #expect(text.contains("> **Claim 2.1** Small. (measured 0.5, below 1)"))
  }

  @Test func aFenceIsLongerThanWhatItHolds() {
    #expect(
      twin([.code(Listing(language: "md", text: "```\nx\n```\n"))])
        == "# 2 T\n\n````md\n```\nx\n```\n````\n")
    #expect(twin([.paragraph([.code("a ` b")])]) == "# 2 T\n\n`` a ` b ``\n")
  }

  @Test func listsQuotesAndNotesKeepTheirDepth() {
    let list = List(
      start: 3, isTight: true,
      items: [
        .init(task: true, blocks: [.paragraph([text("a"), .softBreak, text("b")])]),
        .init(task: nil, blocks: [.paragraph([text("c")])]),
      ])
    #expect(
      twin([
        .list(list), .alert(.tip, [.paragraph([text("d")])]),
        .footnote(number: 1, [.paragraph([text("e")]), .paragraph([text("f")])]),
      ]) == "# 2 T\n\n3. [x] a\n   b\n4. c\n\n> [!TIP]\n> d\n\n[^1]: e\n    \n    f\n")
  }
}

@Suite struct SiteOverviewTests {
  private var book: LinkedBook {
    var configuration = BookConfiguration()
    configuration.title = "B"
    configuration.description = "About."
    let chapters = [("a", "1", "P"), ("b", "2", "P"), ("c", "", "Q")].map { slug, number, part in
      LinkedChapter(
        chapter: Chapter(
          slug: slug, number: number, part: part, title: slug.uppercased(), description: "D.",
          file: "content/\(slug).md", blocks: []),
        results: [:])
    }
    return LinkedBook(
      configuration: configuration, chapters: chapters, prelude: nil, hasReference: false)
  }

  @Test func programsAreToldOfEveryChapterByItsPart() {
    #expect(
      SiteOverview.llms(book)
        == "# B\n\n> About.\n\n## P\n\n- [A](a/index.md): D.\n- [B](b/index.md): D.\n\n## Q\n\n"
        + "- [C](c/index.md): D.\n")
  }

  @Test func theSitemapNamesPagesThatHaveAnAddress() {
    let pages = ["index.html", "a/index.html", "404.html"].map { Page(path: $0, html: "") }
    #expect(SiteOverview.sitemap(of: pages, book) == nil)
    var published = book
    published.configuration.baseURL = "https://example.org/x/"
    let map = SiteOverview.sitemap(of: pages, published)
    #expect(
      map?.matches(of: #/<loc>([^<]*)/#).map { String($0.1) } == [
        "https://example.org/x/", "https://example.org/x/a/",
      ])
  }
}
