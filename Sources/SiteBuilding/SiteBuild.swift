import BookModel
import BookReading
import CellRunning
import PageRendering
import PathKit

/// From a folder of Markdown to a folder of pages, in one straight line.
package struct SiteBuild: Sendable {
  /// The book's root, the folder that holds `content/`.
  package var root: String
  /// Where the site is written.
  package var output: String
  /// A folder with a built API reference, or nil to keep the one the site has.
  package var reference: String?
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int

  package init(
    root: String, output: String, reference: String?, engines: [any Engine], jobs: Int
  ) {
    self.root = root
    self.output = output
    self.reference = reference
    self.engines = engines
    self.jobs = jobs
  }

  /// What came of a build.
  package struct Outcome: Sendable {
    /// All diagnostics, in reading order.
    package var diagnostics: [Diagnostic]
    /// What was written, or nil when nothing was because there is an error.
    package var changes: SiteChanges?
    package var chapterCount: Int
    package var cellCount: Int
    /// The files of the book, for printing the lines that diagnostics point at.
    package var sources: [String: SourceFile]
    /// The folder of the site's address, `/` when it has none of its own.
    package var basePath: String
  }

  /// Builds the site.
  ///
  /// - Parameter report: called behind each stage with its name and how long it took.
  /// - Throws: `SiteError` when the site cannot be written; it is then as it was before.
  package func run(report: @escaping (String, Duration) -> Void = { _, _ in }) async throws
    -> Outcome
  {
    let clock = StageClock(report: report)
    let (sources, theme) = clock.stage("Read") {
      (BookSources(in: root), Theme(ofBookIn: root))
    }
    let (book, read) = clock.stage("Parse") { BookReader(engines: engines).read(sources) }
    let (answers, ran) = await clock.stage("Run") {
      await CellRunner(engines: engines, jobs: jobs).run(book)
    }
    let (linked, linking) = clock.stage("Link") {
      Linker(hasReference: hasReference, images: Set(sources.images.keys))
        .link(book, answers: answers)
    }
    let (pages, rendering) = clock.stage("Render") {
      PageRenderer(layouts: theme.layouts, fragments: theme.fragments).render(linked)
    }
    let diagnostics = read + ran + Self.withoutConsequences(linking, of: read + ran) + rendering
    var outcome = Outcome(
      diagnostics: diagnostics.inReadingOrder(), changes: nil, chapterCount: book.chapters.count,
      cellCount: answers.count, sources: book.sources, basePath: book.configuration.basePath)
    for file in theme.sources(ending: "stencil") + theme.sources(ending: "mustache") {
      outcome.sources[file.path] = file
    }
    guard !diagnostics.hasErrors else { return outcome }
    let files = pages.map { SiteFile(path: $0.path, bytes: Array($0.html.utf8)) }
    outcome.changes = try clock.stage("Write") {
      try SiteWriter(to: output).write(
        files + Records(book: linked).files + theme.assets + pictures(in: sources),
        reference: reference)
    }
    return outcome
  }

  private var hasReference: Bool {
    reference != nil || (Path(output) + "reference").isDirectory
  }

  private func pictures(in sources: BookSources) -> [SiteFile] {
    sources.images.keys.sorted().map { SiteFile(path: $0, bytes: sources.images[$0] ?? []) }
  }

  /// A cell that failed lends no values and shows no figure; saying so again at every place that
  /// wanted them would bury the one error that matters.
  private static func withoutConsequences(
    _ linking: [Diagnostic], of earlier: [Diagnostic]
  ) -> [Diagnostic] {
    guard earlier.hasErrors else { return linking }
    let consequences: Set = ["unknown-label", "unknown-value", "unused-label", "dangling-link"]
    return linking.filter { !consequences.contains($0.identifier) }
  }
}

/// Times the stages of a build.
private struct StageClock {
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
