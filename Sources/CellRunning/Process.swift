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
    /// Stopped by us: it printed past its limit.
    case printedTooMuch
  }

  var ending: Ending
  var output: [UInt8]
  var errorOutput: String
}

/// A program to run, with the limits it runs under.
struct ProcessRequest: Sendable {
  static let standardOutputLimit = 4_000_000

  var executable: String
  var arguments: [String] = []
  /// The whole environment of the program; nothing is inherited.
  var environment: [String: String]
  var folder: String
  /// The largest number of bytes read from standard output.
  var outputLimit = Self.standardOutputLimit
  /// The time allowed until the next call of this function says otherwise.
  var timeLimit: Duration
  /// Called with each piece of output; a returned duration starts the clock again with that limit.
  var restartsClock: @Sendable ([UInt8]) -> Duration? = { _ in nil }

  /// Runs the program to its end, or ends it and everything it started.
  func run() async throws -> ProcessOutcome {
    var options = PlatformOptions()
    // A session of its own, so that one signal reaches whatever the program starts.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(10))
    ]
    let limits = Limits(deadline: .now + timeLimit)
    let result = try await Subprocess.run(
      executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
      arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(
          uniqueKeysWithValues: environment.map {
            (Environment.Key(stringLiteral: $0.key), $0.value)
          })),
      workingDirectory: FilePath(folder), platformOptions: options,
      input: .none, output: .sequence, error: .sequence
    ) { execution in
      try await withThrowingTaskGroup(of: Piece.self) { group in
        group.addTask {
          .output(try await read(execution.standardOutput, limits) { execution.end() })
        }
        group.addTask { .errors(try await readErrors(execution.standardError)) }
        group.addTask { await watch(limits) { execution.end() } }
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var open = 2
        for try await piece in group {
          switch piece {
          case .output(let bytes): (output, open) = (bytes, open - 1)
          case .errors(let bytes): (errors, open) = (bytes, open - 1)
          case .watched: break
          }
          if open == 0 { limits.finish() }
        }
        return (output, errors)
      }
    }
    let (output, errors) = result.closureResult
    let ending = limits.verdict ?? ProcessOutcome.Ending(result.terminationStatus)
    return ProcessOutcome(
      ending: ending, output: output, errorOutput: String(decoding: errors, as: UTF8.self))
  }

  private enum Piece: Sendable { case output([UInt8]), errors([UInt8]), watched }

  private func read(
    _ sequence: SubprocessOutputSequence, _ limits: Limits, end: () -> Void
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in sequence {
      let piece = buffer.withUnsafeBytes { Array($0) }
      if let limit = restartsClock(piece) { limits.restart(.now + limit) }
      bytes += piece.prefix(max(0, outputLimit - bytes.count))
      if bytes.count >= outputLimit {
        limits.stop(.printedTooMuch)
        end()
        break
      }
    }
    return bytes
  }

  /// Standard error is drained to its end, so that the program never waits on a full pipe, and kept
  /// up to the limit.
  private func readErrors(_ sequence: SubprocessOutputSequence) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in sequence {
      let piece = buffer.withUnsafeBytes { Array($0) }
      bytes += piece.prefix(max(0, outputLimit - bytes.count))
    }
    return bytes
  }

  private func watch(_ limits: Limits, end: () -> Void) async -> Piece {
    while !limits.isFinished {
      if limits.isPastDeadline {
        limits.stop(.timedOut)
        end()
        break
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return .watched
  }
}

extension Execution {
  fileprivate func end() {
    try? send(signal: .kill, toProcessGroup: true)
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

/// The clock of one program: what its reader and its watchman tell each other.
private final class Limits: Sendable {
  private struct State {
    var deadline: ContinuousClock.Instant
    var verdict: ProcessOutcome.Ending?
    var isFinished = false
  }

  private let state: Mutex<State>

  init(deadline: ContinuousClock.Instant) { state = Mutex(State(deadline: deadline)) }

  var verdict: ProcessOutcome.Ending? { state.withLock { $0.verdict } }
  var isFinished: Bool { state.withLock { $0.isFinished } }
  var isPastDeadline: Bool { state.withLock { .now > $0.deadline } }

  func restart(_ deadline: ContinuousClock.Instant) { state.withLock { $0.deadline = deadline } }

  func stop(_ ending: ProcessOutcome.Ending) {
    state.withLock { if $0.verdict == nil { $0.verdict = ending } }
  }

  func finish() { state.withLock { $0.isFinished = true } }
}
