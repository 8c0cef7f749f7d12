#if os(Linux)
  import Testing

  @testable import CellRunning

  /// Nothing that a program starts outlives it, and nobody waits for it.
  @Suite(.serialized, .timeLimit(.minutes(10))) struct LeftRunningTests {
    /// Ways to leave a sleeper behind; `S` stands for its seconds.
    static let ways = [
      "in the background": "sleep S &",
      "in the background, with the pipes closed": "sleep S >/dev/null 2>&1 &",
      "by a shell that has ended": "sh -c 'sleep S &'",
      "forked twice": "( ( sleep S & ) & )",
      "in a session of its own": "setsid sleep S &",
      "in a session of its own, with the pipes closed":
        "setsid sleep S </dev/null >/dev/null 2>&1 &",
      "forked twice into a session of its own": "( setsid sh -c 'sleep S & wait' & )",
      "without an environment": "env -i /bin/sleep S &",
      "deaf to hangups": "nohup sleep S &",
      "deaf to termination": "sh -c 'trap \"\" TERM HUP INT; sleep S; true' &",
    ]

    @Test(arguments: ways.keys.sorted())
    func aSleeperLeftBehindIsNamedAndEnded(way: String) async throws {
      let seconds = uniqueSeconds()
      let command = try #require(Self.ways[way]).replacing("S", with: seconds)
      let (outcome, time) = try await timed {
        try await Script("echo before; \(command)\nsleep 0.1; echo behind; exit 4").run()
      }
      #expect(outcome.ending == .exited(4))
      #expect(outcome.output == Array("before\nbehind\n".utf8))
      #expect(outcome.leftRunning.contains { $0.command.contains(seconds) })
      #expect(outcome.flooded == nil)
      #expect(countOfProcesses(with: seconds) == 0)
      #expect(time < .seconds(60))
    }

    @Test func aChildThatEndsSoonIsForgiven() async throws {
      let outcome = try await Script("sleep 0.05 & echo done").run()
      #expect(outcome.ending == .exited(0))
      #expect(outcome.leftRunning == [])
    }

    @Test func aChildThatWasWaitedForIsNotLeft() async throws {
      let outcome = try await Script("sleep 0.05 & wait; echo done").run()
      #expect(outcome.leftRunning == [])
      #expect(outcome.output == Array("done\n".utf8))
    }

    @Test(arguments: [
      "sleep 1000", "while :; do :; done", "kill -STOP $$", "trap '' TERM; sleep 99",
    ])
    func whoeverRunsPastItsTimeLeavesNothing(end: String) async throws {
      let seconds = uniqueSeconds()
      let (outcome, time) = try await timed {
        try await Script(
          "sleep \(seconds) & setsid sleep \(seconds) & echo first; \(end)",
          limit: .milliseconds(400)
        ).run()
      }
      #expect(outcome.ending == .timedOut)
      #expect(outcome.output == Array("first\n".utf8))
      #expect(outcome.leftRunning == [])
      #expect(countOfProcesses(with: seconds) == 0)
      #expect(time < .seconds(60))
    }

    @Test func whoeverPrintsTooMuchLeavesNothing() async throws {
      let seconds = uniqueSeconds()
      let outcome = try await Script("setsid sleep \(seconds) & sleep 0.1; yes").run()
      #expect(outcome.ending == .printedTooMuch)
      #expect(countOfProcesses(with: seconds) == 0)
    }

    @Test func aChildThatPrintsForEverIsEnded() async throws {
      let word = uniqueSeconds()
      let (outcome, time) = try await timed {
        try await Script("setsid yes \(word) & sleep 0.01; exit 0").run()
      }
      #expect(outcome.ending == .exited(0) || outcome.flooded == .standardOutput)
      #expect(countOfProcesses(with: word) == 0)
      #expect(time < .seconds(60))
    }

    @Test func aCancelledRunLeavesNothing() async throws {
      let seconds = uniqueSeconds()
      let running = Task {
        try await Script("sleep \(seconds) & setsid sleep \(seconds) & sleep \(seconds)").run()
      }
      while countOfProcesses(with: seconds) < 4 { try await Task.sleep(for: .milliseconds(5)) }
      let (result, time) = await timed {
        running.cancel()
        return await running.result
      }
      #expect(throws: CancellationError.self) { try result.get() }
      #expect(countOfProcesses(with: seconds) == 0)
      #expect(time < .seconds(60))
    }
  }
#endif
