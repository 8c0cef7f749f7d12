import BookModel

/// Finds the tags of a text in the file it was read from.
///
/// The tags of a text stand in its source in the same order, so each is the next `{{` there.
struct ProsePlaces {
  private let start: SourceLocation
  private let source: SourceFile?
  /// How far the source was searched.
  private var cursor: SourceLocation

  /// A folded caption may be spread over lines that its text does not show.
  private static let mostLines = 20

  init(_ start: SourceLocation, _ source: SourceFile?) {
    self.start = start
    self.source = source
    cursor = start
  }

  /// The place of the next tag, which stands so many bytes into the text.
  mutating func next(offset: Int, in text: String) -> SourceLocation {
    for line in cursor.line...cursor.line + Self.mostLines {
      guard let content = source?.line(line) else { break }
      let skipped = line == cursor.line ? cursor.column - 1 : 0
      guard let found = Self.offset(of: "{{", in: content, from: skipped) else { continue }
      let place = SourceLocation(file: start.file, line: line, column: found + 1)
      cursor = place.advanced(by: 2)
      return place
    }
    let before = text.utf8.prefix(offset)
    guard let lineStart = before.lastIndex(of: UInt8(ascii: "\n")) else {
      return start.advanced(by: offset)
    }
    let lines = before.count { $0 == UInt8(ascii: "\n") }
    let column = before.distance(from: lineStart, to: before.endIndex)
    return SourceLocation(file: start.file, line: start.line + lines, column: column)
  }

  /// The place of the wrong part of a tag that starts at `place`.
  func location(
    of problem: ProseProblem, in tag: ProseTag, at place: SourceLocation
  ) -> SourceLocation {
    guard let part = problem.part else { return place }
    let plain = tag.spelling.utf8.distance(from: tag.spelling.startIndex, to: part.startIndex)
    // An escape inside the tag (`tbl\_x`) moves what comes after it.
    guard let content = source?.line(place.line),
      let found = Self.offset(of: String(part), in: content, from: place.column - 1 + plain)
    else { return place.advanced(by: plain) }
    return SourceLocation(file: place.file, line: place.line, column: found + 1)
  }

  /// Where `text` starts in the line, in bytes, at or after `start`.
  private static func offset(of text: String, in line: Substring, from start: Int) -> Int? {
    let bytes = Array(line.utf8)
    let searched = Array(text.utf8)
    guard start >= 0, bytes.count >= searched.count, start <= bytes.count - searched.count else {
      return nil
    }
    return (start...bytes.count - searched.count).first {
      bytes[$0..<$0 + searched.count].elementsEqual(searched)
    }
  }
}
