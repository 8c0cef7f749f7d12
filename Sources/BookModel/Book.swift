/// The whole book as it was read: what it is called and its chapters in order.
package struct Book: Sendable {
  /// The folder that holds `content/`.
  package var root = "."
  package var configuration: BookConfiguration
  package var chapters: [Chapter]
  /// The Swift that is compiled before the first cell of each chapter, if the book has any.
  package var prelude: SourceFile?
  /// The works that may be cited, in the order of their file.
  package var references: [Reference] = []
  /// The claims of other texts that the book checks, in the order of their file.
  package var claims: [StatedClaim] = []
  /// Every file a diagnostic may point into, by its path, for printing the line it points at.
  package var sources: [String: SourceFile]

  package init(
    configuration: BookConfiguration, chapters: [Chapter], prelude: SourceFile?,
    sources: [String: SourceFile]
  ) {
    self.configuration = configuration
    self.chapters = chapters
    self.prelude = prelude
    self.sources = sources
  }
}

/// What `content/book.yml` says.
package struct BookConfiguration: Hashable, Sendable {
  package enum Reference: String, CaseIterable, Hashable, Sendable { case none, optional, required }

  /// A command of the book's own for formulas.
  package struct Macro: Hashable, Sendable {
    /// The command without its backslash.
    package var name: LocatedText
    /// TeX, with `#1` to `#9` where its arguments belong.
    package var replacement: LocatedText

    package init(name: LocatedText, replacement: LocatedText) {
      self.name = name
      self.replacement = replacement
    }
  }

  package struct Part: Hashable, Sendable {
    package var title: String
    package var chapters: [LocatedText]
    /// Whether its chapters are numbered with letters.
    package var isAppendix: Bool

    package init(title: String, chapters: [LocatedText], isAppendix: Bool = false) {
      self.title = title
      self.chapters = chapters
      self.isAppendix = isAppendix
    }
  }

  /// A number that prose may hold although no cell computed it, and why.
  package struct TypedNumber: Hashable, Sendable {
    /// As it is written in the prose, without separators of thousands.
    package var number: LocatedText
    package var reason: String

    package init(number: LocatedText, reason: String) {
      self.number = number
      self.reason = reason
    }
  }

  package var title = ""
  package var subtitle = ""
  package var author = ""
  package var description = ""
  /// A language tag (BCP 47) for the pages.
  package var language = "en"
  /// Where the site will be published, ending in a slash; nil when the book does not say.
  package var baseURL: String?
  package var reference = Reference.none
  /// The module whose API reference stands beside the book.
  package var referenceModule: String?
  package var prelude: LocatedText?
  /// Whether HTML in chapters is published as it stands.
  package var allowsRawHTML = false
  /// Whether there is a page that holds all chapters.
  package var hasOnePage = false
  /// What authors write in formulas for longer TeX: `\\R` for `\\mathbb{R}`.
  package var macros: [Macro] = []
  /// The numbers that may be typed in prose; nil where the book does not list them.
  package var typedNumbers: [TypedNumber]?
  /// The page that shows the source of a chapter, with `{file}` where the path belongs.
  package var editURL: String?
  /// Where the book asks for a page of its computations; nil when it does not.
  package var computations: SourceLocation?
  /// The language mode of Swift cells.
  package var swiftVersion = "6"
  /// The longest time a cell may run unless it says otherwise, in seconds.
  package var timeout = 10.0
  /// How far fresh results may be from committed ones unless a cell says otherwise: the largest
  /// difference, relative to the committed number where that is above 1.
  package var tolerance = 1e-9
  package var parts: [Part] = []

  package init() {}

  /// The path part of the base URL, with a slash at both ends: `/` when there is none.
  package var basePath: String {
    guard let baseURL, let scheme = baseURL.firstRange(of: "://") else { return "/" }
    let rest = baseURL[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return "/" }
    let path = String(rest[slash...])
    return path.hasSuffix("/") ? path : path + "/"
  }
}

package struct Chapter: Sendable, Identifiable {
  /// The file name without number and ending: `rope` for `04-rope.md`. It names the page's folder.
  package var slug: String
  /// `1`, `2` and so on in the order of `book.yml`, `A`, `B` and so on in an appendix; empty for a
  /// page beside the chapters.
  package var number: String
  package var part: String
  package var title: String
  package var description: String
  /// The path relative to the book's root.
  package var file: String
  /// The page template the front matter asks for; `chapter` when it asks for none.
  package var template: LocatedText?
  package var blocks: [Block]
  /// Whether the build wrote its text, rather than an author.
  package var isGenerated = false

  package var id: String { slug }

  /// Whether it is what the front page says above the contents: `content/index.md`.
  package var isFront: Bool { slug == Self.frontSlug }

  package static let frontSlug = "index"

  /// Where its page stands, relative to the site's root.
  package var path: String { Self.path(of: slug) + ".html" }

  /// Where its Markdown stands, relative to the site's root.
  package var markdownPath: String { Self.path(of: slug) + ".md" }

  /// Where the pages of a slug stand, without what tells them apart.
  package static func path(of slug: String) -> String {
    slug == frontSlug ? "index" : "\(slug)/index"
  }

  /// Whether it is one of the book's chapters rather than a page beside them.
  package var isNumbered: Bool { !number.isEmpty }

  package init(
    slug: String, number: String, part: String, title: String, description: String, file: String,
    blocks: [Block]
  ) {
    self.slug = slug
    self.number = number
    self.part = part
    self.title = title
    self.description = description
    self.file = file
    self.blocks = blocks
  }

  /// The cells in reading order, those inside quotes and lists too.
  package var cells: [Cell] { blocks.flatMap(\.cells) }
}

extension Block {
  package var cells: [Cell] {
    switch self {
    case .cell(let cell): [cell]
    case .quote(let blocks), .alert(_, let blocks), .division(_, let blocks),
      .footnote(_, let blocks):
      blocks.flatMap(\.cells)
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.cells)
    default: []
    }
  }
}

/// A text file of the book.
package struct SourceFile: Hashable, Sendable {
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The line without its end, or nil past the end of the file. Lines are counted from 1.
  package func line(_ number: Int) -> Substring? {
    // Bytes, because carriage return and line feed are one character of a Swift string.
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return nil }
    let line = lines[number - 1]
    return Substring(line.last == 13 ? line.dropLast() : line)
  }
}
