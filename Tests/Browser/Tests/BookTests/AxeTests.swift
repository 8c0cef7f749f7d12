import Foundation
import Testing
import WebDriver

/// The rules of axe-core, when `ROPEWALK_AXE` names its file.
@Suite(
  .timeLimit(.minutes(20)), .enabled(if: Site.setting("ROPEWALK_AXE") != nil, "no ROPEWALK_AXE"))
struct Accessibility {
  struct Found: Decodable, Sendable {
    let rules: Int
    let violations: [String]
  }

  static let tags: JSON = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

  @Test(arguments: try Site.pages(), Look.all)
  func violatesNoRule(page: Page, look: Look) async throws {
    let path = try #require(Site.setting("ROPEWALK_AXE"))
    let axe = try String(contentsOfFile: path, encoding: .utf8)
    let address = try page.address()
    let found = try await Browser.shared.withTab { tab in
      try await tab.contentPolicy(.bypassed)
      try await tab.size(width: look.width, height: 900)
      try await tab.theme(look.theme)
      try await tab.open(address)
      // Boxes that are not drawn have sizes that are only guessed.
      try await tab.drawEverything()
      _ = try await tab.run(axe + "\nreturn true;", as: Bool.self)
      return try await tab.run(probe(PackageResources.axe_js), Self.tags, as: Found.self)
    }
    expectNone(found.violations)
    #expect(found.rules > 10)
  }
}

/// Pictures of every page for people to look at, when `ROPEWALK_SCREENSHOTS` names a folder.
@Suite(
  .timeLimit(.minutes(20)),
  .enabled(if: Site.setting("ROPEWALK_SCREENSHOTS") != nil, "no ROPEWALK_SCREENSHOTS"))
struct Screenshots {
  @Test(arguments: try Site.pages(), Look.all)
  func areWritten(page: Page, look: Look) async throws {
    let folder = URL(
      fileURLWithPath: try #require(Site.setting("ROPEWALK_SCREENSHOTS")), isDirectory: true)
    var name = page.path.replacing("/index.html", with: "").replacing(".html", with: "")
    name = name.replacing("/", with: "-")
    let file = folder.appending(path: "\(name)-\(look.width)-\(look.theme.rawValue).png")
    try await page.opened(look) { try await $0.screenshot(to: file) }
  }

  @Test(arguments: try Site.pages()) func arePrinted(page: Page) async throws {
    let folder = URL(
      fileURLWithPath: try #require(Site.setting("ROPEWALK_SCREENSHOTS")), isDirectory: true)
    let name = page.path.replacing("/index.html", with: "").replacing(".html", with: "")
    let document = try await page.opened { try await $0.printed() }
    try document.write(to: folder.appending(path: name.replacing("/", with: "-") + ".pdf"))
  }
}
