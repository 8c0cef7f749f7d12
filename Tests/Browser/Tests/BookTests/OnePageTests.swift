import Foundation
import Testing
import WebDriver

/// All chapters on one page.
@Suite(.timeLimit(.minutes(20))) struct OnePage {
  struct Seen: Decodable, Sendable {
    let chapters: Int
    let titles: Int
    let doubles: [String]
    let dead: [String]
    let width: Int
  }

  private static let script = """
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const known = new Set(ids);
    const links = [...document.querySelectorAll("a[href^='#']")].map((one) => one.hash.slice(1));
    return {
      chapters: document.querySelectorAll("article.whole").length,
      titles: document.querySelectorAll("h1").length,
      doubles: ids.filter((id, place) => ids.indexOf(id) !== place),
      dead: [...new Set(links)].filter((id) => !known.has(decodeURIComponent(id))),
      width: document.documentElement.scrollWidth,
    };
    """

  @Test(arguments: [360, 1280])
  func holdsEveryChapterOnceAndAllItsLinksLead(width: Int) async throws {
    let seen = try await Site.onePage.opened(Look(width: width, theme: .light)) {
      try await $0.run(Self.script, as: Seen.self)
    }
    let numbered = try Site.pages().filter { page in
      let html = try String(contentsOf: page.file(), encoding: .utf8)
      return html.contains("<h1><span class=\"number\">")
    }
    #expect(seen.chapters == numbered.count && seen.chapters > 0)
    #expect(seen.titles == 1)
    #expect(seen.doubles == [])
    #expect(seen.dead == [])
    #expect(seen.width <= width)
  }
}
