import Foundation
import Testing
import WebDriver

/// The reader's own choice of colours.
@Suite(.timeLimit(.minutes(20))) struct ThemeChoice {
  static let choices = ["light", "dark"]

  /// The choice as it stands, and whether the page is lighter than its letters.
  struct Seen: Decodable, Sendable, Equatable {
    let chosen: String?
    let control: String
    let isLight: Bool

    static let script = """
      const sum = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
        .reduce((a, b) => a + b);
      const style = getComputedStyle(document.body);
      return {
        chosen: document.documentElement.dataset.theme ?? null,
        control: document.querySelector(".theme select")?.value ?? "none",
        isLight: sum(style.backgroundColor) > sum(style.color),
      };
      """
  }

  /// Chooses by the keyboard, with the arrows, as a reader would.
  static func choose(_ theme: String, _ tab: Tab) async throws {
    let steps = try await tab.run(
      """
      const select = document.querySelector(".theme select");
      select.focus();
      return [...select.options].findIndex((one) => one.value === arguments[0]) - select.selectedIndex;
      """, .string(theme), as: Int.self)
    for _ in 0..<abs(steps) { try await tab.press(steps > 0 ? .down : .up) }
  }

  @Test(arguments: choices, Theme.allCases)
  func goesBeforeTheSystems(choice: String, system: Theme) async throws {
    let (chosen, auto) = try await Search.chapter.opened(Look(width: 1280, theme: system)) { tab in
      try await Self.choose(choice, tab)
      let chosen = try await tab.run(Seen.script, as: Seen.self)
      try await Self.choose("auto", tab)
      return (chosen, try await tab.run(Seen.script, as: Seen.self))
    }
    #expect(chosen == Seen(chosen: choice, control: choice, isLight: choice == "light"))
    #expect(auto == Seen(chosen: nil, control: "auto", isLight: system == .light))
  }

  /// What the first paint of a page will be is known when its body begins, and in its first frame.
  static let watch = """
    window.first = {};
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      window.first.atBody = document.documentElement.dataset.theme ?? "none";
    }).observe(document, { childList: true, subtree: true });
    const frame = () => {
      if (!document.body) return requestAnimationFrame(frame);
      window.first.atFrame = getComputedStyle(document.body).backgroundColor;
    };
    requestAnimationFrame(frame);
    """

  struct First: Decodable, Sendable {
    let atBody, atFrame: String
  }

  @Test(arguments: try Site.pages(), choices)
  func isThereBeforeTheFirstPaintOfTheNextPage(page: Page, choice: String) async throws {
    let address = try page.address()
    let other: Theme = choice == "dark" ? .light : .dark
    let (first, now, seen) = try await Search.cover.opened(Look(width: 1280, theme: other)) { tab in
      try await Self.choose(choice, tab)
      try await tab.open(address, first: Self.watch)
      let isDrawn = try await tab.becomesTrue("return window.first.atFrame !== undefined")
      #expect(isDrawn)
      let now = try await tab.run(
        "return getComputedStyle(document.body).backgroundColor", as: String.self)
      return (
        try await tab.run("return window.first", as: First.self), now,
        try await tab.run(Seen.script, as: Seen.self)
      )
    }
    #expect(first.atBody == choice)
    #expect(first.atFrame == now)
    #expect(seen == Seen(chosen: choice, control: choice, isLight: choice == "light"))
  }

  @Test(arguments: try Site.pages()) func isNotOfferedWithoutJavaScript(page: Page) async throws {
    let address = try page.address()
    let counts = try await Browser.shared.withTab { tab in
      var counts: [Int] = []
      for state in [JavaScript.on, .off] {
        try await tab.javaScript(state)
        try await tab.open(address)
        counts.append(
          try await tab.run("return document.querySelectorAll('.theme, .top select').length"))
      }
      return counts
    }
    #expect(counts[0] > 0)
    #expect(counts[1] == 0)
  }

  @Test(arguments: try Site.pages()) func doesNotDarkenPaper(page: Page) async throws {
    let address = try page.address()
    let (screen, paper, faint) = try await Search.cover.opened { tab in
      try await Self.choose("dark", tab)
      try await tab.open(address)
      let screen = try await tab.run(Seen.script, as: Seen.self)
      try await tab.size(width: OnPaper.width, height: 900)
      try await tab.paper()
      try await tab.drawEverything()
      let dark = """
        const sum = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
          .reduce((a, b) => a + b);
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.backgroundColor = "Canvas";
        const canvas = sum(getComputedStyle(probe).backgroundColor);
        probe.remove();
        return canvas > 700 && sum(getComputedStyle(document.body).color) < 200;
        """
      let paper = try await tab.run(dark, as: Bool.self)
      return (
        screen, paper,
        try await tab.run(
          probe(PackageResources.contrast_js), .number(4.5), as: Reading.Measured.self
        ).failures
      )
    }
    #expect(!screen.isLight)
    #expect(paper)
    expectNone(faint)
  }
}

/// What some readers ask of all pages.
@Suite(.timeLimit(.minutes(20))) struct Wishes {
  @Test(arguments: try Site.pages(), Wish.allCases)
  func loseNoText(page: Page, wish: Wish) async throws {
    let address = try page.address()
    let (lengths, measured, report, matches) = try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      try await tab.drawEverything()
      let length = "return document.body.innerText.length"
      let plain = try await tab.run(length, as: Int.self)
      try await tab.wish(wish)
      try await tab.open(address)
      try await tab.drawEverything()
      let wished = try await tab.run(length, as: Int.self)
      let query =
        wish == .forcedColours ? "(forced-colors: active)" : "(prefers-reduced-motion: reduce)"
      let matches = try await tab.run(
        "return matchMedia(arguments[0]).matches", .string(query), as: Bool.self)
      return (
        [plain, wished],
        try await tab.run(
          probe(PackageResources.contrast_js), .number(4.5), as: Reading.Measured.self),
        try await tab.drawings(), matches
      )
    }
    #expect(matches)
    #expect(lengths[0] == lengths[1])
    expectNone(measured.failures)
    expectNone(report.faint)
  }

  @Test(arguments: try Site.pages()) func stopWhatMoves(page: Page) async throws {
    let address = try page.address()
    let moving = try await Browser.shared.withTab { tab in
      try await tab.wish(.reducedMotion)
      try await tab.open(address)
      return try await tab.run(
        """
        const moving = document.getAnimations().map((one) => "an animation: " + one.animationName);
        for (const element of document.querySelectorAll("*")) {
          const style = getComputedStyle(element);
          if (style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)) {
            moving.push("a transition: " + element.tagName + "." + element.classList);
          }
          if (style.scrollBehavior === "smooth") moving.push("scrolling: " + element.tagName);
        }
        return moving.slice(0, 8);
        """, as: [String].self)
    }
    expectNone(moving)
  }
}
