import BookModel
import BookReading
import Figures
import Testing

/// A table written as Markdown is read back by the parser that chapters are read with.
@Suite struct TableMarkdownTests {
  private static let texts = [
    "a|b", "\\|", "\\", "*x* _y_ **z**", "`code` and ``more``", "<b>&amp;</b>", "[a](b) ![c](d)",
    "~~gone~~", "a_b_c", "$x$", "&lt;", "-1 + 2", "1. one", "# no", "> q", "位置 😀", "{{ name }}",
  ]

  @Test func everyTextComesBackAsItWas() throws {
    let table = Table(
      Self.texts.enumerated().map { ($1, $0) }, columns: ["text | head", "n"])
    let chapter = "---\ntitle: T\n---\n\n\(table.markdown)"
    let (book, diagnostics) = BookReader(engines: []).read(
      BookSources(
        root: "/nowhere",
        files: [
          "content/book.yml": SourceFile(
            path: "content/book.yml",
            text: "title: B\nparts:\n  - title: P\n    chapters: [01-a.md]\n"),
          "content/01-a.md": SourceFile(path: "content/01-a.md", text: chapter),
        ]))
    #expect(!diagnostics.hasErrors, "\(diagnostics)")
    guard case .table(let read)? = book.chapters.first?.blocks.first else {
      Issue.record("no table: \(book.chapters.first?.blocks.first as Any)")
      return
    }
    #expect(read.header.map(words) == ["text | head", "n"])
    #expect(read.rows.map { words($0[0]) } == Self.texts)
    #expect(read.rows.map { words($0[1]) } == Self.texts.indices.map { "\($0)" })
    #expect(read.alignments == [.left, .right])
  }

  private func words(_ content: [Inline]) -> String {
    content.map { inline in
      if case .text(let text, _) = inline { text } else { "<\(inline)>" }
    }.joined()
  }
}
