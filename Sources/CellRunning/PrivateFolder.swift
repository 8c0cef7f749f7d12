import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A private folder for temporary files.
///
/// All of them lie in one folder of the tool's process, `ropewalk-PID-…` in the system's folder for
/// temporary files, which goes when the process exits. What a killed process left behind is removed
/// by the next one.
package struct PrivateFolder: Hashable, Sendable {
  package let path: String

  /// Makes a new, empty folder that only this user can read.
  package init() throws {
    path = try Self.root() + "/" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try Self.makeFolder(path)
  }

  package func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static let own = Mutex<OwnFolder?>(nil)
  private static let isClosed = Mutex(false)

  /// The folder of this process, which is made when it is asked for the first time.
  ///
  /// - Throws: `CancellationError` when ``close()`` was called, or an error of the file system.
  package static func root() throws -> String {
    try own.withLock { own in
      guard !isClosed.withLock({ $0 }) else { throw CancellationError() }
      if let own { return own.path }
      let all = FileManager.default.temporaryDirectory.path
      removeStale(in: all)
      let number = String(UInt32.random(in: 0...UInt32.max), radix: 36)
      let path = "\(all)/\(prefix)\(getpid())-\(number)"
      try makeFolder(path)
      own = OwnFolder(path: path, lock: lock(path))
      atexit { PrivateFolder.close() }
      return path
    }
  }

  /// Removes every temporary file of this process for good: work that is still going on in other
  /// threads gets no folder any more, and so leaves none behind.
  package static func close() {
    isClosed.withLock { $0 = true }
    removeAll()
  }

  /// Removes every temporary file of this process; the next one gets a new folder.
  private static func removeAll() {
    own.withLock { own in
      if let own {
        // A program that was ended a moment ago may still be writing.
        for _ in 0..<100 {
          try? FileManager.default.removeItem(atPath: own.path)
          guard FileManager.default.fileExists(atPath: own.path) else { break }
          usleep(5_000)
        }
        _ = closeDescriptor(own.lock)
      }
      own = nil
    }
  }

  // MARK: What others left behind

  private struct OwnFolder {
    var path: String
    /// A lock that the system releases when the process dies, however it dies.
    var lock: Int32
  }

  private static let prefix = "ropewalk-"

  /// Removes the folders of processes that are no more.
  ///
  /// Their number alone does not prove it: a container sees the folders of another one's processes,
  /// but not their numbers. So their lock must be free as well.
  private static func removeStale(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let parts = name.dropFirst(prefix.count).split(separator: "-")
      guard parts.count == 2, let process = pid_t(parts[0]), process > 0, process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = folder + "/" + name
      let descriptor = lock(path)
      guard descriptor >= 0 else { continue }
      try? FileManager.default.removeItem(atPath: path)
      _ = closeDescriptor(descriptor)
    }
  }

  /// Locks a folder of this user; -1 when it is another's or somebody holds it.
  private static func lock(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return -1 }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_uid == geteuid(),
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else {
      _ = closeDescriptor(descriptor)
      return -1
    }
    return descriptor
  }

  private static func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }
}

/// The system's `close`, by a name that the type's own does not hide.
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
