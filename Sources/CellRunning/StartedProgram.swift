import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that was started and has not been collected yet, so that its number is nobody else's.
struct StartedProgram: Hashable, Sendable {
  /// The number of the process, and of the session and the group it leads.
  let identifier: pid_t
  let mark: RunMark

  /// Whether the program has come to its end. What its death tells stays there for Subprocess.
  var hasEnded: Bool {
    var info = siginfo_t()
    guard waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT | WNOHANG) == 0 else {
      return errno != EINTR
    }
    // Stays 0 while there is nothing to tell.
    return info.si_signo != 0
  }

  /// Ends the program and its group; whoever left the group lives on.
  func endGroup() { _ = kill(-identifier, SIGKILL) }

  /// What the program started and is still there.
  var descendants: [LeftProcess] { ProcessTable.descendants(of: identifier, mark: mark) }

  /// Ends the program and whatever it started, wherever that went.
  ///
  /// - Parameter grace: how long descendants may take to end by themselves.
  /// - Returns: those that had to be ended.
  func endAll(grace: Duration) async -> [LeftProcess] {
    let deadline = ContinuousClock.now + grace
    var left = descendants
    while !left.isEmpty, .now < deadline {
      try? await Task.sleep(for: .milliseconds(10))
      left = descendants
    }
    // Again and again, as a process may start another one before the signal reaches it.
    var attempts = 0
    while !endOnce(), attempts < 100 {
      attempts += 1
      try? await Task.sleep(for: .milliseconds(2))
    }
    return left
  }

  /// - Returns: whether there was nothing left to end.
  fileprivate func endOnce() -> Bool {
    endGroup()
    let rest = descendants
    for process in rest { _ = kill(process.identifier, SIGKILL) }
    return rest.isEmpty && hasEnded
  }
}

/// The programs that run right now, for whoever has to end them all at once.
package enum RunningPrograms {
  private static let all = Mutex<Set<StartedProgram>>([])

  static func add(_ program: StartedProgram) { _ = all.withLock { $0.insert(program) } }
  static func remove(_ program: StartedProgram) { _ = all.withLock { $0.remove(program) } }

  /// Ends all programs and what they started, without waiting for anything.
  package static func endAll() {
    // The lock is held meanwhile, so that no program is collected and its number given to another.
    all.withLock { programs in
      for program in programs { _ = program.endOnce() }
    }
  }
}
