import Foundation

/// The list of the files a build made, `manifest.json`: the only files the next build may remove.
struct Manifest: Hashable {
  static let name = "manifest.json"
  /// The folder of the API reference, which is not ours and not listed.
  static let reference = "reference"

  var paths: Set<String>

  init(_ paths: some Sequence<String>) { self.paths = Set(paths) }

  /// Reads the manifest of an old site.
  ///
  /// Throws `DecodingError` when it is no list of texts. Paths that no build can have made are left
  /// out: whoever wrote them, what stands there is not ours to remove.
  init(json bytes: [UInt8]) throws {
    let paths = try JSONDecoder().decode([String].self, from: Data(bytes))
    self.init(paths.filter { SitePath.isSafe($0) && !SitePath.isReserved($0) })
  }

  /// The list in JSON: sorted, one path on a line, so that a comparison of two builds reads well.
  var bytes: [UInt8] {
    let lines = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(Self.quoted)
    return Array("[\n\(lines.map { "  \($0)" }.joined(separator: ",\n"))\n]\n".utf8)
  }

  private static func quoted(_ path: String) -> String {
    var text = "\""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

/// Paths inside a site: relative, parts separated by `/`.
enum SitePath {
  static func isSafe(_ path: String) -> Bool {
    !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0 != "." && $0 != ".."
      }
  }

  static func isReserved(_ path: String) -> Bool {
    let key = path.lowercased()
    return key == Manifest.name || key == Manifest.reference
      || key.hasPrefix(Manifest.reference + "/")
  }

  /// The folders around a path, outermost first: `a` and `a/b` for `a/b/c`.
  static func folders(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  /// Refuses a list of files that cannot stand in one folder on every system.
  ///
  /// Throws `SiteError.unsafePath`, `.reservedPath` or `.samePath` for the first that cannot, in
  /// alphabetical order.
  static func check(_ paths: [String]) throws {
    var files: [String: String] = [:]
    /// Each folder as it was first written, and the file it was found around.
    var folders: [String: (name: String, file: String)] = [:]
    for path in paths.sorted() {
      guard isSafe(path) else { throw SiteError.unsafePath(path) }
      guard !isReserved(path) else { throw SiteError.reservedPath(path) }
      if let other = files.updateValue(path, forKey: path.lowercased()) {
        throw SiteError.samePath(other, path)
      }
      for folder in Self.folders(of: path) {
        let known = folders[folder.lowercased()] ?? (folder, path)
        guard known.name == folder else { throw SiteError.samePath(known.file, path) }
        folders[folder.lowercased()] = known
      }
    }
    for (key, folder) in folders.sorted(by: { $0.key < $1.key }) {
      if let file = files[key] { throw SiteError.samePath(file, folder.file) }
    }
  }
}
