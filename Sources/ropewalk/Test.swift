import ArgumentParser
import BookModel
import CellRunning
import ExampleTesting
import Foundation

struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the examples of Markdown files and of documentation comments.",
    discussion: """
      Every fence marked ```swift is compiled against the built modules and run, and its comments \
      '// Prints "…"' are compared with what it printed. The fences of a file share their \
      declarations until one declares a name again. A second word says what else a fence promises: \
      ignore (nothing), no-run (it compiles), throws (it ends by a thrown error), fails-to-compile. \
      A fence marked ```console run is a transcript, run line by line in an empty folder, or with \
      in=FOLDER in a copy of that folder.

      Exit codes: 0 all is as promised, 1 something is not, 64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Markdown (.md) and Swift files; a folder means all of them below it.", valueName: "path"))
  var paths: [String]

  @Flag(help: "Run each fence as a program of its own.")
  var each = false

  @Option(help: ArgumentHelp("The longest time a fence may run.", valueName: "seconds"))
  var timeout = 10.0

  @Option(help: ArgumentHelp("How many files are tried at the same time.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp(
      "Where the modules lie that fences import (default: .build here, then the folder of this "
        + "tool).", valueName: "folder"))
  var modules: String?

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number above 0.") }
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout takes a number of seconds above 0.")
    }
    if let modules, !FileManager.default.fileExists(atPath: modules) {
      throw ValidationError("--modules: no folder '\(modules)'.")
    }
    do throws(DocumentSearch.Problem) {
      _ = try DocumentSearch(paths)
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() async throws {
    let files = try DocumentSearch(paths).paths.map { ($0, DocumentSearch.read($0)) }
    let documents = files.compactMap { path, source in
      (try? source.get()).map { Document($0, module: DocumentSearch.module(of: path)) }
    }
    let sources = documents.map { ($0.source.path, $0.source) }
    var diagnostics = files.compactMap { _, source -> Diagnostic? in
      if case .failure(let unreadable) = source { unreadable.diagnostic } else { nil }
    }
    let withExamples = documents.filter { !$0.examples.isEmpty }
    diagnostics += documents.filter(\.examples.isEmpty).flatMap(\.diagnostics)
    let reports = try await reports(on: withExamples)
    diagnostics += reports.flatMap(\.diagnostics)
    Terminal.show(
      diagnostics, sources: Dictionary(sources, uniquingKeysWith: { first, _ in first }), as: .text)
    if withExamples.isEmpty {
      Terminal.say("no fences marked 'swift' in \(Terminal.count(files.count, "file"))")
    } else {
      Terminal.say("\(TestSummary(reports))")
    }
    guard !diagnostics.hasErrors else { throw ExitCode.bookHasErrors }
  }

  private func reports(on documents: [Document]) async throws -> [DocumentReport] {
    guard let first = documents.first else { return [] }
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
    guard
      let library = ModuleLibrary.find(named: modules, root: ".", executable: executable)
    else {
      let missing = Diagnostic.error(
        "missing-modules", at: first.examples.first?.location, "examples need the built modules",
        notes: ["build them with 'swift build -c release', or name their folder with --modules"])
      Terminal.show([missing], sources: [first.source.path: first.source], as: .text)
      throw ExitCode.bookHasErrors
    }
    return await ExampleTest(
      runner: ExampleRunner(
        modules: library, path: [URL(fileURLWithPath: executable).deletingLastPathComponent().path]),
      jobs: jobs, each: each, timeLimit: timeout
    ).reports(on: documents)
  }
}
