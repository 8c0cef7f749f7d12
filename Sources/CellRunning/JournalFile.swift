import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file in which CellKit writes down events: opened before the program starts, so that what a
/// cell deletes or moves is read all the same.
final class JournalFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Makes the file. Throws where there is one already or none can be.
  init(at path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  var size: Int {
    var info = stat()
    return fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
  }

  /// The first bytes of the file.
  func bytes(limit: Int) -> Data {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try? handle.seek(toOffset: 0)
    return (try? handle.read(upToCount: limit)) ?? Data()
  }
}
