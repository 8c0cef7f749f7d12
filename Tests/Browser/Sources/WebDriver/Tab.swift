import Foundation

/// A window of a headless browser: what a reader does with it.
public struct Tab: Sendable {
  let wire: Wire

  /// The browser may reach this machine only: every other name resolves to nothing.
  private static let options: [JSON] = [
    "--headless=new", "--no-sandbox", "--hide-scrollbars", "--remote-debugging-pipe",
    "--no-proxy-server", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  ]

  /// Opens a browser of its own, with a fresh profile.
  init(driver: Driver) async throws {
    struct Session: Decodable { let sessionId: String }
    let asked: JSON = [
      "capabilities": [
        "alwaysMatch": [
          "goog:chromeOptions": ["args": .array(Tab.options)],
          "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
          "timeouts": ["script": 30_000, "pageLoad": 20_000, "implicit": 0],
        ]
      ]
    ]
    let session = try await Wire(port: driver.port, prefix: "/")
      .send("POST", "session", asked, as: Session.self)
    wire = Wire(port: driver.port, prefix: "/session/\(session.sessionId)")
  }

  /// Opens a page and waits until it is loaded. The logs start anew.
  public func open(_ address: URL) async throws {
    try await clearLogs()
    try await wire.send("POST", "/url", ["url": .string(address.absoluteString)])
  }

  /// Runs the body of a function and decodes what it returns; a promise is waited for.
  public func run<Value: Decodable & Sendable>(
    _ script: String, _ arguments: JSON..., as type: Value.Type = Value.self
  ) async throws -> Value {
    try await run(script, arguments)
  }

  private func run<Value: Decodable & Sendable>(
    _ script: String, _ arguments: [JSON]
  ) async throws -> Value {
    try await wire.send(
      "POST", "/execute/sync", ["script": .string(script), "args": .array(arguments)],
      as: Value.self)
  }

  /// Asks again and again until the script returns true.
  ///
  /// - Returns: whether it did so in time.
  public func becomesTrue(
    _ script: String, _ arguments: JSON..., withinSeconds seconds: Int = 10
  ) async throws -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
      if try await run(script, arguments) { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  /// Presses a key, as on a keyboard, and lets it go.
  ///
  /// - Parameters:
  ///   - key: which one.
  ///   - held: keys that are down meanwhile, such as Control.
  public func press(_ key: Key, with held: Key...) async throws {
    try await press(key.rawValue, with: held)
  }

  /// Types letters, one key after the other.
  ///
  /// - Parameters:
  ///   - text: what the keys say.
  ///   - held: keys that are down meanwhile, such as Control.
  public func type(_ text: String, with held: Key...) async throws {
    for letter in text { try await press(String(letter), with: held) }
  }

  private func press(_ value: String, with held: [Key]) async throws {
    let act = { (type: JSON, value: String) -> JSON in ["type": type, "value": .string(value)] }
    let actions =
      held.map { act("keyDown", $0.rawValue) } + [act("keyDown", value), act("keyUp", value)]
      + held.reversed().map { act("keyUp", $0.rawValue) }
    try await wire.send(
      "POST", "/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]])
  }

  /// Clicks the middle of the first element that a CSS selector finds, as with a mouse.
  public func click(_ selector: String) async throws {
    let element = try await wire.send(
      "POST", "/element", ["using": "css selector", "value": .string(selector)],
      as: [String: String].self)
    guard let id = element.values.first else {
      throw WebDriverError.unexpected("there is no '\(selector)'")
    }
    try await wire.send("POST", "/element/\(id)/click", [:])
  }

  /// Clicks at a place of the window, in CSS pixels, as with a mouse.
  public func click(x: Double, y: Double) async throws {
    let move: JSON = [
      "type": "pointerMove", "duration": 0, "x": .number(x.rounded()), "y": .number(y.rounded()),
    ]
    try await wire.send(
      "POST", "/actions",
      [
        "actions": [
          [
            "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"],
            "actions": [
              move, ["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0],
            ],
          ]
        ]
      ])
  }

  /// A key of the keyboard that types no letter.
  public enum Key: String, Sendable {
    case tab = "\u{E004}"
    case enter = "\u{E007}"
    case shift = "\u{E008}"
    case control = "\u{E009}"
    case escape = "\u{E00C}"
    case end = "\u{E010}"
    case up = "\u{E013}"
    case left = "\u{E012}"
    case right = "\u{E014}"
    case down = "\u{E015}"
    case command = "\u{E03D}"
  }

  /// Makes the tab as good as new.
  func forgetEverything() async throws {
    // What a page kept is forgotten while its address is still the one that is open.
    _ = try await run(
      "try { localStorage.clear(); } catch { /* Nothing was kept. */ } return true;", as: Bool.self)
    try await javaScript(.on)
    try await contentPolicy(.obeyed)
    try await slowDown(times: 1)
    try await failing()
    try await command("Emulation.clearDeviceMetricsOverride")
    try await command("Emulation.setEmulatedMedia", ["media": "", "features": []])
    try await wire.send("POST", "/url", ["url": "about:blank"])
    try await clearLogs()
  }

  /// Ends the browser.
  func close() async throws {
    try await wire.send("DELETE", "")
  }
}
