import BookModel
import Testing

/// Texts that nobody writes and that must still end in blocks or in an error with a place.
@Suite struct HostileTextTests {
  static func repeated(_ text: String, bytes: Int = 200_000) -> String {
    String(repeating: text, count: bytes / text.utf8.count)
  }

  static func numbered(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined()
  }

  @Test(arguments: [
    repeated("> ", bytes: 20_000) + "x", repeated("- ", bytes: 20_000) + "x",
    repeated("1. ", bytes: 20_000) + "x",
    repeated("*a _b ", bytes: 18_000) + repeated("b_ a* ", bytes: 18_000),
  ])
  func deepNestingIsAnErrorAndNoStackOverflow(text: String) {
    let (_, diagnostics) = read(text)
    #expect(diagnostics.map(\.identifier) == ["nested-too-deep"])
    #expect(diagnostics.first?.location?.line == 4)
  }

  @Test func nestingThatBooksHaveIsRead() {
    let (book, diagnostics) = read(Self.repeated("> - ", bytes: 80) + "*a **b `c`***")
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.first?.blocks.count == 1)
  }

  @Test func aParagraphWithoutEndIsRefusedWhereItStarts() {
    let (_, diagnostics) = read("Text.\n\n" + Self.repeated("![[]()\n", bytes: 60_000))
    #expect(diagnostics.map(\.identifier) == ["paragraph-too-large"])
    #expect(diagnostics.first?.location?.line == 6)
  }

  @Test(arguments: ["```", "~~~", "`````"])
  func aLongListingIsNoParagraph(fence: String) {
    let listing = Self.repeated("let a = 1\n", bytes: 60_000)
    let (book, diagnostics) = read("```a``` b\n\n\(fence)text\n\(listing)\(fence)\n\nEnd.\n")
    #expect(diagnostics.isEmpty)
    #expect(book.chapters.first?.blocks.count == 3)
  }

  @Test func aTableThatWouldFillMemoryIsRefused() {
    let columns = 2_000
    let table =
      "\n" + String(repeating: "|a", count: columns) + "|\n"
      + String(repeating: "|-", count: columns) + "|\n" + String(repeating: "|x\n", count: 200)
    #expect(read(table).diagnostics.map(\.identifier) == ["table-too-large"])
  }

  @Test(arguments: ["? *a9\n: 1\n? *a8\n: 1\n", "m: {*a9 : 1, *a8 : 2}\n"])
  func aBombOfAliasesInAKeyIsRefused(keys: String) {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(row)]\n"
    }
    let (_, diagnostics) = read("```{rope}\n\(yaml)\(keys)```")
    #expect(diagnostics.map(\.identifier) == ["yaml-too-large"])
  }

  @Test func emphasisInACaptionIsNoAlias() {
    let text = Self.repeated("*a* ", bytes: 400)
    let (_, diagnostics) = read("```{rope}\nfig-cap: Each \(text)\ntokens: [a & b]\n```")
    #expect(diagnostics.isEmpty)
  }

  @Test func aDollarOfProseDoesNotReachIntoTheNextFormula() {
    let (book, _) = read("It costs $5 and $x$ more, $6 or $y$.")
    guard case .paragraph(let content)? = book.chapters.first?.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    let formulas = content.compactMap { inline -> String? in
      if case .math(let formula, _) = inline { formula } else { nil }
    }
    #expect(formulas == ["x", "y"])
  }

  /// Each of these once took the square of its length.
  static let growing: [(name: String, text: String)] = [
    ("equal headings", repeated("## a\n")),
    ("references on many lines", repeated("See @fig-a.\n\n")),
    ("references on one line", repeated("&amp;@fig-a ", bytes: 40_000)),
    ("references as entities", repeated("&#64;fig-a ", bytes: 40_000)),
    ("dollars", repeated("$x and ", bytes: 40_000)),
    ("headings with references", repeated("## @fig-a\n")),
    ("footnotes", footnotes),
    ("values on one line", "```{rope}\na: [" + repeated("b, ") + "]\n```\n"),
    ("keys on one line", "```{rope}\na: {" + numbered(20_000) { "b\($0): c, " } + "}\n```\n"),
  ]

  static var footnotes: String {
    let references = numbered(6_000) { "[^\($0)]" + ($0 % 500 == 0 ? "\n\n" : " ") }
    return references + "\n\n" + numbered(6_000) { "[^\($0)]: a\n\n" }
  }

  @Test(arguments: growing.indices)
  func timeGrowsWithTheLengthAlone(index: Int) {
    let (name, text) = Self.growing[index]
    let clock = ContinuousClock()
    let time = clock.measure { _ = read(text) }
    // Debug code on a busy machine; the square would be minutes.
    #expect(time < .seconds(20), "\(name)")
  }
}
