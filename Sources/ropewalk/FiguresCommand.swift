import ArgumentParser
import CellRunning
import Foundation
import PathKit
import SiteBuilding

/// The command that gives a book's figures to other documents.
struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Writes only the figures and their data.",
    discussion: """
      A figure becomes figures/LABEL.svg, data/LABEL.csv and data/LABEL.json in the folder, a table \
      the last two. Without a label all labelled figures are written. Only files that change are \
      written, each at once; others in the folder stay. Exit codes: 0 fine, 1 the book has errors or \
      a label is unknown, 64 wrong usage, 70 the tool failed.
      """)

  @Argument(help: ArgumentHelp("Labels of figures or tables, as fig-pig.", valueName: "label"))
  var labels: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder that is written to.", valueName: "folder"))
  var output: String

  @Option(help: ArgumentHelp("The folder that holds content/.", valueName: "folder"))
  var root = "."

  @Option(help: ArgumentHelp("How many chapters are run at the same time.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp("Where the modules lie that {swift} cells import.", valueName: "folder"))
  var modules: String?

  @Option(
    help: ArgumentHelp(
      "How diagnostics are printed: text, or json for one object a line.", valueName: "format"))
  var format = ReportFormat.text

  @OptionGroup var answers: CacheOptions

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number above 0.") }
    for (name, folder) in [("--root", root), ("--modules", modules)] {
      if let folder, !Path(folder).isDirectory {
        throw ValidationError("\(name): no folder '\(folder)'.")
      }
    }
  }

  func run() async throws {
    try await withInterrupts { try await export() }
  }

  private func export() async throws {
    let cache = answers.cache(ofBookIn: root)
    let site = (Path(root) + "site").string
    let export = FigureExport(
      root: root, output: output, labels: labels,
      engines: BuildOptions.engines(modules: modules, root: root, memos: cache.memos), jobs: jobs,
      execution: answers.noExecute ? .none(cache, site: site) : .changed(cache))
    do {
      let outcome = try await export.run()
      Terminal.show(outcome.diagnostics, sources: outcome.sources, as: format)
      guard let changes = outcome.changes else {
        Terminal.write(format == .text ? "nothing was written\n" : "")
        throw ExitCode.bookHasErrors
      }
      for path in changes.written { Terminal.say("\(output)/\(path)") }
      Terminal.say(
        "\(changes.written.count) files written, \(changes.unchanged.count) unchanged")
    } catch let error as SiteError {
      Terminal.write("error: \(error)\n")
      throw ExitCode.toolFailed
    }
  }
}
