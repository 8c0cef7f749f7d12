import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(20))) struct Structure {
  struct Outline: Decodable, Sendable {
    struct Heading: Decodable, Sendable {
      let level: Int
      let text: String
    }
    let language, title, description: String
    let headings: [Heading]
    let repeatedIds: [String]
    let mainParts: Int
  }

  func outline(_ page: Page) async throws -> Outline {
    try await page.opened { try await $0.run(probe(PackageResources.outline_js)) }
  }

  @Test func listsOnlyPagesThatExist() throws {
    for page in try Site.pages() {
      let file = try page.file()
      #expect(FileManager.default.fileExists(atPath: file.path), "\(page.path)")
    }
  }

  @Test(arguments: try Site.pages()) func hasOneMainHeading(page: Page) async throws {
    let headings = try await outline(page).headings
    #expect(headings.filter { $0.level == 1 }.count == 1)
    #expect(headings.first?.level == 1)
  }

  @Test(arguments: try Site.pages()) func skipsNoHeadingLevel(page: Page) async throws {
    let headings = try await outline(page).headings
    for (above, below) in zip(headings, headings.dropFirst()) {
      #expect(below.level <= above.level + 1, "'\(below.text)' under '\(above.text)'")
    }
  }

  @Test(arguments: try Site.pages()) func saysWhatItIs(page: Page) async throws {
    let outline = try await outline(page)
    #expect(outline.language.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]+)*/) != nil)
    #expect(!outline.title.isEmpty)
    #expect(!outline.description.isEmpty)
    #expect(outline.mainParts == 1)
  }

  @Test(arguments: try Site.pages()) func givesEachIdOnce(page: Page) async throws {
    expectNone(try await outline(page).repeatedIds)
  }

  @Test func givesEachPageATitleOfItsOwn() async throws {
    var titles: [String: String] = [:]
    for page in try Site.pages() {
      let title = try await outline(page).title
      let before = titles.updateValue(page.path, forKey: title)
      #expect(before == nil, "'\(title)' is the title of \(page.path) too")
    }
  }

  struct Alternatives: Decodable, Sendable {
    let pictures: Int
    let problems: [String]
  }

  @Test(arguments: try Site.pages()) func describesEveryPicture(page: Page) async throws {
    let found = try await page.opened {
      try await $0.run(probe(PackageResources.pictures_js), as: Alternatives.self)
    }
    expectNone(found.problems)
  }
}
