import Foundation
import Testing
import WebDriver

/// The claims "no message", "no request", "no overflow" mean something only if the browser would
/// tell: each test here shows that it does.
@Suite(.timeLimit(.minutes(20))) struct TabTests {
  /// A page that needs no server.
  func page(_ html: String) throws -> URL {
    let encoded = try #require(html.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    return try #require(URL(string: "data:text/html;charset=utf-8,\(encoded)"))
  }

  @Test(arguments: [320, 360, 1280]) func isAsWideAsAsked(width: Int) async throws {
    let address = try page("<p>wide</p>")
    let seen = try await Browser.shared.withTab { tab in
      try await tab.size(width: width, height: 900)
      try await tab.open(address)
      return try await tab.run("return innerWidth", as: Int.self)
    }
    #expect(seen == width)
  }

  @Test(arguments: Theme.allCases) func prefersTheThemeAskedFor(theme: Theme) async throws {
    let address = try page("<p>themed</p>")
    let matches = try await Browser.shared.withTab { tab in
      try await tab.theme(theme)
      try await tab.open(address)
      let query = JSON.string("(prefers-color-scheme: \(theme.rawValue))")
      return try await tab.run("return matchMedia(arguments[0]).matches", query, as: Bool.self)
    }
    #expect(matches)
  }

  @Test func hearsTheConsole() async throws {
    let address = try page("<script>console.log('said'); nowhere()</script>")
    let messages = try await Browser.shared.withTab { tab in
      try await tab.open(address)
      return try await tab.consoleMessages().map(\.message)
    }
    #expect(messages.contains { $0.contains("said") })
    #expect(messages.contains { $0.contains("nowhere is not defined") })
  }

  @Test func seesEveryRequestAndReachesNoOtherHost() async throws {
    let address = try page("<img alt='' src='http://elsewhere.invalid/a.png'>")
    let (requests, messages) = try await Browser.shared.withTab { tab in
      try await tab.open(address)
      return (try await tab.requests(), try await tab.consoleMessages())
    }
    #expect(requests.map(\.absoluteString) == ["http://elsewhere.invalid/a.png"])
    #expect(messages.contains { $0.message.contains("ERR_NAME_NOT_RESOLVED") })
  }

  @Test func runsNoScriptOfThePageWithJavaScriptOff() async throws {
    let address = try page("<title>off</title><script>document.title = 'on'</script>")
    let titles = try await Browser.shared.withTab { tab in
      try await tab.open(address)
      let on = try await tab.run("return document.title", as: String.self)
      try await tab.javaScript(.off)
      try await tab.open(address)
      return [on, try await tab.run("return document.title", as: String.self)]
    }
    #expect(titles == ["on", "off"])
  }

  @Test func picturesTheWholePage() async throws {
    let address = try page("<body style='margin:0'><div style='height:3000px'></div>")
    let picture = try await Browser.shared.withTab { tab in
      try await tab.size(width: 360, height: 900)
      try await tab.open(address)
      return try await tab.screenshot()
    }
    // The size stands in the first chunk of a PNG file, as two big-endian numbers of four bytes.
    #expect(Array(picture.dropFirst(16).prefix(8)) == [0, 0, 1, 104, 0, 0, 11, 184])
  }

  @Test func pressesKeys() async throws {
    let address = try page("<a href='#a' id=first>a</a> <a href='#b' id=second>b</a>")
    let focused = try await Browser.shared.withTab { tab in
      try await tab.open(address)
      try await tab.press(.tab)
      try await tab.press(.tab)
      return try await tab.run("return document.activeElement.id", as: String.self)
    }
    #expect(focused == "second")
  }

  @Test func stopsWorkThatTakesTooLong() async throws {
    let error = await #expect(throws: WebDriverError.self) {
      try await Browser.shared.withTab(seconds: 1) { tab in
        _ = try await tab.run("return new Promise(() => {})", as: Bool.self)
      }
    }
    #expect(error?.description == "the browser was given 1 s and did not finish")
  }

  @Test func lendsATabWithoutMemory() async throws {
    let address = try page("<p>new</p>")
    for _ in 1...3 {
      let wide = try await Browser.shared.withTab { tab in
        try await tab.open(address)
        let wide = try await tab.run(
          "return innerWidth > 400 && matchMedia('(prefers-color-scheme: light)').matches",
          as: Bool.self)
        try await tab.size(width: 320, height: 500)
        try await tab.theme(.dark)
        return wide
      }
      #expect(wide)
    }
  }
}
