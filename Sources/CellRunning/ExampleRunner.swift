import BookModel
import PathKit

/// Compiles and runs programs of examples against the built modules.
package struct ExampleRunner: Sendable {
  package let modules: ModuleLibrary
  /// Folders that commands are looked for in before those of the system.
  package let path: [String]
  private let library = CellLibrary()

  package init(modules: ModuleLibrary, path: [String] = []) {
    self.modules = modules
    self.path = path
  }

  /// Runs the commands of a transcript in a private folder, and compares what they print.
  ///
  /// - Parameters:
  ///   - text: the lines of the transcript.
  ///   - origin: where the first of them stands.
  ///   - original: a folder that the private one starts as a copy of; nil for an empty one.
  ///   - timeLimit: the time each command has, in seconds.
  package func check(
    transcript text: String, at origin: SourceLocation, inCopyOf original: String?,
    timeLimit: Double
  ) async throws -> [Diagnostic] {
    let place = try Path.uniqueTemporary()
    defer { try? place.delete() }
    let folder = place + "work"
    if let original { try Path(original).copy(folder) } else { try folder.mkpath() }
    return await ConsoleTranscript(text, at: origin)
      .check(in: folder.string, path: path, timeout: timeLimit)
  }

  /// Whether examples can import a module and be linked with its code.
  package func offers(_ module: String) -> Bool {
    ModuleLibrary.modules.contains(module)
      && (Path(modules.folder) + "Modules/\(module).swiftmodule").exists
  }

  /// Compiles a program and runs it.
  package func run(_ example: ExampleProgram) async throws -> ExampleOutcome {
    var configuration = BookConfiguration()
    configuration.timeout = example.timeLimit
    let program = example.program
    let book = Book(configuration: configuration, chapters: [], prelude: nil, sources: [:])
    let outcome = try await ProgramRun(
      program: program, modules: modules, library: library,
      configuration: configuration, inputs: CellInputs(of: [], in: book)
    ).outcome()
    var result = ExampleOutcome(compiled: outcome.compiled)
    guard outcome.ended != nil else { return result }
    result.found = PrintsCheck(journal: outcome.journal).mismatches(program.expectations)
    result.found += outcome.journal.failedClaims.map { claim, place in
      let location = place.map { program.place(file: $0.file, line: $0.line, column: $0.column) }
      return .error("failed-claim", at: location, claim.failure)
    }
    if let failure = ProgramFailure(outcome, configuration) {
      var diagnostic = failure.diagnostic(printed: outcome.journal.records[failure.cell])
      diagnostic.message.replace("this cell", with: "this example")
      for index in diagnostic.notes.indices {
        diagnostic.notes[index].text.replace("this cell", with: "this example")
      }
      diagnostic.identifier.replace("cell-", with: "example-")
      result.end = ExampleOutcome.End(
        kind: failure.kind == .threw ? .threw : .stopped, part: failure.cell,
        diagnostic: diagnostic)
    }
    return result
  }

  /// Compiles a program and leaves it at that.
  package func check(_ example: ExampleProgram) async throws -> [Diagnostic] {
    let program = example.program
    guard !program.diagnostics.hasErrors else { return program.diagnostics }
    let options =
      ["-c"] + ProgramRun.flags(swiftVersion: BookConfiguration().swiftVersion)
      + modules.importOptions
    let (messages, ending) = try await compile(program, options: options)
    guard ending != .exited(0), !messages.hasErrors else { return program.diagnostics + messages }
    return [
      .error(
        "does-not-compile", at: program.cells.first?.location,
        "compiling \(program.name) failed")
    ]
  }

  /// Parses each example by itself. A brace that one of them leaves open swallows the others of its
  /// program, and the compiler then complains about those.
  package func syntaxErrors(_ example: ExampleProgram) async throws -> [Diagnostic] {
    var found: [Diagnostic] = []
    for part in example.parts {
      var alone = example
      alone.parts = [part]
      let (messages, _) = try await compile(alone.program, options: ["-frontend", "-parse"])
      found += messages.filter { $0.severity == .error }
    }
    return found
  }

  private func compile(
    _ program: SwiftProgram, options: [String]
  ) async throws -> ([Diagnostic], ProcessOutcome.Ending) {
    let folder = try Path.uniqueTemporary()
    defer { try? folder.delete() }
    let source = folder + "examples.swift"
    try source.write(program.text)
    let isFrontend = options.first == "-frontend"
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: options + ["-diagnostic-style=llvm", source.string]
        + (isFrontend ? [] : ["-o", (folder + "examples.o").string]),
      environment: CellEnvironment.compiler, folder: folder.string, timeLimit: .seconds(120)
    ).run()
    let messages = CompilerMessages(outcome.errorOutput, of: program, at: source.string)
    return (messages.diagnostics, outcome.ending)
  }
}
