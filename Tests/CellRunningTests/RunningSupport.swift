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

/// What came of a chapter whose text is `body`: answers in order, diagnostics as they are printed.
struct Ran {
  var records: [Record]
  var diagnostics: [Diagnostic]

  var messages: [String] { diagnostics.map { "\($0)" } }
  var outputs: [String] {
    records.map { record in
      record.items.map { if case .output(let text) = $0 { text } else { "" } }.joined()
    }
  }
}

/// Runs one chapter through the real compiler. Three lines of front matter stand before the text.
func run(_ body: String, prelude: String? = nil, timeout: Double = 10) async -> Ran {
  await run(chapters: [body], prelude: prelude, timeout: timeout)
}

func run(chapters: [String], prelude: String? = nil, timeout: Double = 10) async -> Ran {
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
    root: ".",
    files: Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) }))
  let engine = SwiftEngine(modules: modules)
  let (book, reading) = BookReader(engines: [engine]).read(sources)
  let (answers, running) = await CellRunner(engines: [engine], jobs: 2).run(book)
  let cells = book.chapters.flatMap(\.cells)
  return Ran(
    records: cells.map { answers[$0.id]?.record ?? Record() },
    diagnostics: (reading + running).inReadingOrder())
}
