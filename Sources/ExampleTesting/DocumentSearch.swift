import BookModel
import PathKit

/// Finds the files that paths on a command line mean: a file is itself, a folder all Markdown and
/// Swift files below it.
package struct DocumentSearch {
  /// A path that means nothing.
  package struct Problem: Error, CustomStringConvertible {
    package var description: String
  }

  /// Sorted in each folder, in the order of the paths, each file once.
  package private(set) var paths: [String] = []

  private static let kinds = ["md", "swift"]

  package init(_ names: [String]) throws(Problem) {
    var known: Set<String> = []
    for name in names {
      let path = Path(name)
      guard path.exists else { throw Problem(description: "No file or folder '\(name)'.") }
      if path.isFile, !Self.kinds.contains(path.extension ?? "") {
        throw Problem(description: "'\(name)' is neither Markdown (.md) nor Swift (.swift).")
      }
      for file in Self.files(in: path)
      where known.insert(file.absolute().normalize().string).inserted {
        paths.append(file.normalize().string)
      }
    }
  }

  private static func files(in path: Path) -> [Path] {
    guard path.isDirectory else { return [path] }
    let children = ((try? path.children()) ?? []).sorted()
    return children.flatMap { child -> [Path] in
      if child.lastComponent.hasPrefix(".") { return [] }
      if child.isDirectory { return child.isSymlink ? [] : files(in: child) }
      return kinds.contains(child.extension ?? "") ? [child] : []
    }
  }

  /// The module of a file that lies in `Sources/MODULE/`.
  package static func module(of path: String) -> String? {
    let parts = Path(path).absolute().normalize().components
    guard let sources = parts.lastIndex(of: "Sources"), parts.count > sources + 2 else {
      return nil
    }
    return parts[sources + 1]
  }

  /// Reads a file, with the ends of its lines made one.
  package static func read(_ path: String) -> Result<SourceFile, Unreadable> {
    guard let bytes = try? Path(path).read() else {
      return .failure(Unreadable(path: path, reason: "cannot be read"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(Unreadable(path: path, reason: "is not UTF-8"))
    }
    let lines = text.utf8.contains(13) ? text.replacing("\r\n", with: "\n") : text
    return .success(SourceFile(path: path, text: lines))
  }

  /// A file that is there and no text.
  package struct Unreadable: Error {
    var path: String
    var reason: String

    package var diagnostic: Diagnostic {
      .error(
        "unreadable-file", at: SourceLocation(file: path, line: 1), "'\(path)' \(reason)")
    }
  }
}
