import BookModel

/// Turns the files of a book into its chapters: the stage Parse.
package struct BookReader: Sendable {
  /// How the inside of each engine's fence is written, by fence word.
  package var syntaxes: [String: CellSyntax]
  /// The computations of all engines, for the page of them.
  package var references: [ComputationReference]

  package init(engines: [any Engine]) {
    syntaxes = Dictionary(
      engines.map { ($0.name, $0.syntax) }, uniquingKeysWith: { first, _ in first })
    references = engines.flatMap(\.reference)
  }

  package func read(_ sources: BookSources) -> (book: Book, diagnostics: [Diagnostic]) {
    var diagnostics = sources.diagnostics
    var book = Book(
      configuration: BookConfiguration(), chapters: [], prelude: nil, sources: sources.files)
    book.root = sources.root
    guard let file = sources.files[BookSources.configurationPath] else {
      if !diagnostics.hasErrors {
        diagnostics.append(
          .error(
            "missing-configuration", at: nil, "no file '\(BookSources.configurationPath)'",
            notes: ["it holds the book's title and the list of its chapters"]))
      }
      return (book, diagnostics)
    }
    let reading = ConfigurationReading(file)
    book.configuration = reading.configuration
    diagnostics += reading.diagnostics
    book.prelude = prelude(of: book.configuration, in: sources, &diagnostics)
    book.references = references(in: sources, &diagnostics)
    book.claims = claims(in: sources, &diagnostics)
    book.chapters = chapters(of: book.configuration, book.claims, in: sources, &diagnostics)
    addComputations(to: &book, &diagnostics)
    return (book, diagnostics)
  }

  /// What the front page says above the contents.
  static let frontPath = "content/index.md"

  private func prelude(
    of configuration: BookConfiguration, in sources: BookSources, _ diagnostics: inout [Diagnostic]
  ) -> SourceFile? {
    guard let name = configuration.prelude else { return nil }
    if let file = sources.files["content/\(name.text)"] { return file }
    diagnostics.append(missing(name, kind: "swift", in: sources))
    return nil
  }

  private func chapters(
    of configuration: BookConfiguration, _ claims: [StatedClaim], in sources: BookSources,
    _ diagnostics: inout [Diagnostic]
  ) -> [Chapter] {
    var chapters: [Chapter] = []
    var files: [String: SourceLocation] = [:]
    var counts: [Bool: Int] = [:]
    for part in configuration.parts {
      for name in part.chapters {
        guard let source = sources.files["content/\(name.text)"], name.text.hasSuffix(".md") else {
          diagnostics.append(missing(name, kind: "md", in: sources))
          continue
        }
        let slug = slug(ofFile: name.text)
        if let first = files.updateValue(name.location, forKey: slug) {
          diagnostics.append(
            .error(
              "duplicate-chapter", at: name.location,
              "two chapters would be published as '\(slug)/'; the first is at \(first)"))
          continue
        }
        var chapter = ChapterReading(
          source, slug: slug, syntaxes: syntaxes, included: sources.included, claims: claims)
        counts[part.isAppendix, default: 0] += 1
        let count = counts[part.isAppendix, default: 1]
        chapter.chapter.number = part.isAppendix ? letters(count) : String(count)
        chapter.chapter.part = part.title
        diagnostics += chapter.diagnostics
        chapters.append(chapter.chapter)
      }
    }
    reportUnlisted(configuration, sources, &diagnostics)
    if let front = sources.files[Self.frontPath], files[Chapter.frontSlug] == nil {
      let chapter = ChapterReading(
        front, slug: Chapter.frontSlug, syntaxes: syntaxes, included: sources.included,
        claims: claims)
      diagnostics += chapter.diagnostics
      chapters.append(chapter.chapter)
    }
    return chapters
  }

  /// The pages of computations, where the book asks for them: chapters without a number.
  private func addComputations(to book: inout Book, _ diagnostics: inout [Diagnostic]) {
    guard let place = book.configuration.computations else { return }
    guard !references.isEmpty else {
      diagnostics.append(
        .error("no-computations", at: place, "no engine of this book has computations to show"))
      return
    }
    for page in ComputationsChapter.pages(of: references) {
      let taken = book.chapters.first { $0.slug == page.slug }?.file
      if let file = taken ?? book.sources[page.path]?.path {
        diagnostics.append(
          .error(
            "duplicate-chapter", at: place,
            "'\(file)' stands where a page of computations would be published"))
        continue
      }
      book.sources[page.path] = page.source
      var chapter = ChapterReading(page.source, slug: page.slug, syntaxes: syntaxes)
      chapter.chapter.part = "Beside the book"
      chapter.chapter.isGenerated = true
      diagnostics += chapter.diagnostics
      book.chapters.append(chapter.chapter)
    }
  }

  private func missing(_ name: LocatedText, kind: String, in sources: BookSources) -> Diagnostic {
    let names = sources.files.keys.filter { $0.hasSuffix(".\(kind)") }.map { $0.dropFirst(8) }
    return .error(
      "missing-file", at: name.location, "no file 'content/\(name.text)'",
      suggestion: nearestName(to: name.text, in: names.map(String.init)))
  }

  private func reportUnlisted(
    _ configuration: BookConfiguration, _ sources: BookSources, _ diagnostics: inout [Diagnostic]
  ) {
    let listed = Set(configuration.parts.flatMap(\.chapters).map { "content/\($0.text)" })
    for path in sources.files.keys.sorted()
    where path.hasSuffix(".md") && !listed.contains(path) && path != Self.frontPath {
      diagnostics.append(
        .warning(
          "unlisted-chapter", at: SourceLocation(file: path, line: 1),
          "'\(path)' is not listed in \(BookSources.configurationPath) and is left out"))
    }
  }

  /// 1 is A, 26 is Z, 27 is AA.
  private func letters(_ count: Int) -> String {
    var rest = count
    var letters = ""
    while rest > 0 {
      let (quotient, letter) = (rest - 1).quotientAndRemainder(dividingBy: 26)
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(letter))) + letters
      rest = quotient
    }
    return letters
  }

  /// `04-rope.md` is published as `rope/`.
  private func slug(ofFile name: String) -> String {
    let stem = name.dropLast(3)
    let words = stem.drop { $0.isASCII && $0.isNumber }
    return String(words.hasPrefix("-") && words.count > 1 ? words.dropFirst() : stem)
  }
}
