import Foundation
import Testing
import WebDriver

/// What the site promises beyond any one page.
@Suite(.timeLimit(.minutes(20))) struct Chapters {
  static let hasRotaryChapter =
    (try? Site.pages().contains { $0.path == "rope/index.html" }) ?? false

  @Test(.enabled(if: hasRotaryChapter, "the book has no chapter 'rope'"))
  func turnThePigByOneRadianAWord() async throws {
    let columns = try await Page(path: "rope/index.html").opened {
      try await $0.run(probe(PackageResources.table_js), "degrees", as: [[String]].self)
    }
    let angles = columns.map { $0.map { Double($0) ?? .nan } }
    #expect(angles.contains([0, 57.2958, 114.5916, 171.8873, 229.1831]), "\(columns)")
  }
}

/// The API reference that DocC made: empty until its scripts have run, which look at the address.
/// So what the book links to is opened, not what the test thinks it should link to.
@Suite(
  .timeLimit(.minutes(20)),
  .enabled(if: (try? Site.hasReference()) ?? false, "the reference was not built"))
struct Reference {
  /// Where a page of the book links into the reference, without fragments.
  static func links(from page: Page) async throws -> [String] {
    let prefix = try Site.address().absoluteString + "reference/"
    return try await page.opened {
      try await $0.run(probe(PackageResources.addresses_js), as: [String].self)
        .filter { $0.hasPrefix(prefix) }
    }
  }

  @Test(arguments: try Site.pages()) func isLinkedFrom(page: Page) async throws {
    #expect(try await Self.links(from: page) != [])
  }

  @Test func showsWhatTheBookLinksTo() async throws {
    var links: Set<String> = []
    for page in try Site.pages() { links.formUnion(try await Self.links(from: page)) }
    let site = try Site.address().absoluteString
    for link in links.sorted() {
      let address = try #require(URL(string: link))
      let (heading, requests) = try await Browser.shared.withTab { tab in
        try await tab.open(address)
        let heading = "document.querySelector('main h1')?.innerText.trim()"
        _ = try await tab.becomesTrue("return Boolean(\(heading))")
        let text = try await tab.run("return \(heading) ?? ''", as: String.self)
        return (text, try await tab.requests())
      }
      // A page is headed by the name that its address ends with, without its parameters.
      let parts = address.pathComponents.filter { $0 != "index.html" }
      let name = parts.last?.prefix { $0.isLetter || $0.isNumber } ?? ""
      #expect(heading.lowercased().contains(name.lowercased()), "\(link) shows '\(heading)'")
      expectNone(requests.map(\.absoluteString).filter { !$0.hasPrefix(site) })
    }
  }
}
