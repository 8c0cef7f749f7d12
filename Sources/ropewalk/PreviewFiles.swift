import Foundation

/// Which file of a site answers which request.
///
/// It knows paths and files only, no sockets, so what can be reached is decided in one place.
struct PreviewFiles: Sendable {
  enum Answer: Hashable {
    case file(String)
    /// A path, percent-encoded as it came.
    case redirect(String)
    case missing
  }

  /// The site on disk.
  let folder: String
  /// The path the site is served under, with a slash at both ends.
  let basePath: String

  init(folder: String, basePath: String) {
    self.folder = folder
    self.basePath = "/" + basePath.split(separator: "/").map { $0 + "/" }.joined()
  }

  /// The answer to a path as it stands in a request, percent-encoded and without its query.
  func answer(to path: String) -> Answer {
    if path + "/" == basePath || path == "/" && basePath != "/" { return .redirect(basePath) }
    guard path.hasPrefix(basePath), let names = names(in: path.dropFirst(basePath.count)) else {
      return .missing
    }
    guard let found = Self.real(([folder] + names).joined(separator: "/")), isInside(found) else {
      return .missing
    }
    guard Self.isFolder(found) else { return path.hasSuffix("/") ? .missing : .file(found) }
    guard path.hasSuffix("/") else { return .redirect(path + "/") }
    guard let index = Self.real(found + "/index.html"), isInside(index), !Self.isFolder(index)
    else { return .missing }
    return .file(index)
  }

  /// The page for what is missing, if the site has one.
  var missingPage: String? {
    guard let page = Self.real(folder + "/404.html"), isInside(page), !Self.isFolder(page) else {
      return nil
    }
    return page
  }

  /// The names in a path, decoded one by one: nil where one of them is no name, but a way up.
  private func names(in path: Substring) -> [String]? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    var names: [String] = []
    for part in parts {
      guard let name = part.removingPercentEncoding, !name.isEmpty, name != ".", name != "..",
        !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
      else { return nil }
      names.append(name)
    }
    return names
  }

  /// Whether a real path lies in the site. A build may have put a new folder in its place just now,
  /// so the folder is looked up each time.
  private func isInside(_ path: String) -> Bool {
    Self.real(folder).map { path == $0 || path.hasPrefix($0 + "/") } ?? false
  }

  /// The path without links; nil where there is nothing.
  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The content type that the ending of a file name stands for.
  static func contentType(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    return contentTypes[ending] ?? "application/octet-stream"
  }

  private static let contentTypes = [
    "css": "text/css; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "gif": "image/gif", "htm": "text/html; charset=utf-8", "html": "text/html; charset=utf-8",
    "ico": "image/x-icon", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "map": "application/json", "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8", "pdf": "application/pdf", "png": "image/png",
    "svg": "image/svg+xml", "ttf": "font/ttf", "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm", "webp": "image/webp", "woff": "font/woff",
    "woff2": "font/woff2", "xml": "application/xml",
  ]
}
