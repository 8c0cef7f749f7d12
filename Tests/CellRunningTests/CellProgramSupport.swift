import Foundation
import Testing

@testable import CellRunning

/// A program of cells, compiled against CellKit and run as a chapter's program is.
///
/// It is written out here and not by `SwiftProgram`, so that these tests are about running alone.
final class CellProgram: Sendable {
  private let folder: PrivateFolder
  /// The folder the program runs in.
  let work: String

  /// - Parameter cells: the statements of each cell.
  init(_ cells: [String]) async throws {
    folder = try PrivateFolder()
    work = folder.path + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
    var text = "import CellKit\nimport Glibc\n"
    for (number, cell) in cells.enumerated() { text += "_cellBegins(\(number))\n\(cell)\n" }
    text += "_cellsEnd()\n"
    let source = folder.path + "/cells.swift"
    try Data(text.utf8).write(to: URL(fileURLWithPath: source))
    let modules = try #require(modules)
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: [source, "-o", folder.path + "/cells", "-Onone", "-g", "-module-name", "cells"]
        + ["-default-isolation", "MainActor", "-swift-version", "6"] + modules.importOptions
        + modules.objects + ["-lm"],
      environment: CellEnvironment.compiler, folder: folder.path, timeLimit: .seconds(300)
    ).run()
    try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
  }

  deinit { folder.remove() }

  func run(
    _ limits: Duration..., journalLimit: Int = 64_000_000
  ) async throws -> JournaledRun.Result {
    try await JournaledRun(
      executable: folder.path + "/cells", folder: work,
      limits: limits.isEmpty ? [.seconds(100)] : limits, journalLimit: journalLimit
    ).run()
  }
}

extension Journal {
  /// What each cell printed.
  var printedText: [Int: String] {
    records.mapValues { record in
      record.items.map { if case .output(let text) = $0 { text } else { "" } }.joined()
    }
  }
}
