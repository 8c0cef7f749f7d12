import BookModel

/// What one chapter may ask of the Markdown parser.
///
/// cmark-gfm takes the square of the length of a paragraph for a few odd texts (many `![[]()`, many
/// `a@`) and fills up every row of a table with empty cells. No chapter written by hand comes near
/// these limits, and one that does is told where.
struct ReadingLimits {
  /// Bytes between two blank lines.
  static let longestParagraph = 50_000
  /// Rows times columns of a table.
  static let largestTable = 100_000
  /// Blocks and inlines inside each other.
  static let deepestNesting = 100

  private let source: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter text: the chapter with blank lines in the place of its front matter.
  init(_ source: SourceFile, text: String) {
    self.source = source
    var paragraph = Paragraph()
    var fence: FenceMark?
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let mark = FenceMark(line)
      if let open = fence {
        if let mark, mark.closes(open) { fence = nil }
      } else if let mark, mark.canOpen {
        fence = mark
        paragraph = Paragraph()
      } else if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
        paragraph = Paragraph()
      } else {
        add(line, number: index + 1, to: &paragraph)
      }
    }
  }

  /// The back-ticks or tildes at the start of a line, also in a list or a quote.
  private struct FenceMark {
    var byte: UInt8
    var count: Int
    var canOpen: Bool
    var isAlone: Bool

    init?(_ line: Substring.UTF8View) {
      let words = line.drop { " \t>-*+.)0123456789".utf8.contains($0) }
      guard let first = words.first, first == 96 || first == 126 else { return nil }
      byte = first
      let rest = words.drop { $0 == first }
      count = words.count - rest.count
      guard count >= 3 else { return nil }
      canOpen = first == 126 || !rest.contains(96)
      isAlone = rest.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }

    func closes(_ open: FenceMark) -> Bool { isAlone && byte == open.byte && count >= open.count }
  }

  private struct Paragraph {
    var start = 0
    var size = 0
    var columns = 0
    var rows = 0
    var isReported = false
  }

  private mutating func add(
    _ line: Substring.UTF8View, number: Int, to paragraph: inout Paragraph
  ) {
    if paragraph.start == 0 { paragraph.start = number }
    paragraph.size += line.count + 1
    paragraph.rows += 1
    // Below a row of names, a line of nothing but bars and dashes makes a table.
    if line.allSatisfy({ "|-:> \t\r".utf8.contains($0) }) {
      paragraph.columns = max(paragraph.columns, line.count { $0 == 124 } + 1)
    }
    guard !paragraph.isReported else { return }
    if paragraph.size > Self.longestParagraph {
      report(
        "paragraph", "more than \(Self.longestParagraph) bytes without a blank line", &paragraph)
    } else if paragraph.rows * paragraph.columns > Self.largestTable {
      report("table", "more than \(Self.largestTable) cells in one table", &paragraph)
    }
  }

  private mutating func report(_ noun: String, _ what: String, _ paragraph: inout Paragraph) {
    paragraph.isReported = true
    diagnostics.append(
      .error(
        "\(noun)-too-large", at: SourceLocation(file: source.path, line: paragraph.start), what))
  }
}

/// The bytes of a file and where its lines begin, to look up places without reading it again.
struct LineTable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// A word that is not found so near was written in another way, with entities, say.
  private static let farthest = 4_096

  init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 10 { starts.append(index + 1) }
    self.starts = starts
  }

  /// Where `word` stands in the line of `guess`: at `guess` itself, else its first place at or after
  /// `start`, else `guess` all the same.
  func location(
    of word: String, near guess: SourceLocation, from start: SourceLocation
  ) -> SourceLocation {
    guard starts.indices.contains(guess.line - 1) else { return guess }
    let begin = starts[guess.line - 1]
    let end = guess.line < starts.count ? starts[guess.line] - 1 : bytes.count
    let wanted = word.utf8
    func matches(at index: Int) -> Bool {
      index >= begin && index + wanted.count <= end
        && bytes[index..<(index + wanted.count)].elementsEqual(wanted)
    }
    if matches(at: begin + guess.column - 1) { return guess }
    let first = begin + max(0, start.column - 1)
    guard first < end,
      let found = (first..<min(end, first + Self.farthest)).first(where: matches)
    else { return guess }
    return SourceLocation(file: guess.file, line: guess.line, column: found - begin + 1)
  }
}
