import BookModel

/// A template cut into its texts and tags, each with its place.
///
/// The engines' own readers swallow the rest of a file after an unclosed tag without a word, so
/// files are cut here first, and the engines only see what passed.
struct TemplateScan {
  enum Kind { case output, raw, block, comment }

  struct Delimiters {
    var open: String
    var close: String
    var kind: Kind
  }

  struct Tag {
    var kind: Kind
    /// The bytes with the delimiters.
    var whole: Range<Int>
    /// The bytes between the delimiters.
    var content: Range<Int>
  }

  enum Piece {
    case text(Range<Int>)
    case tag(Tag)
  }

  let file: String
  let bytes: [UInt8]
  private(set) var pieces: [Piece] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var lineStarts = [0]

  /// `delimiters` are tried in order, so the longer of two that begin alike comes first.
  init(_ source: SourceFile, _ delimiters: [Delimiters]) {
    file = source.path
    bytes = Array(source.text.utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      lineStarts.append(index + 1)
    }
    cut(delimiters)
  }

  /// The place of a byte, columns counted in bytes.
  func location(_ offset: Int) -> SourceLocation {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourceLocation(file: file, line: low + 1, column: offset - lineStarts[low] + 1)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  // MARK: Cutting

  private mutating func cut(_ delimiters: [Delimiters]) {
    var textStart = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"),
        let found = delimiters.first(where: { starts(with: $0.open, at: index) })
      else {
        index += 1
        continue
      }
      let contentStart = index + found.open.utf8.count
      guard let close = end(of: found, from: contentStart, delimiters) else {
        diagnostics.append(
          .error(
            "malformed-template", at: location(index), "'\(found.open)' has no '\(found.close)'"))
        index = contentStart
        continue
      }
      if textStart < index { pieces.append(.text(textStart..<index)) }
      let end = close + found.close.utf8.count
      pieces.append(.tag(Tag(kind: found.kind, whole: index..<end, content: contentStart..<close)))
      index = end
      textStart = end
    }
    if textStart < bytes.count { pieces.append(.text(textStart..<bytes.count)) }
  }

  /// Where the tag closes, or nil when the next tag opens before it does.
  private func end(
    of tag: Delimiters, from start: Int, _ delimiters: [Delimiters]
  ) -> Int? {
    var index = start
    while index < bytes.count {
      if starts(with: tag.close, at: index) { return index }
      if tag.kind != .comment, bytes[index] == UInt8(ascii: "{"),
        delimiters.contains(where: { starts(with: $0.open, at: index) })
      {
        return nil
      }
      index += 1
    }
    return nil
  }

  private func starts(with delimiter: String, at index: Int) -> Bool {
    bytes[index...].starts(with: delimiter.utf8)
  }
}
