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

  private let descriptor: Int32?
  private let count = Mutex(0)

  private init() {
    guard let path = getenv(Self.variable) else {
      descriptor = nil
      return
    }
    // A pipe is buffered in blocks, and a trap loses what waits there.
    setvbuf(stdout, nil, _IOLBF, 0)
    let opened = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    descriptor = opened >= 0 ? opened : nil
  }

  package func record(_ kind: CellEvent.Kind, at place: CellEvent.Place? = nil) {
    guard let descriptor else { return printAlone(kind) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Every value of a record encodes: numbers that JSON lacks are texts there.
    guard var line = try? encoder.encode(CellEvent(kind, at: place)) else { return }
    line.append(10)
    count.withLock { number in
      writeAll(Array(line), to: descriptor)
      mark(.event(number))
      number += 1
    }
  }

  /// Writes a mark behind everything that has been printed so far, and lets nothing wait in a
  /// buffer that a trap would lose.
  package func mark(_ mark: StreamMark) {
    guard descriptor != nil else { return }
    print(mark.text, terminator: "")
    fflush(nil)
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
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}

/// Called by the generated program before the first statement of a cell.
public func _cellBegins(_ number: Int) {
  CellJournal.shared.mark(.cell(number))
}

/// Called by the generated program behind the last cell.
public func _cellsEnd() {
  CellJournal.shared.mark(.end)
}

/// Called by the generated program where a line `// Prints "…"` stands.
public func _cellPrinted(line: Int) {
  CellJournal.shared.record(.checkpoint(line: line))
}
