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
  public func press(_ key: Key) async throws {
    let value = JSON.string(key.rawValue)
    try await wire.send(
      "POST", "/actions",
      [
        "actions": [
          [
            "type": "key", "id": "keyboard",
            "actions": [
              ["type": "keyDown", "value": value], ["type": "keyUp", "value": value],
            ],
          ]
        ]
      ])
  }

  /// A key of the keyboard that types no letter.
  public enum Key: String, Sendable {
    case tab = "\u{E004}"
    case enter = "\u{E007}"
  }

  /// Makes the tab as good as new.
  func forgetEverything() async throws {
    try await javaScript(.on)
    try await contentPolicy(.obeyed)
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
