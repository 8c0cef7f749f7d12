import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(20))) struct Keyboard {
  struct Focus: Decodable, Sendable {
    let number: Int
    let isBody: Bool
    let name: String
    let href: String?
    let inWindow: Bool
    let ring: Double
    let inMain: Bool
    let could: Int?
  }

  static func focus(_ tab: Tab, count: Bool = false) async throws -> Focus {
    try await tab.run(probe(PackageResources.focus_js), .bool(count))
  }

  static let looks = [360, 1280].map { Look(width: $0, theme: .dark) }

  @Test(arguments: try Site.pages(), looks)
  func reachesTheTextByTheSkipLink(page: Page, look: Look) async throws {
    let (link, after) = try await page.opened(look) { tab in
      try await tab.press(.tab)
      let link = try await Self.focus(tab)
      try await tab.press(.enter)
      try await tab.press(.tab)
      return (link, try await Self.focus(tab))
    }
    #expect(link.href?.hasPrefix("#") == true, "the first stop is \(link.name)")
    #expect(link.inWindow)
    #expect(link.ring >= 2)
    #expect(after.inMain, "after the skip link comes \(after.name)")
  }

  @Test(arguments: try Site.pages(), looks)
  func showsWhereItIsAndIsNeverTrapped(page: Page, look: Look) async throws {
    let (stops, could) = try await page.opened(look) { tab in
      let could = try await Self.focus(tab, count: true).could ?? 0
      var stops: [Focus] = []
      var seen: Set<Int> = []
      while stops.count <= could {
        try await tab.press(.tab)
        let stop = try await Self.focus(tab)
        // Past the last stop the keyboard leaves the page, or comes back to its beginning.
        if stop.isBody || !seen.insert(stop.number).inserted { break }
        stops.append(stop)
      }
      return (stops, could)
    }
    #expect(stops.count == could, "reached \(stops.count) of \(could)")
    expectNone(stops.filter { !$0.inWindow }.map { "out of sight: \($0.name)" })
    expectNone(stops.filter { $0.ring < 2 }.map { "no focus ring: \($0.name)" })
  }
}
