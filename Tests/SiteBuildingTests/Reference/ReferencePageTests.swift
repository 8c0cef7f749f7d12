import Foundation
import Testing

@testable import SiteBuilding

@Suite struct ReferencePageTests {
  private let page = ReferenceFixture.dressed(ReferenceFixture.initializer) ?? ""

  @Test func aPageHasItsOwnTitleDescriptionAndLanguage() {
    #expect(page.contains("<html lang=\"de\" class=\"no-js\">"))
    #expect(page.contains("<title>init(_:values:) · Figures</title>"))
    #expect(
      page.contains(
        "<meta name=\"description\" content=\"Settles an axis for values &amp; ends.\">"))
    #expect(!page.contains("This page requires JavaScript."))
  }

  @Test func aPageThatIsItsModuleNamesTheReference() {
    for modules in ["", ",\"modules\":[{\"name\":\"RoPE\"}]"] {
      let page = ReferenceFixture.dressed("{\"metadata\":{\"title\":\"RoPE\"\(modules)}}")
      #expect(page?.contains("<title>RoPE · API reference</title>") == true)
      #expect(page?.contains("name=\"description\"") == false)
    }
  }

  @Test func theRestOfThePageStays() {
    let start = "<script>var baseUrl"
    let end = "<body data-color-scheme=\"auto\">"
    let frame = ReferenceFixture.html
    guard let from = frame.firstRange(of: start), let to = frame.firstRange(of: end) else {
      return
    }
    #expect(page.contains(frame[from.lowerBound..<to.upperBound] + "<template"))
    #expect(page.hasSuffix("</main>\n</noscript><div id=\"app\"></div></body></html>"))
  }

  @Test func dressingADressedPageChangesNothing() {
    #expect(ReferenceFixture.dressed(ReferenceFixture.initializer, page) == page)
  }

  @Test func dressingForAnotherBookLeavesNothingOfTheFirst() {
    let book = BookCard(title: "Sails", language: "fr", basePath: "/", hasSymbolsPage: false)
    let direct = ReferenceFixture.dressed(ReferenceFixture.initializer, ReferenceFixture.html, book)
    #expect(ReferenceFixture.dressed(ReferenceFixture.initializer, page, book) == direct)
    #expect(direct?.contains("Symbols explained") == false)
    #expect(direct?.contains("<a href=\"/\">Sails</a>") == true)
  }

  @Test func theHeaderLeadsToTheBookAndStandsOnce() {
    #expect(page.count(of: "custom-header") == 1)
    #expect(
      page.contains(
        "<nav aria-label=\"Book\"><a href=\"/ropes/\">Ropes &amp; knots</a>"
          + "<a href=\"/ropes/symbols/index.html\">Symbols explained in the book</a></nav></template>"
      ))
  }

  @Test func aHeaderOfTheArchiveStays() {
    let own = "<template id=\"custom-header\"><p>Mine</p></template>"
    let html = ReferenceFixture.html.replacing("<noscript>", with: own + "<noscript>")
    let page = ReferenceFixture.dressed(ReferenceFixture.initializer, html)
    #expect(page?.contains(own) == true)
    #expect(page?.count(of: "custom-header") == 1)
    #expect(page?.contains("<h1>init(_:values:)</h1>") == true)
  }

  @Test func nothingIsAskedOfOtherServers() {
    #expect(page.count(of: "http") == 0)
    for request in ["<script", "<link", "<img", "<iframe", " src="] {
      #expect(page.count(of: request) == ReferenceFixture.html.count(of: request))
    }
    #expect(page.count(of: "url(") == 0 && page.count(of: "@import") == 0)
  }

  @Test(arguments: [
    "", "1", "<html><body></body></html>", "<html><title>a</title><body><noscript></body>",
    "<title>a</title><body><noscript></noscript>", "<html",
  ])
  func otherHTMLIsNoPage(html: String) {
    #expect(ReferencePage(Array(html.utf8)) == nil)
  }

  @Test func theColoursAreThoseOfTheStyleSheet() throws {
    let theme = Theme(ofBookIn: "/nowhere").assets
    let style = try #require(theme.first { $0.path == "assets/style.css" })
    let css = String(decoding: style.bytes, as: UTF8.self)
    let dark = try #require(css.firstRange(of: "prefers-color-scheme: dark"))
    for (name, pair) in ReferenceColours.pairs {
      #expect(css[..<dark.lowerBound].contains("--\(name): \(pair.light);"))
      #expect(css[dark.upperBound...].contains("--\(name): \(pair.dark);"))
    }
  }

  @Test func theSettingsNameEachColourForBothShades() throws {
    struct Settings: Decodable {
      struct Theme: Decodable { var color: [String: [String: String]] }
      var theme: Theme
    }
    let json = Data(ReferenceColours.themeSettings)
    let colours = try JSONDecoder().decode(Settings.self, from: json).theme.color
    #expect(colours["link"] == ["light": "#005a8c", "dark": "#7cc4f0"])
    #expect(colours["fill"] == ["light": "#fffdf8", "dark": "#15171c"])
    #expect(colours.values.allSatisfy { $0.keys.sorted() == ["dark", "light"] })
  }
}
