import BookModel
import BookReading
import Testing

@Suite struct ListingTests {
  private func listing(_ text: String, files: [String: String] = [:]) -> (Listing?, [String]) {
    var sources = BookSources(
      root: ".",
      files: [
        "content/book.yml": SourceFile(path: "content/book.yml", text: configuration),
        "content/01-first.md": SourceFile(
          path: "content/01-first.md", text: "---\ntitle: First\n---\n" + text),
      ])
    sources.included = Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: $0.key, text: $0.value)) })
    let (book, diagnostics) = BookReader(engines: engines).read(sources)
    guard case .code(let listing)? = book.chapters.first?.blocks.first else {
      return (nil, diagnostics.map { "\($0)" })
    }
    return (listing, diagnostics.map { "\($0)" })
  }

  private let source = """
    struct A {
      // snippet.turn
      func turn() {
        go()
      }

      // snippet.end
      // snippet.last
      let x = 1
    }
    """

  @Test func aMarkedRegionIsShownWithoutItsMarksAndItsIndentation() {
    let (listing, messages) = listing(
      "```swift include=Sources/A.swift#turn\n```", files: ["Sources/A.swift": source])
    #expect(messages == [])
    #expect(listing?.text == "func turn() {\n  go()\n}\n")
    #expect(listing?.source == "Sources/A.swift#turn")
  }

  @Test func aRegionWithoutAnEndGoesToTheEndOfTheFile() {
    let (listing, _) = listing(
      "```swift include=Sources/A.swift#last\n```", files: ["Sources/A.swift": source])
    #expect(listing?.text == "  let x = 1\n}\n")
  }

  @Test(arguments: [
    ("Sources/A.swift#trun", "'Sources/A.swift' has no region 'trun'; did you mean 'turn'?"),
    ("Sources/B.swift#turn", "no file 'Sources/B.swift'; did you mean 'Sources/A.swift'?"),
    ("../secret", "'../secret' is no path inside the book's folder"),
    ("/etc/passwd", "'/etc/passwd' is no path inside the book's folder"),
    ("a/.git/config", "'a/.git/config' is no path inside the book's folder"),
  ])
  func whatCannotBeShownIsAnErrorAtItsName(path: String, message: String) {
    let (_, messages) = listing(
      "```swift include=\(path)\n```", files: ["Sources/A.swift": source])
    #expect(messages == ["content/01-first.md:4:18: error: \(message) [missing-region]"])
  }

  @Test func labelAndCaptionStandBehindTheLanguage() {
    let (listing, messages) = listing(
      "```swift label=lst-x lst-cap=\"A *short* one\"\nlet x = 1\n```")
    #expect(messages == [])
    #expect(listing?.language == "swift")
    #expect(listing?.label?.name == "lst-x")
    #expect(listing?.label?.location.column == 16)
    #expect(listing?.caption?.content.map(\.plainText) == ["A ", "short", " one"])
  }

  @Test func misspeltOptionsAndLabelsOfAnotherKindAreErrors() {
    #expect(
      listing("```swift lable=lst-x\n```").1 == [
        "content/01-first.md:4:10: error: no option of a listing is called 'lable'; "
          + "did you mean 'label'? [unknown-option]"
      ])
    #expect(
      listing("```swift label=fig-x\n```").1 == [
        "content/01-first.md:4:16: error: 'fig-x' cannot be the label of a listing; "
          + "it has to start with 'lst-' [malformed-label]"
      ])
  }

  @Test func aFenceOfMathematicsTakesALabelToo() {
    let blocks = read("```math label=eq-x\nx^2\n```").book.chapters.first?.blocks
    guard case .math(let equation)? = blocks?.first else {
      Issue.record("no equation")
      return
    }
    #expect(equation.tex == "x^2")
    #expect(equation.label?.name == "eq-x")
    #expect(equation.location.line == 5 && equation.location.column == 1)
  }
}

@Suite struct AppendixTests {
  @Test func itsChaptersAreNumberedWithLetters() {
    let chapters = ["a", "b", "c", "d"]
    let (book, diagnostics) = read(
      files: [
        "content/book.yml": """
        title: T
        parts:
          - title: One
            chapters: [a.md]
          - title: More
            appendix: true
            chapters: [b.md, c.md]
          - title: Two
            chapters: [d.md]
        """
      ].merging(
        chapters.map { ("content/\($0).md", "---\ntitle: T\n---\n") }
      ) { first, _ in first })
    #expect(diagnostics == [])
    #expect(book.chapters.map(\.number) == ["1", "A", "B", "2"])
  }
}
