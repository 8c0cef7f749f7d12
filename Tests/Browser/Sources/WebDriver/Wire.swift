import Foundation

/// The way to the driver: a request carries JSON, the answer is `{"value": …}`.
struct Wire: Sendable {
  let port: UInt16
  /// What the path of every command begins with.
  let prefix: String

  /// Sends one command.
  ///
  /// - Throws: ``WebDriverError`` with what the driver said.
  @discardableResult
  func send<Value: Decodable>(
    _ method: String, _ path: String, _ body: JSON? = nil, as type: Value.Type = Nothing.self
  ) async throws -> Value {
    let content = try body.map { try JSONEncoder().encode($0) } ?? Data()
    let head = """
      \(method) \(prefix)\(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Content-Type: application/json; charset=utf-8\r
      Content-Length: \(content.count)\r
      Connection: close\r
      \r

      """
    // Longer than the limits the browser itself keeps, so that its own message arrives first.
    let connection = try Connection(port: port, seconds: 40)
    let (status, answer) = try await connection.exchange(Data(head.utf8) + content)
    guard status == 200 else {
      let failure = try? JSONDecoder().decode(Answer<Failure>.self, from: answer).value
      throw WebDriverError.refused(
        command: "\(method) \(path)",
        reason: failure.map { "\($0.error): \($0.message)" }
          ?? String(decoding: answer, as: UTF8.self))
    }
    return try JSONDecoder().decode(Answer<Value>.self, from: answer).value
  }
}

/// The envelope of every answer.
private struct Answer<Value: Decodable>: Decodable {
  let value: Value
}

/// What the driver says when a command fails.
private struct Failure: Decodable {
  let error: String
  let message: String
}

/// An answer nobody looks at, whatever it holds.
struct Nothing: Decodable {
  init(from decoder: any Decoder) throws {}
}
