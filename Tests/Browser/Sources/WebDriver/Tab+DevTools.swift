import Foundation

/// A reader's choice between a light and a dark page.
public enum Theme: String, Sendable, CaseIterable {
  case light, dark
}

/// Whether a page's own scripts run.
public enum JavaScript: Sendable {
  case on, off
}

/// Whether the browser keeps to the content policy of a page.
public enum ContentPolicy: Sendable {
  case obeyed, bypassed
}

/// What a reader can ask of all pages.
public enum Wish: Sendable, CaseIterable {
  /// The colours of the system and no others.
  case forcedColours
  /// Nothing that moves by itself.
  case reducedMotion
}

/// What WebDriver has no word for goes through the DevTools protocol.
extension Tab {
  /// Lays pages out for a window of this many CSS pixels.
  ///
  /// A window of a desktop browser is never narrower than about 500 pixels; this is.
  public func size(width: Int, height: Int) async throws {
    try await command(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(width)), "height": .number(Double(height)),
        "deviceScaleFactor": 1, "mobile": false,
      ])
  }

  /// Says which theme the reader prefers.
  public func theme(_ theme: Theme) async throws {
    try await command(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": .string(theme.rawValue)]]])
  }

  /// Says what else the reader prefers; the theme is light.
  public func wish(_ wish: Wish) async throws {
    let feature: JSON =
      switch wish {
      case .forcedColours: ["name": "forced-colors", "value": "active"]
      case .reducedMotion: ["name": "prefers-reduced-motion", "value": "reduce"]
      }
    try await command("Emulation.setEmulatedMedia", ["features": [feature]])
  }

  /// Runs everything so many times slower, as a telephone would.
  public func slowDown(times: Int) async throws {
    try await command("Emulation.setCPUThrottlingRate", ["rate": .number(Double(times))])
  }

  /// Lets pages read what was copied.
  public func allowReadingTheClipboard() async throws {
    try await command(
      "Browser.grantPermissions",
      ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
  }

  /// Opens a page that runs a script before anything of its own.
  public func open(_ address: URL, first script: String) async throws {
    struct Added: Decodable { let identifier: String }
    let added = try await command(
      "Page.addScriptToEvaluateOnNewDocument", ["source": .string(script)], as: Added.self)
    try await open(address)
    try await command(
      "Page.removeScriptToEvaluateOnNewDocument", ["identifier": .string(added.identifier)])
  }

  /// The page as it is printed on A4.
  ///
  /// - Returns: a PDF file.
  public func printed() async throws -> Data {
    struct Document: Decodable { let data: Data }
    return try await command(
      "Page.printToPDF",
      [
        "paperWidth": .number(8.27), "paperHeight": .number(11.69), "printBackground": true,
      ],
      as: Document.self
    ).data
  }

  /// Lays pages out as for paper, in the light theme. The size stays that of the window.
  public func paper() async throws {
    try await command("Emulation.setEmulatedMedia", ["media": "print", "features": []])
  }

  /// Lets pages opened from now on run their scripts, or not. ``run(_:_:as:)`` works always.
  public func javaScript(_ state: JavaScript) async throws {
    try await command("Emulation.setScriptExecutionDisabled", ["value": .bool(state == .off)])
  }

  /// Lets requests for addresses that match a pattern, such as `*.wasm`, fail from now on; none fails
  /// without one.
  public func failing(_ patterns: String...) async throws {
    try await command("Network.enable")
    try await command(
      "Network.setBlockedURLs", ["urls": .array(patterns.map { .string($0) })])
  }

  /// Says whether pages opened from now on are held to their content policy.
  public func contentPolicy(_ policy: ContentPolicy) async throws {
    try await command("Page.setBypassCSP", ["enabled": .bool(policy == .bypassed)])
  }

  /// Draws what a page leaves out as long as it is far from the window.
  public func drawEverything() async throws {
    let draw = """
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { content-visibility: visible !important }");
      document.adoptedStyleSheets.push(sheet);
      return document.documentElement.offsetHeight >= 0;
      """
    _ = try await run(draw, as: Bool.self)
  }

  /// Takes a picture of the whole page, beyond the window too.
  ///
  /// - Returns: a PNG file.
  public func screenshot() async throws -> Data {
    struct Metrics: Decodable {
      struct Size: Decodable { let width, height: Double }
      let cssContentSize: Size
    }
    struct Picture: Decodable { let data: Data }
    try await drawEverything()
    let page = try await command("Page.getLayoutMetrics", as: Metrics.self).cssContentSize
    let clip: JSON = [
      "x": 0, "y": 0, "width": .number(page.width), "height": .number(page.height), "scale": 1,
    ]
    return try await command(
      "Page.captureScreenshot",
      ["format": "png", "captureBeyondViewport": true, "clip": clip], as: Picture.self
    ).data
  }

  /// Writes a picture of the whole page to a file.
  public func screenshot(to file: URL) async throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try await screenshot().write(to: file)
  }

  /// Sends a command of the DevTools protocol.
  @discardableResult
  func command<Value: Decodable>(
    _ name: String, _ parameters: JSON = [:], as type: Value.Type = Nothing.self
  ) async throws -> Value {
    try await wire.send(
      "POST", "/goog/cdp/execute", ["cmd": .string(name), "params": parameters], as: type)
  }
}
