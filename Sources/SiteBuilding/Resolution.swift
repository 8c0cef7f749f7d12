import Bibliography
import BookModel
import Figures
import PageRendering

/// Resolves what a chapter's text points at: references, values, links and pictures.
struct Resolution {
  var chapter: Chapter
  var book: Book
  var registry: LabelRegistry
  var images: Set<String>
  /// The names of the API; nil where they are not looked up.
  var symbols: SymbolIndex?
  private(set) var diagnostics: [Diagnostic] = []
  /// The labels this chapter refers to.
  private(set) var mentioned: Set<String> = []
  /// The symbols it links to, in the order they are met.
  private(set) var linkedSymbols: [SymbolLink.Target] = []
  /// The works it cites, and how often.
  private(set) var cited: [String: Int] = [:]
  private let bibliography: Bibliography
  private let prose = ProseFilling()
  /// The values that `{{ .name }}` may mean here: those of the cell a caption belongs to.
  private var own: [String: ProseValue]?

  init(
    chapter: Chapter, book: Book, registry: LabelRegistry, images: Set<String>,
    symbols: SymbolIndex? = nil, bibliography: Bibliography = Bibliography([])
  ) {
    self.symbols = symbols
    self.bibliography = bibliography
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
      heading.number = registry.sections[chapter.slug]?[heading.id] ?? ""
      return .heading(heading)
    case .paragraph(let content): return .paragraph(resolve(content))
    case .quote(let blocks): return .quote(resolve(blocks))
    case .alert(let alert, let blocks): return .alert(alert, resolve(blocks))
    case .division(let division, let blocks): return .division(division, resolve(blocks))
    case .footnote(let number, let blocks): return .footnote(number: number, resolve(blocks))
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = resolve(list.items[index].blocks)
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { resolve($0) }
      table.rows = table.rows.map { row in row.map { resolve($0) } }
      table.caption = resolve(table.caption)
      table.number = number(of: table.label)
      return .table(table)
    case .code(var listing):
      listing.number = number(of: listing.label)
      let caption = resolve(listing.caption?.content ?? [])
      listing.caption?.content = caption
      return .code(listing)
    case .math(let equation): return .math(numbered(equation))
    case .html(let text, let place):
      check(text, at: place)
      return block
    case .claims(let claims): return .claims(claims.map { resolve($0) })
    case .thematicBreak, .cell: return block
    }
  }

  private mutating func resolve(_ claim: StatedClaim) -> StatedClaim {
    var claim = claim
    let mentionedInChapters = mentioned
    // A claim that only other claims speak of is in no chapter.
    defer {
      mentioned = mentionedInChapters.union(mentioned.filter { !StatedClaim.isName($0) })
    }
    claim.wording.content = resolve(claim.wording.content)
    claim.evidence = resolve(claim.evidence)
    claim.works = resolve(claim.works)
    return claim
  }

  /// "Table 4.1"; empty without a label, and for one that another took first.
  private func number(of label: Label?) -> String {
    label.flatMap { registry.targets[$0.name]?.text } ?? ""
  }

  private func numbered(_ equation: Equation) -> Equation {
    var equation = equation
    equation.number = String(
      number(of: equation.label).dropFirst(Label.Kind.equation.word.count + 1))
    return equation
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

  private mutating func resolve(_ content: [Inline]) -> [Inline] {
    content.flatMap { inline -> [Inline] in
      guard case .citation(let inside, let place) = inline else { return [resolve(inline)] }
      let group = bibliography.resolve(inside, at: place)
      diagnostics += group.diagnostics
      // Each place has an anchor, so that the list at the end leads back to it.
      let anchors = group.cited.filter { bibliography[$0] != nil }.map { key -> Inline in
        cited[key, default: 0] += 1
        return .anchor("cite-\(key)-\(cited[key, default: 1])")
      }
      return anchors + group.content
    }
  }

  private mutating func resolve(_ inline: Inline) -> Inline {
    switch inline {
    case .text(let text, let place): return .text(fill(text, at: place), place)
    case .emphasis(let inner): return .emphasis(resolve(inner))
    case .strong(let inner): return .strong(resolve(inner))
    case .strikethrough(let inner): return .strikethrough(resolve(inner))
    case .reference(let label): return link(to: label)
    case .displayMath(let equation): return .displayMath(numbered(equation))
    case .symbol(let symbol): return resolve(symbol)
    case .html(let text, let place):
      check(text, at: place)
      return inline
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

  /// HTML can run programs in the reader's browser, so a book has to ask for it; a comment is harmless.
  private mutating func check(_ html: String, at place: SourceLocation) {
    // One comment and nothing else: between two of them anything could stand.
    let text = html.drop(while: \.isWhitespace).trimmingEnd()
    let isComment =
      text.hasPrefix("<!--") && text.firstRange(of: "-->")?.upperBound == text.endIndex
    guard !book.configuration.allowsRawHTML, !isComment else { return }
    diagnostics.append(
      .error(
        "raw-html", at: place, "HTML in a chapter is off",
        notes: ["write Markdown, or set 'raw HTML: true' in content/book.yml"]))
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
    mentioned.insert(label.name)
    return .link(
      destination: address(of: target.chapter, anchor: label.name), title: "",
      [.text(target.text, label.location)], label.location)
  }

  /// Finds a name of the API. Without a reference it stays code, which is reported once for the book.
  private mutating func resolve(_ symbol: SymbolLink) -> Inline {
    guard let symbols, !symbols.isEmpty else { return .code(symbol.path) }
    var linked = symbol
    switch symbols.find(symbol.path, preferring: book.configuration.referenceModule) {
    case .found(let target):
      linked.target = target
      if !linkedSymbols.contains(target) { linkedSymbols.append(target) }
      return .symbol(linked)
    case .ambiguous(let names):
      diagnostics.append(
        .error(
          "ambiguous-symbol", at: symbol.location, "several symbols are called '\(symbol.path)'",
          notes: ["write one of: \(names.joined(separator: ", "))"]))
    case .missing(let nearest):
      diagnostics.append(
        .error(
          "unknown-symbol", at: symbol.location, "no symbol is called '\(symbol.path)'",
          suggestion: nearest))
    }
    return .code(symbol.path)
  }

  private func address(of slug: String, anchor: String?) -> String {
    let fragment = anchor.map { "#\($0)" } ?? ""
    if slug == chapter.slug { return fragment.isEmpty ? "index.html" : fragment }
    return "../\(Chapter.path(of: slug)).html\(fragment)"
  }

  // MARK: Links

  /// The address a link has on the page: `04-rope.md#sec-shift` is written for readers of the source,
  /// `../rope/index.html#sec-shift` for readers of the site.
  private mutating func follow(_ destination: String, at place: SourceLocation) -> String {
    let isOutside = destination.contains("://") || destination.hasPrefix("mailto:")
    guard !isOutside, !destination.isEmpty else { return allowed(destination, at: place) }
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

  /// An address outside the book; one that would run a program is refused.
  private mutating func allowed(_ destination: String, at place: SourceLocation) -> String {
    let scheme = destination.prefix { $0 != ":" }.lowercased()
    guard !destination.isEmpty, !["https", "http", "mailto"].contains(scheme) else {
      return destination
    }
    diagnostics.append(
      .error(
        "refused-link", at: place,
        "a link to '\(scheme):' is refused; a link starts with https://, http:// or mailto:"))
    return ""
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
