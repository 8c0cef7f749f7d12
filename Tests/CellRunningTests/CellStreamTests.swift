#if os(Linux)
  import CellKit
  import Figures
  import Foundation
  import Testing

  @testable import CellRunning

  /// What cells do to their process and its streams, and what is known of it afterwards.
  @Suite(.serialized, .timeLimit(.minutes(10))) struct CellStreamTests {
    @Test func standardErrorIsKeptApartForEachCell() async throws {
      let result = try await CellProgram([
        "print(1); write(2, \"a\\n\", 2)", "print(2)", "write(2, \"c\", 1); print(3)",
      ]).run()
      #expect(result.journal.printedText == [0: "1\n", 1: "2\n", 2: "3\n"])
      #expect(result.journal.errorOutput == [0: "a\n", 2: "c\n"])
      #expect(result.outcome.errorOutput == "a\nc")
      #expect(result.journal.isComplete)
    }

    @Test func whatTheRuntimeSaysOfATrapIsNotTheCells() async throws {
      let result = try await CellProgram([
        "write(2, \"mine\\n\", 5); precondition(1 > 2, \"small\")"
      ]).run()
      #expect(result.outcome.ending == .signaled(4) || result.outcome.ending == .signaled(5))
      #expect(result.journal.errorOutput == [0: "mine\n"])
      #expect(result.outcome.errorOutput.contains("Precondition failed: small"))
    }

    @Test func marksThatACellPrintsAreText() async throws {
      let result = try await CellProgram([
        "print(\"a\\0c1\\0b\\0z\\0\", terminator: \"\")",
        "print(\"\\0\\0e0\\0\", terminator: \"\")",
        "publish(\"x\", 1)",
      ]).run()
      let nul = "\u{FFFD}"
      #expect(
        result.journal.printedText == [
          0: "a\(nul)c1\(nul)b\(nul)z\(nul)", 1: "\(nul)\(nul)e0\(nul)", 2: "",
        ])
      #expect(result.journal.records[2]?.items.count == 1)
      #expect(result.journal.isComplete)
    }

    @Test func theTokenAndTheJournalAreNotInTheEnvironmentOfACell() async throws {
      let result = try await CellProgram(["_ = system(\"env\")"]).run()
      let text = result.journal.printedText[0] ?? ""
      #expect(text.contains("\(CellJournal.runVariable)="))
      #expect(!text.contains(CellJournal.tokenVariable) && !text.contains(CellJournal.variable))
    }

    @Test func aChildNamesTheCellThatStartedIt() async throws {
      let (first, second) = (uniqueSeconds(), uniqueSeconds())
      let result = try await CellProgram([
        "print(0)", "_ = system(\"setsid sleep \(first) &\")",
        "_ = system(\"sleep \(second) &\"); usleep(50_000)", "print(3)",
      ]).run()
      #expect(result.outcome.ending == .exited(0))
      #expect(result.journal.isComplete)
      let left = result.outcome.leftRunning.sorted { ($0.cell ?? -1) < ($1.cell ?? -1) }
      #expect(left.map(\.command) == ["sleep \(first)", "sleep \(second)"])
      #expect(left.map(\.cell) == [1, 2])
      #expect(countOfProcesses(with: first) + countOfProcesses(with: second) == 0)
    }

    @Test(arguments: [(0, "exit(0)"), (3, "exit(3)"), (0, "_exit(0)")])
    func leavingInTheMiddleIsNotComplete(code: Int, statement: String) async throws {
      let result = try await CellProgram(["print(0)", "print(1); \(statement)", "print(2)"]).run()
      #expect(result.outcome.ending == .exited(code))
      #expect(!result.journal.isComplete)
      #expect(result.journal.lastCell == 1)
      #expect(result.journal.printedText[0] == "0\n")
    }

    @Test(arguments: [SIGKILL, SIGTERM, SIGHUP])
    func aCellThatKillsItselfDiesOfItsSignal(signal: Int32) async throws {
      let result = try await CellProgram(["print(0)", "print(1); kill(getpid(), \(signal))"]).run()
      #expect(result.outcome.ending == .signaled(Int(signal)))
      #expect(!result.journal.isComplete)
      #expect(result.journal.printedText == [0: "0\n", 1: "1\n"])
      #expect(result.journal.errorOutput == [:])
    }

    @Test func aBadPointerIsASignalToo() async throws {
      let result = try await CellProgram([
        "print(0); print(UnsafePointer<Int>(bitPattern: 8).map(\\.pointee) ?? 1)"
      ]).run()
      #expect(result.outcome.ending == .signaled(Int(SIGSEGV)))
      #expect(result.journal.printedText == [0: "0\n"])
      #expect(result.journal.errorOutput == [:])
    }

    @Test func closingOrRedirectingStandardOutputLosesNoMark() async throws {
      let result = try await CellProgram([
        "print(0); fflush(nil); close(1); close(2)", "print(1); publish(\"x\", 1)",
        "_ = open(\"file\", O_WRONLY | O_CREAT, 0o600); print(2)", "publish(\"y\", 2)",
      ]).run()
      #expect(result.outcome.ending == .exited(0))
      #expect(result.journal.isComplete)
      #expect(result.journal.printedText == [0: "0\n", 1: "", 2: "", 3: ""])
      #expect(result.journal.records[1]?.items.count == 1)
      #expect(result.journal.records[3]?.items.count == 1)
    }

    @Test func aForkedCopyWritesNoMarks() async throws {
      let fork =
        "typealias Fork = @convention(c) () -> pid_t\n"
        + "let fork = unsafeBitCast(dlsym(nil, \"fork\"), to: Fork.self)\nlet child = fork()"
      let result = try await CellProgram([
        "\(fork)\nif child != 0 { var s: Int32 = 0; waitpid(child, &s, 0) }",
        "publish(\"x\", child == 0 ? 1 : 2)",
      ]).run()
      #expect(result.outcome.ending == .exited(0))
      #expect(result.journal.isComplete)
      #expect(result.journal.records[1]?.value(named: "x") == .integer(2))
      #expect(result.journal.records[1]?.items.count == 1)
      #expect(result.outcome.leftRunning == [])
    }

    @Test func aForkedCopyThatLivesOnIsEnded() async throws {
      let fork =
        "typealias Fork = @convention(c) () -> pid_t\n"
        + "let fork = unsafeBitCast(dlsym(nil, \"fork\"), to: Fork.self)\n"
        + "if fork() == 0 { setsid(); sleep(1000) }"
      let (result, time) = try await timed { try await CellProgram([fork]).run() }
      #expect(result.journal.isComplete)
      #expect(result.outcome.leftRunning.count == 1)
      #expect(time < .seconds(60))
    }

    @Test func aCellMayMoveChangeItsEnvironmentAndDeleteItsFolder() async throws {
      let program = try await CellProgram([
        "_ = system(\"rm -rf \\\"$PWD\\\"\")",
        "chdir(\"/\"); clearenv(); setenv(\"HOME\", \"/nowhere\", 1)",
        "publish(\"x\", 1)",
        "print(getenv(\"HOME\").map { String(cString: $0) } ?? \"none\")",
      ])
      let result = try await program.run()
      #expect(result.outcome.ending == .exited(0))
      #expect(result.journal.isComplete)
      #expect(result.journal.printedText[3] == "/nowhere\n")
    }

    @Test func theJournalIsReadThoughACellDeletedIt() async throws {
      let result = try await CellProgram([
        "publish(\"x\", 1)",
        "_ = system(\"for f in /proc/$PPID/fd/*; do case $(readlink $f) in */journal) rm $(readlink $f);; esac; done\")",
        "publish(\"y\", 2)",
      ]).run()
      #expect(result.journal.records[0]?.items.count == 1)
      #expect(result.journal.records[2]?.items.count == 1)
    }

    @Test func eachCellHasItsOwnClockAndATrickleDoesNotWindIt() async throws {
      let program = try await CellProgram([
        "usleep(300_000)", "usleep(300_000)",
        "while true { print(\".\", terminator: \"\"); fflush(nil); usleep(200_000) }",
      ])
      let (result, time) = try await timed {
        try await program.run(.seconds(5), .seconds(5), .milliseconds(500))
      }
      #expect(result.outcome.ending == .timedOut)
      #expect(result.journal.lastCell == 2)
      #expect((result.journal.printedText[2] ?? "").count < 5)
      #expect(time < .seconds(60))
    }

    @Test func publishingWithoutEndIsStopped() async throws {
      let program = try await CellProgram([
        "print(0)",
        "let row = Array(repeating: (1, 0.5), count: 5_000)\n"
          + "while true { show(Table(row, columns: [\"n\", \"x\"])) }",
      ])
      let result = try await program.run(.seconds(60), .seconds(60), journalLimit: 1_000_000)
      #expect(result.outcome.ending == .printedTooMuch)
      #expect(result.outcome.flooded == .journal)
      #expect(result.journal.printedText[0] == "0\n")
    }
  }
#endif
