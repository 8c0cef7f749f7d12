import Foundation
import Testing

@testable import CellRunning

/// A program that writes without end is stopped where its limit is, whatever it writes and where.
@Suite(.serialized, .timeLimit(.minutes(10))) struct OutputLimitTests {
  static let floods = [
    "lines": "yes", "one line": "yes | tr -d '\\n'", "NUL bytes": "cat /dev/zero",
    "noise": "cat /dev/urandom",
  ]

  @Test(arguments: floods.keys.sorted())
  func aFloodOnStandardOutputIsStoppedAtTheLimit(of: String) async throws {
    let flood = try #require(Self.floods[of])
    let (outcome, time) = try await timed { try await Script("echo first; \(flood)").run() }
    #expect(outcome.ending == .printedTooMuch)
    #expect(outcome.flooded == .standardOutput)
    #expect(outcome.output.count == ProcessRequest.standardOutputLimit)
    #expect(outcome.output.starts(with: Array("first\n".utf8)))
    #expect(time < .seconds(60))
  }

  @Test(arguments: floods.keys.sorted())
  func aFloodOnStandardErrorIsStoppedAtTheLimit(of: String) async throws {
    let flood = try #require(Self.floods[of])
    let (outcome, time) = try await timed {
      try await Script("echo first; echo oops >&2; { \(flood); } >&2").run()
    }
    #expect(outcome.ending == .printedTooMuch)
    #expect(outcome.flooded == .standardError)
    #expect(outcome.output == Array("first\n".utf8))
    #expect(outcome.errorOutput.hasPrefix("oops\n"))
    #expect(time < .seconds(60))
  }

  @Test func muchOutputBelowTheLimitIsKeptWhole() async throws {
    let outcome = try await Script(
      "head -c 3900000 /dev/zero; head -c 3900000 /dev/zero >&2"
    ).run()
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output.count == 3_900_000)
    #expect(outcome.errorOutput.utf8.count == 3_900_000)
    #expect(outcome.flooded == nil)
  }

  @Test func aJournalWithoutEndIsStopped() async throws {
    let folder = try PrivateFolder()
    defer { folder.remove() }
    let file = try JournalFile(at: folder.path + "/journal")
    var script = Script("echo first; yes > $JOURNAL")
    script.journal = (file, 1_000_000)
    let (outcome, time) = try await timed { try await script.run() }
    #expect(outcome.ending == .printedTooMuch)
    #expect(outcome.flooded == .journal)
    #expect(outcome.output == Array("first\n".utf8))
    #expect(file.bytes(limit: 10) == Data("y\ny\ny\ny\ny\n".utf8))
    #expect(time < .seconds(60))
  }

  @Test func whoeverClosesItsStreamsStillHasAClock() async throws {
    let (outcome, time) = try await timed {
      try await Script("echo first; exec >&- 2>&-; sleep 100", limit: .milliseconds(300)).run()
    }
    #expect(outcome.ending == .timedOut)
    #expect(outcome.output == Array("first\n".utf8))
    #expect(time < .seconds(60))
  }

  @Test(arguments: [(9, "KILL"), (15, "TERM"), (11, "SEGV"), (1, "HUP")])
  func aProgramThatKillsItselfDiesOfItsSignal(number: Int, name: String) async throws {
    let outcome = try await Script("echo first; kill -\(name) $$; echo no").run()
    #expect(outcome.ending == .signaled(number))
    #expect(outcome.output == Array("first\n".utf8))
  }

  @Test func aProgramThatIsNotThereIsAnError() async throws {
    await #expect(throws: (any Error).self) {
      try await ProcessRequest(
        executable: "/nowhere/program", environment: [:], folder: "/", timeLimit: .seconds(1)
      ).run()
    }
  }
}
