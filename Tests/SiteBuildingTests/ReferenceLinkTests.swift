import BookModel
import Foundation
import Testing

@testable import SiteBuilding

@Suite struct NumberedTextTests {
  private func numbers(_ book: LinkedBook) -> [String] {
    book.chapters.flatMap(\.chapter.blocks).compactMap { block in
      switch block {
      case .heading(let heading): heading.number
      case .math(let equation): "(\(equation.number))"
      case .code(let listing): listing.number
      case .table(let table): table.number
      default: nil
      }
    }
  }

  private let parts = """
    See @eq-a, @lst-b, @tbl-c and @sec-d.

    ## One {#sec-d}

    $$ x $$ {#eq-a}

    ### Half

    ```swift label=lst-b lst-cap="A listing"
    let x = 1
    ```

    ## Two

    | a |
    |---|
    | b |

    : Words. {#tbl-c}

    """

  @Test func everythingIsCountedByItsChapter() async {
    let (book, messages) = await LinkerTests().link([parts, "## Other\n\n$$ y $$\n"])
    #expect(messages == [])
    #expect(
      numbers(book) == ["1.1", "(1.1)", "1.1.1", "Listing 1.1", "1.2", "Table 1.1", "2.1", "()"])
    #expect(
      LinkerTests().text(book)
        == "See [Equation 1.1](#eq-a), [Listing 1.1](#lst-b), [Table 1.1](#tbl-c) and "
        + "[Section 1.1](#sec-d).")
  }

  @Test func tablesOfWordsAndOfCellsAreCountedTogether() async {
    let text = "| a |\n|---|\n| b |\n\n: W {#tbl-w}\n\(LinkerTests().cell)\nSee @tbl-x, @tbl-w."
    let (book, messages) = await LinkerTests().link(
      [text], records: ["tbl-x": LinkerTests().table])
    #expect(messages == [])
    #expect(LinkerTests().text(book) == "See [Table 1.2](#tbl-x), [Table 1.1](#tbl-w).")
  }

  @Test func aDuplicateOrUnusedLabelIsReportedAtItsPlace() async {
    let (_, messages) = await LinkerTests().link([
      "$$ x $$ {#eq-a}\n\n$$ y $$ {#eq-a}\n\n## H {#sec-h}\n\nSee @eq-a."
    ])
    #expect(
      messages == [
        "content/01-c1.md:6:9: error: the label 'eq-a' is taken [duplicate-label]",
        "content/01-c1.md:8:1: warning: nothing refers to 'sec-h' [unused-label]",
      ])
  }

  @Test func htmlIsRefusedUnlessTheBookAllowsIt() async {
    let text = "A <b>word</b>.\n\n<div>x</div>\n\n<!-- a remark -->\n"
    let refused = await LinkerTests().link([text]).messages
    #expect(refused.count == 3)
    #expect(refused.first == "content/01-c1.md:4:3: error: HTML in a chapter is off [raw-html]")
    let allowed = await LinkerTests().link([text], settings: "raw HTML: true\n").messages
    #expect(allowed == [])
  }

  @Test func whatStandsBetweenTwoCommentsIsNoComment() async {
    let text = "<!-- a --><script>x</script><!-- b -->\n"
    let messages = await LinkerTests().link([text]).messages
    #expect(messages == ["content/01-c1.md:4:1: error: HTML in a chapter is off [raw-html]"])
  }

  @Test(arguments: ["javascript:alert(1)", "JavaScript:x", "vbscript:x", "file:///etc/passwd"])
  func linksThatRunProgramsAreRefused(address: String) async {
    let messages = await LinkerTests().link(["[x](<\(address)>)"]).messages
    #expect(messages.count == 1)
  }
}

@Suite struct CitationLinkTests {
  private let works = """
    references:
      - id: su2021
        type: article
        title: RoFormer
        author: [{family: Su, given: J.}, {family: Lu, given: Y.}, {family: Pan, given: S.}]
        issued: 2021
        DOI: 10.1000/x
      - id: press2022
        type: article
        title: ALiBi
        author: [{family: Press, given: O.}]
        issued: 2022

    """

  @Test func citationsBecomeLinksAndEndTheChapterInTheListsOrder() async {
    let (book, messages) = await LinkerTests().link(
      ["It turns [@su2021, section 3; @press2022], says Su [-@su2021].", "Nothing."],
      references: works)
    #expect(messages == [])
    #expect(
      LinkerTests().text(book)
        == "It turns ([Su et al. 2021](#ref-su2021), section 3; [Press 2022](#ref-press2022)), "
        + "says Su ([2021](#ref-su2021)).Nothing.".dropLast(8))
    #expect(book.chapters[0].works.map(\.id) == ["press2022", "su2021"])
    #expect(book.chapters[1].works == [])
    #expect(
      book.chapters[0].works[1].entry.map(\.plainText).joined().contains(
        "https://doi.org/10.1000/x"))
  }

  @Test func anUnknownKeyNamesTheNearest() async {
    let messages = await LinkerTests().link(["See [@su2012]."], references: works).messages
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("content/01-c1.md:4:7: error: ") == true)
    #expect(messages.first?.contains("did you mean 'su2021'?") == true)
  }
}

@Suite struct SymbolLinkTests {
  /// A reference of three symbols, as DocC lists them.
  private func index(_ names: [(String, String)]) throws -> SymbolIndex {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "symbols-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let entities = names.map { name, kind in
      """
      {"kind": "org.swift.docc.kind.\(kind)", "title": "\(name)", "language": "swift",
       "path": "/documentation/m/\(name.lowercased())",
       "referenceURL": "doc://M/documentation/M/\(name)", "plainTextDeclaration": "decl \(name)",
       "abstract": [{"type": "text", "text": "It is "}, {"type": "codeVoice", "code": "one"}]}
      """
    }
    let file = folder.appending(path: "linkable-entities.json")
    try Data("[\(entities.joined(separator: ","))]".utf8).write(to: file)
    return SymbolIndex(reference: folder.path)
  }

  private func target(_ finding: SymbolIndex.Finding) -> SymbolLink.Target? {
    if case .found(let target) = finding { target } else { nil }
  }

  @Test func aNameIsFoundWithAndWithoutItsModule() throws {
    let index = try index([("Turn", "structure"), ("Turn/by(_:)", "instanceMethod")])
    let expected = SymbolLink.Target(
      title: "Turn/by(_:)", address: "reference/documentation/m/turn/by(_:)/",
      declaration: "decl Turn/by(_:)", summary: "It is one")
    #expect(target(index.find("Turn/by(_:)", preferring: "M")) == expected)
    #expect(target(index.find("M/Turn/by(_:)", preferring: nil)) == expected)
    #expect(index.find("Turm", preferring: nil) == .missing(nearest: "Turn"))
  }

  @Test func overloadsNeedTheSuffixThatTellsThemApart() throws {
    let index = try index([
      ("Turn/by(_:)-1a2b", "instanceMethod"), ("Turn/by(_:)-3c4d", "instanceMethod"),
      ("Turn/-(_:_:)", "operator"),
    ])
    #expect(
      index.find("Turn/by(_:)", preferring: nil)
        == .ambiguous(["Turn/by(_:)-1a2b", "Turn/by(_:)-3c4d"]))
    #expect(target(index.find("Turn/by(_:)-3c4d", preferring: nil)) != nil)
    #expect(target(index.find("Turn/-(_:_:)", preferring: nil)) != nil)
  }

  @Test func twoBackticksAndTheFormOfANameMakeASymbol() async throws {
    let index = try index([("Turn", "structure")])
    let (book, messages) = await LinkerTests().link(
      ["A ``Turn``, a `Turn`, ``let x = 1``, ```Turn```."], symbols: index)
    #expect(messages == [])
    guard case .paragraph(let content)? = book.chapters[0].chapter.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    let kinds = content.compactMap { inline -> String? in
      switch inline {
      case .symbol(let symbol): "symbol \(symbol.target?.title ?? "?")"
      case .code(let code): "code \(code)"
      default: nil
      }
    }
    #expect(kinds == ["symbol Turn", "code Turn", "code let x = 1", "code Turn"])
    #expect(book.chapters[0].symbols.map(\.title) == ["Turn"])
  }

  @Test func aRenamedSymbolBreaksEachPlaceThatNamesIt() async throws {
    let index = try index([("Turning", "structure")])
    let messages = await LinkerTests().link(
      ["A ``Turn``.", "Again\n``Turn`` and ``Turning``."], symbols: index
    ).messages
    #expect(
      messages == [
        "content/01-c1.md:4:5: error: no symbol is called 'Turn' [unknown-symbol]",
        "content/02-c2.md:5:3: error: no symbol is called 'Turn' [unknown-symbol]",
      ])
  }

  @Test func withoutAReferenceSymbolsAreCodeAndOneWarningSaysSo() async {
    let (book, messages) = await LinkerTests().link(["A ``Turn`` and ``Turn/by(_:)``."])
    #expect(messages.count == 1)
    #expect(messages.first?.contains("warning") == true)
    #expect(book.chapters[0].chapter.blocks.flatMap(\.symbols) == [])
  }
}
