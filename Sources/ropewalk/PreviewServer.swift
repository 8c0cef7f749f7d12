import FlyingFox
import FlyingSocks
import Foundation

/// Serves a site on this machine, the way it will be served when it is published.
///
/// It listens on 127.0.0.1 only and answers only to names of this machine: otherwise a page of
/// anybody's could have its own name lead here and read what is served.
struct PreviewServer {
  private let files: PreviewFiles
  private let port: UInt16

  /// How many ports are tried when the first is taken.
  private static let portsTried: UInt16 = 20

  /// Serves `folder` under `basePath`, at `port` or the next free one; 0 leaves the choice to the
  /// system.
  init(folder: String, basePath: String, port: UInt16) {
    files = PreviewFiles(folder: folder, basePath: basePath)
    self.port = port
  }

  /// Serves until the task is cancelled. `onReady` is told the address of the site once requests
  /// are answered.
  ///
  /// Throws FlyingFox's `SocketError` when no port is free or the system allows none.
  func run(onReady: (String) -> Void) async throws {
    let last = port.addingReportingOverflow(Self.portsTried - 1)
    for candidate in port...(last.overflow ? .max : last.partialValue) {
      do {
        return try await serve(at: candidate, onReady)
      } catch SocketError.failed(_, EADDRINUSE, _) where candidate != last.partialValue {
        continue
      }
    }
  }

  private enum Event {
    case ready(UInt16)
    case ended
  }

  private func serve(at port: UInt16, _ onReady: (String) -> Void) async throws {
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: PreviewHandler(files: files))
    try await withThrowingTaskGroup(of: Event.self) { group in
      group.addTask {
        try await server.run()
        return .ended
      }
      group.addTask {
        try await server.waitUntilListening()
        guard case .ip4(_, let actual) = await server.listeningAddress else { return .ready(port) }
        return .ready(actual)
      }
      while let event = try await group.next() {
        guard case .ready(let actual) = event else { break }
        onReady("http://127.0.0.1:\(actual)\(files.basePath)")
      }
      group.cancelAll()
    }
  }
}

/// Turns requests into answers from the files of the site.
private struct PreviewHandler: HTTPHandler {
  let files: PreviewFiles

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let host = request.headers[.host], Self.isThisMachine(host) else {
      return text(.misdirectedRequest, "This server answers to 127.0.0.1 and localhost only.")
    }
    let isHead = request.method == .HEAD
    guard isHead || request.method == .GET else {
      var response = text(.methodNotAllowed, "This server answers to GET and HEAD only.")
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    var (response, body) = answer(to: request.target)
    // The length of what GET would send; FlyingFox would count the body that is left out.
    response.headers[.contentLength] = "\(body.count)"
    if !isHead { response.payload = .httpBody(HTTPBodySequence(data: body)) }
    return response
  }

  private func answer(to target: HTTPRequest.Target) -> (HTTPResponse, Data) {
    switch files.answer(to: target.path()) {
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else { break }
      return (response(.ok, type: PreviewFiles.contentType(of: path)), data)
    case .redirect(let path):
      let query = target.query()
      var response = response(.found, type: "text/plain; charset=utf-8")
      response.headers[.location] = query.isEmpty ? path : "\(path)?\(query)"
      return (response, Data())
    case .missing: break
    }
    let page = files.missingPage.flatMap { FileManager.default.contents(atPath: $0) }
    guard let page else {
      return (
        response(.notFound, type: "text/plain; charset=utf-8"),
        Data("The site has no page here. It starts at \(files.basePath)\n".utf8)
      )
    }
    return (response(.notFound, type: PreviewFiles.contentType(of: "404.html")), page)
  }

  private func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    var response = response(status, type: "text/plain; charset=utf-8")
    response.payload = .httpBody(HTTPBodySequence(data: Data("\(text)\n".utf8)))
    return response
  }

  /// A page is looked at right after it was built, so nothing may be kept from before.
  private func response(_ status: HTTPStatusCode, type: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: type, .cacheControl: "no-store"])
  }

  /// Whether a `Host` header names this machine, with or without a port.
  private static func isThisMachine(_ host: String) -> Bool {
    let name: Substring
    if host.hasPrefix("["), let bracket = host.lastIndex(of: "]") {
      name = host[...bracket]
    } else {
      name = host.prefix { $0 != ":" }
    }
    let port = host[name.endIndex...]
    let isPort = port.isEmpty || port.hasPrefix(":") && port.dropFirst().allSatisfy(\.isNumber)
    return isPort && ["127.0.0.1", "localhost", "[::1]"].contains(name.lowercased())
  }
}
