import BookModel
import BookReading
import Testing

/// An engine that answers nothing: reading needs only its name and its syntax.
struct SilentEngine: Engine {
  var name: String
  var syntax: CellSyntax

  func answer(
    _ questions: [Question], of chapter: Chapter, in book: Book
  ) async -> [Answer] {
    questions.map { Answer(cell: $0.cell.id) }
  }
}

let engines: [any Engine] = [
  SilentEngine(name: "rope", syntax: .parameters),
  SilentEngine(name: "swift", syntax: .code(comment: "//")),
]

let configuration = """
  title: A book
  parts:
    - title: One
      chapters: [01-first.md]
  """

/// A book of one chapter with front matter before `body`.
func read(_ body: String, title: String = "First") -> (book: Book, diagnostics: [Diagnostic]) {
  read(files: [
    "content/book.yml": configuration,
    "content/01-first.md": "---\ntitle: \(title)\n---\n" + body,
  ])
}

func read(files: [String: String]) -> (book: Book, diagnostics: [Diagnostic]) {
  let sources = BookSources(
    root: ".",
    files: Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) }))
  return BookReader(engines: engines).read(sources)
}

/// Reads a chapter whose text holds the mark `1️⃣`, and expects one diagnostic there.
func expect(
  _ marked: String, reports identifier: String, saying message: String? = nil,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let text = marked.replacing("1️⃣", with: "")
  let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
  let row = lines.firstIndex { $0.contains("1️⃣") } ?? 0
  let before = lines[row].prefix(
    upTo: lines[row].firstRange(of: "1️⃣")?.lowerBound ?? lines[row].startIndex)
  // Three lines of front matter stand before the text.
  let place = BookModel.SourceLocation(
    file: "content/01-first.md", line: row + 4, column: before.utf8.count + 1)
  let (_, diagnostics) = read(text)
  #expect(diagnostics.map(\.identifier) == [identifier], sourceLocation: sourceLocation)
  #expect(diagnostics.first?.location == place, sourceLocation: sourceLocation)
  if let message {
    #expect(
      "\(diagnostics.first.map { "\($0)" } ?? "")".contains(message), sourceLocation: sourceLocation
    )
  }
}
