import Foundation
import Testing

/// Expects a text to be the one recorded beside the test, in `__Snapshots__/name`.
///
/// `RECORD=missing` writes snapshots that do not exist, `RECORD=all` writes every one. A test that
/// recorded fails, so that nobody takes a recording for a check, and nothing is recorded where `CI`
/// is set.
package func expectSnapshot(
  _ text: String, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let environment = ProcessInfo.processInfo.environment
  let file = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("__Snapshots__").appendingPathComponent(name)
  let recording = Recording(environment["RECORD"], isOnServer: environment["CI"] != nil)
  if let problem = recording.problem(with: text, at: file) {
    Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
  }
}

/// Which snapshots may be written.
package enum Recording: Equatable {
  case none, missing, all
  /// Recording was asked for where it is not allowed, or in a word that is not known.
  case refused(String)

  package init(_ word: String?, isOnServer: Bool) {
    switch word {
    case nil, "": self = .none
    case _ where isOnServer: self = .refused("RECORD is refused where CI is set")
    case "missing": self = .missing
    case "all": self = .all
    case let word?: self = .refused("RECORD must be 'missing' or 'all', not '\(word)'")
    }
  }

  /// What is to be reported about a text and its snapshot, or nil when they are equal.
  package func problem(with text: String, at file: URL) -> String? {
    if case .refused(let reason) = self { return reason }
    let recorded = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    switch (self, recorded) {
    case (.none, nil):
      return "no snapshot \(file.lastPathComponent); record it with RECORD=missing"
    case (.none, let recorded?), (.missing, let recorded?):
      return recorded == text
        ? nil : "differs from \(file.lastPathComponent):\n\(difference(from: recorded, to: text))"
    case (.all, let recorded) where recorded == text:
      return nil
    default:
      return write(text, to: file)
    }
  }

  private func write(_ text: String, to file: URL) -> String {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
      return "recorded \(file.lastPathComponent); run again without RECORD"
    } catch {
      return "could not record \(file.path): \(error)"
    }
  }
}

/// The lines that differ: `-` was recorded, `+` is new, at most ten of each with the line number.
package func difference(from old: String, to new: String) -> String {
  var old = old.split(separator: "\n", omittingEmptySubsequences: false)[...]
  var new = new.split(separator: "\n", omittingEmptySubsequences: false)[...]
  var line = 1
  while let first = old.first, first == new.first {
    old.removeFirst()
    new.removeFirst()
    line += 1
  }
  while let last = old.last, last == new.last {
    old.removeLast()
    new.removeLast()
  }
  func listed(_ lines: ArraySlice<Substring>, _ sign: String) -> String {
    let shown = lines.prefix(10).map { "\(sign)\($0)\n" }.joined()
    return lines.count > 10 ? shown + "\(sign)… \(lines.count - 10) more\n" : shown
  }
  return "line \(line):\n" + listed(old, "-") + listed(new, "+")
}
