import Synchronization

#if os(Linux) && canImport(Runtime)
  @preconcurrency internal import Glibc
  internal import Runtime

  /// Notes where each error is thrown, so that one which reaches the top of a chapter's program can
  /// be reported at its line.
  ///
  /// An error at top level ends a program without a backtrace that knows the chapter. The runtime
  /// calls two hooks wherever an error is thrown; which error is the last is known only when the
  /// program is dead, so each one overwrites the note of the one before.
  private final class ThrownErrors: Sendable {
    static let shared = ThrownErrors()

    private struct State {
      var isCapturing = false
      var spent = Duration.zero
    }

    /// The place of the last error: `file:line:column` and a newline, in a file beside the journal.
    private let descriptor: Int32
    private let state = Mutex(State())

    /// A backtrace costs a quarter of a millisecond. A cell that throws and catches ten thousand
    /// times gets no note of the last ones rather than a minute of waiting.
    private static let budget = Duration.milliseconds(500)

    private init() {
      descriptor =
        getenv(CellJournal.variable).map { path in
          open(String(cString: path) + ".thrown", O_WRONLY | O_CREAT, 0o600)
        } ?? -1
    }

    func install() {
      guard descriptor >= 0 else { return }
      typealias Hook = @convention(c) (UnsafeMutableRawPointer?) -> Void
      typealias TypedHook =
        @convention(c) (
          UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
        ) -> Void
      dlsym(nil, "_swift_willThrow")?.assumingMemoryBound(to: Hook?.self).pointee = { _ in
        ThrownErrors.shared.note()
      }
      dlsym(nil, "_swift_willThrowTypedImpl")?.assumingMemoryBound(to: TypedHook?.self).pointee = {
        _, _, _ in ThrownErrors.shared.note()
      }
    }

    /// Capturing throws and catches errors of its own, which must not be noted.
    private func note() {
      let isFree = state.withLock { state in
        guard !state.isCapturing, state.spent < Self.budget else { return false }
        state.isCapturing = true
        return true
      }
      guard isFree else { return }
      let start = ContinuousClock.now
      let text = place()
      state.withLock { state in
        state.isCapturing = false
        state.spent += .now - start
      }
      // Written over the last one; what is left of a longer one stands behind the newline.
      let bytes = Array(((text ?? "") + "\n").utf8)
      pwrite(descriptor, bytes, bytes.count, 0)
    }

    private func place() -> String? {
      guard let trace = try? Backtrace.capture(limit: 64), let known = trace.symbolicated() else {
        return nil
      }
      let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
      for case let symbol? in known.frames.map(\.symbol) where symbol.imageName == program {
        guard let place = symbol.sourceLocation, place.line > 0 else { continue }
        return "\(place.path):\(place.line):\(place.column)"
      }
      return nil
    }
  }

  /// Called by the generated program before anything else.
  public func _cellsNoteErrors() { ThrownErrors.shared.install() }
#else
  /// Called by the generated program before anything else. Only on Linux does the runtime tell where
  /// an error is thrown.
  public func _cellsNoteErrors() {}
#endif
