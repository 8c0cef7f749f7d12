import Foundation

/// A running `chromedriver`.
///
/// It ends when this process ends, in whatever way that happens: a shell beside it waits for the
/// end of its standard input, which the system closes for us, then ends the driver. Chromium is
/// told to listen to the driver through a pipe, and so ends with the driver.
struct Driver: Sendable {
  /// Where the driver listens, on the loopback interface only.
  let port: UInt16

  /// Held because the pipe closes, and the driver ends, with the last reference to it.
  private let process: Process
  private let lifeline: Pipe

  /// The temporary folder belongs to the shell because a browser that is ended leaves its
  /// profile behind; the pause lets it go first. The driver is killed, and not waited for, since
  /// a process started from a Swift task inherits a mask that blocks most signals.
  private static let script = """
    command -v chromedriver >/dev/null || exit 1
    scratch=$(mktemp -d) || exit 1
    TMPDIR=$scratch chromedriver --port=0 &
    driver=$!
    trap : INT TERM HUP
    read -r _
    kill -9 "$driver"
    sleep 1
    rm -rf "$scratch"
    """

  /// Starts the driver on a free port.
  static func start() async throws -> Driver {
    let process = Process()
    let lifeline = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardInput = lifeline
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice

    let lines = AsyncStream<Data> { continuation in
      // The handler stays for ever: a pipe nobody reads would fill up and stop the driver.
      output.fileHandleForReading.readabilityHandler = { handle in
        let data = handle.availableData
        if data.isEmpty {
          handle.readabilityHandler = nil
          continuation.finish()
        } else {
          continuation.yield(data)
        }
      }
    }
    try process.run()
    let port = try await within(seconds: 20) {
      var text = ""
      for await data in lines {
        text += String(decoding: data, as: UTF8.self)
        if let match = text.firstMatch(of: /started successfully on port (\d+)/),
          let port = UInt16(match.1)
        {
          return port
        }
      }
      throw WebDriverError.notStarted(
        "chromedriver did not start; is it on the PATH? (Debian: chromium-driver) \(text)")
    }
    return Driver(port: port, process: process, lifeline: lifeline)
  }
}

/// Does the work, or throws when it takes longer than the seconds given.
func within<Value: Sendable>(
  seconds: Int, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw WebDriverError.tookTooLong(seconds: seconds)
    }
    defer { group.cancelAll() }
    guard let first = try await group.next() else { throw CancellationError() }
    return first
  }
}
