import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A process that was still there when the program that had started it was not.
struct LeftProcess: Hashable, Sendable {
  var identifier: pid_t
  /// The command line, shortened.
  var command: String
  /// The number of the cell that started it, when its environment says so.
  var cell: Int?
}

/// What the system tells about running processes. Only Linux tells: elsewhere the table is empty,
/// and what a program leaves behind is ended by its process group alone.
enum ProcessTable {
  /// The processes that descend from a program: those of its session, and those that carry its
  /// mark in their environment wherever they went. The program itself and the dead are not among
  /// them.
  static func descendants(of program: pid_t, mark: RunMark) -> [LeftProcess] {
    #if os(Linux)
      // Reading environments is slow, and whoever is older than the program is not its child.
      guard let start = status(of: program)?.start else { return [] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      let processes = names.compactMap { pid_t($0) }.filter { $0 != program && $0 != getpid() }
      return processes.sorted().compactMap { process in
        guard let status = status(of: process), !status.isDead, status.start >= start else {
          return nil
        }
        let marked = mark.find(in: file("environ", of: process))
        guard status.session == program || marked != nil else { return nil }
        return LeftProcess(
          identifier: process, command: command(of: process), cell: marked?.cell)
      }
    #else
      return []
    #endif
  }

  #if os(Linux)
    private struct Status {
      /// Whether it only waits to be collected.
      var isDead: Bool
      var session: pid_t
      /// In ticks since the system was started.
      var start: UInt64
    }

    private static func status(of process: pid_t) -> Status? {
      // The name in parentheses may hold anything; behind it stand state, parent, group, session,
      // and as the twentieth the time of the start.
      let text = String(decoding: file("stat", of: process), as: UTF8.self)
      guard let end = text.lastIndex(of: ")") else { return nil }
      let fields = text[text.index(after: end)...].split(separator: " ", maxSplits: 20)
      guard fields.count > 19, let session = pid_t(fields[3]), let start = UInt64(fields[19]) else {
        return nil
      }
      return Status(isDead: ["Z", "X"].contains(fields[0]), session: session, start: start)
    }

    private static func command(of process: pid_t) -> String {
      let words = file("cmdline", of: process).split(separator: 0)
      let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      guard text.isEmpty else { return text.count > 60 ? text.prefix(59) + "…" : text }
      return String(decoding: file("comm", of: process).dropLast(), as: UTF8.self)
    }

    /// A file of `/proc`; empty when the process has gone or is another user's.
    private static func file(_ name: String, of process: pid_t) -> [UInt8] {
      let descriptor = open("/proc/\(process)/\(name)", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return [] }
      defer { _ = close(descriptor) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 8_192)
      while true {
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return bytes }
        bytes += buffer.prefix(count)
      }
    }
  #endif
}
