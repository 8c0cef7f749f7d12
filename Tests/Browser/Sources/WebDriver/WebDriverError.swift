/// Why a command did not do what it says.
public enum WebDriverError: Error, CustomStringConvertible {
  /// The driver could not be started.
  case notStarted(String)
  /// The driver answered with an error.
  case refused(command: String, reason: String)
  /// The work took longer than the seconds it was given.
  case tookTooLong(seconds: Int)
  /// An answer, or what was asked for, made no sense.
  case unexpected(String)

  public var description: String {
    switch self {
    case .notStarted(let reason): reason
    case .refused(let command, let reason): "\(command) failed: \(reason)"
    case .tookTooLong(let seconds): "the browser was given \(seconds) s and did not finish"
    case .unexpected(let what): what
    }
  }
}
