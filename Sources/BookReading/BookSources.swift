import BookModel
import PathKit

/// The files a book is made of, as they were on disk when the build began.
///
/// The only part of reading that touches the disk; everything after it is a function of this value.
package struct BookSources: Sendable {
  /// The folder that holds `content/`.
  package var root: String
  /// Text files by their path relative to the root, for example `content/book.yml`.
  package var files: [String: SourceFile]
  /// Files of `content/images/` by their path relative to `content/`.
  package var images: [String: [UInt8]]
  /// Source files that listings show regions of, by their path relative to the root.
  package var included: [String: SourceFile] = [:]
  package var diagnostics: [Diagnostic]

  package static let configurationPath = "content/book.yml"

  package init(
    root: String, files: [String: SourceFile], images: [String: [UInt8]] = [:],
    diagnostics: [Diagnostic] = []
  ) {
    self.root = root
    self.files = files
    self.images = images
    self.diagnostics = diagnostics
  }

  /// Reads `content/` below a folder.
  package init(in root: String) {
    self.init(root: root, files: [:])
    let content = Path(root) + "content"
    guard content.isDirectory, let names = try? content.children() else {
      diagnostics = [
        .error(
          "missing-content", at: nil, "no folder 'content' in \(Path(root).absolute())",
          notes: ["a book is a folder with content/book.yml and chapters in content/*.md"])
      ]
      return
    }
    for path in names.sorted() where path.isFile && Self.isText(path) {
      read(path, as: "content/\(path.lastComponent)")
    }
    readIncluded()
    let folder = content + "images"
    guard folder.isDirectory, let pictures = try? folder.recursiveChildren() else { return }
    for path in pictures.sorted() where path.isFile {
      let name = "images/" + path.string.dropFirst(folder.string.count + 1)
      if let data = try? path.read() { images[name] = Array(data) }
    }
  }

  /// The files that chapters name behind `include=`, where they exist and lie inside the book.
  ///
  /// A link in the file system could lead out of it, so none is followed.
  private mutating func readIncluded() {
    let base = Path(root)
    for (name, file) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".md") {
      for match in file.text.matches(of: #/include="?([^\s"#]+)/#) {
        let path = String(match.1)
        guard included[path] == nil, SourceRegion(path).isInside,
          !Self.followsLink(path, in: base), let text: String = try? (base + path).read()
        else { continue }
        included[path] = SourceFile(path: path, text: text.replacing("\r\n", with: "\n"))
      }
    }
  }

  private static func followsLink(_ path: String, in base: Path) -> Bool {
    var place = base
    return path.split(separator: "/").contains { component in
      place = place + String(component)
      return place.isSymlink
    }
  }

  private static func isText(_ path: Path) -> Bool {
    ["md", "yml", "swift"].contains(path.extension ?? "")
  }

  private mutating func read(_ path: Path, as name: String) {
    guard let bytes: [UInt8] = (try? path.read()).map(Array.init) else {
      let place = SourceLocation(file: name, line: 1)
      diagnostics.append(.error("unreadable-file", at: place, "'\(name)' cannot be read"))
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = Self.placeOfInvalidByte(in: bytes, file: name)
      diagnostics.append(.error("invalid-utf8", at: place, "'\(name)' is not UTF-8 here"))
      return
    }
    let lines = bytes.contains(13) ? text.replacing("\r\n", with: "\n") : text
    files[name] = SourceFile(path: name, text: lines)
  }

  private static func placeOfInvalidByte(in bytes: [UInt8], file: String) -> SourceLocation {
    let decoded = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let place = zip(bytes, decoded).prefix { $0 == $1 }.count
    let before = bytes.prefix(place)
    let line = before.count { $0 == 10 } + 1
    let column = place - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
    return SourceLocation(file: file, line: line, column: column)
  }
}
