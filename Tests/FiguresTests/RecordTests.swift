import Foundation
import SnapshotTesting
import Testing

@testable import Figures

/// A record with every kind of item, claim, format and value.
private func everyItem() throws -> Record {
  let awkward: [Double] = [
    0.1 + 0.2, -0.0, .leastNonzeroMagnitude, -1.7976931348623157e308, .nan, .infinity, -.infinity,
    1, 1e22,
  ]
  let numbers = Table(awkward, columns: [Column("x", unit: "rad", format: .scientific(3))])
  let mixed = try Table(
    columns: ["a", Column("b", format: .residue(below: 1e-12))],
    rows: [[1, "nan"], [.number(1), .integer(.max)], ["inf", .number(.nan)]], title: "Mixed")
  let empty = try Table(columns: [Column("none", format: .integer)], rows: [])
  return Record([
    .output("one\ntwo\u{7}"), .table(numbers, label: "tbl-x"), .table(mixed, caption: "c"),
    .table(empty), .figure(try everyMark(), label: "fig-x", caption: "d"),
    .claim(Claim(label: "clm-a", statement: "small", largest: 4.4e-16, below: 1e-12)),
    .claim(Claim(label: "clm-b", smallest: .nan, above: 0)),
    .claim(Claim(label: "clm-c", 1, equals: 1.5, within: 0.25)),
    .claim(Claim(label: "clm-d", 9, is: 9)), .claim(Claim(label: "clm-e", holds: false)),
    .value("spread", .number(.infinity)), .value("n", 3, .significant(4)), .value("w", "pig"),
  ])
}

private func encoded(_ record: Record) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(record), as: UTF8.self)
}

@Suite struct RecordTests {
  @Test func comesBackFromJSONBitForBit() throws {
    let record = try everyItem()
    let text = try encoded(record)
    let back = try JSONDecoder().decode(Record.self, from: Data(text.utf8))
    #expect(back == record)
    #expect(try encoded(back) == text)
    let before = try #require(record.tables.first?["x"])
    let after = try #require(back.tables.first?["x"])
    for (a, b) in zip(before, after) {
      guard case .number(let a) = a, case .number(let b) = b else {
        Issue.record("a number came back as another kind")
        continue
      }
      #expect(a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN))
    }
  }

  @Test func keyNamesStay() throws {
    expectSnapshot(try encoded(everyItem()), named: "record.json")
  }

  @Test(arguments: [
    #"{"items":[{"kind":"tables"}]}"#,
    #"{"items":[{"kind":"value","name":"x","value":{"kind":"number","value":"naan"}}]}"#,
    #"{"items":[{"kind":"table","table":{"columns":[],"kinds":["number"],"rows":[]}}]}"#,
    #"{"items":[{"kind":"table","table":{"columns":[],"kinds":[],"rows":[[1]]}}]}"#,
    """
    {"items":[{"kind":"figure","figure":{"title":"","description":"","width":9,"height":9,\
    "marks":[{"kind":"path","path":["M",1e9,0],"paint":{"kind":"fill","role":"ink"}}],\
    "data":{"columns":[],"kinds":[],"rows":[]}}}]}
    """,
  ])
  func whatIsNoRecordIsRefused(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Record.self, from: Data(text.utf8))
    }
  }

  @Test func aQuantizedRecordHoldsTwelveDigits() throws {
    let claim = Claim(label: "clm-a", largest: 0.99999999999999e-12, below: 1e-12)
    let record = Record([
      .value("x", .number(1 / 3.0)), .claim(claim),
      .table(Table([2 / 3.0], columns: ["x"])),
    ]).quantized
    #expect(record.value(named: "x") == .number(0.333333333333))
    #expect(record.tables[0]["x"] == [.number(0.666666666667)])
    #expect(record.claims[0].value == .number(1e-12))
    #expect(record.claims[0].holds, "rounding a number must not overturn a verdict")
    #expect(record.quantized == record)
  }

  @Test func aQuantizedFigureIsDrawnTheSame() throws {
    let angles = [(0..<7).map { Double($0) * 0.9 }]
    let grid = DialGrid("", columns: (0..<7).map(String.init), rows: ["r"], angles: angles)
    for figure in [try everyMark(), try grid.figure(description: "")] {
      let quantized = figure.quantized
      #expect(
        quantized.svg(label: "fig-x", standalone: true)
          == figure.svg(label: "fig-x", standalone: true))
      #expect(quantized.quantized == quantized)
    }
  }

  @Test func aRecordWithNaNEqualsItself() throws {
    let record = Record([.value("x", .number(.nan))])
    #expect(record == record)
    #expect(record.hashValue == Record([.value("x", .number(-.nan))]).hashValue)
    #expect(Value.number(1) != .integer(1))
  }
}

@Suite struct ClaimTests {
  @Test func aBoundIsNotBelowItself() {
    #expect(Claim(label: "c", largest: 0.9, below: 1).holds)
    #expect(!Claim(label: "c", largest: 1, below: 1).holds)
    #expect(Claim(label: "c", smallest: 1.1, above: 1).holds)
    #expect(!Claim(label: "c", smallest: 1, above: 1).holds)
    #expect(Claim(label: "c", 1.25, equals: 1, within: 0.25).holds)
    #expect(!Claim(label: "c", 1.26, equals: 1, within: 0.25).holds)
    #expect(Claim(label: "c", "dog", is: "dog").holds)
    #expect(!Claim(label: "c", 2, is: .number(2)).holds)
    #expect(Claim(label: "c", holds: true).holds)
    #expect(!Claim(label: "c", holds: false).holds)
  }

  @Test func notANumberProvesNothing() {
    #expect(!Claim(label: "c", largest: .nan, below: 1).holds)
    #expect(!Claim(label: "c", smallest: .nan, above: 1).holds)
    #expect(!Claim(label: "c", .nan, equals: .nan, within: 1).holds)
    #expect(!Claim(label: "c", 1, equals: 1, within: .nan).holds)
    #expect(!Claim(label: "c", .infinity, equals: .infinity, within: 1).holds)
  }
}
