import BookModel
import Figures
import PageRendering

/// Resolves what a chapter's text points at: references, values, links and pictures.
struct Resolution {
  var chapter: Chapter
  var book: Book
  var registry: LabelRegistry
  var images: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  private let prose = ProseFilling()
  /// The values that `{{ .name }}` may mean here: those of the cell a caption belongs to.
  private var own: [String: ProseValue]?

  init(chapter: Chapter, book: Book, registry: LabelRegistry, images: Set<String>) {
    self.chapter = chapter
    self.book = book
    self.registry = registry
    self.images = images
  }

  mutating func linked(_ results: [Cell.ID: [CellResult]]) -> LinkedChapter {
    var linked = chapter
    linked.blocks = chapter.blocks.map { resolve($0) }
    var resolved: [Cell.ID: [CellResult]] = [:]
    for cell in chapter.cells {
      own = registry.ownValues[cell.id]
      resolved[cell.id] = (results[cell.id] ?? []).map { resolve($0, of: cell) }
      own = nil
    }
    return LinkedChapter(chapter: linked, results: resolved)
  }

  // MARK: Blocks

  private mutating func resolve(_ blocks: [Block]) -> [Block] { blocks.map { resolve($0) } }

  private mutating func resolve(_ block: Block) -> Block {
    switch block {
    case .heading(var heading):
      heading.content = resolve(heading.content)
      return .heading(heading)
    case .paragraph(let content): return .paragraph(resolve(content))
    case .quote(let blocks): return .quote(resolve(blocks))
    case .alert(let alert, let blocks): return .alert(alert, resolve(blocks))
    case .footnote(let number, let blocks): return .footnote(number: number, resolve(blocks))
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = resolve(list.items[index].blocks)
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { resolve($0) }
      table.rows = table.rows.map { row in row.map { resolve($0) } }
      return .table(table)
    case .code, .math, .html, .thematicBreak, .cell: return block
    }
  }

  private mutating func resolve(_ result: CellResult, of cell: Cell) -> CellResult {
    switch result {
    case .output, .value, .failure: return result
    case .table(let table, let exhibit): return .table(table, resolve(exhibit))
    case .claim(let claim, let exhibit): return .claim(claim, resolve(exhibit))
    case .figure(var figure, let exhibit):
      if let alternative = cell.options.figureAlternative {
        figure.description = fill(alternative.text, at: alternative.location)
      }
      return .figure(figure, resolve(exhibit))
    }
  }

  private mutating func resolve(_ exhibit: Exhibit) -> Exhibit {
    var exhibit = exhibit
    exhibit.caption = resolve(exhibit.caption)
    return exhibit
  }

  // MARK: Inlines

  private mutating func resolve(_ content: [Inline]) -> [Inline] { content.map { resolve($0) } }

  private mutating func resolve(_ inline: Inline) -> Inline {
    switch inline {
    case .text(let text, let place): return .text(fill(text, at: place), place)
    case .emphasis(let inner): return .emphasis(resolve(inner))
    case .strong(let inner): return .strong(resolve(inner))
    case .strikethrough(let inner): return .strikethrough(resolve(inner))
    case .reference(let label): return link(to: label)
    case .link(let destination, let title, let inner, let place):
      return .link(
        destination: follow(destination, at: place), title: title, resolve(inner), place)
    case .image(let source, let title, let alternative, let place):
      let alternative = fill(alternative, at: place)
      return .image(
        source: picture(source, alternative, at: place), title: title, alternative: alternative,
        place)
    default: return inline
    }
  }

  private mutating func fill(_ text: String, at place: SourceLocation) -> String {
    guard text.contains("{{") else { return text }
    let filled = prose.fill(
      text, at: place, source: book.sources[place.file],
      values: ProseValues(registry.values, own: own.map(ProseValue.map)))
    diagnostics += filled.diagnostics
    return filled.text
  }

  private mutating func link(to label: Label) -> Inline {
    guard let target = registry.targets[label.name] else {
      diagnostics.append(
        .error(
          "unknown-label", at: label.location, "no label is called '\(label.name)'",
          suggestion: nearestName(to: label.name, in: registry.targets.keys)))
      return .text("@" + label.name, label.location)
    }
    return .link(
      destination: address(of: target.chapter, anchor: label.name), title: "",
      [.text(target.text, label.location)], label.location)
  }

  private func address(of slug: String, anchor: String?) -> String {
    let fragment = anchor.map { "#\($0)" } ?? ""
    if slug == chapter.slug { return fragment.isEmpty ? "index.html" : fragment }
    return "../\(slug)/index.html\(fragment)"
  }

  // MARK: Links

  /// The address a link has on the page: `04-rope.md#sec-shift` is written for readers of the source,
  /// `../rope/index.html#sec-shift` for readers of the site.
  private mutating func follow(_ destination: String, at place: SourceLocation) -> String {
    let isOutside = destination.contains("://") || destination.hasPrefix("mailto:")
    guard !isOutside, !destination.isEmpty else { return destination }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    let anchor = parts.count > 1 ? String(parts[1]) : nil
    guard let target = path.isEmpty ? chapter : chapter(at: path) else {
      diagnostics.append(
        .error(
          "dangling-link", at: place, "no chapter is called '\(path)'",
          suggestion: nearestName(to: path, in: book.chapters.map { Self.name($0.file) })))
      return destination
    }
    if let anchor, !anchors(of: target).contains(anchor) {
      diagnostics.append(
        .error(
          "dangling-link", at: place, "'\(Self.name(target.file))' has no anchor '\(anchor)'",
          suggestion: nearestName(to: anchor, in: anchors(of: target))))
    }
    return address(of: target.slug, anchor: anchor)
  }

  private func chapter(at path: String) -> Chapter? {
    book.chapters.first { Self.name($0.file) == path }
  }

  private func anchors(of chapter: Chapter) -> Set<String> {
    var anchors = Set(registry.targets.filter { $0.value.chapter == chapter.slug }.keys)
    for case .heading(let heading) in chapter.blocks { anchors.insert(heading.id) }
    return anchors
  }

  private static func name(_ file: String) -> String {
    file.hasPrefix("content/") ? String(file.dropFirst(8)) : file
  }

  private mutating func picture(
    _ source: String, _ alternative: String, at place: SourceLocation
  ) -> String {
    if alternative.isEmpty {
      diagnostics.append(
        .error(
          "missing-alternative", at: place,
          "the image '\(source)' needs a text: ![what it shows](…)"))
    }
    guard images.contains(source) else {
      diagnostics.append(
        .error(
          "missing-image", at: place, "no file 'content/\(source)'",
          suggestion: nearestName(to: source, in: images)))
      return source
    }
    return "../\(source)"
  }
}
