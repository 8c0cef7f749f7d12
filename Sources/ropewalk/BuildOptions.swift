import ArgumentParser
import BookModel
import CellRunning
import Foundation
import PathKit
import RoPECells
import SiteBuilding

/// What every command that builds a book is told.
struct BuildOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder that holds content/.", valueName: "root"))
  var root = "."

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder of the site (default: site in the root).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("How many chapters are run at the same time.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp(
      "A built API reference to publish beside the book, under reference/.", valueName: "folder"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "The compiled library that moves live figures, rope.wasm and rope-wasm.js.",
      valueName: "folder"))
  var web: String?

  @Option(
    help: ArgumentHelp(
      "Where the modules lie that {swift} cells import (default: the book's own .build, then the "
        + "folder of this tool).", valueName: "folder"))
  var modules: String?

  @Option(
    help: ArgumentHelp(
      "How diagnostics are printed: text, or json for one object a line.", valueName: "format"))
  var format = ReportFormat.text

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number above 0.") }
    guard Path(root).isDirectory else { throw ValidationError("No folder '\(root)'.") }
    for (name, folder) in [("--reference", reference), ("--web", web), ("--modules", modules)] {
      if let folder, !Path(folder).isDirectory {
        throw ValidationError("\(name): no folder '\(folder)'.")
      }
    }
  }

  /// The folder of the site.
  var site: String { output ?? (Path(root) + "site").string }

  /// The modules whose code makes what the tool does. Those of dependencies are not among them: their
  /// objects hold the path of their folder.
  private static let modules =
    RoPEEngine.modules + [
      "BookReading", "CellKit", "CellRunning", "DefaultTheme", "ExampleTesting", "PageRendering",
      "SiteBuilding", "ropewalk",
    ]

  /// What runs the cells of a book.
  ///
  /// - Parameter memos: where fingerprints are kept; nil when nothing is to be remembered.
  func engines(memos: String?) -> [any Engine] {
    Self.engines(modules: modules, root: root, memos: memos)
  }

  /// What runs the cells of the book in a folder, which import modules from another one.
  static func engines(modules named: String?, root: String, memos: String?) -> [any Engine] {
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
    let modules = ModuleLibrary.find(named: named, root: root, executable: executable)
    @Sendable func fingerprint(_ modules: [String]) -> String? {
      memos.flatMap {
        try? ToolFingerprint.of(modules: modules, executable: executable, memo: $0)
      }
    }
    return [
      RoPEEngine { fingerprint(RoPEEngine.modules) },
      SwiftEngine(modules: modules, memo: memos),
      ClaimsEngine { fingerprint(ClaimsEngine.modules) },
      ConsoleEngine(path: [Path(executable).parent().string]) { fingerprint(Self.modules) },
    ]
  }
}

/// What commands that may answer from earlier results are told.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where results are kept (default: .ropewalk in the root).", valueName: "folder"))
  var cache: String?

  @Flag(
    help: """
      Run no program of the book: answer from the cache and the committed records, and say which \
      cells could not be answered.
      """)
  var noExecute = false

  func cache(ofBookIn root: String) -> CellCache {
    CellCache(folder: cache ?? CellCache.folder(ofBookIn: root))
  }

  /// Builds the site and prints what happened.
  ///
  /// - Parameter fixesPrints: whether wrong comments `// Prints` are rewritten first.
  /// - Returns: the outcome; its changes are nil when the book has errors.
  /// - Throws: the exit code of a tool that failed.
  func build(_ options: BuildOptions, fixesPrints: Bool = false) async throws -> SiteBuild.Outcome {
    let cache = cache(ofBookIn: options.root)
    let build = SiteBuild(
      root: options.root, output: options.site, reference: options.reference, web: options.web,
      engines: options.engines(memos: cache.memos), jobs: options.jobs,
      execution: noExecute ? .none(cache, site: options.site) : .changed(cache))
    do {
      var outcome = try await build.run(report: report)
      let repairs = PrintRepairs(outcome.diagnostics, in: outcome.sources, root: options.root)
      if fixesPrints, !repairs.isEmpty {
        for line in try repairs.apply() { Terminal.say(line) }
        outcome = try await build.run(report: report)
      }
      Terminal.show(outcome, as: options.format)
      return outcome
    } catch let error as CancellationError {
      throw error
    } catch {
      Terminal.write("error: \(error)\n")
      throw ExitCode.toolFailed
    }
  }

  private func report(_ stage: String, _ duration: Duration) {
    Terminal.say(Terminal.columns(stage, Terminal.milliseconds(duration)))
  }
}

/// For whom reports are written: people, or programs.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
