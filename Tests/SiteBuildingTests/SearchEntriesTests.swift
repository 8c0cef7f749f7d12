import BookModel
import SearchIndexing
import Testing

@testable import SiteBuilding

@Suite struct SearchEntriesTests {
  private func entries(_ text: String) async -> [SearchEntry] {
    let (book, messages) = await LinkerTests().link(
      [text], records: ["tbl-x": LinkerTests().table])
    #expect(messages == [])
    return SearchEntries(book, symbols: nil).entries
  }

  @Test func aChapterIsFollowedByItsSectionsAndEachByWhatStandsInIt() async {
    let entries = await entries(
      """
      Before *all*.

      ## One

      The angle $\\theta_i$ and a [link](#two).

      $$ x^2 $$ {#eq-a}

      See @eq-a.
      \(LinkerTests().cell)
      ## Two

      > - inner
      """)
    #expect(
      entries.map { "\($0.kind) \($0.title) | \($0.place) | \($0.address)" } == [
        "chapter 1 T |  | c1/index.html",
        "section 1.1 One | 1 T | c1/index.html#one",
        "equation Equation 1.1 | 1 T › 1.1 One | c1/index.html#eq-a",
        "table Table 1.1 | 1 T › 1.1 One | c1/index.html#tbl-x",
        "claim Claim 1.1 | 1 T › 1.1 One | c1/index.html#clm-small",
        "section 1.2 Two | 1 T | c1/index.html#two",
      ])
    #expect(entries[0].text == "Before all.")
    #expect(entries[1].text.contains("The angle θ_i and a link. x²"))
    #expect(entries[4].text == "It is small.")
    #expect(entries[5].text == "inner")
  }
}
