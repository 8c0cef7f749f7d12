import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts a finished folder in the place of another, so that one of the two stands there at any
/// moment.
///
/// Where the system can exchange two names at once, it does. Elsewhere two renames follow each
/// other, and between them there is no folder: the name `previous` is what tells the next build
/// that the last one ended there, and `restore` undoes the first rename.
struct FolderSwap: Sendable {
  /// The calls to the system, which tests replace.
  var exchange: @Sendable (_ first: String, _ second: String) throws -> Bool = Self.exchangeAtOnce
  var rename: @Sendable (_ from: String, _ to: String) throws -> Void = {
    try SystemCalls.rename($0, $1)
  }

  /// Moves the folder `next` to `place`, and what was at `place` to `next` or `previous`.
  ///
  /// Throws `SiteError.refused`; then `place` is as it was.
  func put(_ next: String, at place: String, previous: String) throws {
    guard SystemCalls.kind(of: place) != nil else { return try rename(next, place) }
    if try exchange(next, place) { return }
    try rename(place, previous)
    do {
      try rename(next, place)
    } catch {
      try rename(previous, place)
      throw error
    }
  }

  /// Brings back the folder that a build moved away before it died.
  func restore(_ previous: String, at place: String) throws {
    guard SystemCalls.kind(of: previous) != nil, SystemCalls.kind(of: place) == nil else { return }
    try rename(previous, place)
  }

  /// Exchanges two names; false where the system or the file system has no such call.
  @Sendable private static func exchangeAtOnce(_ first: String, _ second: String) throws -> Bool {
    guard let status = SystemCalls.exchange(first, second) else { return false }
    guard status != 0 else { return true }
    let code = errno
    if code == ENOSYS || code == EINVAL || code == ENOTSUP || code == EOPNOTSUPP { return false }
    throw SiteError.system("exchange", second, code)
  }
}

extension SiteError {
  /// The refusal of a call that left its reason in `errno`.
  static func system(_ action: String, _ path: String, _ code: Int32 = errno) -> SiteError {
    .refused(action: action, path: path, reason: String(cString: strerror(code)))
  }
}
