import BookModel
import Figures
import Testing

@testable import PageRendering

/// Tables as the theme's own `grid.mustache` sets them, read from `templates/`.
@Suite struct GridTests {
  private func html(_ table: Table, _ excerpt: TableExcerpt? = nil) throws -> String {
    let templates = MustacheTemplates([try themeFile("grid.mustache")])
    let values = GridValues(table, excerpt ?? TableExcerpt(whole: table)).values
    let (text, diagnostics) = templates.render("grid", values)
    #expect(diagnostics.map { "\($0)" } == [])
    return text
  }

  @Test func pointsStandBelowEachOtherAndTheTextIsTheNumberAlone() throws {
    let page = try html(
      Table([1.5, -0.25, 3], columns: [Column("x", unit: "m", format: .significant(3))]))
    #expect(
      page == """
        <table>
        <thead>
        <tr><th scope="col" class="number">x (m)</th></tr>
        </thead>
        <tbody>
        <tr><td class="number">1.5<span class="pad" data-pad="0"></span></td></tr>
        <tr><td class="number">\u{2212}0.25</td></tr>
        <tr><td class="number">3<span class="pad" data-pad=".00"></span></td></tr>
        </tbody>
        </table>

        """)
  }

  @Test func rowHeadersTotalsAndNotesHaveTheirElements() throws {
    var table = try Table([("a<b", 1), ("c", 2)], columns: ["part", "n"]).withTotals()
      .noting("counted", column: "n", row: 1).noting("all & more")
    table.hasRowHeaders = true
    let page = try html(table)
    #expect(page.contains("<tr><th scope=\"row\" class=\"text\">a&lt;b</th><td"))
    #expect(page.contains("<td class=\"number\">2<sup class=\"mark\">a</sup></td>"))
    #expect(
      page.contains(
        "<tfoot>\n<tr><th scope=\"row\" class=\"text\">Total</th><td class=\"number\">3</td></tr>"))
    #expect(
      page.hasSuffix(
        "<p class=\"note\"><sup>a</sup> counted</p>\n<p class=\"note\">all &amp; more</p>\n"))
  }

  @Test func aLongTableShowsItsEndsAndItsExtremesWithTheirPlaces() throws {
    let table = Table((0..<500).map { ($0, $0 == 70 ? 9.0 : 0) }, columns: ["n", "x"])
    let page = try html(table, TableExcerpt(table))
    let rows = page.split(separator: "\n").filter { $0.contains("<td") }
    #expect(rows.count == 21)
    #expect(
      rows[10] == """
        <tr class="gap"><th scope="row" class="number"><span class="extreme">largest x</span> 71</th>\
        <td class="number">70</td><td class="number">9.000000</td></tr>
        """)
    #expect(rows[0].contains("<span class=\"extreme\">least n, least x</span> 1</th>"))
    #expect(rows[11].hasPrefix("<tr class=\"gap\"><th scope=\"row\" class=\"number\">491</th>"))
    #expect(page.contains("<tr><th scope=\"col\" class=\"number\">row</th>"))
    #expect(!(try html(table)).contains("row</th>"))
  }

  @Test func tablesWithoutColumnsOrRowsAreSet() throws {
    #expect(try html(try Table(columns: [], rows: [])).contains("<tr></tr>"))
    #expect(try html(try Table(columns: ["a"], rows: [])).contains("<tbody>\n</tbody>"))
  }
}
