import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct KilledBuildTests {
  /// Killed at eight moments, some of them in the middle of filling the cache; the next build must
  /// neither fail nor believe anything half written.
  @Test(.timeLimit(.minutes(10))) func theCacheSurvivesBuildsThatAreKilled() async throws {
    let cells = (1...40).map { "```{rope}\ntable: frequencies\nhead dimension: \(2 * $0)\n```\n" }
    let text = "---\ntitle: Second\n---\n\n" + cells.joined(separator: "\n")
    let book = try TemporaryFolder(copyOf: "fine")
    try book.write(text, to: "content/02-second.md")
    for moment in 1...8 {
      let tool = Process()
      tool.executableURL = ToolRun.folder.appendingPathComponent("ropewalk")
      tool.arguments = ["build", book.url.path]
      tool.standardOutput = FileHandle.nullDevice
      tool.standardError = FileHandle.nullDevice
      try tool.run()
      try await Task.sleep(for: .milliseconds(60 * moment))
      kill(tool.processIdentifier, SIGKILL)
      tool.waitUntilExit()
    }
    let run = try ToolRun("build", book.url.path)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    let clean = try TemporaryFolder(copyOf: "fine")
    try clean.write(text, to: "content/02-second.md")
    #expect(try ToolRun("build", clean.url.path).exitCode == 0)
    #expect(try book.files(below: "site") == clean.files(below: "site"))
  }
}
