import Testing

@testable import SiteBuilding

@Suite struct CellMatchingTests {
  func partners(_ committed: [CellRecord], _ fresh: [CellRecord]) -> [Int?] {
    CellMatching(committed, fresh).partners
  }

  @Test func aLabelWinsOverSourceAndPlace() {
    let old = [cell(0, label: "tbl-a", source: "a"), cell(1, label: "tbl-b", source: "b")]
    let new = [cell(0, label: "tbl-b", source: "a"), cell(1, label: "tbl-a", source: "new")]
    #expect(partners(old, new) == [1, 0])
  }

  @Test func aCellInsertedAboveMovesNothing() {
    let old = [cell(0, source: "a"), cell(1, source: "b")]
    let new = [cell(0, source: "new"), cell(1, source: "a"), cell(2, source: "b")]
    #expect(partners(old, new) == [nil, 0, 1])
  }

  @Test func aCellEditedBelowAnInsertedOneIsFoundByItsNeighbour() {
    let old = [cell(0, source: "a"), cell(1, source: "b"), cell(2, source: "c")]
    let new = [
      cell(0, source: "a"), cell(1, source: "new"), cell(2, source: "b"), cell(3, source: "edited"),
    ]
    #expect(partners(old, new) == [0, nil, 1, 2])
  }

  @Test func aCellEditedAboveARemovedOneIsFoundByItsPlace() {
    let old = [cell(0, source: "a"), cell(1, source: "b"), cell(2, source: "c")]
    #expect(partners(old, [cell(0, source: "edited"), cell(1, source: "c")]) == [1, 2])
    #expect(partners(old, [cell(0, source: "a"), cell(1, source: "edited")]) == [0, 1])
  }

  @Test func cellsWithOneSourceKeepTheirOrder() {
    let old = [cell(0, source: "same"), cell(1, source: "same")]
    let new = [cell(0, source: "x"), cell(1, source: "same"), cell(2, source: "same")]
    #expect(partners(old, new) == [nil, 0, 1])
    #expect(partners(old, old) == [0, 1])
  }

  @Test func aCellThatGotALabelIsStillTheSame() {
    #expect(partners([cell(0, source: "a")], [cell(0, label: "tbl-a", source: "a")]) == [0])
    #expect(partners([cell(0, source: "a")], [cell(0, label: "tbl-a", source: "b")]) == [0])
  }

  @Test func otherLabelsAndOtherEnginesAreOtherCells() {
    #expect(
      partners(
        [cell(0, label: "tbl-a", source: "a")], [cell(0, label: "tbl-b", source: "b")]) == [nil])
    #expect(
      partners([cell(0, source: "a")], [cell(0, engine: "swift", source: "b")]) == [nil])
  }

  @Test func labelsAndIndexesGivenTwiceMatchOnce() {
    let old = [cell(0, label: "tbl-a"), cell(0, label: "tbl-a")]
    #expect(Set(partners(old, old).compactMap { $0 }).count == 2)
    #expect(partners([cell(0, label: "tbl-a")], old) == [0, nil])
  }
}
