import BookModel
import Figures
import Testing

@testable import SiteBuilding

/// Comparisons whose outcome is plain from the numbers.
@Suite struct RecordComparisonTests {
  func compare(
    _ committed: [ResultRecord], _ fresh: [ResultRecord], tolerance: Double = 1e-9
  ) -> RecordComparison {
    let cells = [committed, fresh].map {
      ChapterRecord(
        chapter: "rope",
        cells: [CellRecord(index: 3, label: nil, engine: "rope", source: "s", results: $0)])
    }
    return RecordComparison(
      committed: [cells[0]], fresh: [cells[1]], tolerances: Tolerances(book: tolerance))
  }

  func drift(_ comparison: RecordComparison) throws -> RecordComparison.Drift {
    let finding = try #require(comparison.findings.first)
    guard case .drifted(let drift) = finding.change else {
      throw Unexpected(change: finding.change)
    }
    return drift
  }

  struct Unexpected: Error { var change: RecordComparison.Change }

  // MARK: Numbers

  @Test func equalResultsAreCountedAndNothingIsFound() {
    let results = [table([(1, 0.5), (2, 0.25)]), value("worst", 2), .output("one\n")]
    let comparison = compare(results, results, tolerance: 0)
    #expect(comparison.findings == [])
    #expect(comparison.valueCount == 6)
    #expect(comparison.cellCount == 1)
    #expect(comparison.withinCount == 0)
  }

  @Test func aNumberDriftsByItsAbsoluteAndRelativeDifference() throws {
    let comparison = compare([value("x", 4)], [value("x", 4.5)])
    let drift = try drift(comparison)
    #expect(drift.absolute == 0.5)
    #expect(drift.relative == 0.125)
    #expect(drift.committed == .number(4))
    #expect(drift.fresh == .number(4.5))
    #expect(comparison.findings.first?.cell == "rope cell 4")
    #expect(comparison.findings.first?.value == "x")
  }

  // The bound is tolerance * max(1, |committed|), and what lies on it is within.
  @Test(arguments: [
    (0.5, 0.75, 0.25, true), (0.5, 0.75, 0.125, false), (8, 10, 0.25, true), (8, 10, 0.125, false),
    (-8, -10, 0.25, true), (0, 0.25, 0.25, true), (0, 1e-300, 0, false),
  ])
  func theToleranceIsAbsoluteBelowOneAndRelativeAbove(
    committed: Double, fresh: Double, tolerance: Double, isWithin: Bool
  ) {
    let comparison = compare(
      [value("x", committed)], [value("x", fresh)], tolerance: tolerance)
    #expect(comparison.findings.isEmpty == isWithin)
    #expect(comparison.withinCount == (isWithin ? 1 : 0))
  }

  @Test func aNumberThatWasZeroHasNoFiniteRelativeDifference() throws {
    let drift = try drift(compare([value("x", 0)], [value("x", 1)]))
    #expect(drift.absolute == 1)
    #expect(drift.relative == .infinity)
  }

  @Test func notANumberEqualsItselfAndNothingElse() throws {
    #expect(compare([value("x", .nan)], [value("x", .nan)]).findings == [])
    #expect(try drift(compare([value("x", .nan)], [value("x", 1)])).absolute == .infinity)
    #expect(try drift(compare([value("x", 1)], [value("x", .nan)])).absolute == .infinity)
  }

  @Test func infinityIsNeverWithinATolerance() throws {
    #expect(compare([value("x", .infinity)], [value("x", .infinity)]).findings == [])
    for (old, new) in [(Double.infinity, 1.0), (1, .infinity), (.infinity, -.infinity)] {
      let comparison = compare([value("x", old)], [value("x", new)], tolerance: 1e9)
      #expect(try drift(comparison).absolute == .infinity)
    }
  }

  @Test func integersAreExactUnlessWithinTheTolerance() throws {
    func integers(_ old: Int, _ new: Int, _ tolerance: Double) -> RecordComparison {
      compare(
        [.value("n", .integer(old), nil)], [.value("n", .integer(new), nil)], tolerance: tolerance)
    }
    #expect(try drift(integers(10, 11, 0.01)).absolute == 1)
    #expect(integers(10, 11, 0.1).findings == [])
    // Doubles do not tell these apart.
    #expect(try drift(integers(1 << 53, 1 << 53 + 1, 0)).absolute == 1)
    #expect(try drift(integers(.min, .max, 0)).absolute == 0x1p64)
  }

  // MARK: Tables

  @Test func aTableTellsItsWorstPlaceItsFirstAndHowMany() throws {
    let comparison = compare(
      [table([(1, 1), (2, 2), (3, 100), (4, 4)], label: "tbl-shift")],
      [table([(1, 1), (2, 2.5), (3, 101), (4, 4)], label: "tbl-shift")])
    let drift = try drift(comparison)
    #expect(comparison.findings.count == 1)
    #expect(comparison.findings[0].value == "tbl-shift score.3")
    #expect(comparison.findings[0].name == "tbl-shift")
    #expect(drift.first == "score.2")
    #expect(drift.count == 2)
    #expect(drift.absolute == 1)
    #expect(drift.relative == 0.25)
    #expect(drift.committed == .number(100))
    #expect(drift.fresh == .number(101))
    #expect(comparison.valueCount == 8)
  }

  @Test func anotherNumberOfRowsIsAnotherShape() {
    let comparison = compare([table([(1, 1)])], [table([(1, 1), (2, 2)])])
    #expect(comparison.findings.map(\.change) == [.shape(committed: "1 rows", fresh: "2 rows")])
  }

  @Test func otherColumnsAreAnotherShape() {
    let other = ResultRecord.table(Table([(1, 1.0)], columns: ["n", "weight"]), .init())
    let comparison = compare([table([(1, 1)])], [other])
    #expect(
      comparison.findings.map(\.change)
        == [.shape(committed: "columns n, score", fresh: "columns n, weight")])
  }

  @Test func anotherKindOfResultOrOfValueIsAnotherShape() {
    let figure = ResultRecord.figure(
      title: "T", description: "D", Table([(1, 1.0)], columns: ["n", "score"]),
      .init(label: "fig-x"))
    let labelled = compare([table([(1, 1)], label: "fig-x")], [figure])
    #expect(labelled.findings.map(\.change) == [.shape(committed: "table", fresh: "figure")])
    let number = compare([value("x", 1)], [.value("x", .text("1"), nil)])
    #expect(number.findings.map(\.change) == [.shape(committed: "a number", fresh: "a text")])
  }

  // MARK: Texts

  @Test func textsAreExactAndTheFirstOtherLineIsNamed() {
    let comparison = compare(
      [.output("one\ntwo\nthree\n")], [.output("one\nzwei\nthree\n")], tolerance: 1e9)
    #expect(comparison.findings.map(\.value) == ["output, line 2"])
    #expect(comparison.findings.map(\.change) == [.text(committed: "two", fresh: "zwei")])
  }

  @Test func aLongLineIsShownFromWhereItDiffers() {
    let comparison = compare([.output("the same start, one")], [.output("the same start, two")])
    #expect(comparison.findings.map(\.change) == [.text(committed: "…rt, one", fresh: "…rt, two")])
  }

  @Test func theWordsOfAFigureAreCompared() {
    func figure(_ words: String) -> ResultRecord {
      .figure(title: "T", description: words, Table([(1, 1.0)], columns: ["n", "x"]), .init())
    }
    let comparison = compare([figure("It ends at 4.")], [figure("It ends at 5.")])
    #expect(comparison.findings.map(\.value) == ["description"])
  }

  // MARK: Claims and failures

  @Test func aClaimIsComparedByValueBoundAndVerdict() {
    func claim(_ value: Double, _ bound: Double) -> ResultRecord {
      .claim(Claim(label: "clm-small", largest: value, below: bound), .init(label: "clm-small"))
    }
    #expect(compare([claim(0.5, 1)], [claim(0.5, 1)]).valueCount == 5)
    let comparison = compare([claim(0.5, 1)], [claim(2, 1)])
    #expect(comparison.findings.map(\.value) == ["clm-small value", "clm-small holds"])
    let bound = compare([claim(0.5, 1)], [claim(0.5, 4)])
    #expect(bound.findings.map(\.value) == ["clm-small bound"])
  }

  @Test func aFailureIsComparedByItsMessageAndNotByItsLine() {
    let old = ResultRecord.failure(.traps, "out of range", line: 2)
    #expect(compare([old], [.failure(.traps, "out of range", line: 9)]).findings == [])
    #expect(compare([old], [.failure(.traps, "negative", line: 2)]).findings.count == 1)
    #expect(compare([old], [.failure(.throwsError, "out of range", line: 2)]).findings.count == 1)
  }

  // MARK: Coming and going

  @Test func resultsComeAndGoByName() {
    let comparison = compare([value("a", 1), value("b", 2)], [value("b", 2), value("c", 3)])
    #expect(comparison.findings.map(\.value) == ["c", "a"])
    #expect(comparison.findings.map(\.change) == [.new("3"), .gone("1")])
    #expect(comparison.valueCount == 1)
  }

  @Test func severalResultsWithOneNameKeepTheirOrder() {
    let comparison = compare(
      [.output("a"), value("x", 1), .output("b")], [.output("a"), value("x", 1), .output("c")])
    #expect(comparison.findings.map(\.value) == ["output 2"])
  }

  @Test func chaptersAndCellsComeAndGo() {
    let old = ChapterRecord(chapter: "old", cells: [cell(0, label: "tbl-old", value("x", 1))])
    let new = ChapterRecord(chapter: "new", cells: [cell(0, label: "tbl-new", value("x", 1))])
    let comparison = RecordComparison(
      committed: [old], fresh: [new], tolerances: Tolerances(book: 0))
    #expect(comparison.findings.map(\.cell) == ["tbl-new", "tbl-old"])
    #expect(comparison.findings.map(\.change) == [.new("1"), .gone("1")])
    #expect(comparison.changedNames == ["tbl-old"])
    #expect(comparison.cellCount == 0)
  }

  @Test func aCellsOwnToleranceWinsOverTheBooks() {
    let tolerances = Tolerances(book: 1e-9, cells: [.init(chapter: "rope", index: 1): 0.5])
    let comparison = RecordComparison(
      committed: [chapter(cell(0, value("x", 1)), cell(1, value("x", 1)))],
      fresh: [chapter(cell(0, value("x", 1.25)), cell(1, value("x", 1.25)))],
      tolerances: tolerances)
    #expect(comparison.findings.map(\.cell) == ["rope cell 1"])
    #expect(comparison.withinCount == 1)
  }

  @Test func nothingIsSaidOfCellsThatWereNotAnswered() {
    let comparison = RecordComparison(
      committed: [chapter(cell(0, value("x", 1)), cell(1, value("x", 1)))],
      fresh: [chapter(cell(0), cell(1, value("x", 1)))], tolerances: Tolerances(book: 0),
      unanswered: [.init(chapter: "rope", index: 0)])
    #expect(comparison.findings == [])
    #expect(comparison.unansweredCount == 1)
    #expect(comparison.cellCount == 1)
  }
}
