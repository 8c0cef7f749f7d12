import BookModel
import Testing

@Suite struct ConfigurationTests {
  func diagnostics(_ yaml: String) -> [String] {
    read(files: ["content/book.yml": yaml, "content/01-first.md": "---\ntitle: T\n---\n"])
      .diagnostics.map { "\($0)" }
  }

  @Test func everyKeyIsRead() {
    let (book, diagnostics) = read(files: [
      "content/book.yml": """
      title: Ropewalk
      subtitle: Computed
      author: Us
      description: What it is.
      language: de
      base URL: https://example.org/book
      reference: required
      reference module: RoPE
      swift: 5
      timeout: 2.5
      prelude: prelude.swift
      parts:
        - title: One
          chapters: [01-first.md]
      """,
      "content/01-first.md": "---\ntitle: T\n---\n", "content/prelude.swift": "let one = 1\n",
    ])
    #expect(diagnostics.isEmpty)
    #expect(book.configuration.baseURL == "https://example.org/book/")
    #expect(book.configuration.basePath == "/book/")
    #expect(book.configuration.reference == .required)
    #expect(book.configuration.swiftVersion == "5")
    #expect(book.configuration.timeout == 2.5)
    #expect(book.configuration.language == "de")
    #expect(book.prelude?.text == "let one = 1\n")
  }

  @Test func aDanglingChapterIsAnErrorAtItsPlace() {
    #expect(
      diagnostics("title: T\nparts:\n  - title: One\n    chapters: [01-first.md, 02-secnd.md]\n")
        == ["content/book.yml:4:29: error: no file 'content/02-secnd.md' [missing-file]"])
  }

  @Test func aMisspeltChapterSuggestsTheFileThatIsThere() {
    #expect(
      diagnostics("title: T\nparts:\n  - title: One\n    chapters: [01-frist.md]\n").first
        == "content/book.yml:4:16: error: no file 'content/01-frist.md'; "
        + "did you mean '01-first.md'? [missing-file]")
  }

  @Test func unknownKeysWrongTypesAndMissingOnesAreReportedTogether() {
    let found = diagnostics("titel: T\nreference: maybe\ntimeout: -1\nparts: []\n")
    #expect(
      found == [
        "content/book.yml:1:1: error: a book needs a 'title' [missing-key]",
        "content/book.yml:2:12: error: 'reference' is one of none, optional, required, not 'maybe' "
          + "[wrong-value]",
        "content/book.yml:3:10: error: 'timeout' must be a number above 0, not '-1' [wrong-value]",
        "content/book.yml:1:1: error: a book needs 'parts', each with a 'title' and 'chapters' "
          + "[missing-key]",
        "content/book.yml:1:1: error: no key of book.yml is called 'titel'; did you mean 'title'? "
          + "[unknown-key]",
        "content/01-first.md:1:1: warning: 'content/01-first.md' is not listed in content/book.yml "
          + "and is left out [unlisted-chapter]",
      ])
  }

  @Test func aBookWithoutConfigurationSaysSo() {
    let (_, diagnostics) = read(files: [:])
    #expect(diagnostics.map(\.identifier) == ["missing-configuration"])
  }

  @Test func twoChaptersOfOneNameAreAnError() {
    let (_, diagnostics) = read(files: [
      "content/book.yml": "title: T\nparts:\n  - title: P\n    chapters: [01-a.md, 02-a.md]\n",
      "content/01-a.md": "---\ntitle: T\n---\n", "content/02-a.md": "---\ntitle: T\n---\n",
    ])
    #expect(diagnostics.map(\.identifier) == ["duplicate-chapter"])
  }
}
