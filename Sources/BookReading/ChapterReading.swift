import BookModel

/// Reads one chapter: front matter, then Markdown, then what ties them together.
struct ChapterReading {
  var chapter: Chapter
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile, slug: String, syntaxes: [String: CellSyntax]) {
    chapter = Chapter(
      slug: slug, number: "", part: "", title: "", description: "", file: source.path, blocks: [])
    let (front, body) = Self.split(source.text)
    readFrontMatter(front, of: source)
    var fences = FenceReading(chapter: slug, syntaxes: syntaxes)
    let limits = ReadingLimits(source, text: body)
    diagnostics += limits.diagnostics
    guard !limits.diagnostics.hasErrors else { return }
    var problems: [Diagnostic] = []
    let parser = MarkdownParser(
      source: source, fence: { fences.block(for: $0) }, report: { problems.append($0) })
    let blocks = parser.blocks(of: body)
    diagnostics += problems + fences.diagnostics
    var anchors = Anchors(source: source)
    chapter.blocks = blocks.map { anchors.finish($0) }
    diagnostics += anchors.diagnostics
  }

  /// The front matter, and the chapter with blank lines in its place, so that lines keep their
  /// numbers.
  private static func split(_ text: String) -> (front: String?, body: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      return (nil, text)
    }
    let blank = String(repeating: "\n", count: end + 1)
    return (
      lines[1..<end].joined(separator: "\n"),
      blank + lines[(end + 1)...].joined(separator: "\n")
    )
  }

  private mutating func readFrontMatter(_ text: String?, of source: SourceFile) {
    let first = SourceLocation(file: source.path, line: 1)
    guard let text else {
      diagnostics.append(
        .error(
          "missing-title", at: first,
          "a chapter starts with '---', a line 'title: …' and '---' again"))
      return
    }
    let origin = SourceLocation(file: source.path, line: 2)
    let (map, problems) = YAMLReading(origin: origin).map(text)
    diagnostics += problems
    guard !problems.hasErrors else { return }
    var keys = StrictMap(map, noun: "front matter key", unknown: "unknown-key")
    chapter.title = keys.text("title")?.text ?? ""
    chapter.description = keys.text("description")?.text ?? ""
    chapter.template = keys.text("template")
    keys.reportUnknownKeys()
    diagnostics += keys.diagnostics
    if chapter.title.isEmpty, !keys.diagnostics.hasErrors {
      diagnostics.append(.error("missing-title", at: first, "a chapter needs a 'title'"))
    }
  }
}

/// Gives headings their ids and splits `@label` out of text.
private struct Anchors {
  var diagnostics: [Diagnostic] = []
  private let lines: LineTable
  private var used: Set<String> = []
  /// The number that the next heading of the same words is given.
  private var numbers: [String: Int] = [:]

  init(source: SourceFile) { lines = LineTable(source.text) }

  mutating func finish(_ block: Block) -> Block {
    switch block {
    case .heading(let heading): .heading(finish(heading))
    case .paragraph(let content): .paragraph(finish(content))
    case .quote(let blocks): .quote(blocks.map { finish($0) })
    case .alert(let alert, let blocks): .alert(alert, blocks.map { finish($0) })
    case .footnote(let number, let blocks): .footnote(number: number, blocks.map { finish($0) })
    case .list(var list):
      {
        for index in list.items.indices {
          list.items[index].blocks = list.items[index].blocks.map { finish($0) }
        }
        return .list(list)
      }()
    case .table(var table):
      {
        table.header = table.header.map { finish($0) }
        table.rows = table.rows.map { row in row.map { finish($0) } }
        return .table(table)
      }()
    case .cell(var cell):
      {
        finish(&cell.options.figureCaption)
        finish(&cell.options.tableCaption)
        return .cell(cell)
      }()
    default: block
    }
  }

  /// A caption is Markdown too: emphasis, code, formulas and references, all placed where it starts.
  private mutating func finish(_ caption: inout Caption?) {
    guard let text = caption?.source else { return }
    let source = SourceFile(path: text.location.file, text: text.text)
    let parser = MarkdownParser(source: source) { .code(language: "", text: $0.text) }
    let isShort = text.text.utf8.count <= ReadingLimits.longestParagraph
    let blocks = isShort ? parser.blocks(of: text.text) : []
    guard case .paragraph(let content)? = blocks.first else {
      diagnostics.append(
        .error("malformed-caption", at: text.location, "a caption is one paragraph of text"))
      return
    }
    caption?.content = finish(content.map { $0.placed(at: text.location) })
  }

  // MARK: Headings

  private mutating func finish(_ heading: Heading) -> Heading {
    var heading = heading
    if heading.level == 1 {
      diagnostics.append(
        .error(
          "second-title", at: heading.location,
          "the title stands in the front matter; headings in the text start with '##'"))
    }
    let given = takeIdentifier(from: &heading.content)
    heading.content = finish(heading.content)
    if let given {
      heading.id = given
      if !used.insert(given).inserted {
        diagnostics.append(
          .error("duplicate-anchor", at: heading.location, "two headings have the id '\(given)'"))
      }
    } else {
      heading.id = uniqueIdentifier(for: plainText(heading.content))
    }
    return heading
  }

  /// `{#sec-shift}` at the end of a heading is its id.
  private func takeIdentifier(from content: inout [Inline]) -> String? {
    guard case .text(let text, let place)? = content.last, text.hasSuffix("}"),
      let start = text.firstRange(of: "{#")
    else { return nil }
    let name = String(text[start.upperBound...].dropLast())
    guard Label.isWellFormed(name) else { return nil }
    content[content.count - 1] = .text(text[..<start.lowerBound].trimmingEnd(), place)
    return name
  }

  private mutating func uniqueIdentifier(for words: String) -> String {
    let kept = words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let base = String(kept).split(separator: "-").joined(separator: "-")
    let stem = base.isEmpty ? "section" : base
    var candidate = stem
    while !used.insert(candidate).inserted {
      let number = numbers[stem, default: 2]
      candidate = "\(stem)-\(number)"
      numbers[stem] = number + 1
    }
    return candidate
  }

  private func plainText(_ content: [Inline]) -> String { content.map(\.plainText).joined() }

  // MARK: References

  private mutating func finish(_ content: [Inline]) -> [Inline] {
    content.flatMap { inline -> [Inline] in
      switch inline {
      case .text(let text, let place): splitReferences(text, at: place)
      case .emphasis(let inner): [.emphasis(finish(inner))]
      case .strong(let inner): [.strong(finish(inner))]
      case .strikethrough(let inner): [.strikethrough(finish(inner))]
      case .link(let destination, let title, let inner, let place):
        [.link(destination: destination, title: title, finish(inner), place)]
      default: [inline]
      }
    }
  }

  /// Cuts `@fig-pig` out of a text: an at sign after no letter, then a label with a known prefix.
  private func splitReferences(_ text: String, at place: SourceLocation) -> [Inline] {
    guard text.contains("@") else { return [.text(text, place)] }
    var parts: [Inline] = []
    var rest = text[...]
    var searched = rest.startIndex
    while let at = rest[searched...].firstIndex(of: "@") {
      let name = label(after: at, in: rest)
      let precedes = at > rest.startIndex ? rest[rest.index(before: at)] : " "
      guard let name, !precedes.isLetter, !precedes.isNumber else {
        searched = rest.index(after: at)
        continue
      }
      if at > rest.startIndex {
        parts.append(.text(String(rest[..<at]), self.place(of: rest, in: text, at: place)))
      }
      let location = located(
        "@" + name, in: text, offset: text.utf8.distance(from: text.startIndex, to: at), from: place
      )
      parts.append(.reference(Label(name, at: location)))
      rest = rest[rest.index(at, offsetBy: name.count + 1)...]
      searched = rest.startIndex
    }
    if !rest.isEmpty {
      parts.append(.text(String(rest), self.place(of: rest, in: text, at: place)))
    }
    return parts
  }

  private func label(after at: Substring.Index, in text: Substring) -> String? {
    let word = text[text.index(after: at)...].prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
    }
    // A hyphen or a dash of the sentence may follow directly.
    let name = String(word.trimmingEnd { $0 == "-" || $0 == "_" })
    guard let kind = Label.kind(of: name), name.count > kind.rawValue.count + 1 else { return nil }
    return name
  }

  private func place(
    of rest: Substring, in text: String, at place: SourceLocation
  ) -> SourceLocation {
    place.advanced(by: text.utf8.distance(from: text.startIndex, to: rest.startIndex))
  }

  /// The literal of a text node can be shorter than its source (`&amp;`, `\*`), so the column is
  /// looked up in the line when it is not where counting says.
  private func located(
    _ word: String, in text: String, offset: Int, from place: SourceLocation
  ) -> SourceLocation {
    lines.location(of: word, near: place.advanced(by: offset), from: place)
  }
}

extension Inline {
  /// The same inline with every text in it placed at one location.
  fileprivate func placed(at location: SourceLocation) -> Inline {
    func all(_ content: [Inline]) -> [Inline] { content.map { $0.placed(at: location) } }
    return switch self {
    case .text(let text, _): .text(text, location)
    case .emphasis(let inner): .emphasis(all(inner))
    case .strong(let inner): .strong(all(inner))
    case .strikethrough(let inner): .strikethrough(all(inner))
    case .link(let destination, let title, let inner, _):
      .link(destination: destination, title: title, all(inner), location)
    case .image(let source, let title, let alternative, _):
      .image(source: source, title: title, alternative: alternative, location)
    default: self
    }
  }

  /// The words alone, for anchors and titles.
  package var plainText: String {
    switch self {
    case .text(let text, _): text
    case .code(let text), .math(let text), .displayMath(let text): text
    case .softBreak, .lineBreak: " "
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .link(_, _, let inner, _):
      inner.map(\.plainText).joined()
    case .image(_, _, let alternative, _): alternative
    case .reference(let label): label.name
    case .html, .footnoteReference: ""
    }
  }
}
