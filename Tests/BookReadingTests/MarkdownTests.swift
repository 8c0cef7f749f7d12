import BookModel
import Testing

@Suite struct MarkdownTests {
  func blocks(_ text: String) -> [Block] { read(text).book.chapters.first?.blocks ?? [] }

  func inlines(_ text: String) -> [Inline] {
    guard case .paragraph(let content)? = blocks(text).first else { return [] }
    return content
  }

  @Test func aFormulaKeepsEveryCharacter() {
    let content = inlines("see $a_i * b_{i} \\{x\\} *$ and *more*")
    let place = BookModel.SourceLocation(file: "content/01-first.md", line: 4, column: 6)
    #expect(content.contains(.math("a_i * b_{i} \\{x\\} *", place)))
    #expect(content.contains { if case .emphasis = $0 { true } else { false } })
  }

  @Test func aDisplayedFormulaAloneIsABlock() {
    func place(_ column: Int) -> BookModel.SourceLocation {
      BookModel.SourceLocation(file: "content/01-first.md", line: 4, column: column)
    }
    #expect(blocks("$$\nx^2\n$$") == [.math(Equation("\nx^2\n", at: place(3)))])
    #expect(
      inlines("so $$x$$ holds").contains(.displayMath(Equation("x", at: place(6)))))
  }

  @Test(arguments: [
    "it costs $5 and $6", "a $ b $ c", "escaped \\$x$", "one $x only", "$$ $$", "$",
    "`$x$` in code",
  ])
  func dollarsOfProseStayDollars(text: String) {
    let isMath = inlines(text).contains { inline in
      switch inline {
      case .math, .displayMath: true
      default: false
      }
    }
    #expect(!isMath)
  }

  @Test func aPageOfLoneDollarsIsReadQuickly() {
    let text = String(repeating: "$x and\n", count: 7_000)
    #expect(!blocks(text).isEmpty)
  }

  @Test func alertsAreRecognised() {
    let kinds = blocks("> [!NOTE]\n> Read *this*.\n\n> [!oops]\n> no").map { block -> String in
      switch block {
      case .alert(let kind, _): kind.rawValue
      case .quote: "quote"
      default: "other"
      }
    }
    #expect(kinds == ["note", "quote"])
  }

  @Test func footnotesAreNumberedByTheirFirstReference() {
    let read = blocks("A[^b] and B[^a].\n\n[^a]: first written\n[^b]: second written")
    let notes = read.compactMap { block -> String? in
      guard case .footnote(let number, let blocks) = block,
        case .paragraph(let content)? = blocks.first
      else { return nil }
      return "\(number) \(content.map(\.plainText).joined())"
    }
    #expect(notes == ["1 second written", "2 first written"])
    let references = inlines("A[^b] and B[^a].\n\n[^a]: x\n[^b]: y").compactMap { inline -> Int? in
      if case .footnoteReference(let number, _) = inline { number } else { nil }
    }
    #expect(references == [1, 2])
  }

  @Test func tablesTasksAndStrikethroughAreRead() {
    let read = blocks("| a | b |\n|:--|--:|\n| 1 | ~~2~~ |\n\n- [x] done\n- [ ] open\n")
    guard case .table(let table)? = read.first, case .list(let list)? = read.last else {
      Issue.record("expected a table and a list, got \(read)")
      return
    }
    #expect(table.alignments == [.left, .right])
    #expect(table.rows.count == 1)
    #expect(list.items.map(\.task) == [true, false])
  }

  @Test func headingsGetStableUniqueIds() {
    let ids = blocks("## Why turn?\n\n## Why turn?\n\n## Θ and λ\n\n## Named {#sec-x}").map {
      block in
      if case .heading(let heading) = block { heading.id } else { "" }
    }
    #expect(ids == ["why-turn", "why-turn-2", "θ-and-λ", "sec-x"])
  }

  @Test func labelsInTextBecomeReferences() {
    let content = inlines("See @fig-pig, (@tbl-x) and me@fig-pig.org; not @unknown-x.")
    let labels = content.compactMap { inline -> String? in
      if case .reference(let label) = inline {
        "\(label.name) \(label.location.column)"
      } else {
        nil
      }
    }
    #expect(labels == ["fig-pig 5", "tbl-x 16"])
  }

  @Test func columnsOfReferencesCountBytesOfTheSource() {
    let content = inlines("θ &amp; @fig-pig")
    let columns = content.compactMap { inline -> Int? in
      if case .reference(let label) = inline { label.location.column } else { nil }
    }
    #expect(columns == [10])
  }

  @Test func twentyThousandOpenEmphasesDoNotTrap() {
    #expect(!blocks(String(repeating: "*a ", count: 15_000)).isEmpty)
  }
}
