import Testing

@testable import Figures

@Suite struct TableExcerptTests {
  @Test func aHundredRowsOrAThousandCellsAreShownWhole() throws {
    let short = Table((0..<100).map { ($0, 1.0) }, columns: ["n", "x"])
    #expect(TableExcerpt(short).omitted == 0)
    #expect(TableExcerpt(short).rows.map(\.index) == Array(0..<100))
    let columns = (0..<50).map { Column("c\($0)") }
    let wide = try Table(
      columns: columns, rows: Array(repeating: Array(repeating: 1, count: 50), count: 20))
    #expect(TableExcerpt(wide).omitted == 0)
    #expect(TableExcerpt(try Table(columns: [], rows: [])).rows.isEmpty)
  }

  @Test func aLongTableKeepsItsEndsAndItsExtremes() {
    let rows = (0..<500).map {
      ($0, $0 == 77 ? -3.0 : $0 == 300 ? 9 : $0 == 301 ? 9 : 1, Double.nan)
    }
    let excerpt = TableExcerpt(Table(rows, columns: ["n", "x", "y"]))
    #expect(excerpt.rows.map(\.index) == Array(0..<10) + [77, 300] + Array(490..<500))
    #expect(excerpt.rows[10].marks == ["least x"])
    #expect(excerpt.rows[11].marks == ["largest x"])
    #expect(excerpt.rows[0].marks == ["least n"])
    #expect(excerpt.rows[21].marks == ["largest n"])
    #expect(excerpt.rows.map(\.omittedBefore).filter { $0 > 0 } == [67, 222, 189])
    #expect((excerpt.ends, excerpt.omitted) == (10, 478))
  }

  @Test(arguments: [1, 2, 7, 14, 15, 22, 65, 200, 400])
  func atMostAThousandValuesAreShown(width: Int) throws {
    let columns = (0..<width).map { Column("c\($0)") }
    let rows = (0..<300).map { row in
      (0..<width).map { Value.number(Double((row * 7919 + $0 * 104_729) % 997)) }
    }
    let excerpt = TableExcerpt(try Table(columns: columns, rows: rows))
    // Two ends and two extremes are always shown.
    #expect(excerpt.rows.count * width <= max(1_000, 4 * width))
    #expect(excerpt.rows.first?.index == 0)
    #expect(excerpt.rows.last?.index == 299)
    #expect(excerpt.rows.contains { $0.marks.contains { $0.hasPrefix("largest") } })
    #expect(excerpt.omitted == 300 - excerpt.rows.count)
  }
}
