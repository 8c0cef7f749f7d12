import BookModel
import PathKit

/// From a folder of Markdown to a folder of pages: assembling, then writing.
package struct SiteBuild: Sendable {
  /// The book's root, the folder that holds `content/`.
  package var root: String
  /// Where the site is written.
  package var output: String
  /// A folder with a built API reference, or nil to keep the one the site has.
  package var reference: String?
  /// A folder with the compiled library that moves live figures, or nil to keep the one the site has.
  package var web: String?
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int
  package var execution: Execution

  package init(
    root: String, output: String, reference: String?, web: String? = nil, engines: [any Engine],
    jobs: Int, execution: Execution = .all
  ) {
    self.root = root
    self.output = output
    self.reference = reference
    self.web = web
    self.engines = engines
    self.jobs = jobs
    self.execution = execution
  }

  /// What came of a build.
  package struct Outcome: Sendable {
    /// All diagnostics, in reading order.
    package var diagnostics: [Diagnostic]
    /// What was written, or nil when nothing was because there is an error.
    package var changes: SiteChanges?
    /// The committed results that are no longer what they were, by their label or their cell.
    package var changedResults: [String] = []
    package var chapterCount: Int
    /// How the cells were answered.
    package var origins: [Answer.Origin: Int]
    /// The files of the book, for printing the lines that diagnostics point at.
    package var sources: [String: SourceFile]
    /// The folder of the site's address, `/` when it has none of its own.
    package var basePath: String
  }

  /// Builds the site.
  ///
  /// - Parameter report: called behind each stage with its name and how long it took.
  /// - Throws: `SiteError` when the site cannot be written, and `CancellationError` when the task is
  ///   cancelled; the site is then as it was before.
  package func run(report: @escaping (String, Duration) -> Void = { _, _ in }) async throws
    -> Outcome
  {
    let clock = StageClock(report: report)
    let site = try await assembly.run(clock)
    var outcome = Outcome(
      diagnostics: site.diagnostics, changes: nil,
      chapterCount: site.book.chapters.count(where: \.isNumbered),
      origins: Dictionary(grouping: site.answers.values, by: \.origin).mapValues(\.count),
      sources: site.sources,
      basePath: site.book.configuration.basePath)
    guard !site.diagnostics.hasErrors else { return outcome }
    try Task.checkCancellation()
    let old = CommittedRecords(site: output, besides: site.files)
    let published = reference.map { PublishedReference(folder: $0, book: site.card) }
    outcome.changes = try clock.stage("Write") {
      try SiteWriter(to: output).write(
        site.files, compiled: web.map { CompiledLibrary.files(in: $0) } ?? [], reference: published)
    }
    outcome.report(old, against: site)
    return outcome
  }

  private var assembly: SiteAssembly {
    SiteAssembly(
      root: root, reference: APIReference(named: reference, in: output), engines: engines,
      jobs: jobs, execution: execution)
  }
}

extension SiteBuild.Outcome {
  /// Says which results are not what they were before. Records that are the same to the byte were
  /// not read: `old` knows the others.
  fileprivate mutating func report(_ old: CommittedRecords, against site: AssembledSite) {
    let others = Set(old.chapters.map(\.chapter))
    let comparison = RecordComparison(
      committed: old.chapters, fresh: site.records.filter { others.contains($0.chapter) },
      tolerances: Tolerances(book: 0))
    changedResults = comparison.changedNames
    // They are replaced just now, so it is nothing to stop for.
    diagnostics += old.diagnostics.map { diagnostic in
      var warning = diagnostic
      warning.severity = .warning
      warning.notes = ["it has been replaced; whether its results changed is not known"]
      return warning
    }
    sources.merge(old.sources) { own, _ in own }
  }
}
