import Bibliography
import BookModel
import Testing

@Suite struct CitationParsingTests {
  func problems(_ text: String) -> [CitationProblem] { CitationParsing(text).problems }

  @Test func everyFormOfACiteIsReadWithItsPlace() {
    let parsing = CitationParsing("See [@su2021, section 3.4; @press2022;-@a_b:c.d-e/f] there.")
    #expect(parsing.problems.isEmpty)
    #expect(
      parsing.groups == [
        CitationGroup(
          [
            Cite("su2021", locator: "section 3.4", at: 6), Cite("press2022", at: 28),
            Cite("a_b:c.d-e/f", form: .yearOnly, at: 40),
          ], range: 4..<52)
      ])
  }

  @Test func theInsideAloneIsReadWithOffsetsOfTheLongerText() {
    let parsing = CitationParsing(inside: "@su2021; -@press2022, p. 3", at: 100)
    #expect(
      parsing.groups == [
        CitationGroup(
          [
            Cite("su2021", at: 101), Cite("press2022", form: .yearOnly, locator: "p. 3", at: 111),
          ], range: 100..<126)
      ])
    #expect(
      CitationParsing(inside: "@su2021; press2022", at: 100).problems
        == [CitationProblem(.missingAt, at: 109)])
  }

  @Test func offsetsCountBytes() {
    // "Größe" takes seven bytes.
    let parsing = CitationParsing("Größe [@su2021, §3]")
    #expect(
      parsing.groups == [CitationGroup([Cite("su2021", locator: "§3", at: 10)], range: 8..<22)])
  }

  @Test func aGroupMayRunOverTheEndOfALine() {
    let parsing = CitationParsing("[@su2021, section\n  3.4;\n@press2022]")
    #expect(parsing.groups.first?.cites.map(\.key) == ["su2021", "press2022"])
    #expect(parsing.groups.first?.cites.first?.locator == "section 3.4")
  }

  @Test func twoGroupsOfOneTextAreTwo() {
    #expect(CitationParsing("[@a][@b]").groups.map(\.range) == [0..<4, 4..<8])
  }

  @Test(arguments: [
    "no citation", "@fig-pig", "a@b.example", "[1]", "[see @su2021]", "[-1]", "[]", "[ @a]", "",
  ])
  func otherBracketsAndAtSignsAreLeftAlone(text: String) {
    let parsing = CitationParsing(text)
    #expect(parsing.groups.isEmpty)
    #expect(parsing.problems.isEmpty)
  }

  @Test func aGroupWithoutItsEndIsUnclosedWhereItBegins() {
    #expect(problems("So [@su2021, section 3") == [CitationProblem(.unclosed, at: 3)])
    #expect(problems("So [-@su2021") == [CitationProblem(.unclosed, at: 3)])
    #expect(problems("[@") == [CitationProblem(.unclosed, at: 0)])
  }

  @Test func anotherBracketShowsThatTheFirstWasNotClosed() {
    let parsing = CitationParsing("So [@su2021 and [@press2022] say")
    #expect(parsing.problems == [CitationProblem(.unclosed, at: 3)])
    #expect(parsing.groups.map(\.range) == [16..<28])
  }

  @Test func anAtSignWithoutAKeyIsReportedBehindIt() {
    #expect(problems("[@]") == [CitationProblem(.emptyKey, at: 2)])
    #expect(problems("[@a; @, p. 3]") == [CitationProblem(.emptyKey, at: 6)])
    #expect(problems("[@ a]") == [CitationProblem(.emptyKey, at: 2)])
  }

  @Test func aMissingWorkIsReportedWhereItWouldStand() {
    #expect(problems("[@a;; @b]") == [CitationProblem(.emptyCite, at: 4)])
    #expect(problems("[@a; ]") == [CitationProblem(.emptyCite, at: 4)])
  }

  @Test func aWorkWithoutAnAtSignIsReportedAtItsFirstByte() {
    #expect(problems("[@a; b]") == [CitationProblem(.missingAt, at: 5)])
    #expect(problems("[@a; see @b]") == [CitationProblem(.missingAt, at: 5)])
    #expect(problems("[@a; -b]") == [CitationProblem(.missingAt, at: 5)])
  }

  @Test func aForbiddenCharacterOfAKeyIsNamedAtItsPlace() {
    #expect(problems("[@su!21]") == [CitationProblem(.forbiddenInKey("!"), at: 4)])
    #expect(problems("[@müller20]") == [CitationProblem(.forbiddenInKey("ü"), at: 3)])
    #expect(problems("[@a@b]") == [CitationProblem(.forbiddenInKey("@"), at: 3)])
    #expect(problems("[@{a}]") == [CitationProblem(.forbiddenInKey("{"), at: 2)])
  }

  @Test func aLocatorNeedsItsComma() {
    #expect(problems("[@su2021 section 3]") == [CitationProblem(.missingComma, at: 9)])
  }

  @Test func aCommaNeedsItsLocator() {
    #expect(problems("[@su2021, ]") == [CitationProblem(.emptyLocator, at: 8)])
  }

  @Test func twoWorksWithACommaBetweenThemAreNoWorkAndPlace() {
    #expect(problems("[@a, @b]") == [CitationProblem(.forbiddenInLocator("@"), at: 5)])
  }

  @Test func allProblemsOfATextAreReportedAndBrokenGroupsAreNone() {
    let parsing = CitationParsing("[@; x] [@ok] [@a,]")
    #expect(
      parsing.problems == [
        CitationProblem(.emptyKey, at: 2), CitationProblem(.missingAt, at: 4),
        CitationProblem(.emptyLocator, at: 16),
      ])
    #expect(parsing.groups.map(\.range) == [7..<12])
  }

  @Test func manyOpenBracketsTakeNoLongerThanTheirNumber() {
    let parsing = CitationParsing(String(repeating: "[@a ", count: 100_000))
    #expect(parsing.problems.count == 100_000)
  }

  @Test func aMessageStatesTheRule() {
    #expect(
      CitationProblem(.forbiddenInKey("!"), at: 0).message
        == "'!' cannot stand in a citation; an id is made of the letters a to z, A to Z, digits, "
        + "and _ : . - /")
    #expect(
      CitationProblem(.unclosed, at: 0).message
        == "a citation that begins with '[@' must end with ']'")
  }
}
