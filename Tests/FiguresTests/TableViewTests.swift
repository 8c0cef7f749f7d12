import Foundation
import Testing

@testable import Figures

@Suite struct TableViewTests {
  private let rates = Table(
    [("The", 1.0, 6.283185307179586), ("pig", 0.1, 62.83185307179586), ("dog", -0.0, -628.5)],
    columns: [
      "word", Column("rate", format: .significant(7)),
      Column("wave", unit: "m", format: .significant(6)),
    ])

  @Test func pointsStandBelowEachOtherAndNothingIsPadded() {
    #expect(
      rates.plainText == """
        word  rate    wave (m)
        The    1       6.28319
        pig    0.1    62.8319
        dog    0    -628.5

        """)
    let layout = TableLayout(rates, usesTrueMinus: true)
    #expect(layout.rows.map { $0[1].text } == ["1", "0.1", "0"])
    #expect(layout.rows.map { $0[1].missing } == [".0", "", ".0"])
    #expect(layout.rows[2][2] == .init(text: "\u{2212}628.5", missing: "0000"))
    #expect(layout.isText == [true, false, false])
  }

  @Test func whatIsNoNumberStandsToTheRightWithoutAPoint() {
    let table = Table(
      [1.25, Double.nan, -Double.infinity, 1e-15],
      columns: [Column("x", format: .residue(below: 1e-12, otherwise: .fixed(2)))])
    #expect(table.plainText == "      x\n   1.25\n    NaN\n     -∞\n< 1e-12\n")
    #expect(TableLayout(table, usesTrueMinus: false).rows.allSatisfy { $0[0].missing.isEmpty })
  }

  @Test func totalsAreSummedUpBelowARule() throws {
    let table = Table(
      [("a", 1, 0.5), ("b", 2, 0.25)], columns: ["part", "n", Column("x", format: .fixed(2))]
    ).withTotals()
    #expect(table.totals == [.text("Total"), .integer(3), .number(0.75)])
    #expect(
      table.plainText == """
        part   n     x
        a      1  0.50
        b      2  0.25
        -----  -  ----
        Total  3  0.75

        """)
    #expect(table.csv == "part,n,x\r\na,1,0.5\r\nb,2,0.25\r\n")
    let huge = Table([("a", Int.max), ("b", 1)], columns: ["part", "n"]).withTotals()
    #expect(huge.totals?[1] == .number(9.223372036854775807e18))
    #expect(throws: FigureError.raggedRow(row: 2, values: 1, columns: 3)) {
      try table.withTotals([1])
    }
    #expect(try Table(columns: ["a", "b"], rows: []).withTotals().totals == ["Total", ""])
  }

  @Test func footnotesHaveMarksWhereTheyBelong() throws {
    let table = try rates.noting("measured", column: "rate").noting("a dog", column: "wave", row: 2)
      .noting("for all").noting("first", row: 0)
    #expect(
      table.plainText == """
        word     rate [a]        wave (m)
        The [c]       1       6.28319
        pig           0.1    62.8319
        dog           0    -628.5     [b]
        [a] measured
        [b] a dog
        for all
        [c] first

        """)
    let layout = TableLayout(table, usesTrueMinus: true)
    #expect(layout.notes.map(\.mark) == ["a", "b", nil, "c"])
    #expect(layout.head[1].marks == "a")
    #expect(layout.rows[2][2].marks == "b")
    #expect(layout.rows[0][0].marks == "c")
    #expect(throws: FigureError.unknownColumn("rates")) { try rates.noting("", column: "rates") }
    #expect(throws: FigureError.unknownRow(3, rows: 3)) { try rates.noting("", row: 3) }
  }

  @Test func wideCharactersTakeTwoPlaces() {
    let table = Table([("位置", 1), ("e\u{301}😀", 2), ("abc", 3)], columns: ["w", "n"])
    #expect(table.plainText == "w     n\n位置  1\ne\u{301}😀   2\nabc   3\n")
  }

  @Test func markdownShowsTextsAsTheyAre() throws {
    let table = try Table(
      [("a|b", 1.5), ("two\nlines", -0.0), ("*x* \\", -2)],
      columns: ["p|q", Column("x", format: .fixed(1))]
    ).withTotals(["all", 0.5]).noting("see _it_", column: "x")
    #expect(
      table.markdown == """
        | p\\|q | x<sup>a</sup> |
        | :--- | ---: |
        | a\\|b | 1.5 |
        | two<br>lines | 0.0 |
        | \\*x\\* \\\\ | -2.0 |
        | **all** | **0.5** |

        <sup>a</sup> see \\_it\\_

        """)
  }

  @Test func aLineOfCSVIsNeverEmpty() {
    #expect(Table(["", "x"], columns: ["a"]).csv == "a\r\n\"\"\r\nx\r\n")
  }

  @Test func aTableWithoutColumnsOrRowsHasAllViews() throws {
    let nothing = try Table(columns: [], rows: [])
    #expect([nothing.csv, nothing.plainText, nothing.markdown] == ["", "", ""])
    let empty = try Table(columns: ["a", Column("b", format: .automatic(3))], rows: [])
    #expect(empty.csv == "a,b\r\n")
    #expect(empty.plainText == "a  b\n")
    #expect(empty.markdown == "| a | b |\n| ---: | ---: |\n")
    for table in [nothing, empty, try Table(columns: [], rows: [[], []])] {
      #expect(try JSONDecoder().decode(Table.self, from: Data(table.json.utf8)) == table)
    }
  }

  @Test func newKeysAreCodedOnlyWhereTheyAreUsed() throws {
    func keys(_ table: Table) throws -> Set<String> {
      let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(table))
      return Set(try #require(object as? [String: Any]).keys)
    }
    #expect(try keys(rates) == ["columns", "kinds", "rows"])
    var table = try rates.withTotals().noting("n", row: 1)
    table.hasRowHeaders = true
    #expect(
      try keys(table) == ["columns", "footnotes", "kinds", "rowHeaders", "rows", "totals"])
    let back = try JSONDecoder().decode(Table.self, from: JSONEncoder().encode(table))
    #expect(back == table)
    for wrong in [
      #"{"columns":[],"kinds":[],"rows":[],"totals":[{"kind":"integer","value":1}]}"#,
      #"{"columns":[],"kinds":[],"rows":[],"footnotes":[{"text":"x","row":0}]}"#,
      #"{"columns":[],"kinds":[],"rows":[],"footnotes":[{"text":"x","column":0}]}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Table.self, from: Data(wrong.utf8))
      }
    }
  }
}
