import Testing

@testable import Figures

@Suite struct TableTests {
  @Test func tuplesBecomeRows() {
    let table = Table(
      [("The", 0, 1.5, Float(0.5)), ("pig", 1, -2.5, Float(1))],
      columns: ["token", "position", Column("score", unit: "nat", format: .fixed(2)), "y"])
    #expect(table.rows[1] == [.text("pig"), .integer(1), .number(-2.5), .number(1)])
    #expect(table["score"] == [.number(1.5), .number(-2.5)])
    #expect(table["scores"] == nil)
    #expect(table.text(of: table.rows[1][2], in: table.columns[2]) == "\u{2212}2.50")
    #expect(Table([1.5, 2.5], columns: ["x"]).rows == [[1.5], [2.5]])
  }

  @Test func aRowOfAnotherWidthIsRefused() {
    #expect(throws: FigureError.raggedRow(row: 1, values: 1, columns: 2)) {
      try Table(columns: ["a", "b"], rows: [[1, 2], [3]])
    }
  }

  @Test func aTupleOfAnotherWidthStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = Table([(1, 2)], columns: ["a"])
    }
  }

  @Test func csvFollowsTheRFC() throws {
    let table = try Table(
      columns: [Column("a, b", unit: "rad"), "c"],
      rows: [
        [.number(0.1 + 0.2), "say \"x\""], [.number(-1.0 / 3), "two\r\nlines"],
        [.integer(-7), "plain"], [.number(.nan), .number(-.infinity)],
        [.number(4.440892098500626e-16), .number(54_410.143)], [.number(-0.0), ""],
      ])
    #expect(
      table.csv == """
        "a, b (rad)",c\r
        0.3,"say ""x""\"\r
        -0.333333333333,"two\r\nlines"\r
        -7,plain\r
        nan,-inf\r
        4.4408920985e-16,54410.143\r
        0,\r

        """)
  }

  @Test func plainTextStandsInColumns() {
    let table = Table(
      [("The", 0, 1.5), ("escaped", 10, -12.25)],
      columns: ["token", "n", Column("x", unit: "rad", format: .fixed(2))])
    #expect(
      table.plainText == """
        token     n  x (rad)
        The       0     1.50
        escaped  10   -12.25

        """)
  }
}

@Suite struct FigureErrorTests {
  @Test func sentencesNameTheOffendingValue() {
    let expected: [(FigureError, String)] = [
      (
        .raggedRow(row: 1, values: 3, columns: 2),
        "row 1 of a table has 3 values where there are 2 columns"
      ),
      (
        .badCoordinate(.nan, mark: "line"),
        "a coordinate of a line must be finite and below a million, not nan"
      ),
      (
        .notPositive(0, axis: "shift"),
        "the logarithmic axis 'shift' needs positive values, not 0.0"
      ),
      (.empty("a heat map"), "a heat map has nothing to draw"),
    ]
    for (error, text) in expected { #expect(error.description == text) }
  }
}
