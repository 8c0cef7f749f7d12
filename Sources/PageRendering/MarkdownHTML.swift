import BookModel

/// Writes the blocks of a chapter as HTML.
struct MarkdownHTML {
  /// What stands where a cell does.
  var cell: (Cell) -> String
  /// An alert, laid out by the theme: its kind and its finished content.
  var alert: (Alert, String) -> String

  // MARK: Blocks

  func html(_ blocks: [Block]) -> String {
    let notes = blocks.filter(\.isFootnote)
    let text = blocks.filter { !$0.isFootnote }.map { html($0) }.joined()
    guard !notes.isEmpty else { return text }
    let items = notes.map { html($0) }.joined()
    return text
      + "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n\(items)</ol>\n</section>\n"
  }

  func html(_ block: Block) -> String {
    switch block {
    case .heading(let heading): html(heading)
    case .paragraph(let content): "<p>\(html(content))</p>\n"
    case .code(let language, let text): listing(text, language: language)
    case .math(let formula): "<div class=\"math\"><code>\(HTML.escaped(formula))</code></div>\n"
    case .quote(let blocks): "<blockquote>\n\(html(blocks))</blockquote>\n"
    case .alert(let kind, let blocks): alert(kind, html(blocks))
    case .list(let list): html(list)
    case .table(let table): html(table)
    case .html(let text): text
    case .thematicBreak: "<hr>\n"
    case .footnote(let number, let blocks): footnote(number, blocks)
    case .cell(let cell): self.cell(cell)
    }
  }

  private func html(_ heading: Heading) -> String {
    let id = HTML.escaped(heading.id)
    let level = heading.level
    return "<h\(level) id=\"\(id)\">\(html(heading.content)) "
      + "<a class=\"anchor\" href=\"#\(id)\" aria-label=\"Link to this section\">#</a></h\(level)>\n"
  }

  func listing(_ text: String, language: String) -> String {
    let name = language.isEmpty ? "" : " class=\"language-\(HTML.escaped(language))\""
    let code = language == "swift" ? SwiftListing(text).html : HTML.escaped(text)
    return "<pre tabindex=\"0\"><code\(name)>\(code)</code></pre>\n"
  }

  private func html(_ list: List) -> String {
    let items = list.items.map { item -> String in
      let content = item.blocks.map { block -> String in
        if list.isTight, case .paragraph(let content) = block { return html(content) }
        return html(block)
      }.joined(separator: list.isTight ? "\n" : "")
      guard let done = item.task else { return "<li>\(content)</li>\n" }
      let box = "<input type=\"checkbox\" disabled\(done ? " checked" : "")> "
      return "<li class=\"task\">\(box)\(content)</li>\n"
    }.joined()
    guard let start = list.start else { return "<ul>\n\(items)</ul>\n" }
    return "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\n\(items)</ol>\n"
  }

  private func html(_ table: MarkdownTable) -> String {
    func cells(_ row: [[Inline]], _ tag: String) -> String {
      let scope = tag == "th" ? " scope=\"col\"" : ""
      return zip(row, table.alignments).map { content, alignment in
        "<\(tag)\(scope)\(alignment.attribute)>\(html(content))</\(tag)>"
      }.joined()
    }
    let body = table.rows.map { "<tr>\(cells($0, "td"))</tr>\n" }.joined()
    return "<div class=\"scroller\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n"
      + "<thead>\n<tr>\(cells(table.header, "th"))</tr>\n</thead>\n"
      + "<tbody>\n\(body)</tbody>\n</table>\n</div>\n"
  }

  private func footnote(_ number: Int, _ blocks: [Block]) -> String {
    let back =
      "<a href=\"#note-\(number)-ref\" role=\"doc-backlink\" "
      + "aria-label=\"Back to the text\">↩</a>"
    return "<li id=\"note-\(number)\">\(html(blocks))\(back)</li>\n"
  }

  // MARK: Inlines

  func html(_ content: [Inline]) -> String { content.map { html($0) }.joined() }

  private func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text, _): HTML.escaped(text)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    case .code(let text): "<code>\(HTML.escaped(text))</code>"
    case .math(let formula): "<code class=\"math\">\(HTML.escaped(formula))</code>"
    case .displayMath(let formula):
      "<code class=\"math displayed\">\(HTML.escaped(formula))</code>"
    case .html(let text): text
    case .emphasis(let inner): "<em>\(html(inner))</em>"
    case .strong(let inner): "<strong>\(html(inner))</strong>"
    case .strikethrough(let inner): "<del>\(html(inner))</del>"
    case .link(let destination, let title, let inner, _): link(destination, title, inner)
    case .image(let source, let title, let alternative, _):
      "<img src=\"\(HTML.address(source))\" alt=\"\(HTML.escaped(alternative))\"\(attribute(title))>"
    case .footnoteReference(let number):
      "<sup><a id=\"note-\(number)-ref\" href=\"#note-\(number)\" role=\"doc-noteref\">\(number)</a></sup>"
    case .reference(let label): HTML.escaped("@" + label.name)
    }
  }

  private func link(_ destination: String, _ title: String, _ inner: [Inline]) -> String {
    "<a href=\"\(HTML.address(destination))\"\(attribute(title))>\(html(inner))</a>"
  }

  private func attribute(_ title: String) -> String {
    title.isEmpty ? "" : " title=\"\(HTML.escaped(title))\""
  }
}

extension Block {
  fileprivate var isFootnote: Bool {
    if case .footnote = self { true } else { false }
  }
}

extension MarkdownTable.Alignment {
  fileprivate var attribute: String {
    switch self {
    case .none: ""
    case .left: " class=\"left\""
    case .center: " class=\"center\""
    case .right: " class=\"right\""
    }
  }
}
