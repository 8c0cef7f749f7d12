#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tells that a file is still the one that was read, without reading it.
///
/// The time of the last change of the inode is part of it: unlike the time of modification it cannot
/// be set, so a copied or touched file never passes for another.
struct FileStamp: Hashable {
  private var device: UInt64
  private var inode: UInt64
  private var size: Int64
  private var modified: Moment
  private var changed: Moment

  private struct Moment: Hashable {
    var seconds: Int
    var nanoseconds: Int

    init(_ time: timespec) {
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }
  }

  /// The stamp of the file a path leads to, or nil if there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      modified = Moment(status.st_mtimespec)
      changed = Moment(status.st_ctimespec)
    #else
      modified = Moment(status.st_mtim)
      changed = Moment(status.st_ctim)
    #endif
  }

  /// Whether the file was changed so short ago that it may change again within the same tick of the
  /// file system's clock, which this stamp would not show.
  var isFresh: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return changed.seconds + 1 >= Int(now.tv_sec)
  }

  /// Whether the file was written after another.
  func isNewer(than other: FileStamp) -> Bool {
    (modified.seconds, modified.nanoseconds)
      > (other.modified.seconds, other.modified.nanoseconds)
  }

  var text: String {
    "\(device) \(inode) \(size) \(modified.seconds).\(modified.nanoseconds) "
      + "\(changed.seconds).\(changed.nanoseconds)"
  }
}
