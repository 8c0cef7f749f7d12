import BookModel
import Figures
import Testing

@testable import SiteBuilding

/// Both forms of the report.
@Suite struct DriftTableTests {
  func compare(_ committed: [CellRecord], _ fresh: [CellRecord]) -> RecordComparison {
    RecordComparison(
      committed: [ChapterRecord(chapter: "rope", cells: committed)],
      fresh: [ChapterRecord(chapter: "rope", cells: fresh)], tolerances: Tolerances(book: 1e-9))
  }

  var moved: RecordComparison {
    compare(
      [
        cell(0, label: "tbl-shift", table([(1, 1), (2, 2), (3, 4)])),
        cell(1, .output("Hello"), value("gone", 1)),
      ],
      [
        cell(0, label: "tbl-shift", table([(1, 1), (2, 2.5), (3, 4.25)])),
        cell(1, .output("Hallo")),
      ])
  }

  @Test func columnsAreAlignedAndASummaryEndsTheTable() {
    #expect(
      DriftTable(moved).text == """
        cell         value    committed  fresh  absolute  relative  tolerance
        tbl-shift    score.2          2    2.5    5.0e-1    2.5e-1       1e-9
          (2 values moved, the first is score.2)
        rope cell 2  output       Hello  Hallo
        rope cell 2  gone             1   gone
        7 values in 2 cells compared: 2 drifted, 1 changed text, 1 gone

        """)
  }

  @Test func whatIsAsCommittedIsOneLine() {
    let cells = [cell(0, value("x", 1))]
    #expect(
      DriftTable(compare(cells, cells)).text == "1 value in 1 cell compared: all as committed\n")
    #expect(DriftTable(compare([], [])).text == "0 values in 0 cells compared\n")
    let near = compare(cells, [cell(0, value("x", 1 + 1e-10))])
    #expect(
      DriftTable(near).text
        == "1 value in 1 cell compared: 1 moved within the tolerance\n")
  }

  @Test func longNamesAreCutAndTheNumbersStay() {
    let name = String(repeating: "long-", count: 40)
    let numbers = (-1.23456789012e-10, -1.33456789012e-05)
    let comparison = compare(
      [cell(0, label: "tbl-" + name, value(name, numbers.0), .output(name + "a"))],
      [cell(0, label: "tbl-" + name, value(name, numbers.1), .output("b"))])
    let text = DriftTable(comparison).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.contains("-1.23456789012e-10"))
    #expect(text.contains("-0.0000133456789012"))
    #expect(text.contains("…"))
  }

  @Test func aLineOfJSONTellsEachFindingAndTheLastSumsThemUp() {
    #expect(
      ReportLines.lines(moved) == [
        #"{"absolute":0.5,"cell":"tbl-shift","change":"drifted","chapter":"rope","committed":2,"#
          + #""count":2,"first":"score.2","fresh":2.5,"kind":"drift","relative":0.25,"#
          + #""tolerance":1e-09,"value":"score.2"}"#,
        #"{"cell":"rope cell 2","change":"text","chapter":"rope","committed":"Hello","#
          + #""fresh":"Hallo","kind":"drift","tolerance":1e-09,"value":"output"}"#,
        #"{"cell":"rope cell 2","change":"gone","chapter":"rope","committed":"1","kind":"drift","#
          + #""tolerance":1e-09,"value":"gone"}"#,
        #"{"cells":2,"drifted":2,"gone":1,"kind":"summary","new":0,"shapes":0,"texts":1,"#
          + #""unanswered":0,"values":7,"within":0}"#,
      ])
  }

  @Test func whatIsNoFiniteNumberIsATextInJSON() {
    let comparison = compare([cell(0, value("x", 0))], [cell(0, value("x", .nan))])
    let line = ReportLines.lines(comparison)[0]
    #expect(line.contains(#""absolute":"inf""#))
    #expect(line.contains(#""fresh":"nan""#))
  }

  @Test func aDiagnosticIsOneObjectWithItsPlaceAndItsNotes() {
    let place = SourceLocation(file: "content/a.md", line: 3, column: 5)
    let diagnostic = Diagnostic(
      .error, "unknown-label", at: place, "no \"label\"\nat all", suggestion: "tbl-x",
      notes: [Diagnostic.Note("first", at: place), "second"])
    #expect(
      ReportLines.line(diagnostic)
        == #"{"column":5,"file":"content/a.md","identifier":"unknown-label","line":3,"#
        + #""message":"no \"label\"\nat all","notes":[{"column":5,"file":"content/a.md","line":3,"#
        + #""message":"first"},{"message":"second"}],"severity":"error","suggestion":"tbl-x"}"#)
    #expect(
      ReportLines.line(.warning("w", at: nil, "m"))
        == #"{"identifier":"w","message":"m","notes":[],"severity":"warning"}"#)
  }
}
