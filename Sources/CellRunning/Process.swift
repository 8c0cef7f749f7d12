import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// What became of a program. This is the only file that starts processes.
struct ProcessOutcome: Sendable {
  enum Ending: Hashable, Sendable {
    case exited(Int)
    /// Ended by a signal, as a trap does.
    case signaled(Int)
    /// Stopped by us: it ran past its time.
    case timedOut
    /// Stopped by us: it wrote past a limit; `flooded` says where.
    case printedTooMuch
  }

  /// Where a program writes.
  enum Channel: Hashable, Sendable { case standardOutput, standardError, journal }

  var ending: Ending
  var output: [UInt8]
  var errorOutput: String
  /// Where the program wrote more than it may.
  var flooded: Channel?
  /// What the program had started and left behind when it came to an end by itself. None of it is
  /// there any more.
  var leftRunning: [LeftProcess] = []
}

/// A program to run, with the limits it runs under.
struct ProcessRequest: Sendable {
  static let standardOutputLimit = 4_000_000

  var executable: String
  var arguments: [String] = []
  /// The whole environment of the program; nothing is inherited.
  var environment: [String: String]
  var folder: String
  /// The largest number of bytes read from standard output, and from standard error.
  var outputLimit = Self.standardOutputLimit
  /// A file the program writes, and the number of bytes that is too much for it.
  var journal: (file: JournalFile, limit: Int)?
  /// The time allowed until the next call of `restartsClock` says otherwise.
  var timeLimit: Duration
  /// What the program and all it starts carry in their environments.
  var mark = RunMark()
  /// Called with each piece of output; a returned duration starts the clock again with that limit.
  var restartsClock: @Sendable ([UInt8]) -> Duration? = { _ in nil }

  /// How long what a program leaves behind may take to end by itself. On a busy machine a shell alone
  /// has taken more than 200 ms to start.
  private static let grace = Duration.seconds(1)

  /// Runs the program to its end, or ends it. Nothing it started outlives the call.
  ///
  /// - Throws: Subprocess's error when the program cannot be started, `CancellationError` when the
  ///   task is cancelled; then too the program and what it started are gone.
  func run() async throws -> ProcessOutcome {
    var environment = environment
    environment[mark.variable.name] = mark.variable.value
    let limits = Limits(deadline: .now + timeLimit)
    let result = try await Subprocess.run(
      executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
      arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(
          uniqueKeysWithValues: environment.map {
            (Environment.Key(stringLiteral: $0.key), $0.value)
          })),
      workingDirectory: FilePath(folder), platformOptions: Self.options,
      input: .none, output: .sequence, error: .sequence
    ) { execution in
      let program = StartedProgram(
        identifier: execution.processIdentifier.value, mark: mark)
      RunningPrograms.add(program)
      defer { RunningPrograms.remove(program) }
      let streams = try await read(
        execution.standardOutput, execution.standardError, of: program, limits)
      let endsItself = limits.verdict == nil && !Task.isCancelled
      let left = await program.endAll(grace: endsItself ? Self.grace : .zero)
      return (streams: streams, left: endsItself ? left : [])
    }
    try Task.checkCancellation()
    let (streams, left) = result.closureResult
    return ProcessOutcome(
      ending: limits.verdict ?? ProcessOutcome.Ending(result.terminationStatus),
      output: streams.output, errorOutput: String(decoding: streams.errors, as: UTF8.self),
      flooded: limits.flooded, leftRunning: left)
  }

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    // A session of its own, so that one signal reaches whatever the program starts.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(10))
    ]
    return options
  }

  // MARK: Read and watch

  private struct Streams: Sendable { var output: [UInt8] = [], errors: [UInt8] = [] }
  private enum Piece: Sendable { case output([UInt8]), errors([UInt8]), watched }

  /// Reads both streams until the program has ended, by itself or by us.
  ///
  /// Not until they are closed: who closes them may go on for ever, and who inherited them may hold
  /// them for ever. Subprocess ends a sequence with what is in the pipe when the program ends.
  private func read(
    _ output: SubprocessOutputSequence, _ errors: SubprocessOutputSequence,
    of program: StartedProgram, _ limits: Limits
  ) async throws -> Streams {
    try await withThrowingTaskGroup(of: Piece.self) { group in
      group.addTask {
        .output(
          try await read(output, .standardOutput, of: program, limits) { piece in
            if let limit = restartsClock(piece) { limits.restart(.now + limit) }
          })
      }
      group.addTask {
        .errors(try await read(errors, .standardError, of: program, limits) { _ in })
      }
      group.addTask { await watch(program, limits) }
      var streams = Streams()
      var open = 2
      for try await piece in group {
        switch piece {
        case .output(let bytes): (streams.output, open) = (bytes, open - 1)
        case .errors(let bytes): (streams.errors, open) = (bytes, open - 1)
        case .watched: break
        }
        // The watchman need not look again.
        if open == 0, program.hasEnded { group.cancelAll() }
      }
      return streams
    }
  }

  /// Reads up to the limit, where the program is ended.
  private func read(
    _ sequence: SubprocessOutputSequence, _ channel: ProcessOutcome.Channel,
    of program: StartedProgram, _ limits: Limits, each: ([UInt8]) -> Void
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in sequence {
      let piece = buffer.withUnsafeBytes { Array($0) }
      each(piece)
      bytes += piece.prefix(max(0, outputLimit - bytes.count))
      if bytes.count >= outputLimit {
        limits.stop(.printedTooMuch, flooded: channel)
        program.endGroup()
        break
      }
    }
    return bytes
  }

  /// Looks at the clock and the journal until the program has ended, by itself or by us.
  private func watch(_ program: StartedProgram, _ limits: Limits) async -> Piece {
    while !Task.isCancelled, !program.hasEnded {
      if limits.isPastDeadline {
        limits.stop(.timedOut)
      } else if let journal, journal.file.size > journal.limit {
        limits.stop(.printedTooMuch, flooded: .journal)
      }
      if limits.verdict != nil { break }
      try? await Task.sleep(for: .milliseconds(5))
    }
    if !program.hasEnded { program.endGroup() }
    return .watched
  }
}

extension ProcessOutcome.Ending {
  fileprivate init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(Int(code))
    case .signaled(let signal): self = .signaled(Int(signal))
    }
  }
}

/// The clock of one program: what its readers and its watchman tell each other.
private final class Limits: Sendable {
  private struct State {
    var deadline: ContinuousClock.Instant
    var verdict: ProcessOutcome.Ending?
    var flooded: ProcessOutcome.Channel?
  }

  private let state: Mutex<State>

  init(deadline: ContinuousClock.Instant) { state = Mutex(State(deadline: deadline)) }

  var verdict: ProcessOutcome.Ending? { state.withLock { $0.verdict } }
  var flooded: ProcessOutcome.Channel? { state.withLock { $0.flooded } }
  var isPastDeadline: Bool { state.withLock { .now > $0.deadline } }

  func restart(_ deadline: ContinuousClock.Instant) { state.withLock { $0.deadline = deadline } }

  func stop(_ ending: ProcessOutcome.Ending, flooded: ProcessOutcome.Channel? = nil) {
    state.withLock { state in
      guard state.verdict == nil else { return }
      state.verdict = ending
      state.flooded = flooded
    }
  }
}
