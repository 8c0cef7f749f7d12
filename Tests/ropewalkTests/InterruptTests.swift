#if os(Linux)
  import Foundation
  import Glibc
  import Testing

  /// Control-C and its like end the tool at once, with all it has started, and leave nothing behind.
  @Suite(.serialized, .timeLimit(.minutes(10))) struct InterruptTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalEndsABuildAndAllItStarted(signal: Int32) async throws {
      let book = try EndlessBook()
      let tool = try await book.start("build")
      kill(tool.processIdentifier, signal)
      try await book.expectNothingLeft(of: tool, exitCode: 128 + signal)
      #expect(book.errors == "")
    }

    @Test func aSecondSignalDoesNotWait() async throws {
      let book = try EndlessBook()
      let tool = try await book.start("build")
      kill(tool.processIdentifier, SIGINT)
      usleep(1_000)
      kill(tool.processIdentifier, SIGINT)
      try await book.expectNothingLeft(of: tool, exitCode: 128 + SIGINT)
    }

    @Test func theFirstBuildOfAServerIsEndedToo() async throws {
      let book = try EndlessBook()
      let tool = try await book.start("serve", "--port", "0")
      kill(tool.processIdentifier, SIGINT)
      try await book.expectNothingLeft(of: tool, exitCode: 128 + SIGINT)
    }

    @Test func aServerEndsAtControlC() async throws {
      let book = try TemporaryFolder(copyOf: "fine")
      let log = book.url.appendingPathComponent("log")
      _ = FileManager.default.createFile(atPath: log.path, contents: nil)
      let tool = Process()
      tool.executableURL = ToolRun.folder.appendingPathComponent("ropewalk")
      tool.arguments = ["serve", book.url.path, "--port", "0"]
      tool.standardOutput = try FileHandle(forWritingTo: log)
      try tool.run()
      try await eventually {
        (try? String(contentsOf: log, encoding: .utf8))?.contains("Control-C") == true
      }
      kill(tool.processIdentifier, SIGINT)
      try await eventually { !tool.isRunning }
      #expect(tool.terminationStatus == 130)
    }

    @Test func whatAKilledToolLeftIsRemovedByTheNext() async throws {
      let book = try EndlessBook()
      let tool = try await book.start("build")
      kill(tool.processIdentifier, SIGKILL)
      try await eventually { !tool.isRunning }
      book.killSleepers()
      try await eventually { book.sleepers == [] }
      let left = try book.temporaryFiles()
      #expect(left.contains { $0.hasPrefix("ropewalk-\(tool.processIdentifier)-") })
      let next = try await book.start("build")
      #expect(try book.temporaryFiles().filter(left.contains) == [])
      kill(next.processIdentifier, SIGINT)
      try await book.expectNothingLeft(of: next, exitCode: 130)
    }
  }

  /// A book with an endless cell that has started a child, and a place for the tool's temporary
  /// files.
  private final class EndlessBook {
    let folder: TemporaryFolder
    private let seconds = "4000.\(UInt32.random(in: 1_000_000...UInt32.max))"
    private var site: [String: Data] = [:]

    init() throws {
      folder = try TemporaryFolder()
      try folder.write(
        "title: T\ntimeout: 100\nparts:\n  - title: P\n    chapters: [01-a.md]\n",
        to: "content/book.yml")
      try folder.write(
        """
        ---
        title: A
        description: A.
        ---

        ```{swift}
        import Glibc
        _ = system("sleep \(seconds) & setsid sleep \(seconds) &")
        while true { sleep(\(seconds.prefix(4))) }
        ```

        """, to: "content/01-a.md")
      try folder.write("what was there", to: "site/index.html")
      try folder.write("", to: "temporary/.keep")
      site = try folder.files(below: "site")
    }

    /// Starts the tool and waits until the cell has started its child.
    func start(_ arguments: String...) async throws -> Process {
      let tool = Process()
      tool.executableURL = ToolRun.folder.appendingPathComponent("ropewalk")
      tool.arguments = arguments + [folder.url.path]
      tool.environment = ProcessInfo.processInfo.environment.merging(
        ["TMPDIR": folder.url.appendingPathComponent("temporary").path]
      ) { $1 }
      try folder.write("", to: "errors")
      tool.standardError = try FileHandle(
        forWritingTo: folder.url.appendingPathComponent("errors"))
      tool.standardOutput = FileHandle.nullDevice
      try tool.run()
      try await eventually { self.sleepers.count == 2 }
      return tool
    }

    var errors: String {
      (try? String(contentsOf: folder.url.appendingPathComponent("errors"), encoding: .utf8)) ?? ""
    }

    func expectNothingLeft(of tool: Process, exitCode: Int32) async throws {
      let start = ContinuousClock.now
      try await eventually { !tool.isRunning }
      #expect(.now - start < .seconds(60))
      #expect(tool.terminationReason == .exit)
      #expect(tool.terminationStatus == exitCode)
      #expect(sleepers == [])
      #expect(try folder.files(below: "site") == site)
      #expect(try temporaryFiles() == [])
    }

    func temporaryFiles() throws -> [String] {
      try FileManager.default.contentsOfDirectory(
        atPath: folder.url.appendingPathComponent("temporary").path
      ).filter { $0 != ".keep" }
    }

    func killSleepers() { for process in sleepers { kill(process, SIGKILL) } }

    var sleepers: [pid_t] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { pid_t($0) }.filter { process in
        let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return line == Data("sleep\0\(seconds)\0".utf8)
      }
    }

    deinit { killSleepers() }
  }

  private func eventually(_ condition: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try !condition() {
      try #require(.now < deadline, "waited in vain")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
#endif
