import Foundation

/// One HTTP exchange with a server on this machine, over a connection of its own.
///
/// Not `URLSession`: on Linux it refuses headers that have no blank after the colon, and
/// chromedriver writes `Content-Length:2`.
final class Connection: Sendable {
  private let socket: Int32

  #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    private static let quietly: Int32 = 0
  #else
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let quietly = Int32(MSG_NOSIGNAL)
  #endif

  /// - Parameters:
  ///   - port: of the server.
  ///   - seconds: how long the server may be silent.
  init(port: UInt16, seconds: Int) throws {
    #if canImport(Darwin)
      socket = Darwin.socket(AF_INET, Self.stream, 0)
    #else
      socket = Glibc.socket(AF_INET, Self.stream, 0)
    #endif
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw WebDriverError.unexpected("nobody listens on \(port)") }
  }

  deinit {
    close(socket)
  }

  /// Sends a request and waits for the answer, on a thread that may wait.
  ///
  /// A task that is cancelled meanwhile ends the connection, and so the wait.
  func exchange(_ request: Data) async throws -> (status: Int, body: Data) {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(
            with: Result {
              try self.send(request)
              return try self.receive()
            })
        }
      }
    } onCancel: {
      shutdown(socket, Int32(SHUT_RDWR))
    }
  }

  private func send(_ request: Data) throws {
    var rest = request[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        #if canImport(Darwin)
          Darwin.send(socket, $0.baseAddress, $0.count, Self.quietly)
        #else
          Glibc.send(socket, $0.baseAddress, $0.count, Self.quietly)
        #endif
      }
      guard count > 0 else { throw WebDriverError.unexpected("the driver takes no more") }
      rest = rest.dropFirst(count)
    }
  }

  private func receive() throws -> (status: Int, body: Data) {
    var data = Data()
    var head: Head?
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let head, data.count >= head.size + head.length {
        return (head.status, data.dropFirst(head.size).prefix(head.length))
      }
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { throw WebDriverError.unexpected("the driver stopped answering") }
      data.append(contentsOf: buffer.prefix(count))
      if head == nil { head = Head(in: data) }
    }
  }
}

/// What stands before the body of an answer.
private struct Head {
  let status: Int
  /// Bytes of the body.
  let length: Int
  /// Bytes of the head itself, its empty line included.
  let size: Int

  /// Nil as long as the end of the head has not arrived.
  init?(in data: Data) {
    guard let end = data.firstRange(of: Data("\r\n\r\n".utf8)) else { return nil }
    let text = String(decoding: data[..<end.lowerBound], as: UTF8.self)
    guard let status = text.firstMatch(of: /^HTTP\/1\.1 (\d{3})/).flatMap({ Int($0.1) }),
      let length = text.firstMatch(of: /content-length: *(\d+)/.ignoresCase())
        .flatMap({ Int($0.1) })
    else { return nil }
    self.status = status
    self.length = length
    size = end.upperBound
  }
}
