import BookModel

/// Writes figures and tables of a book as files of their own: the pictures and the numbers, no pages.
///
/// A figure becomes `figures/LABEL.svg`, `data/LABEL.csv` and `data/LABEL.json`, a table the last two.
/// Other files of the folder stay as they are.
package struct FigureExport: Sendable {
  /// The book's root, the folder that holds `content/`.
  package var root: String
  /// The folder that is written to.
  package var output: String
  /// Which figures and tables; all labelled figures when there is none.
  package var labels: [String]
  package var engines: [any Engine]
  /// How many chapters are answered at the same time.
  package var jobs: Int
  package var execution: Execution

  package init(
    root: String, output: String, labels: [String], engines: [any Engine], jobs: Int,
    execution: Execution
  ) {
    self.root = root
    self.output = output
    self.labels = labels
    self.engines = engines
    self.jobs = jobs
    self.execution = execution
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// All diagnostics, in reading order; an unknown label is one.
    package var diagnostics: [Diagnostic]
    /// What was written, or nil when nothing was because there is an error.
    package var changes: SiteChanges?
    /// The files of the book, for printing the lines that diagnostics point at.
    package var sources: [String: SourceFile]
  }

  /// Answers the book, from the cache where that knows, and writes what was asked for.
  ///
  /// - Parameter report: called behind each stage with its name and how long it took.
  /// - Throws: `SiteError` when a file cannot be written, and `CancellationError`.
  package func run(report: @escaping (String, Duration) -> Void = { _, _ in }) async throws
    -> Outcome
  {
    let clock = StageClock(report: report)
    // No page is written, so it does not matter whether its links to the reference would hold.
    let site = try await SiteAssembly(
      root: root, reference: .assumed, engines: engines, jobs: jobs, execution: execution
    ).run(clock)
    let exhibits = LabeledExhibits(site)
    var outcome = Outcome(diagnostics: site.diagnostics, changes: nil, sources: site.sources)
    // In a book with errors a figure may be missing because its cell failed.
    if !site.diagnostics.hasErrors { outcome.diagnostics += unknown(in: exhibits) }
    guard !outcome.diagnostics.hasErrors else { return outcome }
    try Task.checkCancellation()
    let wanted = labels.isEmpty ? exhibits.figures : labels
    outcome.changes = try clock.stage("Write") {
      try ExportWriter(folder: output).write(exhibits.files(of: Set(wanted)))
    }
    return outcome
  }

  private func unknown(in exhibits: LabeledExhibits) -> [Diagnostic] {
    labels.filter { exhibits.records[$0] == nil }.map { label in
      .error(
        "unknown-label", at: nil, "no figure or table is called '\(label)'",
        suggestion: nearestName(to: label, in: exhibits.records.keys))
    }
  }
}

/// The figures and tables of an assembled site that have a label.
private struct LabeledExhibits {
  /// The record of each, by its label.
  let records: [String: ResultRecord]
  /// The labels of the figures, in alphabetical order.
  let figures: [String]
  private let site: AssembledSite

  init(_ site: AssembledSite) {
    self.site = site
    let paths = Set(site.files.map(\.path))
    var records: [String: ResultRecord] = [:]
    for result in site.records.flatMap(\.cells).flatMap(\.results) {
      // A result that is not shown may lend values under its label, but has no files.
      guard let label = result.exhibitLabel, paths.contains("data/\(label).csv") else { continue }
      records[label] = result
    }
    self.records = records
    figures = records.keys.filter { paths.contains("figures/\($0).svg") }.sorted()
  }

  func files(of labels: Set<String>) -> [SiteFile] {
    let paths = Set(labels.flatMap { ["figures/\($0).svg", "data/\($0).csv"] })
    let jsons = labels.sorted().compactMap { label -> SiteFile? in
      guard let record = records[label], let bytes = Records.json(record) else { return nil }
      return SiteFile(path: "data/\(label).json", bytes: bytes)
    }
    return (site.files.filter { paths.contains($0.path) } + jsons).sorted { $0.path < $1.path }
  }
}

extension ResultRecord {
  fileprivate var exhibitLabel: String? {
    switch self {
    case .table(_, let exhibit), .figure(_, _, _, let exhibit): exhibit.label
    case .output, .failure, .value, .claim: nil
    }
  }
}
