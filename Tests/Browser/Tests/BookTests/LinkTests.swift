import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(20))) struct Links {
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

/// The page that a server shows for whatever is not there: at any depth, so its links cannot be
/// relative.
@Suite(.timeLimit(.minutes(20))) struct Missing {
  @Test(arguments: ["nowhere", "nowhere/deep/page.html", "rope/nowhere/"])
  func isSaidWithAWayBack(path: String) async throws {
    let address = try Site.address().appending(path: path)
    let site = try Site.address().absoluteString
    struct Seen: Decodable, Sendable {
      let status: Int
      let heading, way: String
      let isStyled: Bool
    }
    let (seen, arrived) = try await Browser.shared.withTab { tab in
      try await tab.open(address)
      let seen = try await tab.run(
        """
        return {
          status: (await fetch(location.href)).status,
          heading: document.querySelector("h1")?.textContent ?? "",
          way: document.querySelector("main a")?.href ?? "",
          isStyled: getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)",
        };
        """, as: Seen.self)
      try await tab.click("main a")
      return (seen, try await tab.becomesTrue("return document.querySelector('.cover') !== null"))
    }
    #expect(seen.status == 404)
    #expect(seen.heading == "There is no such page")
    #expect(seen.way == site + "index.html" && arrived)
    #expect(seen.isStyled)
  }
}

/// The book opened from a disk, without a server.
@Suite(.timeLimit(.minutes(20))) struct FromDisk {
  /// True when the page's own style sheet colours it: without, nothing sets a background.
  static let isStyled = """
    return document.styleSheets.length > 0 &&
      getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)"
    """

  @Test(arguments: try Site.pagesOnDisk()) func findsItsStyleSheet(page: Page) async throws {
    let file = try page.file()
    let (isStyled, messages) = try await Browser.shared.withTab { tab in
      try await tab.open(file)
      return (try await tab.run(Self.isStyled, as: Bool.self), try await tab.consoleMessages())
    }
    #expect(isStyled)
    expectNone(messages.map(\.description))
  }

  @Test(arguments: try Site.pagesOnDisk()) func linksToFiles(page: Page) async throws {
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

/// What is beside the pages: their Markdown, the list for machines, the map of the site.
@Suite(.timeLimit(.minutes(20))) struct Twins {
  static let published = "https://ropewalk.github.io/ropewalk/"

  /// The pages that every book of this kind has; their checks run with those of all others.
  @Test func haveEveryPageAmongThem() throws {
    let paths = Set(try Site.pages().map(\.path))
    let wanted =
      ["index", "404"].map { "\($0).html" }
      + [
        "rope", "drawing", "gallery", "references", "symbols", "computations", "moving-figures",
        "prelude",
      ]
      .map { "\($0)/index.html" }
    expectNone(wanted.filter { !paths.contains($0) })
  }

  /// The file a site-relative address means; a folder means its page.
  static func file(_ path: String) throws -> URL {
    let path = path.prefix { $0 != "#" && $0 != "?" }
    let isFolder = path.isEmpty || path.hasSuffix("/")
    return try Site.folder().appending(path: path + (isFolder ? "index.html" : ""))
  }

  static func isThere(_ path: String) throws -> Bool {
    var isFolder: ObjCBool = false
    let file = try file(path).path.removingPercentEncoding ?? ""
    return FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: Site.folder().appending(path: path), encoding: .utf8)
  }

  @Test func leadOnlyToFilesFromTheMap() throws {
    let places = try Self.text("sitemap.xml").matches(of: /<loc>([^<]*)<\/loc>/).map { $0.1 }
    expectNone(
      try places.filter {
        try !$0.hasPrefix(Self.published)
          || !Self.isThere(String($0.dropFirst(Self.published.count)))
      }.map(String.init))
    // Each page but the one for what is missing, and each once; the one with all chapters too.
    #expect(places.count == Set(places).count)
    #expect(places.count == (try Site.pagesOnDisk()).count + 1)
  }

  @Test func leadOnlyToFilesFromTheListForMachines() throws {
    let links = try Self.text("llms.txt").matches(of: /\]\(([^)]*)\)/).map { String($0.1) }
    expectNone(try links.filter { try !Self.isThere($0) })
    #expect(links.contains("rope/index.md"))
  }

  /// A page that names a twin has it, and all twins are named.
  @Test func standBesideTheirPages() async throws {
    var named: [String] = []
    for page in try Site.pages() {
      let html = try Self.text(page.path)
      guard html.contains("type=\"text/markdown\"") else { continue }
      let twin = page.path.replacing(".html", with: ".md")
      #expect(html.contains("type=\"text/markdown\" href=\"index.md\""), "\(page.path)")
      #expect(try Self.isThere(twin), "\(twin)")
      named.append(twin)
    }
    let there = try JSONDecoder().decode([String].self, from: Data(Self.text("manifest.json").utf8))
      .filter { $0.hasSuffix(".md") }
    #expect(named.sorted() == there.sorted())
    #expect(named.count >= 6)
  }

  /// Links outside of code, to files of the site or to the web.
  @Test func leadOnlyToWhatIsThere() throws {
    let twins = try Site.pages().map { $0.path.replacing(".html", with: ".md") }
      .filter { try Self.isThere($0) }
    for twin in twins {
      var text = try Self.text(twin)
      text.replace(/(?m)^(`{3,}|~{3,})[\s\S]*?^\1[ \t]*$/, with: "")
      text.replace(/`[^`\n]*`/, with: "")
      let folder = try Site.folder().appending(path: twin).deletingLastPathComponent()
      let links = text.matches(of: /\]\(<?([^)\s>]+)[^)]*\)/).map { String($0.1) }
      #expect(
        !links.isEmpty || ["computations", "moving-figures"].contains { twin.hasPrefix($0) },
        "\(twin) has no link")
      for link in links where !link.hasPrefix("https://") && !link.hasPrefix("#") {
        guard let url = URL(string: link, relativeTo: folder) else {
          Issue.record("\(twin): \(link) is no address")
          continue
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let mayBeFolder = url.path.contains("/reference/")
        #expect(exists && (mayBeFolder || !isFolder.boolValue), "\(twin): \(link)")
      }
    }
  }
}
