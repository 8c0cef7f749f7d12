import BookModel

/// A region of a source file between `snippet.NAME` and `snippet.end`, the marks of Swift's snippets.
///
/// A listing that shows a region of the library cannot fall behind it.
struct SourceRegion {
  /// The path relative to the book's root.
  var path: String
  /// The name of the region; nil for the whole file.
  var name: String?

  /// `Sources/RoPE/Turn.swift#turn`.
  init(_ text: String) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    name = parts.count > 1 ? String(parts[1]) : nil
  }

  /// Whether the path stays inside the book's folder, whatever the file system holds there.
  var isInside: Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.contains("\\")
      && path.split(separator: "/").allSatisfy { $0 != ".." && $0 != "." && !$0.hasPrefix(".") }
  }

  /// The lines of the region without the indentation they share, or nil where there is no such one.
  func text(in source: String) -> String? {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    guard let name else { return Self.unmarked(lines[...]) }
    guard let start = lines.firstIndex(where: { Self.mark($0) == name }) else { return nil }
    let rest = lines[(start + 1)...]
    let end = rest.firstIndex { Self.mark($0) == "end" } ?? lines.endIndex
    return Self.unmarked(rest[..<end])
  }

  /// The names a source has regions for.
  static func names(in source: String) -> [String] {
    source.split(separator: "\n").compactMap(mark).filter { $0 != "end" }
  }

  /// `turn` in `// snippet.turn`.
  private static func mark(_ line: Substring) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, ["//", "#", "--"].contains(words[0]), words[1].hasPrefix("snippet.")
    else { return nil }
    return String(words[1].dropFirst("snippet.".count))
  }

  private static func unmarked(_ lines: ArraySlice<Substring>) -> String {
    let kept = lines.filter { mark($0) == nil }
    let indentation =
      kept.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return kept.map { $0.dropFirst(min(indentation, $0.prefix { $0 == " " }.count)) }
      .joined(separator: "\n").trimmingBlankLines()
  }
}
