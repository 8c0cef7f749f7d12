import BookModel
import CellRunning
import PathKit

/// Compiles and runs programs made of examples of one document, and brings the places back.
package struct ProgramTrial: Sendable {
  private var document: Document
  let runner: ExampleRunner
  /// The longest time an example may run, in seconds.
  let timeLimit: Double
  /// What programs call the document: a path that means the same everywhere and can stand in quotes.
  private var file: String

  init(document: Document, runner: ExampleRunner, timeLimit: Double) {
    self.document = document
    self.runner = runner
    self.timeLimit = timeLimit
    let path = Path(document.source.path).absolute().normalize().string
    file = String(path.map { "\"\\\n".contains($0) ? "_" : $0 })
  }

  /// What became of a program. Places are those of the document.
  struct Outcome {
    var compiled: CompilerReport
    /// Promises about what is printed that were not kept.
    var found: [Diagnostic] = []
    var end: ExampleOutcome.End?

    func findings(about example: Example) -> [Diagnostic] {
      found.filter { $0.location.map { example.lines.contains($0.line) } ?? false }
    }
  }

  func run(_ examples: [Example], imports: [String]) async throws -> Outcome {
    let outcome = try await runner.run(program(examples, imports: imports))
    var end = outcome.end
    end?.diagnostic = located(outcome.end.map { [$0.diagnostic] } ?? [], in: examples)[0]
    return Outcome(
      compiled: CompilerReport(located(outcome.compiled, in: examples), of: examples),
      found: located(outcome.found, in: examples), end: end)
  }

  func check(_ examples: [Example], imports: [String]) async throws -> CompilerReport {
    let found = try await runner.check(program(examples, imports: imports))
    return CompilerReport(located(found, in: examples), of: examples)
  }

  /// Parses each example by itself.
  func parse(_ examples: [Example]) async throws -> CompilerReport {
    let found = try await runner.syntaxErrors(program(examples, imports: []))
    return CompilerReport(located(found, in: examples), of: examples)
  }

  // MARK: There and back

  private func program(_ examples: [Example], imports: [String]) -> ExampleProgram {
    let own = document.module.flatMap { runner.offers($0) ? $0 : nil }
    let above = imports.filter { $0 != own }
    return ExampleProgram(
      imports: (own.map { [$0] } ?? []) + above,
      parts: examples.map { .init(code: $0.code, file: file, line: $0.firstLine) },
      timeLimit: timeLimit)
  }

  private func located(_ diagnostics: [Diagnostic], in examples: [Example]) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.location = diagnostic.location.map { located($0, in: examples) }
      diagnostic.notes = diagnostic.notes.map {
        .init($0.text, at: $0.location.map { located($0, in: examples) })
      }
      return diagnostic
    }
  }

  private func located(_ place: SourceLocation, in examples: [Example]) -> SourceLocation {
    guard place.file == file else { return place }
    let owner = examples.last { $0.location.line <= place.line }
    if let owner, owner.location.line == place.line { return owner.location }
    return owner?.place(line: place.line, column: place.column)
      ?? SourceLocation(file: document.source.path, line: place.line, column: place.column)
  }
}
