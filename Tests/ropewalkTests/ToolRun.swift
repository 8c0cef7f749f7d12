import Foundation
import Testing

/// A run of the real tool in a process of its own.
struct ToolRun {
  var exitCode: Int32
  var output: String
  var errors: String

  /// The tool lies where the tests do.
  static let folder: URL = {
    let executable = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return executable.resolvingSymlinksInPath().deletingLastPathComponent()
  }()

  init(_ arguments: String..., in folder: URL? = nil) throws {
    let process = Process()
    process.executableURL = Self.folder.appendingPathComponent("ropewalk")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let streams = try TemporaryFolder()
    let output = streams.url.appendingPathComponent("output")
    let errors = streams.url.appendingPathComponent("errors")
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    exitCode = process.terminationStatus
    self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
  }
}

/// A folder of its own for one test; it goes with the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("ropewalk-test-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// A copy of a fixture book.
  convenience init(copyOf fixture: String) throws {
    try self.init()
    try FileManager.default.removeItem(at: url)
    try FileManager.default.copyItem(at: Fixtures.folder.appendingPathComponent(fixture), to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func replace(_ old: String, with new: String, in path: String) throws {
    let text = String(
      decoding: try Data(contentsOf: url.appendingPathComponent(path)), as: UTF8.self)
    try #require(text.contains(old))
    try write(text.replacing(old, with: new), to: path)
  }

  /// Every file below `path` with its bytes.
  func files(below path: String) throws -> [String: Data] {
    let root = url.appendingPathComponent(path).path
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)"))
      }
    }
    return files
  }
}

/// Books in a folder each; those that must not build have their expected messages beside them.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static let failing: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0 != "fine" && !$0.hasPrefix(".") }.sorted()
  }()
}
