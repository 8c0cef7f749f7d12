import BookModel
import CellKit
import Figures
import PathKit
import Synchronization

/// Runs the `{swift}` cells of a chapter as one program, compiled against the built library.
///
/// Cells are joined, not compiled one by one: fifty of them in one file compile in 0.8 s, as fifty
/// programs in 13 s. A program has a process, a folder and an environment of its own.
package struct SwiftEngine: Engine {
  package let name = "swift"
  package let syntax = CellSyntax.code(comment: "//")

  private let modules: ModuleLibrary?
  private let library: CellLibrary

  /// - Parameter modules: what cells import; nil when nothing was built, which is an error only for
  ///   a book that has Swift cells.
  package init(modules: ModuleLibrary?) {
    self.modules = modules
    library = CellLibrary()
  }

  package func answer(_ cells: [Cell], of chapter: Chapter, in book: Book) async -> [Answer] {
    guard let first = cells.first else { return [] }
    guard let modules else { return refuse(cells, Self.missingModules(first)) }
    do {
      let folder = try Path.uniqueTemporary()
      defer { try? folder.delete() }
      let linked = try await library.link(modules)
      let run = ChapterRun(
        program: SwiftProgram(cells, prelude: book.prelude), modules: modules,
        library: linked, folder: folder.string, configuration: book.configuration)
      return try await run.answers()
    } catch let failure as CellLibrary.Failure {
      return refuse(
        cells,
        .error(
          "no-cell-library", at: first.location, "the library for Swift cells cannot be linked",
          notes: failure.lines))
    } catch {
      return refuse(
        cells,
        .error("swift-unavailable", at: first.location, "swiftc cannot be run here: \(error)"))
    }
  }

  private static func missingModules(_ cell: Cell) -> Diagnostic {
    .error(
      "missing-modules", at: cell.location, "Swift cells need the built modules",
      notes: ["build them with 'swift build -c release', or name their folder with --modules"])
  }

  private func refuse(_ cells: [Cell], _ diagnostic: Diagnostic) -> [Answer] {
    cells.enumerated().map { index, cell in
      Answer(cell: cell.id, diagnostics: index == 0 ? [diagnostic] : [])
    }
  }
}

/// The dynamic library all chapters of a build link: one link for all of them, in a folder that goes
/// when the build does.
private final class CellLibrary: Sendable {
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
  static func uniqueTemporary() throws -> Path {
    let number = UInt64.random(in: 0...UInt64.max)
    let path = Path.temporary + "ropewalk-\(String(number, radix: 36))"
    try path.mkpath()
    return path
  }
}
