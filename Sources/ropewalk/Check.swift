import ArgumentParser
import SiteBuilding

/// The command that judges a book and its committed site without writing anything.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs every cell again and compares the results with the committed ones.",
    discussion: """
      Writes nothing and remembers nothing. The book's errors, failed claims among them, go to \
      standard error; which results moved, and how far, to standard output. Both reports are always \
      finished. Exit codes: 0 fine, 1 the book has errors, 2 only results drifted, 64 wrong usage, \
      70 the tool failed.
      """)

  @OptionGroup var options: BuildOptions

  func run() async throws {
    try await withInterrupts { try await check() }
  }

  private func check() async throws {
    let check = SiteCheck(
      root: options.root, site: options.site, reference: options.reference,
      engines: options.engines(memos: nil), jobs: options.jobs)
    let outcome = try await check.run { name, duration in
      // Programs read nothing but objects from standard output.
      guard options.format == .text else { return }
      Terminal.say(Terminal.columns(name, Terminal.milliseconds(duration)))
    }
    Terminal.show(outcome, as: options.format)
    if outcome.diagnostics.contains(where: { $0.severity == .error }) {
      throw ExitCode.bookHasErrors
    }
    if !outcome.comparison.findings.isEmpty { throw ExitCode.resultsDrifted }
  }
}
