import Foundation
import Testing
import WebDriver

/// The built book: its folder, its address, its pages.
enum Site {
  /// The folder of the built site, from `ROPEWALK_SITE`.
  static func folder() throws -> URL {
    URL(fileURLWithPath: try value("ROPEWALK_SITE"), isDirectory: true).standardizedFileURL
  }

  /// The address of the site, from `ROPEWALK_ADDRESS`; ends with a slash.
  static func address() throws -> URL {
    let text = try value("ROPEWALK_ADDRESS")
    guard let address = URL(string: text.hasSuffix("/") ? text : text + "/"),
      ["127.0.0.1", "localhost"].contains(address.host() ?? "")
    else { throw WebDriverError.unexpected("ROPEWALK_ADDRESS is no address of this machine") }
    return address
  }

  /// All chapters on one page. It is made of the parts of the chapters' pages and as long as all of
  /// them, so it has tests of its own and not those of every page.
  static let onePage = Page(path: "print/index.html")

  /// Every page of the book but ``onePage``, the reference not among them.
  static func pages() throws -> [Page] {
    let folder = try folder()
    let manifest = folder.appending(path: "manifest.json")
    // A site of other making has no manifest; then its pages are whatever lies there.
    let listed =
      if let data = try? Data(contentsOf: manifest) {
        try JSONDecoder().decode([String].self, from: data)
      } else {
        FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      }
    let pages = Set(
      listed.filter {
        $0.hasSuffix(".html") && !$0.hasPrefix("reference/") && $0 != onePage.path
      })
    guard !pages.isEmpty else {
      throw WebDriverError.unexpected("no page in \(folder.path); is the book built?")
    }
    return pages.sorted().map(Page.init)
  }

  /// The pages that can be opened from a disk; the one for what is missing needs its server.
  static func pagesOnDisk() throws -> [Page] { try pages().filter { $0.path != "404.html" } }

  /// Whether the API reference was built into the site.
  static func hasReference() throws -> Bool {
    FileManager.default.fileExists(atPath: try folder().appending(path: "reference").path)
  }

  /// Whether times are held against their limits, and not only printed: a machine that is busy with
  /// other things would fail them for no fault of the site.
  static var holdsTimes: Bool { setting("ROPEWALK_SPEED") != nil }

  /// A setting from the environment that need not be there.
  static func setting(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func value(_ name: String) throws -> String {
    guard let value = setting(name) else {
      throw WebDriverError.unexpected("\(name) is not set; run `script/test --browser`")
    }
    return value
  }
}

/// A page of the site, told by the path of its file.
struct Page: Sendable, CustomTestStringConvertible {
  let path: String

  var testDescription: String { path }

  func address() throws -> URL { try Site.address().appending(path: path) }

  func file() throws -> URL { try Site.folder().appending(path: path) }
}

/// How a reader looks at a page.
struct Look: Sendable, CustomTestStringConvertible {
  let width: Int
  let theme: Theme

  var testDescription: String { "\(width) px, \(theme.rawValue)" }

  static let all = [360, 1280].flatMap { width in
    Theme.allCases.map { Look(width: width, theme: $0) }
  }

  /// Where the look makes no difference.
  static let plain = Look(width: 1280, theme: .light)
}

extension Page {
  /// Opens the page over HTTP and does something with it.
  func opened<Value: Sendable>(
    _ look: Look = .plain, _ work: @escaping @Sendable (Tab) async throws -> Value
  ) async throws -> Value {
    let address = try address()
    return try await Browser.shared.withTab { tab in
      try await tab.size(width: look.width, height: 900)
      try await tab.theme(look.theme)
      try await tab.open(address)
      try await tab.drawEverything()
      return try await work(tab)
    }
  }
}

/// A script kept in a file of its own.
func probe(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Records each finding as a failure of its own, so that one line of the report tells one thing.
func expectNone(_ findings: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  for finding in findings {
    Issue.record(Comment(rawValue: finding), sourceLocation: sourceLocation)
  }
}
