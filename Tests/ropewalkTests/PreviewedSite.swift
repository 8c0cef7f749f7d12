import Foundation
import Testing

@testable import ropewalk

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A site on disk with a secret beside it, and a server for it.
final class PreviewedSite: Sendable {
  let around: String
  let files: PreviewFiles

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("ropewalk-preview-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    around = url.resolvingSymlinksInPath().path
    files = PreviewFiles(folder: around + "/site", basePath: "/ropewalk/")
    let texts = [
      "secret.txt": "secret", "site/index.html": "home", "site/rope/index.html": "rope",
      "site/rotated(_:at:)/index.html": "symbol", "site/file.txt": "file", "site/a b%.txt": "",
      "site/empty/.keep": "", "site/.well-known/x": "", "site-beside/index.html": "beside",
    ]
    for (path, text) in texts { try put(text, at: path) }
    let links = [
      "outer": around, "secret": around + "/secret.txt", "inner": "file.txt",
      "linked": around + "/site-beside",
    ]
    for (name, destination) in links {
      try FileManager.default.createSymbolicLink(
        atPath: "\(around)/site/\(name)", withDestinationPath: destination)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: around) }

  func put(_ text: String, at path: String) throws {
    let url = URL(fileURLWithPath: "\(around)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Serves the site while `body` runs.
  func serve(
    at port: UInt16 = 0, _ body: @escaping @Sendable (Running) async throws -> Void
  ) async throws {
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let server = PreviewServer(folder: around + "/site", basePath: "/ropewalk/", port: port)
    let running = Task {
      defer { continuation.finish() }
      try await server.run { continuation.yield($0) }
    }
    defer { running.cancel() }
    var iterator = addresses.makeAsyncIterator()
    guard let address = await iterator.next() else { return try await running.value }
    try await body(Running(address: address))
  }

  /// A server that answers.
  struct Running: Sendable {
    let address: String
    var port: UInt16 {
      URLComponents(string: address)?.port.flatMap(UInt16.init(exactly:)) ?? 0
    }

    struct Response {
      var status = 0
      var headers: [String: String] = [:]
      var body = ""
    }

    struct NoAnswer: Error {}

    /// Asks as a browser would, but changes nothing in the path: URLSession would tidy up `..`.
    func get(
      _ path: String, method: String = "GET", host: String? = "localhost"
    ) async throws -> Response {
      let lines =
        ["\(method) \(path) HTTP/1.1", "Connection: close"] + (host.map { ["Host: \($0)"] } ?? [])
      let request = lines.joined(separator: "\r\n") + "\r\n\r\n"
      // Waiting for an answer on a thread of the task pool would keep the server from running.
      let bytes = try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(with: Result { try exchange(request) })
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { throw NoAnswer() }
      var response = Response()
      let head = text[..<end.lowerBound].components(separatedBy: "\r\n")
      response.status =
        head.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
      for line in head.dropFirst() {
        let parts = line.components(separatedBy: ": ")
        response.headers[parts[0]] = parts.dropFirst().joined(separator: ": ")
      }
      response.body = String(text[end.upperBound...])
      return response
    }

    /// Sends bytes and returns all that comes back, within five seconds.
    private func exchange(_ request: String) throws -> [UInt8] {
      #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
      #else
        let kind = SOCK_STREAM
      #endif
      let descriptor = socket(AF_INET, kind, 0)
      guard descriptor >= 0 else { throw NoAnswer() }
      defer { _ = close(descriptor) }
      var limit = timeval(tv_sec: 60, tv_usec: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, size)
        }
      }
      guard connected == 0 else { throw NoAnswer() }
      let bytes = Array(request.utf8)
      guard send(descriptor, bytes, bytes.count, 0) == bytes.count else { throw NoAnswer() }
      var answer: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return answer }
        answer += buffer[..<count]
      }
    }
  }
}
