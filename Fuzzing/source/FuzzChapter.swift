import BookModel
import BookReading

/// An engine that answers nothing: reading needs only its fence word and its syntax.
private struct FuzzedEngine: Engine {
  var name: String
  var syntax: CellSyntax

  func answer(_ questions: [Question], of chapter: Chapter, in book: Book) async -> [Answer] { [] }
}

private let reader = BookReader(engines: [
  FuzzedEngine(name: "rope", syntax: .parameters),
  FuzzedEngine(name: "swift", syntax: .code(comment: "//")),
  FuzzedEngine(name: "console", syntax: .code(comment: "#")),
])

private let configuration = """
  title: A book
  prelude: prelude.swift
  parts:
    - title: One
      chapters: [01-first.md]
  """

/// Reads any bytes as the one chapter of a book, as `ropewalk build` would.
///
/// The reader must come back with blocks or with errors that have a place in the chapter; a trap or a
/// wait of seconds is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChapter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let path = "content/01-first.md"
  let bytes = UnsafeBufferPointer(start: start, count: count)
  var files = [
    BookSources.configurationPath: configuration, "content/prelude.swift": "let one = 1\n",
  ]
  files[path] = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  let sources = BookSources(
    root: ".",
    files: Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) }))
  let (book, diagnostics) = reader.read(sources)
  precondition(book.chapters.count == 1, "the chapter is gone")
  for diagnostic in diagnostics {
    guard let place = diagnostic.location else { preconditionFailure("no place: \(diagnostic)") }
    precondition(place.file == path && place.line > 0 && place.column > 0, "\(diagnostic)")
  }
  return 0
}
