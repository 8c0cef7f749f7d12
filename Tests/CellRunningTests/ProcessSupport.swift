import Foundation
import Testing

@testable import CellRunning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A shell script that is run as a cell's program is, but without CellKit.
struct Script {
  var text: String
  var limit = Duration.seconds(100)
  var outputLimit = ProcessRequest.standardOutputLimit
  var journal: (file: JournalFile, limit: Int)?

  init(_ text: String, limit: Duration = .seconds(100)) {
    self.text = text
    self.limit = limit
  }

  func run() async throws -> ProcessOutcome {
    let folder = try PrivateFolder()
    defer { folder.remove() }
    return try await ProcessRequest(
      executable: "/bin/sh", arguments: ["-c", text],
      environment: ["PATH": "/usr/bin:/bin", "JOURNAL": journal?.file.path ?? ""],
      folder: folder.path, outputLimit: outputLimit, journal: journal, timeLimit: limit
    ).run()
  }
}

/// A length of sleep that no other process of this machine sleeps, to find a sleeper again.
func uniqueSeconds() -> String { "3000.\(UInt32.random(in: 1_000_000...UInt32.max))" }

/// How many processes have the word in their command line.
func countOfProcesses(with word: String) -> Int {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return names.filter { name in
    guard pid_t(name) != nil,
      let data = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
    else { return false }
    return String(decoding: data, as: UTF8.self).contains(word)
  }.count
}

/// What a piece of work gave, and how long it took.
func timed<Value>(_ work: () async throws -> Value) async rethrows -> (Value, Duration) {
  let start = ContinuousClock.now
  let value = try await work()
  return (value, .now - start)
}
