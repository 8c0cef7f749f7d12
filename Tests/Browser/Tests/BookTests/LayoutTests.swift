import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(20))) struct Layout {
  struct Widths: Decodable, Sendable {
    let window: Int
    let page: Int
    let wide: [String]
  }

  @Test(arguments: try Site.pages(), [320, 360, 1280])
  func neverScrollsSideways(page: Page, width: Int) async throws {
    let widths = try await page.opened(Look(width: width, theme: .light)) { tab in
      try await tab.run(probe(PackageResources.overflow_js), as: Widths.self)
    }
    #expect(widths.window == width)
    #expect(widths.page <= width)
    expectNone(widths.wide)
  }

  @Test(arguments: try Site.pages(), [360, 1280])
  func setsTheTickOfAClaimBesideItsWords(page: Page, width: Int) async throws {
    let covered = """
      return [...document.querySelectorAll(".claim")].filter((claim) => {
        const tick = claim.querySelector(".mark").getBoundingClientRect();
        const words = document.createRange();
        words.setStartAfter(claim.querySelector(".mark"));
        words.setEndAfter(claim.lastChild);
        return [...words.getClientRects()].some((box) => box.width > 0 &&
          Math.min(box.right, tick.right) - Math.max(box.left, tick.left) > 0.5 &&
          Math.min(box.bottom, tick.bottom) - Math.max(box.top, tick.top) > 0.5);
      }).map((claim) => claim.textContent.slice(0, 60));
      """
    expectNone(
      try await page.opened(Look(width: width, theme: .light)) {
        try await $0.run(covered, as: [String].self)
      })
  }

  /// Readers may space letters, words and lines as WCAG 1.4.12 says; nothing may get lost.
  @Test(arguments: try Site.pages()) func bearsWiderSpacing(page: Page) async throws {
    let spacing = """
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets.push(sheet);
      return document.adoptedStyleSheets.includes(sheet);
      """
    let widths = try await page.opened(Look(width: 360, theme: .light)) { tab in
      #expect(try await tab.run(spacing, as: Bool.self))
      return try await tab.run(probe(PackageResources.overflow_js), as: Widths.self)
    }
    #expect(widths.page <= 360)
    expectNone(widths.wide)
  }
}

@Suite(.timeLimit(.minutes(20))) struct Quiet {
  @Test(arguments: try Site.pages(), Look.all)
  func saysNothingOnTheConsole(page: Page, look: Look) async throws {
    let messages = try await page.opened(look) { try await $0.consoleMessages() }
    expectNone(messages.map(\.description))
  }

  @Test(arguments: try Site.pages())
  func asksThisSiteForAtMostEightFiles(page: Page) async throws {
    let requests = try await page.opened { try await $0.requests() }
    let site = try Site.address().absoluteString
    expectNone(requests.map(\.absoluteString).filter { !$0.hasPrefix(site) })
    #expect((1...8).contains(requests.count), "\(requests)")
  }
}
