import Foundation
import Testing
import WebDriver

/// The book where no script runs.
@Suite(.timeLimit(.minutes(20))) struct WithoutJavaScript {
  /// Opens a page twice, with its scripts and without, and asks both times.
  func both<Value: Decodable & Sendable>(
    _ page: Page, width: Int = 1280, _ script: String, as type: Value.Type = Value.self
  ) async throws -> (on: Value, off: Value) {
    let address = try page.address()
    return try await Browser.shared.withTab { tab in
      try await tab.size(width: width, height: 900)
      try await tab.open(address)
      try await tab.drawEverything()
      let on = try await tab.run(script, as: Value.self)
      try await tab.javaScript(.off)
      try await tab.open(address)
      try await tab.drawEverything()
      return (on, try await tab.run(script, as: Value.self))
    }
  }

  @Test(arguments: try Site.pages()) func saysTheSame(page: Page) async throws {
    // Controls are additions; all else is text.
    let text = """
      const body = document.body.cloneNode(true);
      body.querySelectorAll(
        "button:not([popovertarget]), .theme, .live, .states, dialog, script, [role=status]")
        .forEach((one) => one.remove());
      return body.textContent.replace(/\\s+/g, " ");
      """
    let (on, off) = try await both(page, text, as: String.self)
    #expect(on == off)
    #expect(off.count > 100)
  }

  struct Parts: Decodable, Sendable, Equatable {
    let headings, figures, tables, formulas, links, listings: Int
  }

  @Test(arguments: try Site.pages(), [360, 1280])
  func showsEveryPart(page: Page, width: Int) async throws {
    let parts = """
      const seen = (selector) => [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility()).length;
      return {
        headings: seen("h1, h2, h3, h4"), figures: seen(".picture :is(svg, img)"),
        tables: seen("table"), formulas: seen("math"), links: seen("a[href]:not(.here)"), listings: seen("pre"),
      };
      """
    let (on, off) = try await both(page, width: width, parts, as: Parts.self)
    #expect(on == off)
  }

  @Test(arguments: try Site.pages(), [360, 1280])
  func givesFiguresTablesAndFormulasASize(page: Page, width: Int) async throws {
    let flat = """
      for (const details of document.querySelectorAll("details")) details.open = true;
      return [...document.querySelectorAll("math, .picture svg, .picture img, table, pre")]
        .filter((element) => element.checkVisibility() && !element.closest("[popover]"))
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width < 2 || box.height < 2;
        })
        .map((element) => element.outerHTML.slice(0, 90)).slice(0, 8);
      """
    let (_, off) = try await both(page, width: width, flat, as: [String].self)
    expectNone(off)
  }

  /// Pictures by address come late; each must come.
  @Test func loadsThePicturesOfTheGallery() async throws {
    let address = try Page(path: "gallery/index.html").address()
    let isComplete = try await Browser.shared.withTab { tab in
      try await tab.javaScript(.off)
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      return try await tab.becomesTrue(
        """
        const pictures = [...document.querySelectorAll("main img")];
        pictures.find((picture) => !picture.complete)?.scrollIntoView();
        return pictures.length > 0 && pictures.every((picture) => picture.naturalWidth > 0);
        """)
    }
    #expect(isComplete)
  }

  @Test(arguments: try Site.pages()) func showsNoControlThatDoesNothing(page: Page) async throws {
    let idle = """
      const controls = "button, input, select, textarea, [role=button], [onclick], [aria-haspopup]";
      return [...document.querySelectorAll(controls)].filter((control) => {
        if (!control.checkVisibility()) return false;
        // The style sheet shows the step that is chosen.
        if (control.type === "radio" && control.closest(".steps")) return false;
        const opened = document.getElementById(control.getAttribute("popovertarget"));
        return !opened?.hasAttribute("popover");
      }).map((control) => control.outerHTML.slice(0, 90));
      """
    let (_, off) = try await both(page, idle, as: [String].self)
    expectNone(off)
  }

  @Test(arguments: try Site.pages()) func leadsToTheSamePlaces(page: Page) async throws {
    let (on, off) = try await both(page, probe(PackageResources.addresses_js), as: [String].self)
    #expect(on == off)
  }
}

/// What moves without scripts: steps, and the filters of claims.
@Suite struct WithoutJavaScriptStill {
  private static let shown =
    "return [...document.querySelectorAll(arguments[0])].map((one) => one.checkVisibility());"

  @Test func stepsShowThePictureThatIsChosen() async throws {
    let address = try Page(path: "index.html").address()
    let shown = try await Browser.shared.withTab { tab in
      try await tab.javaScript(.off)
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      var shown: [[Bool]] = []
      for step in 0..<3 {
        let click = "document.querySelectorAll('.turns input')[\(step)].click(); return true;"
        _ = try await tab.run(click, as: Bool.self)
        shown.append(try await tab.run(Self.shown, .string(".step"), as: [Bool].self))
      }
      return shown
    }
    for (index, steps) in shown.enumerated() {
      #expect(steps.count == 5)
      #expect(steps.indices.filter { steps[$0] } == [index])
    }
  }

  @Test(arguments: ["", "#claims-wrong", "#claims-right", "#claims-all", "#C28"])
  func claimsAreChosenByTheirVerdict(anchor: String) async throws {
    let page = try Page(path: "claims/index.html").address()
    let address = try #require(URL(string: page.absoluteString + anchor))
    let (all, wrong) = try await Browser.shared.withTab { tab in
      try await tab.javaScript(.off)
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      return (
        try await tab.run(Self.shown, .string(".claims > li"), as: [Bool].self),
        try await tab.run(Self.shown, .string(".claims > li.is-wrong"), as: [Bool].self)
      )
    }
    #expect(all.count == 48)
    let shown = all.count { $0 }
    switch anchor {
    case "#claims-wrong":
      #expect(wrong.allSatisfy { $0 })
      #expect(shown == wrong.count)
    case "#claims-right":
      #expect(!wrong.contains(true))
      #expect(shown > 0)
    default: #expect(shown == 48)
    }
  }
}
