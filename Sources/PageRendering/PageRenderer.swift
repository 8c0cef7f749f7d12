import BookModel
import Figures

/// A finished page: where it goes and what it holds.
package struct Page: Hashable, Sendable {
  /// The path in the site, for example `rope/index.html`.
  package var path: String
  package var html: String

  package init(path: String, html: String) {
    self.path = path
    self.html = html
  }
}

/// Sets the linked book as pages: the stage Render.
package struct PageRenderer: Sendable {
  /// Whole pages.
  package var layouts: any TemplateEngine
  /// Figure, table, output, claim and the like.
  package var fragments: any TemplateEngine

  package init(layouts: any TemplateEngine, fragments: any TemplateEngine) {
    self.layouts = layouts
    self.fragments = fragments
  }

  package func render(_ book: LinkedBook) -> (pages: [Page], diagnostics: [Diagnostic]) {
    var pages: [Page] = []
    let formulas = FormulaSetting(book)
    var diagnostics = formulas.diagnostics
    func add(_ path: String, _ piece: ExhibitHTML.Piece) {
      pages.append(Page(path: path, html: piece.text))
      // A broken template is broken on every page; one report is enough.
      for diagnostic in piece.diagnostics where !diagnostics.contains(diagnostic) {
        diagnostics.append(diagnostic)
      }
    }
    add("index.html", index(of: book, formulas))
    var contents: [String: String] = [:]
    for (index, chapter) in book.chapters.enumerated() where !chapter.chapter.isFront {
      let content = content(of: chapter, in: book, formulas)
      contents[chapter.chapter.slug] = content.text
      add(
        chapter.chapter.path, page(of: chapter, at: index, holding: content, in: book, formulas))
    }
    for entry in BesidePages.entries(of: book) {
      let path = "\(entry.slug)/index.html"
      switch entry.slug {
      case BesidePages.prelude.slug:
        guard let prelude = book.prelude else { continue }
        let listing = plainMarkdown(formulas).listing(prelude.text, language: "swift")
        add(path, page(entry, in: book, ["listing": .html(listing)]))
      case BesidePages.gallery.slug:
        let values = GalleryValues(book: book, markdown: plainMarkdown(formulas)).value
        add(path, page(entry, in: book, ["gallery": values]))
      case BesidePages.lists.slug:
        let values = ListValues(book: book, markdown: plainMarkdown(formulas)).value
        add(path, page(entry, in: book, ["lists": values]))
      case BesidePages.references.slug:
        let values = BesidePages.references(of: book, plainMarkdown(formulas))
        add(path, page(entry, in: book, ["references": values]))
      case BesidePages.symbols.slug:
        add(path, page(entry, in: book, ["symbols": BesidePages.symbols(of: book)]))
      case BesidePages.onePage.slug:
        add(path, page(entry, in: book, ["chapters": onePage(of: book, contents, formulas)]))
      default: break
      }
    }
    add("404.html", missing(in: book))
    return (pages, diagnostics)
  }

  // MARK: Pages

  private func index(of book: LinkedBook, _ formulas: FormulaSetting) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: book.configuration.title)
    var content: ExhibitHTML.Piece?
    if let front = book.chapters.first(where: \.chapter.isFront) {
      frame.markdown = "index.md"
      let found = self.content(of: front, in: book, formulas, hasPopovers: false)
      // Written for a page in a folder of its own; a quotation mark stands nowhere but around values.
      content = (found.text.replacing("=\"../", with: "=\""), found.diagnostics)
    }
    var values = self.frame(book, frame)
    values["introduction"] = content.map { .html($0.text) } ?? .flag(false)
    let page = layouts.render("index", values)
    return (page.text, (content?.diagnostics ?? []) + page.diagnostics)
  }

  private func page(
    of chapter: LinkedChapter, at index: Int, holding content: ExhibitHTML.Piece,
    in book: LinkedBook, _ formulas: FormulaSetting
  ) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: chapter.chapter.title)
    frame.description = chapter.chapter.description
    frame.slug = chapter.chapter.slug
    frame.root = "../"
    frame.markdown = "index.md"
    var values = self.frame(book, frame)
    let isNumbered = chapter.chapter.isNumbered
    let number: TemplateValue = isNumbered ? .text(chapter.chapter.number) : .flag(false)
    values["chapter"] = .map([
      "number": number, "title": .text(chapter.chapter.title),
      "part": .text(chapter.chapter.part), "content": .html(content.text),
      "sections": .list(sections(of: chapter.chapter, formulas)),
      "previous": isNumbered ? neighbour(index - 1, in: book) : .flag(false),
      "next": isNumbered ? neighbour(index + 1, in: book) : .flag(false),
      "works": .list(
        chapter.works.map {
          .map([
            "id": .text("ref-\($0.id)"), "entry": .html(plainMarkdown(formulas).html($0.entry)),
            "places": .list(places(of: $0)),
          ])
        }),
      "popovers": .html(plainMarkdown(formulas).popovers(chapter.symbols)),
      "isLive": .flag(chapter.results.values.joined().contains(where: \.isLive)),
      "source": book.configuration.editURL.map {
        .text($0.replacing("{file}", with: chapter.chapter.file))
      } ?? .flag(false),
    ])
    let template = chapter.chapter.template
    let page = layouts.render(template?.text ?? "chapter", values)
    // Only the chapter knows where it asked for a template that is missing.
    let located = page.diagnostics.map { diagnostic in
      var located = diagnostic
      if diagnostic.location == nil { located.location = template?.location }
      return located
    }
    return (page.text, content.diagnostics + located)
  }

  /// A page beside the chapters, by the layout that has its name.
  private func page(
    _ entry: BesidePages.Entry, in book: LinkedBook, _ own: [String: TemplateValue]
  ) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: entry.title)
    frame.description = entry.description
    frame.slug = entry.slug
    frame.root = "../"
    return layouts.render(entry.slug, self.frame(book, frame).merging(own) { _, own in own })
  }

  /// What a server shows at an address that does not exist, so its links start at the site's root.
  private func missing(in book: LinkedBook) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: "There is no such page")
    frame.description = "The address may be old, or misspelt."
    frame.root = book.configuration.basePath
    frame.isIndexed = false
    return layouts.render("missing", self.frame(book, frame))
  }

  // MARK: Content

  private func plainMarkdown(_ formulas: FormulaSetting) -> MarkdownHTML {
    MarkdownHTML(
      cell: { _ in "" }, alert: { _, content in content },
      formula: { formulas.html($0, isDisplayed: $1) })
  }

  private func content(
    of chapter: LinkedChapter, in book: LinkedBook, _ formulas: FormulaSetting,
    hasPopovers: Bool = true
  ) -> ExhibitHTML.Piece {
    var diagnostics: [Diagnostic] = []
    let exhibits = ExhibitHTML(fragments: fragments, markdown: plainMarkdown(formulas), root: "../")
    // The closures are called while this function runs; what they find is collected here.
    func take(_ piece: ExhibitHTML.Piece) -> String {
      diagnostics += piece.diagnostics
      return piece.text
    }
    var markdown = MarkdownHTML(
      cell: { take(exhibits.html($0, chapter.results[$0.id] ?? [])) },
      alert: { kind, content in
        take(
          fragments.render(
            "alert",
            [
              "kind": .text(kind.rawValue), "title": .text(kind.title),
              "content": .html(content),
            ]))
      }, formula: { formulas.html($0, isDisplayed: $1) }
    )
    markdown.division = { kind, content in
      take(
        fragments.render(
          "division",
          [
            "kind": .text(kind.rawValue), "title": .text(kind.title), "content": .html(content),
          ]))
    }
    markdown.steps = { name, steps in
      let values = steps.enumerated().map { index, content in
        TemplateValue.map([
          "number": .text("\(index + 1)"), "isFirst": .flag(index == 0),
          "content": .html(content),
        ])
      }
      return take(fragments.render("steps", ["name": .text(name), "steps": .list(values)]))
    }
    markdown.claims = { claims in
      let values = ClaimValues(
        book: book, slug: chapter.chapter.slug, markdown: plainMarkdown(formulas)
      ).values(of: claims)
      return take(fragments.render("claims", values))
    }
    markdown.hasPopovers = hasPopovers
    return (markdown.html(chapter.chapter.blocks), diagnostics)
  }

  /// What `print.stencil` is given: the numbered chapters, ready to stand on one page.
  ///
  /// - Parameter contents: the finished HTML of each chapter, by its slug.
  private func onePage(
    of book: LinkedBook, _ contents: [String: String], _ formulas: FormulaSetting
  ) -> TemplateValue {
    let chapters = book.chapters.filter(\.chapter.isNumbered)
    let page = OnePage(slugs: Set(chapters.map(\.chapter.slug)))
    return .list(
      chapters.map { linked in
        let chapter = linked.chapter
        let content = contents[chapter.slug] ?? ""
        let works = linked.works.map {
          "<li id=\"ref-\($0.id)\">\(plainMarkdown(formulas).html($0.entry))</li>\n"
        }.joined()
        let list = works.isEmpty ? "" : "<h2>References</h2>\n<ul class=\"works\">\n\(works)</ul>\n"
        return .map([
          "number": .text(chapter.number), "title": .text(chapter.title),
          "description": .text(chapter.description),
          "anchor": .text(OnePage.anchor(of: chapter.slug)),
          "content": .html(page.part(content + list, of: chapter.slug)),
        ])
      })
  }

  // MARK: Values of templates

  private struct PageFrame {
    var title: String
    var description = ""
    var slug = ""
    var root = ""
    /// Whether the page has an address of its own.
    var isIndexed = true
    /// The page as Markdown, where there is one.
    var markdown: String?
  }

  /// What every page is given, as `templates/README.md` documents it.
  private func frame(_ book: LinkedBook, _ page: PageFrame) -> [String: TemplateValue] {
    let configuration = book.configuration
    return [
      "page": .map([
        "title": .text(page.title),
        "description": .text(
          page.description.isEmpty ? configuration.description : page.description),
        "root": .text(page.root),
        "canonical": canonical(page, configuration),
        "markdown": page.markdown.map { .text($0) } ?? .flag(false),
      ]),
      "book": .map([
        "title": .text(configuration.title), "subtitle": .text(configuration.subtitle),
        "author": .text(configuration.author), "description": .text(configuration.description),
        "language": .text(configuration.language),
        "parts": .list(parts(of: book, current: page.slug, root: page.root)),
        "reference": reference(of: book, root: page.root),
        "pages": .list(
          BesidePages.entries(of: book).map {
            .map([
              "title": .text($0.title), "description": .text($0.description),
              "address": .text("\(page.root)\($0.slug)/index.html"),
              "isCurrent": .flag($0.slug == page.slug),
            ])
          }),
      ]),
    ]
  }

  private func canonical(
    _ page: PageFrame, _ configuration: BookConfiguration
  ) -> TemplateValue {
    guard page.isIndexed, let base = configuration.baseURL else { return .flag(false) }
    return .text(page.slug.isEmpty ? base : "\(base)\(page.slug)/")
  }

  private func reference(of book: LinkedBook, root: String) -> TemplateValue {
    guard book.hasReference, let module = book.configuration.referenceModule else {
      return .flag(false)
    }
    return .map([
      "address": .text("\(root)reference/documentation/\(module.lowercased())/"),
      "module": .text(module),
    ])
  }

  /// The ways back from an entry of the reference list to where it is cited.
  private func places(of work: CitedWork) -> [TemplateValue] {
    (0..<work.places).map { place in
      .map([
        "address": .text("#cite-\(work.id)-\(place + 1)"), "number": .text("\(place + 1)"),
      ])
    }
  }

  private func parts(of book: LinkedBook, current: String, root: String) -> [TemplateValue] {
    var parts: [(title: String, chapters: [TemplateValue])] = []
    for chapter in book.chapters.map(\.chapter) where chapter.isNumbered {
      let entry = TemplateValue.map([
        "number": .text(chapter.number), "title": .text(chapter.title),
        "description": .text(chapter.description),
        "address": .text("\(root)\(chapter.slug)/index.html"),
        "isCurrent": .flag(chapter.slug == current),
      ])
      if parts.last?.title == chapter.part {
        parts[parts.count - 1].chapters.append(entry)
      } else {
        parts.append((chapter.part, [entry]))
      }
    }
    return parts.map { .map(["title": .text($0.title), "chapters": .list($0.chapters)]) }
  }

  private func neighbour(_ index: Int, in book: LinkedBook) -> TemplateValue {
    guard book.chapters.indices.contains(index), book.chapters[index].chapter.isNumbered
    else { return .flag(false) }
    let chapter = book.chapters[index].chapter
    return .map([
      "title": .text(chapter.title), "number": .text(chapter.number),
      "address": .text("../\(chapter.slug)/index.html"),
    ])
  }

  private func sections(of chapter: Chapter, _ formulas: FormulaSetting) -> [TemplateValue] {
    chapter.blocks.compactMap { block in
      guard case .heading(let heading) = block, heading.level == 2 else { return nil }
      return .map([
        "id": .text(heading.id), "number": .text(heading.number),
        "title": .html(plainMarkdown(formulas).html(heading.content)),
      ])
    }
  }
}

extension CellResult {
  /// Whether it is a figure that a reader can move.
  fileprivate var isLive: Bool {
    if case .figure(let figure, let exhibit) = self {
      return figure.live != nil && exhibit.label != nil
    }
    return false
  }
}

extension Division {
  var title: String {
    switch self {
    case .solution: "Solution"
    case .steps: "Steps"
    }
  }
}

extension Alert {
  var title: String {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .caution: "Caution"
    }
  }
}
