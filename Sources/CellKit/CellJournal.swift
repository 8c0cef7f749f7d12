import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  @preconcurrency internal import Glibc
#elseif canImport(Musl)
  @preconcurrency internal import Musl
#else
  @preconcurrency internal import Darwin
#endif

/// Where a chapter's program writes down what its cells show, claim and publish.
///
/// Outside the generator, when the environment names no journal, shown tables are printed and
/// everything else is quiet, so that a cell copied out of the book runs as it is.
package final class CellJournal: Sendable {
  package static let shared = CellJournal()

  /// The environment variable that holds the path of the journal.
  package static let variable = "ROPEWALK_JOURNAL"
  /// The one that holds the token of this run's marks.
  package static let tokenVariable = "ROPEWALK_TOKEN"
  /// The one by which the generator knows what a cell has started: a name, then the cell.
  package static let runVariable = "ROPEWALK_RUN"

  /// Where the program writes for the generator.
  private struct Streams: Sendable {
    /// The process that was started; a copy that a cell makes of it by `fork` writes no marks.
    var process: pid_t
    var token: String
    var run: String?
    var journal: Int32
    /// Descriptors of their own: a cell may close or redirect the standard ones.
    var output: Int32
    var errors: Int32
  }

  private let streams: Streams?
  private let count = Mutex(0)

  private init() {
    guard let path = Self.take(Self.variable) else {
      streams = nil
      return
    }
    let token = Self.take(Self.tokenVariable) ?? ""
    // A pipe is buffered in blocks, and a trap loses what waits there.
    setvbuf(stdout, nil, _IOLBF, 0)
    let journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard journal >= 0 else {
      streams = nil
      return
    }
    streams = Streams(
      process: getpid(), token: token, run: getenv(Self.runVariable).map { String(cString: $0) },
      journal: journal, output: Self.copy(1), errors: Self.copy(2))
  }

  /// Reads a variable that is not the author's and takes it out of the environment, so that no
  /// program a cell starts writes to this journal.
  private static func take(_ variable: String) -> String? {
    guard let value = getenv(variable).map({ String(cString: $0) }) else { return nil }
    unsetenv(variable)
    return value
  }

  private static func copy(_ descriptor: Int32) -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    return copy >= 0 ? copy : descriptor
  }

  package func record(_ kind: CellEvent.Kind, at place: CellEvent.Place? = nil) {
    guard let streams else { return printAlone(kind) }
    guard streams.process == getpid() else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Every value of a record encodes: numbers that JSON lacks are texts there.
    guard var line = try? encoder.encode(CellEvent(kind, at: place)) else { return }
    line.append(10)
    count.withLock { number in
      writeAll(Array(line), to: streams.journal)
      mark(.event(number))
      number += 1
    }
  }

  /// Writes a mark behind everything that has been printed so far, and lets nothing wait in a
  /// buffer that a trap would lose.
  package func mark(_ mark: StreamMark) {
    guard let streams, streams.process == getpid() else { return }
    let bytes = Array(mark.text(token: streams.token).utf8)
    fflush(nil)
    writeAll(bytes, to: streams.output)
    if case .event = mark { return }
    writeAll(bytes, to: streams.errors)
  }

  /// Lets what is started from now on carry the number of the cell.
  fileprivate func begin(_ cell: Int) {
    mark(.cell(cell))
    if let run = streams?.run { setenv(Self.runVariable, "\(run):\(cell)", 1) }
  }

  private func printAlone(_ kind: CellEvent.Kind) {
    guard case .item(let item) = kind else { return }
    switch item {
    case .table(let table, _, _): print(table.plainText)
    case .claim(let claim) where !claim.holds: print("claim \(claim.label) does not hold")
    default: break
    }
  }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written < 0, errno == EINTR { continue }
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}

/// Called by the generated program before the first statement of a cell.
public func _cellBegins(_ number: Int) {
  CellJournal.shared.begin(number)
}

/// Called by the generated program behind the last cell.
public func _cellsEnd() {
  CellJournal.shared.mark(.end)
}

/// Called by the generated program where a line `// Prints "…"` stands.
public func _cellPrinted(line: Int) {
  CellJournal.shared.record(.checkpoint(line: line))
}
