import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(20))) struct Reading {
  struct Measured: Decodable, Sendable {
    struct Label: Decodable, Sendable {
      let size: Double
      let place: String
    }
    let texts: Int
    let failures: [String]
    let smallestLabel: Label?
  }

  @Test(arguments: try Site.pages(), Look.all)
  func hasTextThatStandsOut(page: Page, look: Look) async throws {
    let measured = try await page.opened(look) {
      try await $0.run(probe(PackageResources.contrast_js), .number(4.5), as: Measured.self)
    }
    #expect(measured.texts > 0)
    expectNone(measured.failures)
    // Drawings shrink with the window; their words must stay legible on a telephone.
    if let label = measured.smallestLabel {
      #expect(label.size >= 10.99, "\(label.place)")
    }
  }

  @Test(arguments: try Site.pages()) func followsTheTheme(page: Page) async throws {
    struct Colours: Decodable, Sendable {
      let ink, paper: [Double]
      /// The theme of what the page leaves to the browser, such as form controls.
      let canvas: [Double]
    }
    let script = """
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const style = getComputedStyle(document.body);
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.backgroundColor = "Canvas";
      return {
        ink: numbers(style.color), paper: numbers(style.backgroundColor),
        canvas: numbers(getComputedStyle(probe).backgroundColor),
      };
      """
    var seen: [Theme: Colours] = [:]
    for theme in Theme.allCases {
      seen[theme] = try await page.opened(Look(width: 1280, theme: theme)) {
        try await $0.run(script, as: Colours.self)
      }
    }
    let light = try #require(seen[.light])
    let dark = try #require(seen[.dark])
    let sum = { (colour: [Double]) in colour.prefix(3).reduce(0, +) }
    #expect(sum(light.paper) > sum(light.ink))
    #expect(sum(dark.paper) < sum(dark.ink))
    #expect(sum(light.canvas) > sum(dark.canvas), "color-scheme does not follow")
  }
}

/// What a reader does with a page that is open.
@Suite(.timeLimit(.minutes(20))) struct Using {
  static let transcript = Page(path: "why-position-matters/index.html")
  static let symbols = ["rope/index.html", "relative/index.html"].map(Page.init)

  /// Clicks the copy button of the first listing that has what a selector finds.
  func copied(_ page: Page, _ selector: String) async throws -> (copied: String, shown: String) {
    try await page.opened { tab in
      try await tab.allowReadingTheClipboard()
      let shown = try await tab.run(
        """
        const part = document.querySelector("pre > code:has(" + arguments[0] + ")");
        part.closest("details")?.setAttribute("open", "");
        part.parentElement.previousElementSibling.id = "copy-under-test";
        return part.textContent;
        """, .string(selector), as: String.self)
      try await tab.click("#copy-under-test")
      let isSaid = try await tab.becomesTrue(
        """
        return document.querySelector("#copy-under-test").textContent === "Copied" &&
          document.querySelector(".unseen[role=status]").textContent === "Copied";
        """)
      #expect(isSaid)
      let text = try await tab.run("return navigator.clipboard.readText()", as: String.self)
      return (text, shown)
    }
  }

  @Test func copiesCommandsWithoutPromptsAndOutput() async throws {
    let (copied, shown) = try await copied(Self.transcript, ".prompt")
    let commands = shown.split(separator: "\n").filter { $0.hasPrefix("$ ") }
      .map { String($0.dropFirst(2)) }
    #expect(!commands.isEmpty)
    #expect(shown.split(separator: "\n").count > commands.count, "the transcript has no output")
    #expect(copied.split(separator: "\n").map(String.init) == commands)
  }

  @Test func copiesCodeAsItStands() async throws {
    let (copied, shown) = try await copied(Search.chapter, ".kw")
    #expect(copied == shown.trimmingCharacters(in: .newlines))
  }

  /// Where a page is scrolled to a section, the list of sections marks that one and no other.
  @Test(arguments: [360, 1280, 1600]) func marksTheCurrentSection(width: Int) async throws {
    let (hashes, marked) = try await Search.chapter.opened(
      Look(width: width, theme: .light)
    ) { tab in
      let hashes = try await tab.run(
        "return [...document.querySelectorAll('nav.sections a')].map((link) => link.hash)",
        as: [String].self)
      var marked: [String] = []
      for hash in hashes {
        _ = try await tab.run(
          """
          document.getElementById(decodeURIComponent(arguments[0].slice(1)))
            .scrollIntoView({ behavior: "instant" });
          return true;
          """, .string(hash), as: Bool.self)
        let isMarked = try await tab.becomesTrue(
          """
          const all = [...document.querySelectorAll("nav.sections a[aria-current]")];
          return all.length === 1 && all[0].hash === arguments[0];
          """, .string(hash), withinSeconds: 2)
        if isMarked { marked.append(hash) }
      }
      return (hashes, marked)
    }
    #expect(hashes.count > 2)
    // Several short sections can stand in the last window; the end marks the last of them.
    let window = Set(hashes.suffix(3))
    expectNone(hashes.filter { !marked.contains($0) && !window.contains($0) })
    #expect(marked.contains(hashes[hashes.count - 1]))
  }

  struct Popover: Decodable, Sendable {
    let isOpen, hasFocus: Bool
    let address: String
    static let script = """
      const button = document.querySelector("main button.peek");
      const popover = document.getElementById(button.getAttribute("popovertarget"));
      return {
        isOpen: popover.matches(":popover-open"), hasFocus: document.activeElement === button,
        address: [...popover.querySelectorAll("a")].at(-1)?.href ?? "",
      };
      """
  }

  @Test(arguments: symbols, [360, 1280])
  func opensWhatANameMeansByTheKeyboard(page: Page, width: Int) async throws {
    let (before, opened, inWindow, link, closed) = try await page.opened(
      Look(width: width, theme: .light)
    ) { tab in
      _ = try await tab.run(
        "document.querySelector('main button.peek').focus(); return true;", as: Bool.self)
      let before = try await tab.run(Popover.script, as: Popover.self)
      try await tab.press(.enter)
      let opened = try await tab.run(Popover.script, as: Popover.self)
      let inWindow = try await tab.run(
        """
        const box = document.querySelector(":popover-open")?.getBoundingClientRect();
        return box !== undefined && box.left >= 0 && box.right <= innerWidth && box.top >= 0 &&
          box.bottom <= innerHeight && box.height > 20;
        """, as: Bool.self)
      // The next stops are in the popover, its link among them.
      try await tab.press(.tab)
      try await tab.press(.tab)
      let link = try await tab.run(
        "return document.activeElement.closest(':popover-open') !== null", as: Bool.self)
      try await tab.press(.escape)
      return (before, opened, inWindow, link, try await tab.run(Popover.script, as: Popover.self))
    }
    #expect(!before.isOpen && before.hasFocus)
    #expect(opened.isOpen && inWindow)
    #expect(link)
    #expect(!closed.isOpen && closed.hasFocus)
  }

  /// Each popover of each page ends with a link to a page of the reference that is there.
  @Test(.enabled(if: (try? Site.hasReference()) ?? false, "the reference was not built"))
  func leadsFromNamesIntoTheReference() async throws {
    let prefix = try Site.address().absoluteString + "reference/"
    var links = 0
    for page in try Site.pages() {
      let addresses = try await page.opened {
        try await $0.run(
          "return [...document.querySelectorAll('[popover].api p:last-child a')].map((a) => a.href)",
          as: [String].self)
      }
      for address in addresses {
        let path = address.replacing(prefix, with: "reference/")
        let file = try Site.folder().appending(path: path).appending(path: "index.html")
        #expect(address.hasPrefix(prefix), "\(page.path): \(address)")
        #expect(FileManager.default.fileExists(atPath: file.path), "\(page.path): \(address)")
      }
      links += addresses.count
    }
    #expect(links > 0)
  }

  @Test(arguments: ["rope/index.html", "why-position-matters/index.html"], [360, 1280])
  func leadsToEquationsByTheirNumbers(path: String, width: Int) async throws {
    struct Equation: Decodable, Sendable {
      let number, hash: String
      let visible: Bool
      let references: Int
    }
    let (equations, arrived) = try await Page(path: path).opened(
      Look(width: width, theme: .light)
    ) { tab in
      let equations = try await tab.run(
        """
        return [...document.querySelectorAll(".equation > .number")].map((number) => {
          const box = number.getBoundingClientRect();
          const here = 'a[href="' + number.getAttribute("href") + '"]';
          return {
            number: number.textContent, hash: number.hash,
            visible: number.checkVisibility() && box.width > 8 && box.left >= 0 &&
              box.right <= innerWidth,
            references: document.querySelectorAll(here).length - 1,
          };
        });
        """, as: [Equation].self)
      guard let named = equations.first(where: { $0.references > 0 }) else {
        return (equations, false)
      }
      try await tab.click("p a[href='\(named.hash)']")
      let arrived = try await tab.becomesTrue(
        """
        const box = document.getElementById(location.hash.slice(1))?.getBoundingClientRect();
        return location.hash === arguments[0] && box.top >= 0 && box.bottom <= innerHeight &&
          box.height > 0;
        """, .string(named.hash), withinSeconds: 3)
      return (equations, arrived)
    }
    #expect(!equations.isEmpty)
    for equation in equations {
      #expect(equation.visible, "\(equation.number) is out of sight")
      #expect(equation.number.wholeMatch(of: /\([0-9A-Z]+\.\d+\)/) != nil)
    }
    #expect(arrived)
  }
}

/// A tiny book with footnotes, built by the tool as any other book is.
enum TinyBook {
  static let chapter = """
    ---
    title: Notes
    description: Words beside the text.
    ---

    Some words of a lead.

    ## One

    A first sentence[^one] with a note, and a second one[^two] with another. \
    \(String(repeating: "More words follow, so that a note has a place. ", count: 12))

    - a point of a list[^three]

    ## Two

    A sentence that goes back to the first note[^one].

    [^one]: The first note, which has *words*.
    [^two]: The second note.

        It has a second paragraph.
    [^three]: A note of a list.

    """

  /// Built once.
  static let page = Result { try build() }

  private static func build() throws -> URL {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory.appending(path: "tiny-book-\(UUID())")
    let content = folder.appending(path: "content")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: root.appending(path: "templates"), to: folder.appending(path: "templates"))
    let book = "title: Tiny\nparts:\n  - title: One\n    chapters: [01-notes.md]\n"
    try Data(book.utf8).write(to: content.appending(path: "book.yml"))
    try Data(chapter.utf8).write(to: content.appending(path: "01-notes.md"))
    let tool = Process()
    tool.executableURL = URL(
      fileURLWithPath: Site.setting("ROPEWALK_TOOL")
        ?? root.appending(path: ".build/release/ropewalk").path)
    tool.arguments = ["build", folder.path, "--output", folder.appending(path: "site").path]
    let output = Pipe()
    tool.standardOutput = output
    tool.standardError = output
    try tool.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    guard tool.terminationStatus == 0 else {
      throw WebDriverError.unexpected("no tiny book: \(String(decoding: said, as: UTF8.self))")
    }
    return folder.appending(path: "site/notes/index.html")
  }
}

@Suite(.timeLimit(.minutes(20))) struct Notes {
  struct Note: Decodable, Sendable {
    let text: String
    /// How often it is shown at the end, and beside the text.
    let atEnd, beside: Int
  }

  static let script = """
    const shown = (selector, text) => [...document.querySelectorAll(selector)].filter((one) =>
      one.checkVisibility() && one.textContent.includes(text)).length;
    return ["The first note", "The second note", "It has a second paragraph", "A note of a list"]
      .map((text) => ({
        text, atEnd: shown(".footnotes li", text), beside: shown(".sidenote", text),
      }));
    """

  @Test(arguments: [320, 360, 1280, 1600]) func areShownOnceEach(width: Int) async throws {
    let address = try TinyBook.page.get()
    let (notes, widths) = try await Browser.shared.withTab { tab in
      try await tab.size(width: width, height: 900)
      try await tab.open(address)
      return (
        try await tab.run(Self.script, as: [Note].self),
        try await tab.run(probe(PackageResources.overflow_js), as: Layout.Widths.self)
      )
    }
    for note in notes {
      #expect(note.atEnd + note.beside == 1, "\(note)")
      if width <= 360 { #expect(note.atEnd == 1, "\(note)") }
    }
    #expect(width <= 360 || notes.contains { $0.beside == 1 }, "no note stands beside the text")
    #expect(widths.page <= width)
  }

  @Test func areAllAtTheEndOnPaper() async throws {
    let address = try TinyBook.page.get()
    let notes = try await Browser.shared.withTab { tab in
      try await tab.size(width: OnPaper.width, height: 900)
      try await tab.paper()
      try await tab.open(address)
      return try await tab.run(Self.script, as: [Note].self)
    }
    for note in notes { #expect(note.atEnd == 1 && note.beside == 0, "\(note)") }
  }

  /// At the width of a telephone a mark leads to its note and the note back to its mark.
  @Test func leadThereAndBack() async throws {
    let address = try TinyBook.page.get()
    let places = try await Browser.shared.withTab { tab in
      try await tab.size(width: 360, height: 900)
      try await tab.open(address)
      var places: [String] = []
      for link in [".noteref a", ".footnotes [role=doc-backlink]"] {
        try await tab.click(link)
        places.append(
          try await tab.run(
            """
            const target = document.getElementById(location.hash.slice(1));
            return target?.closest(".footnotes") ? "note" : target ? "text" : "nowhere";
            """))
      }
      return places
    }
    #expect(places == ["note", "text"])
  }
}
