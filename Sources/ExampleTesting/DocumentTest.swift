import BookModel
import CellRunning
import PathKit

/// Tries the examples of one document.
///
/// Examples share their declarations in reading order: they are one program, until one declares a
/// name again. What fails is left out, and the others are tried without it.
package struct DocumentTest: Sendable {
  package var document: Document
  package var programs: ProgramTrial
  /// Whether every example is a program of its own.
  package var each: Bool

  package init(
    _ document: Document, runner: ExampleRunner, each: Bool = false, timeLimit: Double = 10
  ) {
    self.document = document
    self.each = each
    programs = ProgramTrial(document: document, runner: runner, timeLimit: timeLimit)
  }

  package func report() async -> DocumentReport {
    var board = Board(document)
    var obstacle: Diagnostic?
    do {
      try await judgeAll(&board)
    } catch {
      obstacle = .error(
        "swift-unavailable", at: document.examples.first?.location,
        "the examples of this file cannot be run: \(error)")
    }
    return DocumentReport(
      document: document, verdicts: document.examples.map { board.verdicts[$0.id] ?? .failed([]) },
      warnings: board.warnings, obstacle: obstacle)
  }

  private func judgeAll(_ board: inout Board) async throws {
    let shared = document.examples.filter(\.promise.isShared)
    for program in each ? shared.map({ [$0] }) : [shared] { try await judge(program, &board) }
    for example in document.examples {
      switch example.promise {
      case .throws: try await judgeThrowing(example, &board)
      case .failsToCompile: try await judgeRefused(example, &board)
      case .prints(let folder): try await judgeTranscript(example, in: folder, &board)
      case .runs, .compiles, .ignored: break
      }
    }
  }

  // MARK: Examples that share a program

  /// Judges examples that are one program unless one declares a name again.
  private func judge(_ examples: [Example], _ board: inout Board) async throws {
    var rest = examples
    while let first = rest.first {
      let attempt = try await attempt(rest, board)
      guard attempt.compiled.hasErrors else { return try await read(attempt, of: rest, &board) }
      let parts = attempt.compiled.programs(of: rest)
      if parts.count > 1 {
        for part in parts {
          if let start = part.first, start.id != first.id { board.starts.append(start) }
          try await judge(part, &board)
        }
        return
      }
      let broken = try await broken(attempt.compiled, among: rest, board)
      for example in rest {
        if let errors = broken[example.id] { board.leaveOut(example, because: errors) }
      }
      rest.removeAll { broken[$0.id] != nil }
    }
  }

  /// Compiles all of the examples, and runs those that are to be run.
  private func attempt(_ examples: [Example], _ board: Board) async throws -> ProgramTrial.Outcome {
    let imports = imports(for: examples, board)
    let running = examples.filter { $0.promise == .runs }
    if running.count < examples.count {
      let compiled = try await programs.check(examples, imports: imports)
      if compiled.hasErrors || running.isEmpty { return ProgramTrial.Outcome(compiled: compiled) }
    }
    return try await programs.run(running, imports: imports)
  }

  /// A program starts with the imports that stand above it in the document.
  private func imports(for examples: [Example], _ board: Board) -> [String] {
    guard let first = examples.first, !each else { return [] }
    return board.usableImports(before: first)
  }

  /// The examples that a failed compilation is the fault of. While some cannot be parsed, nothing is
  /// known about the others.
  private func broken(
    _ report: CompilerReport, among examples: [Example], _ board: Board
  ) async throws -> [Example.ID: [Diagnostic]] {
    guard examples.count > 1, !report.onlyMissesNames else { return report.errors }
    let unparsed = try await programs.parse(examples).errors
    return unparsed.isEmpty ? report.errors : unparsed
  }

  /// Reads what became of examples that compile.
  private func read(
    _ outcome: ProgramTrial.Outcome, of examples: [Example], _ board: inout Board
  ) async throws {
    board.warn(outcome.compiled.warnings)
    for example in examples where example.promise == .compiles { board.settle(example, .compiled) }
    let running = examples.filter { $0.promise == .runs }
    for example in running.prefix(outcome.end?.part ?? running.count) {
      let found = outcome.findings(about: example)
      board.settle(example, found.isEmpty ? .passed : .failed(found))
      board.sound.insert(example.id)
    }
    guard let end = outcome.end, running.indices.contains(end.part) else { return }
    let failing = running[end.part]
    board.fail(failing, outcome.findings(about: failing) + [end.diagnostic])
    // What came before is run again, for what it declares.
    if running.indices.contains(end.part + 1) {
      try await judge(examples.filter { $0.id != failing.id }, &board)
    }
  }

  // MARK: Examples that stand apart

  private func judgeThrowing(_ example: Example, _ board: inout Board) async throws {
    var context = each ? [] : board.context(before: example)
    let imports = each ? [] : board.usableImports(before: context.first ?? example)
    var outcome = try await programs.run(context + [example], imports: imports)
    if !context.isEmpty, outcome.compiled.onlyRedeclares(example) {
      context = []
      outcome = try await programs.run([example], imports: board.usableImports(before: example))
    }
    if outcome.compiled.hasErrors {
      return board.leaveOut(example, because: outcome.compiled.errors.values.flatMap { $0 })
    }
    board.warn(outcome.compiled.warnings)
    let found = outcome.findings(about: example)
    guard let end = outcome.end else {
      let unthrown = Diagnostic.error(
        "no-error-thrown", at: example.location,
        "this example must end by a thrown error ('throws'), and it came to its end")
      return board.settle(example, .failed(found + [unthrown]))
    }
    let isWanted = end.part == context.count && end.kind == .threw
    let problems = found + (isWanted ? [] : [end.diagnostic])
    board.settle(example, problems.isEmpty ? .passed : .failed(problems))
  }

  private func judgeRefused(_ example: Example, _ board: inout Board) async throws {
    let context = each ? [] : board.context(before: example)
    let imports = each ? [] : board.usableImports(before: context.first ?? example)
    var compiled = try await programs.check(context + [example], imports: imports)
    if !context.isEmpty, compiled.onlyRedeclares(example) {
      compiled = try await programs.check(
        [example], imports: board.usableImports(before: example))
    }
    if compiled.hasErrors, let cause = board.cause(of: compiled.errors.values.flatMap { $0 }) {
      return board.settle(example, .notChecked(because: cause))
    }
    let compiles = Diagnostic.error(
      "unexpectedly-compiles", at: example.location,
      "this example must not compile ('fails-to-compile'), and it does")
    board.settle(example, compiled.hasErrors ? .passed : .failed([compiles]))
  }

  // MARK: Transcripts

  /// - Parameter folder: relative to the document.
  private func judgeTranscript(
    _ example: Example, in folder: String?, _ board: inout Board
  ) async throws {
    let base = document.source.path.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().map { $0 + "/" }.joined()
    if let folder, !Path(base + folder).isDirectory {
      let missing = Diagnostic.error(
        "missing-folder", at: example.location, "no folder '\(base + folder)'")
      return board.settle(example, .failed([missing]))
    }
    let found = try await programs.runner.check(
      transcript: example.code, at: example.place(line: example.firstLine, column: 1),
      inCopyOf: folder.map { base + $0 }, timeLimit: programs.timeLimit)
    board.settle(example, found.isEmpty ? .passed : .failed(found))
  }
}
