import BookModel
import Foundation
import PathKit

/// One program of a chapter on its way from text to what it left behind: compile, run.
struct ProgramRun {
  var program: SwiftProgram
  var modules: ModuleLibrary
  /// Makes the dynamic library that holds the modules' code, once for all programs.
  var library: CellLibrary
  var configuration: BookConfiguration
  /// The files the cells read.
  var inputs: CellInputs

  /// What became of a program.
  struct Outcome {
    var program: SwiftProgram
    /// What the compiler said, and what was wrong with the text before it was compiled.
    var compiled: [Diagnostic]
    /// How the program ended; nil when there was none to run.
    var ended: ProcessOutcome?
    /// Where the last error was thrown, `file:line:column`, if that is known.
    var thrown: String?
    /// What it left behind; empty when there was none to run.
    var journal: Journal
  }

  /// The compiler's options that results depend on.
  static func flags(swiftVersion: String) -> [String] {
    [
      "-Onone", "-g", "-swift-version", swiftVersion, "-default-isolation", "MainActor",
      "-module-name", "cells",
    ]
  }

  /// Compiles and runs the program in a private folder that is gone when this returns.
  func outcome() async throws -> Outcome {
    let folder = try Path.uniqueTemporary()
    defer { try? folder.delete() }
    let empty = Journal(output: [], events: Data())
    guard !program.diagnostics.hasErrors else {
      return Outcome(program: program, compiled: program.diagnostics, journal: empty)
    }
    // The library takes as long to link as the cells to compile: both are done at once.
    async let library = library.link(modules)
    let compiled = program.diagnostics + (try await compile(in: folder))
    guard !compiled.hasErrors else {
      return Outcome(program: program, compiled: compiled, journal: empty)
    }
    try await link(in: folder, with: library)
    let result = try await run(in: folder)
    return Outcome(
      program: program, compiled: compiled, ended: result.outcome, thrown: result.thrown,
      journal: result.journal)
  }

  private func compile(in folder: Path) async throws -> [Diagnostic] {
    let source = (folder + "cells.swift").string
    try Path(source).write(program.text)
    // To an object: with debug information the compiler would make a module, too, on the way to a
    // program, and need half as long again.
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: ["-c", source, "-o", (folder + "cells.o").string]
        + Self.flags(swiftVersion: configuration.swiftVersion) + ["-diagnostic-style=llvm"]
        + modules.importOptions,
      environment: CellEnvironment.compiler, folder: folder.string, timeLimit: .seconds(120)
    ).run()
    var messages = CompilerMessages(outcome.errorOutput, of: program, at: source).diagnostics
    if outcome.ending != .exited(0), !messages.hasErrors {
      let lines = outcome.errorOutput.split(separator: "\n").suffix(8).map(String.init)
      let reason = outcome.ending == .timedOut ? "took longer than 120 s" : "failed"
      messages.append(
        .error(
          "does-not-compile", at: program.cells.first?.location,
          "compiling the Swift cells of this chapter \(reason)", notes: lines.asNotes))
    }
    return messages
  }

  private func link(in folder: Path, with library: String) async throws {
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: [
        (folder + "cells.o").string, library, "-o", (folder + "cells").string, "-Xlinker", "-rpath",
        "-Xlinker", Path(library).parent().string,
      ],
      environment: CellEnvironment.compiler, folder: folder.string, timeLimit: .seconds(120)
    ).run()
    guard outcome.ending == .exited(0) else {
      throw CellLibrary.Failure(
        lines: outcome.errorOutput.split(separator: "\n").suffix(8).map(String.init))
    }
  }

  private func run(in folder: Path) async throws -> JournaledRun.Result {
    let work = folder + "work"
    try work.mkpath()
    inputs.copy(into: work)
    return try await JournaledRun(
      executable: (folder + "cells").string, folder: work.string,
      limits: program.cells.map { .seconds(configuration.timeout(of: $0)) }
    ).run()
  }
}

extension BookConfiguration {
  /// The longest time a cell may run, in seconds.
  func timeout(of cell: Cell) -> Double { cell.options.timeout ?? timeout }
}
