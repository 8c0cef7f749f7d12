import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(10))) struct Links {
  struct Found: Decodable, Sendable {
    let links: Int
    let broken: [String]
  }

  @Test(arguments: try Site.pages()) func leadSomewhere(page: Page) async throws {
    let site = JSON.string(try Site.address().absoluteString)
    let address = try page.address()
    let found = try await Browser.shared.withTab { tab in
      // The links are asked for from inside the page, whatever its policy says of that.
      try await tab.contentPolicy(.bypassed)
      try await tab.open(address)
      return try await tab.run(probe(PackageResources.links_js), site, as: Found.self)
    }
    expectNone(found.broken)
    #expect(found.links > 1)
  }

  @Test(arguments: try Site.pages()) func leaveTheSiteOnlySafely(page: Page) async throws {
    let site = try Site.address().absoluteString
    let addresses = try await page.opened {
      try await $0.run(probe(PackageResources.addresses_js), as: [String].self)
    }
    let outside = addresses.filter { !$0.hasPrefix(site) }
    expectNone(outside.filter { !$0.hasPrefix("https://") && !$0.hasPrefix("mailto:") })
  }
}

/// The book opened from a disk, without a server.
@Suite(.timeLimit(.minutes(10))) struct FromDisk {
  /// True when the page's own style sheet colours it: without, nothing sets a background.
  static let isStyled = """
    return document.styleSheets.length > 0 &&
      getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)"
    """

  @Test(arguments: try Site.pages()) func findsItsStyleSheet(page: Page) async throws {
    let file = try page.file()
    let (isStyled, messages) = try await Browser.shared.withTab { tab in
      try await tab.open(file)
      return (try await tab.run(Self.isStyled, as: Bool.self), try await tab.consoleMessages())
    }
    #expect(isStyled)
    expectNone(messages.map(\.description))
  }

  @Test(arguments: try Site.pages()) func linksToFiles(page: Page) async throws {
    let file = try page.file()
    let addresses = try await Browser.shared.withTab { tab in
      try await tab.open(file)
      return try await tab.run(probe(PackageResources.addresses_js), as: [String].self)
    }
    let folder = try Site.folder().absoluteString
    for address in addresses where !address.hasPrefix("https://") {
      guard let url = URL(string: address), address.hasPrefix(folder) else {
        #expect(address.hasPrefix("mailto:"), "\(address) is outside of the site")
        continue
      }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      // The reference needs a server in any case, and its scripts know folders only.
      let mayBeFolder = address.hasPrefix(folder + "reference/")
      #expect(exists && (mayBeFolder || !isFolder.boolValue), "\(address)")
    }
  }

  /// Clicks the first chapter on the cover, then "next" until there is none.
  @Test func canBeReadFromTheFirstPageToTheLast() async throws {
    let cover = try Site.folder().appending(path: "index.html")
    let click = """
      const link = document.querySelector(arguments[0]);
      link?.click();
      return link === null ? "" : link.href;
      """
    let chapters = try await Browser.shared.withTab { tab in
      try await tab.open(cover)
      var read: Set<String> = []
      var link = "main a[href$='index.html']"
      while case let target = try await tab.run(click, .string(link), as: String.self),
        target != "", read.insert(target).inserted
      {
        let arrived = try await tab.becomesTrue(
          "return location.href === arguments[0] && document.readyState === 'complete'",
          .string(target))
        let isStyled = try await tab.run(Self.isStyled, as: Bool.self)
        #expect(arrived && isStyled, "\(target)")
        link = "a[rel=next]"
      }
      return read
    }
    #expect(!chapters.isEmpty)
  }
}
