import ArgumentParser
import CellRunning
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does the work of a command so that Control-C ends it in an orderly way.
///
/// At the first signal the work is cancelled, which ends the programs it runs, and its temporary
/// files are removed; a second one does not wait for the work. Signals that the caller has the tool
/// ignore, as `nohup` does, stay ignored.
///
/// - Throws: what the work throws, or the exit code 128 + signal once a signal has come.
func withInterrupts<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let interrupts = Interrupts()
  let task = Task { try await work() }
  let sources = interrupts.start { task.cancel() }
  let result = await withTaskCancellationHandler {
    await task.result
  } onCancel: {
    task.cancel()
  }
  interrupts.stop(sources)
  let signal = interrupts.received
  // Also the programs of tasks that are not the work's children.
  RunningPrograms.endAll()
  if let signal { throw ExitCode(128 + signal) }
  return try result.get()
}

/// The signals by which people and systems ask a program to end.
private final class Interrupts: Sendable {
  private let first = Mutex<Int32?>(nil)
  private let queue = DispatchQueue(label: "ropewalk.interrupts")

  /// The first signal that came.
  var received: Int32? { first.withLock { $0 } }

  /// - Parameter onFirst: called when the first signal comes.
  func start(onFirst: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].filter { Self.ignore($0) }.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in receive(number, onFirst) }
      source.resume()
      return source
    }
  }

  /// Gives the signals their old meaning back.
  func stop(_ sources: [any DispatchSourceSignal]) {
    for source in sources {
      source.cancel()
      _ = signal(Int32(source.handle), SIG_DFL)
    }
  }

  /// The source is told of a signal all the same.
  ///
  /// - Returns: whether the signal was not ignored before.
  private static func ignore(_ number: Int32) -> Bool {
    let before = signal(number, SIG_IGN)
    return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func receive(_ number: Int32, _ onFirst: () -> Void) {
    let isFirst = first.withLock { first in
      guard first == nil else { return false }
      first = number
      return true
    }
    guard !isFirst else { return onFirst() }
    RunningPrograms.endAll()
    PrivateFolder.close()
    _exit(128 + number)
  }
}
