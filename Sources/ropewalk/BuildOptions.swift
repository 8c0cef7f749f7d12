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
      "Where the site is written (default: site in the root).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("How many chapters are run at the same time.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp(
      "A built API reference to publish beside the book, under reference/.", valueName: "folder"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "Where the modules lie that {swift} cells import (default: the book's own .build, then the "
        + "folder of this tool).", valueName: "folder"))
  var modules: String?

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number above 0.") }
    guard Path(root).isDirectory else { throw ValidationError("No folder '\(root)'.") }
    for (name, folder) in [("--reference", reference), ("--modules", modules)] {
      if let folder, !Path(folder).isDirectory {
        throw ValidationError("\(name): no folder '\(folder)'.")
      }
    }
  }

  /// The folder the site is written to.
  var site: String { output ?? (Path(root) + "site").string }

  /// Builds the site and prints what happened.
  ///
  /// - Returns: the outcome; its changes are nil when the book has errors.
  /// - Throws: the exit code of a tool that failed.
  func build() async throws -> SiteBuild.Outcome {
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
    let modules = ModuleLibrary.find(named: modules, root: root, executable: executable)
    let build = SiteBuild(
      root: root, output: site, reference: reference,
      engines: [RoPEEngine(), SwiftEngine(modules: modules)], jobs: jobs)
    do {
      let outcome = try await build.run { name, duration in
        Terminal.say(Terminal.columns(name, Terminal.milliseconds(duration)))
      }
      Terminal.show(outcome)
      return outcome
    } catch {
      Terminal.write("error: \(error)\n")
      throw ExitCode.toolFailed
    }
  }
}
