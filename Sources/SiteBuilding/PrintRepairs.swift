import BookModel
import Foundation

/// The comments `// Prints "…"` of a book's chapters that a build can put right by itself.
///
/// Lines are found by the place the parser gave them, never by searching for their text. A file that
/// has changed since it was read is left alone.
package struct PrintRepairs: Sendable {
  private var files: [(path: String, text: String, repairs: [Diagnostic.Repair])] = []
  private let root: String

  package var isEmpty: Bool { files.isEmpty }

  /// - Parameters:
  ///   - diagnostics: those of a build.
  ///   - sources: the files as they were read.
  ///   - root: the folder that the paths of diagnostics are relative to.
  package init(_ diagnostics: [Diagnostic], in sources: [String: SourceFile], root: String) {
    self.root = root
    let repairs = Dictionary(grouping: diagnostics.compactMap(\.repair), by: \.file)
    files = repairs.keys.sorted().compactMap { path in
      sources[path].map { (path, $0.text, repairs[path] ?? []) }
    }
  }

  /// Rewrites the files.
  ///
  /// - Returns: a line about each file.
  /// - Throws: an error when a file cannot be written; the ones before it are.
  package func apply() throws -> [String] {
    try files.map { path, text, repairs in
      let file = URL(fileURLWithPath: root + "/" + path)
      let bytes = Array(try Data(contentsOf: file))
      let hasReturns = bytes.contains(13)
      let now = String(decoding: bytes, as: UTF8.self)
      guard (hasReturns ? now.replacing("\r\n", with: "\n") : now) == text else {
        return "\(path): changed while it was built, left as it is"
      }
      let fixed = Self.text(text, with: repairs)
      let ending = hasReturns ? fixed.replacing("\n", with: "\r\n") : fixed
      try Data(ending.utf8).write(to: file, options: .atomic)
      let count = repairs.count
      return "\(path): \(count) comment\(count == 1 ? "" : "s") rewritten"
    }
  }

  static func text(_ text: String, with repairs: [Diagnostic.Repair]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // From the end, so that the lines before keep their numbers.
    for repair in repairs.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      let range = (repair.lines.lowerBound - 1)...(repair.lines.upperBound - 1)
      guard lines.indices.contains(range.lowerBound), lines.indices.contains(range.upperBound)
      else { continue }
      let before = String(
        decoding: lines[range.lowerBound].utf8.prefix(repair.column - 1), as: UTF8.self)
      lines.replaceSubrange(range, with: repair.replacement.map { before + $0 })
    }
    return lines.joined(separator: "\n")
  }
}
