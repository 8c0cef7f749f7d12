import Testing

@testable import PageRendering

@Suite struct OnePageTests {
  private let page = OnePage(slugs: ["rope", "absolute"])

  @Test func idsAndTheLinksToThemNameTheirChapter() {
    #expect(
      page.part("<p id=\"a\"><a href=\"#a\">x</a></p>", of: "rope")
        == "<p id=\"rope--a\"><a href=\"#rope--a\">x</a></p>")
    #expect(
      page.part("<svg role=\"img\" aria-labelledby=\"f-t f-d\">", of: "rope")
        == "<svg role=\"img\" aria-labelledby=\"rope--f-t rope--f-d\">")
  }

  @Test func linksToOtherChaptersStayOnThePage() {
    let html =
      "<a href=\"../absolute/index.html#b\">x</a><a href=\"../absolute/index.html\">y</a>"
      + "<a href=\"../gallery/index.html\">z</a><a href=\"https://a.b/index.html#c\">w</a>"
      + "<img src=\"../figures/a.svg\" alt=\"an id= of it\">"
    #expect(
      page.part(html, of: "rope")
        == "<a href=\"#absolute--b\">x</a><a href=\"#absolute--\">y</a>"
        + "<a href=\"../gallery/index.html\">z</a><a href=\"https://a.b/index.html#c\">w</a>"
        + "<img src=\"../figures/a.svg\" alt=\"an id= of it\">")
  }

  @Test func headingsGoDownALevel() {
    #expect(
      page.part("<h2 id=\"a\">A</h2><h3>B</h3><p>h2 &lt;h2&gt;</p>", of: "rope")
        == "<h3 id=\"rope--a\">A</h3><h4>B</h4><p>h2 &lt;h2&gt;</p>")
  }
}
