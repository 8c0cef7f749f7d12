import Foundation

/// A line of the browser's console: what scripts print and what the browser complains about.
public struct ConsoleMessage: Decodable, Sendable, CustomStringConvertible {
  public let level: String
  public let message: String

  public var description: String { "\(level) \(message)" }
}

extension Tab {
  /// What the console said since the page was opened, or since the last time of asking.
  public func consoleMessages() async throws -> [ConsoleMessage] {
    try await log("browser")
  }

  /// The addresses asked for since the page was opened, or since the last time of asking, the
  /// page's own first. What needs no request, such as `data:`, is left out.
  public func requests() async throws -> [URL] {
    try await log("performance", of: PerformanceEntry.self)
      .compactMap { try? JSONDecoder().decode(NetworkEvent.self, from: Data($0.message.utf8)) }
      .filter { $0.message.method == "Network.requestWillBeSent" }
      .compactMap { $0.message.params.request.flatMap { URL(string: $0.url) } }
      .filter { !["data", "about", "blob", "chrome"].contains($0.scheme ?? "") }
  }

  func clearLogs() async throws {
    _ = try await log("browser", of: Nothing.self)
    _ = try await log("performance", of: Nothing.self)
  }

  private func log<Entry: Decodable>(
    _ name: String, of type: Entry.Type = Entry.self
  ) async throws -> [Entry] {
    try await wire.send("POST", "/se/log", ["type": .string(name)], as: [Entry].self)
  }
}

/// A line of the performance log: an event of the DevTools protocol, as JSON inside JSON.
private struct PerformanceEntry: Decodable {
  let message: String
}

/// The few parts of an event that tell a request.
private struct NetworkEvent: Decodable {
  struct Message: Decodable {
    let method: String
    let params: Parameters
  }
  struct Parameters: Decodable {
    let request: Request?
  }
  struct Request: Decodable {
    let url: String
  }
  let message: Message
}
