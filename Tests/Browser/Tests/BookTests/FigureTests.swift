import Foundation
import Testing
import WebDriver

/// What the probe tells of the drawings of a page, one line for each finding.
struct DrawingReport: Decodable, Sendable {
  let drawings, texts, marks: Int
  let overlaps, clipped, small, faint: [String]
}

extension Tab {
  /// Looks at the visible drawings of the page that is open.
  func drawings() async throws -> DrawingReport {
    try await run(probe(PackageResources.figures_js), .number(11))
  }
}

/// The drawings as a browser lays them out: fonts and scales are known only there.
@Suite(.timeLimit(.minutes(20))) struct Drawings {
  static let looks = [360, 768, 1280].flatMap { width in
    Theme.allCases.map { Look(width: width, theme: $0) }
  }

  @Test(arguments: try Site.pages(), [360, 768, 1280])
  func keepTheirWordsApartWholeAndLegible(page: Page, width: Int) async throws {
    let report = try await page.opened(Look(width: width, theme: .light)) {
      try await $0.drawings()
    }
    expectNone(report.overlaps)
    expectNone(report.clipped)
    expectNone(report.small)
  }

  @Test(arguments: try Site.pages(), looks)
  func haveWordsAndMarksThatStandOut(page: Page, look: Look) async throws {
    let report = try await page.opened(look) { try await $0.drawings() }
    expectNone(report.faint)
  }

  /// Each figure has one drawing for the width, and the book has figures at all.
  @Test(arguments: [360, 768, 1280]) func areShownOnceEach(width: Int) async throws {
    var drawings = 0
    for page in try Site.pages() {
      let (report, figures) = try await page.opened(Look(width: width, theme: .light)) { tab in
        let figures = try await tab.run(
          // Of steps a reader sees one.
          """
          return [...document.querySelectorAll('figure:has(svg)')]
            .filter((figure) => figure.checkVisibility()).length;
          """, as: Int.self)
        return (try await tab.drawings(), figures)
      }
      #expect(report.drawings == figures, "\(page.path)")
      if report.drawings > 0 { #expect(report.texts > 0, "\(page.path)") }
      drawings += report.drawings
    }
    #expect(drawings > 0)
  }
}

/// Pages as they are printed: on paper nothing scrolls and nothing opens.
@Suite(.timeLimit(.minutes(20))) struct OnPaper {
  /// The width between the margins of a sheet of A4, in CSS pixels.
  static let width = 718

  /// What sticks out of the sheet or is cut by a box of its own.
  static let lost = """
    const lost = [];
    for (const element of document.querySelectorAll("main, main *")) {
      if (!element.checkVisibility() || element.closest("svg svg, svg *")) continue;
      const name = element.tagName.toLowerCase() + [...element.classList].map((c) => "." + c).join("");
      const where = (element.closest("[id]")?.id ?? "page") + ": " + name;
      if (element.getBoundingClientRect().right > innerWidth + 0.5) lost.push(where + " sticks out");
      const cuts = getComputedStyle(element).overflowX !== "visible";
      if (cuts && element.scrollWidth > element.clientWidth) lost.push(where + " is cut");
    }
    return lost.slice(0, 12);
    """

  @Test(arguments: try Site.pages()) func losesNothing(page: Page) async throws {
    let address = try page.address()
    let (lost, report, figures) = try await Browser.shared.withTab { tab in
      try await tab.size(width: Self.width, height: 900)
      try await tab.paper()
      try await tab.open(address)
      let lost = try await tab.run(Self.lost, as: [String].self)
      let figures = try await tab.run(
        """
        // On paper a figure that moves is drawn in each of its states.
        return [...document.querySelectorAll('figure:has(svg)')]
          .reduce((sum, figure) => sum + (figure.querySelectorAll('.state').length || 1), 0);
        """, as: Int.self)
      return (lost, try await tab.drawings(), figures)
    }
    expectNone(lost)
    expectNone(report.overlaps)
    expectNone(report.clipped)
    #expect(report.drawings == figures)
  }
}

/// "Nothing found" means something only if the probe finds what is there.
@Suite(.timeLimit(.minutes(20))) struct DrawingProbe {
  /// Measures one drawing, shown as large as it is written: 200 by 100 pixels.
  func report(
    _ marks: String, style: String = "", theme: Theme = .light
  ) async throws -> DrawingReport {
    let html = """
      <!doctype html><meta charset="utf-8"><style>:root { color-scheme: light dark }
      svg { display: block; width: 200px } text { font: 12px sans-serif; fill: CanvasText }
      \(style)</style><figure id="fig-made"><svg viewBox="0 0 200 100">\(marks)</svg></figure>
      """
    let encoded = try #require(html.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let address = try #require(URL(string: "data:text/html;charset=utf-8,\(encoded)"))
    return try await Browser.shared.withTab { tab in
      try await tab.theme(theme)
      try await tab.open(address)
      return try await tab.drawings()
    }
  }

  @Test(arguments: Theme.allCases) func findsNothingWhereNothingIsWrong(theme: Theme) async throws {
    let report = try await report(
      """
      <path d="M0 0H200" class="q" stroke="CanvasText"/><text x="10" y="30">one</text>
      <text x="10" y="46">below <tspan font-style="italic">it</tspan></text>
      <text x="100" y="30">beside</text>
      <text x="190" y="80" transform="rotate(-90 190 80)">upright</text>
      """, theme: theme)
    #expect((report.drawings, report.texts, report.marks) == (1, 4, 1))
    #expect(report.overlaps + report.clipped + report.small + report.faint == [])
  }

  @Test(arguments: [
    // Side by side, one under the other, crossing.
    "<text x='10' y='40'>first</text><text x='20' y='40'>second</text>",
    "<text x='10' y='40'>first</text><text x='10' y='46'>second</text>",
    "<text x='10' y='40'>first</text><text x='20' y='60' transform='rotate(-90 20 60)'>second</text>",
  ])
  func seesTwoTextsThatMeet(marks: String) async throws {
    let found = try await report(marks)
    #expect(found.overlaps.count == 1)
    #expect(found.overlaps.first?.hasPrefix("fig-made: 'first' and 'second' share ") == true)
  }

  @Test(arguments: ["x='-6' y='40'", "x='185' y='40'", "x='40' y='6'", "x='40' y='99'"])
  func seesATextCutByTheEdge(place: String) async throws {
    let found = try await report("<text \(place)>clipped</text>").clipped
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("fig-made: 'clipped' ends ") == true)
  }

  @Test func seesATextMadeSmallByTheScale() async throws {
    let found = try await report(
      "<text x='10' y='40'>small</text>", style: "svg { width: 180px }")
    #expect(found.small == ["fig-made: 'small' is 10.80 px high"])
  }

  @Test func seesATextThatIsFaintOnWhatLiesBelow() async throws {
    let found = try await report(
      """
      <rect width="90" height="50" fill="black"/><text x="10" y="30">dark</text>
      <g opacity="0.5"><text x="110" y="30">pale</text></g>
      <text x="60" y="80">hidden</text><rect x="50" y="60" width="99" height="30" fill="white"/>
      """)
    #expect(found.faint.contains { $0.hasPrefix("fig-made: 'dark' 1.00") })
    #expect(found.faint.contains { $0.hasPrefix("fig-made: 'pale' 3.9") })
    #expect(found.faint.contains("fig-made: 'hidden' lies under a shape"))
    #expect(found.faint.count == 3)
  }

  @Test func seesAMarkThatIsFaintOnItsPaper() async throws {
    let marks = """
      <path class="q" d="M0 20H90" stroke="#aaa"/><circle class="acc-f" r="9" fill="#bbb"/>
      <path class="grid" d="M0 30H90" stroke="#eee"/><path class="k" d="M0 40H90" stroke="#777"/>
      """
    let found = try await report(marks)
    #expect(found.marks == 3)
    #expect(found.faint.count == 2)
    #expect(found.faint.first?.hasPrefix("fig-made: a mark 'q' 2.3") == true)
    #expect(found.faint.last?.hasPrefix("fig-made: a mark 'acc-f' 1.9") == true)
  }

  @Test func leavesOutADrawingThatIsNotShown() async throws {
    let found = try await report("<text>bare</text>", style: "figure { display: none }")
    #expect(found.drawings == 0)
  }
}
