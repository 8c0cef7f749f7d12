import BookModel
import MathML
import SearchIndexing

/// What a reader can find in a book: chapters, sections, claims, captions, equations, symbols.
struct SearchEntries {
  private(set) var entries: [SearchEntry] = []

  /// - Parameter symbols: the names of the API, linked to or not.
  init(_ book: LinkedBook, symbols: SymbolIndex?) {
    for chapter in book.chapters { add(chapter) }
    for symbol in symbols?.searched(in: book.configuration.referenceModule) ?? [] {
      entries.append(
        SearchEntry(
          kind: .symbol, title: symbol.target.title, place: symbol.place,
          address: symbol.target.address, text: Self.beginning(of: symbol.target.summary)))
    }
  }

  private mutating func add(_ linked: LinkedChapter) {
    let chapter = linked.chapter
    let page = chapter.path
    let name = chapter.isNumbered ? "\(chapter.number) \(chapter.title)" : chapter.title
    var text = [chapter.description]
    var current = SearchEntry(
      kind: .chapter, title: name, place: "", address: page, text: "")
    var exhibits: [SearchEntry] = []
    func finish() {
      let words = text.filter { !$0.isEmpty }.joined(separator: " ")
      current.text = chapter.isGenerated ? Self.firstSentence(of: words) : words
      entries.append(current)
      entries += exhibits
      text = []
      exhibits = []
    }
    for block in chapter.blocks {
      if case .heading(let heading) = block {
        finish()
        let words = Self.text(heading.content)
        current = SearchEntry(
          kind: .section, title: heading.number.isEmpty ? words : "\(heading.number) \(words)",
          place: name, address: "\(page)#\(heading.id)", text: "")
      } else {
        if !Self.isLeftOut(block, of: chapter) { text.append(Self.text(block)) }
        let place = current.kind == .section ? "\(name) › \(current.title)" : name
        exhibits += Self.exhibits(in: block, of: linked, place: place, page)
      }
    }
    finish()
  }

  // MARK: What the box can do without

  // All of it is loaded at once when the box is opened, over a slow line too.

  /// The tables of pages beside the chapters: parameters of computations, which their names find.
  private static func isLeftOut(_ block: Block, of chapter: Chapter) -> Bool {
    if case .table = block { !chapter.isNumbered } else { false }
  }

  /// The first sentence of a description: the rest of a generated page says the same of each entry.
  private static func firstSentence(of text: String) -> String {
    text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) + "." } ?? text
  }

  /// The first words of a summary: enough to tell a symbol from others of its name.
  private static func beginning(of summary: String) -> String {
    guard summary.count > 24 else { return summary }
    let words = summary.prefix(24).split(separator: " ").dropLast()
    return words.joined(separator: " ") + " …"
  }

  // MARK: Exhibits

  private static func exhibits(
    in block: Block, of linked: LinkedChapter, place: String, _ page: String
  ) -> [SearchEntry] {
    func entry(_ kind: SearchEntry.Kind, _ label: String, _ number: String, _ text: String)
      -> SearchEntry
    {
      SearchEntry(
        kind: kind, title: number, place: place, address: "\(page)#\(label)", text: text)
    }
    switch block {
    case .cell(let cell):
      return (linked.results[cell.id] ?? []).compactMap { result in
        switch result {
        case .table(let table, let exhibit):
          exhibit.label.map {
            let caption = text(exhibit.caption)
            return entry(.table, $0, exhibit.number, caption.isEmpty ? table.title ?? "" : caption)
          }
        case .figure(let figure, let exhibit):
          exhibit.label.map {
            // What it finds, its numbers, are in the text around it; the box is loaded whole.
            let caption = text(exhibit.caption)
            return entry(.figure, $0, exhibit.number, caption.isEmpty ? figure.title : caption)
          }
        case .claim(_, let exhibit):
          exhibit.label.map { entry(.claim, $0, exhibit.number, text(exhibit.caption)) }
        case .output, .value, .failure: nil
        }
      }
    case .table(let table):
      return table.label.map { [entry(.table, $0.name, table.number, text(table.caption))] } ?? []
    case .math(let equation):
      return equation.label.map {
        [entry(.equation, $0.name, "Equation \(equation.number)", formula(equation.tex))]
      } ?? []
    case .quote(let blocks), .alert(_, let blocks), .division(_, let blocks),
      .footnote(_, let blocks):
      return blocks.flatMap { exhibits(in: $0, of: linked, place: place, page) }
    case .list(let list):
      return list.items.flatMap(\.blocks).flatMap {
        exhibits(in: $0, of: linked, place: place, page)
      }
    case .claims(let claims):
      return claims.map { claim in
        entry(.claim, claim.id, claim.id, "\(claim.statement) (\(claim.verdict.rawValue))")
      }
    default: return []
    }
  }

  // MARK: Text

  private static func text(_ block: Block) -> String {
    switch block {
    case .paragraph(let content): text(content)
    // Whoever searches does not want to be told the solution.
    case .division(.solution, _): ""
    case .quote(let blocks), .alert(_, let blocks), .division(_, let blocks),
      .footnote(_, let blocks):
      blocks.map(text).joined(separator: " ")
    case .list(let list): list.items.flatMap(\.blocks).map(text).joined(separator: " ")
    case .table(let table):
      (table.header + table.rows.joined()).map(text).joined(separator: " ")
    case .math(let equation): formula(equation.tex)
    case .heading, .code, .html, .thematicBreak, .cell, .claims: ""
    }
  }

  private static func text(_ content: [Inline]) -> String {
    content.map { inline in
      switch inline {
      case .math(let tex, _): formula(tex)
      case .displayMath(let equation): formula(equation.tex)
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .link(_, _, let inner, _):
        text(inner)
      default: inline.plainText
      }
    }.joined()
  }

  /// A formula as a line of Unicode; one that is broken is reported where it is set.
  private static func formula(_ tex: String) -> String {
    (try? Formula(tex))?.plainText ?? tex
  }
}
