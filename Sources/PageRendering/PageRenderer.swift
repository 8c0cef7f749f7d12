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
    var diagnostics: [Diagnostic] = []
    func add(_ path: String, _ piece: ExhibitHTML.Piece) {
      pages.append(Page(path: path, html: piece.text))
      // A broken template is broken on every page; one report is enough.
      for diagnostic in piece.diagnostics where !diagnostics.contains(diagnostic) {
        diagnostics.append(diagnostic)
      }
    }
    add("index.html", index(of: book))
    for (index, chapter) in book.chapters.enumerated() {
      add("\(chapter.chapter.slug)/index.html", page(of: chapter, at: index, in: book))
    }
    if let prelude = book.prelude { add("prelude/index.html", page(of: prelude, in: book)) }
    if book.hasGallery { add("gallery/index.html", gallery(of: book)) }
    return (pages, diagnostics)
  }

  // MARK: Pages

  private func index(of book: LinkedBook) -> ExhibitHTML.Piece {
    layouts.render("index", frame(book, PageFrame(title: book.configuration.title)))
  }

  private func page(
    of chapter: LinkedChapter, at index: Int, in book: LinkedBook
  ) -> ExhibitHTML.Piece {
    let content = content(of: chapter)
    var frame = PageFrame(title: chapter.chapter.title)
    frame.description = chapter.chapter.description
    frame.slug = chapter.chapter.slug
    frame.root = "../"
    var values = self.frame(book, frame)
    let isNumbered = chapter.chapter.isNumbered
    let number: TemplateValue = isNumbered ? .text(chapter.chapter.number) : .flag(false)
    values["chapter"] = .map([
      "number": number, "title": .text(chapter.chapter.title),
      "part": .text(chapter.chapter.part), "content": .html(content.text),
      "sections": .list(sections(of: chapter.chapter)),
      "previous": isNumbered ? neighbour(index - 1, in: book) : .flag(false),
      "next": isNumbered ? neighbour(index + 1, in: book) : .flag(false),
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

  private func page(of prelude: SourceFile, in book: LinkedBook) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: "Words and helpers")
    frame.description = "The Swift that stands before the first example of each chapter."
    frame.slug = "prelude"
    frame.root = "../"
    var values = self.frame(book, frame)
    values["listing"] = .html(plainMarkdown.listing(prelude.text, language: "swift"))
    return layouts.render("prelude", values)
  }

  private func gallery(of book: LinkedBook) -> ExhibitHTML.Piece {
    var frame = PageFrame(title: "Gallery")
    frame.description = "Every figure of the book, with its file and its numbers."
    frame.slug = "gallery"
    frame.root = "../"
    var values = self.frame(book, frame)
    values["gallery"] = GalleryValues(book: book, markdown: plainMarkdown).value
    return layouts.render("gallery", values)
  }

  // MARK: Content

  private var plainMarkdown: MarkdownHTML {
    MarkdownHTML(cell: { _ in "" }, alert: { _, content in content })
  }

  private func content(of chapter: LinkedChapter) -> ExhibitHTML.Piece {
    var diagnostics: [Diagnostic] = []
    let exhibits = ExhibitHTML(fragments: fragments, markdown: plainMarkdown, root: "../")
    // The closures are called while this function runs; what they find is collected here.
    func take(_ piece: ExhibitHTML.Piece) -> String {
      diagnostics += piece.diagnostics
      return piece.text
    }
    let text = MarkdownHTML(
      cell: { take(exhibits.html($0, chapter.results[$0.id] ?? [])) },
      alert: { kind, content in
        take(
          fragments.render(
            "alert",
            [
              "kind": .text(kind.rawValue), "title": .text(kind.title),
              "content": .html(content),
            ]))
      }
    ).html(chapter.chapter.blocks)
    return (text, diagnostics)
  }

  // MARK: Values of templates

  private struct PageFrame {
    var title: String
    var description = ""
    var slug = ""
    var root = ""
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
      ]),
      "book": .map([
        "title": .text(configuration.title), "subtitle": .text(configuration.subtitle),
        "author": .text(configuration.author), "description": .text(configuration.description),
        "language": .text(configuration.language),
        "parts": .list(parts(of: book, current: page.slug, root: page.root)),
        "reference": reference(of: book, root: page.root),
        "gallery": book.hasGallery
          ? .map([
            "address": .text("\(page.root)gallery/index.html"),
            "isCurrent": .flag(page.slug == "gallery"),
          ]) : .flag(false),
        "pages": .list(
          book.chapters.map(\.chapter).filter { !$0.isNumbered }.map {
            .map([
              "title": .text($0.title), "description": .text($0.description),
              "address": .text("\(page.root)\($0.slug)/index.html"),
              "isCurrent": .flag($0.slug == page.slug),
            ])
          }),
        "prelude": book.prelude == nil
          ? .flag(false)
          : .map([
            "address": .text("\(page.root)prelude/index.html"),
            "isCurrent": .flag(page.slug == "prelude"),
          ]),
      ]),
    ]
  }

  private func canonical(
    _ page: PageFrame, _ configuration: BookConfiguration
  ) -> TemplateValue {
    guard let base = configuration.baseURL else { return .flag(false) }
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

  private func sections(of chapter: Chapter) -> [TemplateValue] {
    chapter.blocks.compactMap { block in
      guard case .heading(let heading) = block, heading.level == 2 else { return nil }
      return .map([
        "id": .text(heading.id), "title": .html(plainMarkdown.html(heading.content)),
      ])
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
