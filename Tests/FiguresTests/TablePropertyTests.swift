import Foundation
import Testing

@testable import Figures

/// Every awkward value in every format, through every view.
@Suite struct TablePropertyTests {
  private static let values: [Value] = [
    .number(.nan), .number(.infinity), .number(-.infinity), .number(-0.0), .number(1e300),
    .number(-1e300), .number(1e-300), .number(.leastNonzeroMagnitude), .number(-4e-7),
    .integer(.min),
    .integer(.max), 0, "", " ", "a|b", "x,\"y\"", "one\r\ntwo\n", "\u{1b}[31m\u{0}",
    "位置 😀 e\u{301}",
    "\\|", "<b>&amp;", "-0",
  ]
  private static let formats: [NumberFormat] = [
    .fixed(2), .scientific(1), .significant(4), .automatic(3), .integer, .residue(below: 1e-12),
    .residue(below: 1, otherwise: .automatic(2)),
  ]

  private func random(_ seed: UInt64) throws -> Table {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ below: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(below))
    }
    let columns = (0..<next(5)).map { index in
      Column("c|\(index)", unit: next(2) == 0 ? nil : "m", format: Self.formats[next(7)])
    }
    let rows = (0..<next(6)).map { _ in columns.map { _ in Self.values[next(Self.values.count)] } }
    var table = try Table(columns: columns, rows: rows, title: next(2) == 0 ? nil : "T \"q\"")
    table.hasRowHeaders = next(2) == 0
    if next(2) == 0 { table = table.withTotals() }
    if next(2) == 0 { table = try table.noting("n\nm|", row: rows.isEmpty ? nil : 0) }
    return table
  }

  @Test func everyViewKeepsItsForm() throws {
    for seed in 1...500 {
      let table = try random(UInt64(seed))
      let extra = table.totals == nil ? 0 : 1
      guard !table.columns.isEmpty else { continue }
      let notes = table.footnotes.count
      let plain = table.plainText.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(plain.count == table.rows.count + 2 + 2 * extra + notes)
      #expect(!table.plainText.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      let body = TableLayout(table, usesTrueMinus: true)
      for (cell, value) in zip(body.rows.joined(), table.rows.joined()) where value.number != nil {
        #expect(cell.text.wholeMatch(of: #/\u{2212}0(\.0*)?(e0)?/#) == nil)
      }
      let lines = table.markdown.split(separator: "\n").prefix(table.rows.count + 2 + extra)
      for line in lines {
        let bars = line.replacing(#/\\./#, with: "").count { $0 == "|" }
        #expect(bars == table.columns.count + 1, "\(line)")
      }
      #expect(
        csvFields(table.csv).map(\.count)
          == Array(
            repeating: table.columns.count, count: table.rows.count + 1))
    }
  }

  @Test func jsonComesBackAsTheTableRoundedToTwelveDigits() throws {
    for seed in 1...500 {
      let table = try random(UInt64(seed))
      let back = try JSONDecoder().decode(Table.self, from: Data(table.json.utf8))
      #expect(back == table.quantized)
      #expect(!table.json.contains(#/[:\[ ]-0[,\]}]/#))
      let coded = try JSONDecoder().decode(Table.self, from: JSONEncoder().encode(table))
      #expect(coded == table)
    }
  }

  /// A reader of RFC 4180, written from the RFC.
  private func csvFields(_ text: String) -> [[String]] {
    var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        field.unicodeScalars.append(scalar)
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\r" where !isQuoted && scalars.first == "\n":
        scalars.removeFirst()
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
