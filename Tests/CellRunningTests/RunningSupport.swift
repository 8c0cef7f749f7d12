import BookModel
import BookReading
import CellRunning
import Figures
import Foundation
import Testing

/// The modules lie where the tests do.
let modules: ModuleLibrary? = {
  let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
  return ModuleLibrary.find(named: nil, root: "/nowhere", executable: executable)
    ?? ModuleLibrary.find(
      named: URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path,
      root: "/nowhere", executable: "")
}()

/// What came of a book: answers in reading order, diagnostics as they are printed.
struct Ran {
  var answers: [Answer]
  var diagnostics: [Diagnostic]

  var records: [Record] { answers.map(\.record) }
  var origins: [Answer.Origin] { answers.map(\.origin) }
  var messages: [String] { diagnostics.map { "\($0)" } }
  var outputs: [String] {
    records.map { record in
      record.items.map { if case .output(let text) = $0 { text } else { "" } }.joined()
    }
  }
  var failures: [Record.Failure] {
    records.flatMap(\.items).compactMap {
      if case .failure(let failure) = $0 { failure } else { nil }
    }
  }
}

/// Runs one chapter through the real compiler. Three lines of front matter stand before the text.
func run(
  _ body: String, prelude: String? = nil, timeout: Double = 10, root: String = ".",
  cache: CellCache? = nil
) async -> Ran {
  await run(chapters: [body], prelude: prelude, timeout: timeout, root: root, cache: cache)
}

func run(
  chapters: [String], prelude: String? = nil, timeout: Double = 10, root: String = ".",
  cache: CellCache? = nil
) async -> Ran {
  let engines: [any Engine] = [
    SwiftEngine(modules: modules, memo: cache?.memos),
    ConsoleEngine(path: [], fingerprint: { "test" }),
  ]
  let (book, reading) = book(
    of: chapters, prelude: prelude, timeout: timeout, root: root, engines: engines)
  let (answers, running) = await CellRunner(engines: engines, jobs: 2, cache: cache).run(book)
  return Ran(
    answers: book.chapters.flatMap(\.cells).compactMap { answers[$0.id] },
    diagnostics: (reading + running).inReadingOrder())
}

func book(
  of chapters: [String], prelude: String? = nil, timeout: Double = 10, root: String = ".",
  engines: [any Engine]
) -> (Book, [Diagnostic]) {
  let names = chapters.indices.map { "0\($0 + 1)-chapter\($0 + 1).md" }
  var yaml = "title: T\ntimeout: \(timeout)\n"
  if prelude != nil { yaml += "prelude: prelude.swift\n" }
  yaml += "parts:\n  - title: P\n    chapters: [\(names.joined(separator: ", "))]\n"
  var files = ["content/book.yml": yaml]
  files["content/prelude.swift"] = prelude
  for (name, text) in zip(names, chapters) {
    files["content/\(name)"] = "---\ntitle: T\n---\n" + text
  }
  let sources = BookSources(
    root: root,
    files: Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) }))
  return BookReader(engines: engines).read(sources)
}

/// A folder of its own for one test; it goes with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/ropewalk-test-\(UUID())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The files below the folder, by their path in it.
  var files: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}
