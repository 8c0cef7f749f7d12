import CellKit

/// What tells one run of a program from all others: a number that is drawn for it.
///
/// The program and everything it starts carry it in their environment. There CellKit appends the
/// number of the current cell, so that a process found later names the cell that started it.
struct RunMark: Hashable, Sendable {
  let name: String

  init() { name = String(UInt64.random(in: 0...UInt64.max), radix: 36) }

  /// The variable in the environment of the program.
  var variable: (name: String, value: String) { (CellJournal.runVariable, name) }

  /// What the environment of a marked process says.
  struct Found: Hashable, Sendable {
    /// The cell that had begun when the process was started.
    var cell: Int?
  }

  /// Looks for the mark in an environment, as the system hands it out: `NAME=value` and a NUL byte,
  /// again and again.
  func find(in environment: [UInt8]) -> Found? {
    let wanted = Array("\(CellJournal.runVariable)=\(name)".utf8)
    for entry in environment.split(separator: 0) where entry.starts(with: wanted) {
      let rest = entry.dropFirst(wanted.count)
      if rest.isEmpty { return Found() }
      guard rest.first == UInt8(ascii: ":") else { continue }
      return Found(cell: Int(String(decoding: rest.dropFirst(), as: UTF8.self)))
    }
    return nil
  }
}
