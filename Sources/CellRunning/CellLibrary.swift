import PathKit
import Synchronization

/// The dynamic library all programs of a build link: one link for all of them, in a folder that goes
/// when the build does.
final class CellLibrary: Sendable {
  struct Failure: Error { var lines: [String] }

  private let task = Mutex<Task<String, any Error>?>(nil)
  private let folder = Mutex<String?>(nil)

  deinit {
    if let folder = folder.withLock({ $0 }) { try? Path(folder).delete() }
  }

  func link(_ modules: ModuleLibrary) async throws -> String {
    let running = task.withLock { task -> Task<String, any Error> in
      if let task { return task }
      let started = Task { try await self.make(modules) }
      task = started
      return started
    }
    return try await running.value
  }

  private func make(_ modules: ModuleLibrary) async throws -> String {
    let place = try Path.uniqueTemporary()
    let name = place.string
    folder.withLock { $0 = name }
    let path = (place + "libcells.so").string
    // The compiler writes a file of its own beside the first object. Two links of the same objects
    // at once would each read what the other has half written, so both work on links of their own.
    let objects = try modules.objects.enumerated().map { number, object in
      let link = place + "\(number).o"
      try link.symlink(Path(object))
      return link.string
    }
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: ["-emit-library", "-o", path] + objects + ["-lm"],
      environment: CellEnvironment.compiler, folder: place.string, timeLimit: .seconds(120)
    ).run()
    guard outcome.ending == .exited(0) else {
      throw Failure(lines: outcome.errorOutput.split(separator: "\n").suffix(5).map(String.init))
    }
    return path
  }
}

extension Path {
  /// A new private folder for temporary files.
  ///
  /// PathKit's own is one per process, and chapters run side by side.
  static func uniqueTemporary() throws -> Path { Path(try PrivateFolder().path) }
}
