import Figures
import Foundation
import Testing

@testable import SiteBuilding

@Suite struct ChapterRecordTests {
  let path = "site/data/rope.json"

  func read(_ text: String) -> Result<ChapterRecord, DamagedRecord> {
    CommittedRecords.read(Array(text.utf8), of: "rope", from: path)
  }

  /// `line:column: message` of a record that must be damaged.
  func damage(_ text: String) -> String {
    switch read(text) {
    case .success: "nothing is wrong"
    case .failure(let damage):
      "\(damage.location.line):\(damage.location.column): \(damage.message)"
    }
  }

  func record(ofResult result: String) -> String {
    """
    {"chapter": "rope", "cells": [
    {"index": 0, "engine": "rope", "source": "s", "results": [
    \(result)
    ]}]}
    """
  }

  // MARK: Writing and reading

  @Test func everyKindOfResultIsReadBackAsItWasWritten() throws {
    let data = Table([(1, 0.5), (2, Double.nan)], columns: ["n", "x"])
    let record = chapter(
      cell(
        0, label: "tbl-x", .output("two\nlines\n"), .failure(.traps, "out of range", line: 3),
        .failure(.doesNotCompile, "no such name", line: nil), value("x", -.infinity),
        .value("y", .text("θ"), .scientific(2)),
        .table(data, .init(label: "tbl-x", number: "Table 4.1", caption: "Own words.")),
        .figure(title: "T", description: "D", data, .init(label: "fig-x", number: "Figure 4.1")),
        .claim(Claim(label: "clm-x", 0.5, equals: 0.5, within: 0.25), .init(label: "clm-x"))),
      cell(1, engine: "swift"))
    let written = try JSONEncoder().encode(record)
    #expect(read(String(decoding: written, as: UTF8.self)) == .success(record))
  }

  // MARK: Damage

  @Test func aTextThatIsNoJSONIsAnErrorWhereItStopsBeingOne() {
    #expect(damage("{\"chapter\": \"rope\",\n \"cells\": [}") == "2:12: this is no JSON")
    #expect(damage("{\"chapter\": \"rope\",\n") == "2:1: this is no JSON: the end is missing")
    #expect(damage("") == "1:1: this is no JSON: the end is missing")
    #expect(damage("NaN") == "1:1: this is no JSON")
  }

  @Test func aMissingKeyIsAnErrorAtItsObject() {
    #expect(
      damage("{\"chapter\": \"rope\",\n  \"cells\": [{\"index\": 0}]}")
        == "2:13: the key 'engine' is missing")
  }

  @Test func anUnknownKeySuggestsTheNearest() {
    #expect(
      damage("{\"chapter\": \"rope\", \"cels\": [],\n \"cells\": []}")
        == "1:29: no key is called 'cels'; did you mean 'cells'?")
  }

  @Test func aWrongTypeIsAnErrorAtTheValue() {
    #expect(damage("{\"chapter\": \"rope\",\n\"cells\": {}}").hasPrefix("2:10: "))
    #expect(damage("[]").hasPrefix("1:1: "))
    #expect(damage(record(ofResult: "{\"kind\": \"output\", \"text\": 5}")).hasPrefix("3:28: "))
  }

  @Test func damageBehindOtherResultsIsFoundBehindThem() {
    let results = """
      {"kind": "output", "text": "a \\"quote\\", a { and a ["},
      {"kind": "value", "name": "x", "value": {"kind": "number", "value": [1, 2]}},
      {"kind": "output"}
      """
    #expect(damage(record(ofResult: results)).hasPrefix("4:69: "))
    let fine = results.replacing("[1, 2]", with: "1")
    #expect(damage(record(ofResult: fine)) == "5:1: the key 'text' is missing")
  }

  @Test func theRecordOfAnotherChapterIsRefused() {
    #expect(damage("{\"chapter\": \"other\", \"cells\": []}").hasPrefix("1:13: "))
  }

  @Test(arguments: ["NaN", "Infinity", "\"NaN\"", "\"Infinity\"", "1e999", "null", "true", "\"\""])
  func aNumberIsSpeltInOneWay(spelling: String) {
    let text = record(
      ofResult:
        "{\"kind\": \"value\", \"name\": \"x\", \"value\": {\"kind\": \"number\", \"value\": \(spelling)}}"
    )
    #expect(damage(text) != "nothing is wrong")
  }

  @Test(arguments: [
    "{\"kind\": \"sculpture\"}", "{\"kind\": \"failure\", \"title\": \"sulks\", \"text\": \"\"}",
    "{\"kind\": \"failure\", \"title\": \"traps\", \"text\": \"\", \"line\": -1}", "{}", "[]", "7",
    "{\"kind\": \"table\", \"table\": {\"columns\": [], \"kinds\": [\"number\"], \"rows\": []}}",
    "{\"kind\": \"table\", \"table\": {\"columns\": [], \"kinds\": [], \"rows\": [[1]]}}",
    "{\"kind\": \"value\", \"name\": \"x\", \"value\": {\"kind\": \"integer\", \"value\": 1}, "
      + "\"format\": {\"kind\": \"fixed\", \"digits\": 9223372036854775807}}",
    "{\"kind\": \"claim\", \"claim\": {\"label\": \"clm-x\"}}",
  ])
  func whatIsNoResultIsRefusedAtItsLine(result: String) {
    #expect(damage(record(ofResult: result)).hasPrefix("3:"))
  }

  @Test(arguments: ["1e30", "0.5", "9223372036854775808"])
  func whatIsNoIntegerIsRefusedWhereOneIsNeeded(number: String) {
    #expect(
      damage(
        record(
          ofResult: "{\"kind\": \"value\", \"name\": \"x\", "
            + "\"value\": {\"kind\": \"integer\", \"value\": \(number)}}")
      ) == "1:1: a number in this record does not fit its place")
  }

  @Test(arguments: ["-1", "9223372036854775807", "1e30", "0.5", "\"0\""])
  func anIndexOutOfRangeIsRefused(index: String) {
    let text = record(ofResult: "").replacing("\"index\": 0", with: "\"index\": \(index)")
    #expect(damage(text) != "nothing is wrong")
  }

  @Test func deepNestingIsRefusedAndStopsNothing() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(damage("{\"chapter\": \(deep)").contains("no JSON"))
    let format = String(repeating: "{\"kind\":\"residue\",\"below\":1,\"otherwise\":", count: 480)
    let ends = String(repeating: "}", count: 480)
    let result =
      "{\"kind\":\"value\",\"name\":\"x\",\"value\":{\"kind\":\"number\",\"value\":1},"
      + "\"format\":\(format){\"kind\":\"integer\"}\(ends)}"
    #expect(damage(record(ofResult: result)) == "nothing is wrong")
  }

  @Test func everyRecordCutOffAnywhereIsRefused() throws {
    let whole = record(
      ofResult: "{\"kind\":\"value\",\"name\":\"θ\",\"value\":{\"kind\":\"number\",\"value\":1}}")
    #expect(damage(whole) == "nothing is wrong")
    let bytes = Array(whole.utf8)
    for length in bytes.indices {
      guard case .failure = CommittedRecords.read(Array(bytes[..<length]), of: "rope", from: path)
      else {
        Issue.record("the first \(length) bytes were read")
        continue
      }
    }
  }

  @Test func everyRecordWithOneOtherByteIsReadOrRefused() {
    let bytes = Array(
      record(
        ofResult: "{\"kind\":\"value\",\"name\":\"x\",\"value\":{\"kind\":\"number\",\"value\":1}}"
      ).utf8)
    for place in bytes.indices {
      for byte: UInt8 in [0, 0x22, 0x2D, 0x39, 0x5B, 0x5C, 0x7D, 0xFF] {
        var other = bytes
        other[place] = byte
        if case .failure(let damage) = CommittedRecords.read(other, of: "rope", from: path) {
          #expect(damage.location.line >= 1 && damage.location.column >= 1)
        }
      }
    }
  }

  // MARK: The folder

  @Test func aSiteWithoutAManifestHasNoRecords() throws {
    let folder = try SiteFolder()
    #expect(CommittedRecords(site: folder.site).isEmpty)
    try folder.put("{}", at: "site/data/rope.json")
    #expect(CommittedRecords(site: folder.site).isEmpty)
  }

  @Test func recordsAreFoundByTheManifestAndFoldersAmongThemAreRefused() throws {
    let folder = try SiteFolder()
    try folder.build([
      "data/rope.json": "{\"chapter\": \"rope\", \"cells\": []}", "data/tbl-x.csv": "n\r\n",
      "data/bad.json": "{",
    ])
    try folder.put("not ours", at: "site/data/mine.json")
    let records = CommittedRecords(site: folder.site, shownAs: "site")
    #expect(records.chapters.map(\.chapter) == ["rope"])
    #expect(records.damage.keys.sorted() == ["bad"])
    #expect(
      records.diagnostics.map { "\($0)" } == [
        "site/data/bad.json:1:2: error: this is no JSON: the end is missing [damaged-record]"
      ])
    try FileManager.default.removeItem(atPath: folder.site + "/data/rope.json")
    try FileManager.default.createDirectory(
      atPath: folder.site + "/data/rope.json", withIntermediateDirectories: true)
    #expect(CommittedRecords(site: folder.site).damage.keys.sorted() == ["bad", "rope"])
  }

  @Test func aDamagedManifestIsAnError() throws {
    let folder = try SiteFolder()
    try folder.put("{}", at: "site/manifest.json")
    let records = CommittedRecords(site: folder.site)
    #expect(records.isUnreadable)
    #expect(records.diagnostics.map(\.identifier) == ["damaged-record"])
  }
}
