import BookModel
import CellKit
import Figures
import Foundation
import PathKit
import Synchronization

/// One chapter's Swift cells on their way from text to answers: compile, run, read what came out.
struct ChapterRun {
  var program: SwiftProgram
  var modules: ModuleLibrary
  /// The dynamic library that holds the modules' code.
  var library: String
  /// A private folder for this run.
  var folder: String
  var configuration: BookConfiguration

  private var source: String { folder + "/cells.swift" }
  private var executable: String { folder + "/cells" }
  private var journal: String { folder + "/journal" }

  func answers() async throws -> [Answer] {
    let compiled = try await compile()
    guard !compiled.hasErrors, !program.diagnostics.hasErrors else {
      return answers(records: [:], diagnostics: program.diagnostics + compiled)
    }
    let outcome = try await run()
    let events = (try? Path(journal).read()) ?? Data()
    let journal = Journal(output: outcome.output, events: events)
    return answers(
      records: journal.records,
      diagnostics: program.diagnostics + compiled + failedClaims(journal)
        + journal.mismatches(program.expectations) + death(outcome, journal))
  }

  // MARK: Compile

  private func compile() async throws -> [Diagnostic] {
    try Path(source).write(program.text)
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: [
        source, "-o", executable, "-Onone", "-g", "-swift-version", configuration.swiftVersion,
        "-default-isolation", "MainActor", "-diagnostic-style=llvm", "-module-name", "cells",
      ] + modules.importOptions + [
        library, "-Xlinker", "-rpath", "-Xlinker", Path(library).parent().string,
      ],
      environment: CellEnvironment.compiler, folder: folder, timeLimit: .seconds(120)
    ).run()
    var messages = CompilerMessages(outcome.errorOutput, of: program, at: source).diagnostics
    if outcome.ending != .exited(0), !messages.hasErrors {
      let lines = outcome.errorOutput.split(separator: "\n").suffix(8).map(String.init)
      let reason = outcome.ending == .timedOut ? "took longer than 120 s" : "failed"
      messages.append(
        .error(
          "does-not-compile", at: program.cells.first?.location,
          "compiling the Swift cells of this chapter \(reason)", notes: lines))
    }
    return messages
  }

  // MARK: Run

  private func run() async throws -> ProcessOutcome {
    let limits = program.cells.map { Duration.seconds($0.options.timeout ?? configuration.timeout) }
    let progress = MarkScanner(limits: limits)
    return try await ProcessRequest(
      executable: executable,
      environment: CellEnvironment.cell(journal: journal, variable: CellJournal.variable),
      folder: folder, timeLimit: limits.first ?? .seconds(10),
      restartsClock: { progress.limit(after: $0) }
    ).run()
  }

  // MARK: Read

  private func failedClaims(_ journal: Journal) -> [Diagnostic] {
    journal.failedClaims.map { claim, place in
      let location = place.map {
        program.place(file: $0.file, line: $0.line, column: $0.column)
      }
      return .error("failed-claim", at: location, claim.failure)
    }
  }

  /// What has to be said when the program did not end by itself.
  private func death(_ outcome: ProcessOutcome, _ journal: Journal) -> [Diagnostic] {
    if outcome.ending == .exited(0), journal.isComplete { return [] }
    let cell =
      program.cells.indices.contains(journal.lastCell ?? 0)
      ? program.cells[journal.lastCell ?? 0] : nil
    let crash = CrashReport(outcome.errorOutput, files: program.cells.map(\.location.file))
    let place =
      crash.place.map { program.place(file: $0.file, line: $0.line, column: $0.column) }
      ?? cell?.location
    let printed = notes(of: journal)
    switch outcome.ending {
    case .timedOut:
      let limit = cell?.options.timeout ?? configuration.timeout
      let seconds = limit == limit.rounded() ? "\(Int(limit))" : "\(limit)"
      return [
        .error(
          "timeout", at: cell?.location, "this cell ran longer than \(seconds) s and was stopped",
          notes: printed)
      ]
    case .printedTooMuch:
      return [
        .error(
          "too-much-output", at: cell?.location,
          "this cell printed more than \(ProcessRequest.standardOutputLimit / 1_000_000) MB and was stopped"
        )
      ]
    case .signaled(let signal):
      let reason = crash.message ?? "ended by signal \(signal)"
      let identifier = crash.isThrown ? "cell-threw" : "cell-trapped"
      return [.error(identifier, at: place, reason, notes: printed)]
    case .exited(let code):
      return [
        .error(
          "cell-exited", at: place, "this cell ended the program with exit code \(code)",
          notes: printed)
      ]
    }
  }

  /// The end of what the failing cell had printed.
  private func notes(of journal: Journal) -> [String] {
    guard let number = journal.lastCell, let items = journal.records[number]?.items else {
      return []
    }
    let text = items.map { if case .output(let text) = $0 { text } else { "" } }.joined()
    let lines = text.split(separator: "\n").suffix(5)
    return lines.isEmpty ? [] : ["it had printed:"] + lines.map { "  \($0)" }
  }

  private func answers(records: [Int: Record], diagnostics: [Diagnostic]) -> [Answer] {
    var answers = program.cells.enumerated().map { number, cell in
      Answer(cell: cell.id, record: records[number] ?? Record())
    }
    for diagnostic in diagnostics {
      let owner = diagnostic.location.flatMap { program.cell(atLine: $0.line, of: $0.file) }
      let index = answers.firstIndex { $0.cell == owner?.id } ?? 0
      answers[index].diagnostics.append(diagnostic)
    }
    return answers
  }
}

extension Claim {
  /// The sentence that says how far the claim is from holding.
  package var failure: String {
    let found = value.plain(.significant(6))
    return switch relation {
    case .below(let bound):
      "claim '\(label)' fails: \(found) is not below \(Value.number(bound).plain(.significant(6)))"
    case .above(let bound):
      "claim '\(label)' fails: \(found) is not above \(Value.number(bound).plain(.significant(6)))"
    case .equal(let expected, let tolerance):
      "claim '\(label)' fails: \(value.plain(.significant(12))) differs from "
        + "\(Value.number(expected).plain(.significant(12))) by more than "
        + Value.number(tolerance).plain(.significant(3))
    case .same(let expected):
      "claim '\(label)' fails: \(found) is not \(expected.plain(.significant(6)))"
    case .truth: "claim '\(label)' fails: it does not hold"
    }
  }
}

/// Watches the output for the marks of cells that begin, to start the clock again for each.
private final class MarkScanner: Sendable {
  private let limits: [Duration]
  private let rest = Mutex<[UInt8]>([])

  init(limits: [Duration]) { self.limits = limits }

  func limit(after piece: [UInt8]) -> Duration? {
    rest.withLock { rest in
      // Only what follows the last complete mark can be the beginning of another.
      let parts = (rest + piece).split(separator: 0, omittingEmptySubsequences: false)
      rest = parts.count > 1 ? [0] + (parts.last ?? []).prefix(32) : []
      let numbers = parts.compactMap { part -> Int? in
        guard part.count < 32,
          case .cell(let number)? = StreamMark(String(decoding: part, as: UTF8.self))
        else { return nil }
        return number
      }
      return numbers.last.flatMap { limits.indices.contains($0) ? limits[$0] : nil }
    }
  }
}
