import BookModel
import BookReading
import CellRunning
import PageRendering
import PathKit
import SearchIndexing

/// From a folder of Markdown to the files of a site, in one straight line; nothing is written.
package struct SiteAssembly: Sendable {
  /// The book's root, the folder that holds `content/`.
  package var root: String
  package var reference: APIReference
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int
  package var execution: Execution

  package init(
    root: String, reference: APIReference, engines: [any Engine], jobs: Int, execution: Execution
  ) {
    self.root = root
    self.reference = reference
    self.engines = engines
    self.jobs = jobs
    self.execution = execution
  }

  /// Assembles the site.
  ///
  /// A book with errors is taken to the end of the line all the same, so that all of them are told;
  /// its files are not to be written.
  ///
  /// - Throws: `CancellationError` when the task was cancelled while cells ran.
  func run(_ clock: StageClock) async throws -> AssembledSite {
    let (sources, theme, symbols) = clock.stage("Read") {
      (BookSources(in: root), Theme(ofBookIn: root), reference.symbols)
    }
    let (book, read) = clock.stage("Parse") { BookReader(engines: engines).read(sources) }
    let (answers, ran) = await clock.stage("Run") {
      await runner(of: book).run(book)
    }
    try Task.checkCancellation()
    let (linked, linking) = clock.stage("Link") {
      Linker(
        hasReference: reference != .none, images: Set(sources.images.keys), symbols: symbols
      )
      .link(book, answers: answers)
    }
    let (pages, rendering) = clock.stage("Render") {
      PageRenderer(layouts: theme.layouts, fragments: theme.fragments).render(linked)
    }
    let index = clock.stage("Index") { Self.searchIndex(of: linked, symbols) }
    let overviews = Self.overviews(of: linked, pages)
    let records = Records(book: linked, answers: answers)
    let diagnostics = read + ran + Self.withoutConsequences(linking, of: read + ran) + rendering
    return AssembledSite(
      book: book, answers: answers, records: records.chapters,
      files: pages.map { SiteFile(path: $0.path, bytes: Array($0.html.utf8)) } + records.files
        + theme.assets + [index] + overviews + Self.pictures(in: sources),
      diagnostics: diagnostics.inReadingOrder(),
      sources: Self.sources(of: book, theme))
  }

  private func runner(of book: Book) -> CellRunner {
    switch execution {
    case .all: CellRunner(engines: engines, jobs: jobs)
    case .changed(let cache): CellRunner(engines: engines, jobs: jobs, cache: cache)
    case .none(let cache, let site):
      CellRunner(
        engines: engines, jobs: jobs, cache: cache,
        records: RecordedAnswers(site: site, prelude: book.prelude))
    }
  }

  private static func searchIndex(of book: LinkedBook, _ symbols: SymbolIndex?) -> SiteFile {
    let entries = SearchEntries(book, symbols: symbols).entries
    let index = SearchIndex(entries, language: book.configuration.language)
    return SiteFile(path: "assets/search-index.js", bytes: Array(index.script.utf8))
  }

  /// What is made for programs: the twins of chapters, and lists of pages.
  private static func overviews(of book: LinkedBook, _ pages: [Page]) -> [SiteFile] {
    var texts = book.chapters.map {
      ($0.chapter.markdownPath, MarkdownTwin($0).text)
    }
    texts.append(("llms.txt", SiteOverview.llms(book)))
    if let sitemap = SiteOverview.sitemap(of: pages, book) {
      texts.append(("sitemap.xml", sitemap))
    }
    return texts.map { SiteFile(path: $0.0, bytes: Array($0.1.utf8)) }
  }

  private static func pictures(in sources: BookSources) -> [SiteFile] {
    sources.images.keys.sorted().map { SiteFile(path: $0, bytes: sources.images[$0] ?? []) }
  }

  private static func sources(of book: Book, _ theme: Theme) -> [String: SourceFile] {
    var sources = book.sources
    for file in theme.sources(ending: "stencil") + theme.sources(ending: "mustache") {
      sources[file.path] = file
    }
    return sources
  }

  /// A cell that failed, or was not run, lends no values and shows no figure; saying so again at every place that
  /// wanted them would bury the one error that matters.
  private static func withoutConsequences(
    _ linking: [Diagnostic], of earlier: [Diagnostic]
  ) -> [Diagnostic] {
    let isIncomplete = earlier.contains { $0.identifier == "not-answered" }
    guard earlier.hasErrors || isIncomplete else { return linking }
    let consequences: Set = ["unknown-label", "unknown-value", "unused-label", "dangling-link"]
    return linking.filter { !consequences.contains($0.identifier) }
  }
}

/// The API reference that stands beside a site.
package enum APIReference: Hashable, Sendable {
  case none
  /// A folder that DocC built.
  case folder(String)
  /// There will be one, and no page is written, so symbols are not looked up.
  case assumed

  /// The folder that was named, else the one the site has.
  init(named folder: String?, in site: String) {
    let kept = Path(site) + "reference"
    self = folder.map { .folder($0) } ?? (kept.isDirectory ? .folder(kept.string) : .none)
  }

  var symbols: SymbolIndex? {
    if case .folder(let folder) = self { SymbolIndex(reference: folder) } else { nil }
  }
}

/// Which cells of a book are run.
package enum Execution: Sendable {
  /// All of them.
  case all
  /// Those whose results are not in the cache.
  case changed(CellCache)
  /// None that runs programs of the book's author: the cache answers, and the records of the site
  /// in a folder.
  case none(CellCache, site: String)
}

/// A site that could be written.
struct AssembledSite: Sendable {
  var book: Book
  var answers: [Cell.ID: Answer]
  /// The results of each chapter, as the files hold them.
  var records: [ChapterRecord]
  var files: [SiteFile]
  /// All diagnostics, in reading order.
  var diagnostics: [Diagnostic]
  /// The files that diagnostics point into.
  var sources: [String: SourceFile]

  /// What the pages of the API reference say about the book.
  var card: BookCard {
    BookCard(
      title: book.configuration.title, language: book.configuration.language,
      basePath: book.configuration.basePath,
      hasSymbolsPage: files.contains { $0.path == "symbols/index.html" })
  }

  /// Cells that were to be run and came to nothing; why is among the diagnostics.
  var unanswered: Set<Cell.ID> {
    let cells = book.chapters.flatMap(\.cells).filter(\.options.eval)
    return Set(
      cells.map(\.id).filter { id in
        guard let answer = answers[id], answer.origin != .notRun else { return true }
        return answer.record.items.isEmpty && answer.diagnostics.hasErrors
      })
  }
}

/// Times the stages of a build.
struct StageClock {
  var report: (String, Duration) -> Void

  func stage<Value>(_ name: String, _ work: () throws -> Value) rethrows -> Value {
    let start = ContinuousClock.now
    let value = try work()
    report(name, .now - start)
    return value
  }

  func stage<Value>(_ name: String, _ work: () async throws -> Value) async rethrows -> Value {
    let start = ContinuousClock.now
    let value = try await work()
    report(name, .now - start)
    return value
  }
}
