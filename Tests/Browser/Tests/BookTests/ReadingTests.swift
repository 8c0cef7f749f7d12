import Foundation
import Testing
import WebDriver

@Suite(.timeLimit(.minutes(10))) struct Reading {
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

  @Test(arguments: try Site.pages())
  func saysTheSameWithoutJavaScript(page: Page) async throws {
    let address = try page.address()
    let lengths = try await Browser.shared.withTab { tab in
      var lengths: [Int] = []
      for state in [JavaScript.on, .off] {
        try await tab.javaScript(state)
        try await tab.open(address)
        lengths.append(try await tab.run("return document.body.innerText.length"))
      }
      return lengths
    }
    #expect(lengths[0] == lengths[1])
    #expect(lengths[1] > 100)
  }
}
