import Bibliography
import BookModel
import Testing

@Suite struct ReferenceListTests {
  @Test func everyKeyOfAWorkIsRead() throws {
    let list = ReferenceList(
      file([
        [
          ("id", "dufter2022"), ("type", "article-journal"), ("title", "Overview"),
          (
            "author",
            [
              ["family": "Dufter", "given": "Philipp"],
              ["family": "Oord", "non-dropping-particle": "van den"],
              ["family": "Humboldt", "dropping-particle": "von", "suffix": "Jr."],
              ["literal": "others"],
            ]
          ), ("editor", ["literal": "A group"]),
          ("issued", ["date-parts": [["2022", "9"]]]), ("container-title", "Journal"),
          ("volume", "48"), ("issue", "3"), ("page", "733-763"), ("publisher", "MIT"),
          ("number", "7"), ("DOI", "10.1162/coli_a_00445"), ("arXiv", "2102.11090v1"),
          ("URL", "https://example.org"), ("accessed", "2026-11-21"), ("note", "A note"),
        ]
      ]))
    #expect(list.diagnostics.isEmpty)
    var expected = Reference(
      id: "dufter2022", kind: .articleJournal, title: "Overview",
      location: SourceLocation(file: "references.yml", line: 2, column: 20))
    expected.authors = Contributors(
      [
        .person(Person(family: "Dufter", given: "Philipp")),
        .person(Person(family: "Oord", particle: "van den")),
        .person(Person(family: "Humboldt", droppingParticle: "von", suffix: "Jr.")),
      ], hasOthers: true)
    expected.editors = Contributors([.literal("A group")])
    expected.issued = .known(year: 2022, month: 9, day: nil)
    expected.container = "Journal"
    expected.volume = "48"
    expected.issue = "3"
    expected.pages = "733-763"
    expected.publisher = "MIT"
    expected.number = "7"
    expected.doi = "10.1162/coli_a_00445"
    expected.arXiv = "2102.11090v1"
    expected.url = "https://example.org"
    expected.accessed = .known(year: 2026, month: 11, day: 21)
    expected.note = "A note"
    #expect(list.references == [expected])
  }

  @Test func anItemWithoutFaultHasNoMessage() { #expect(messages(item()).isEmpty) }

  // MARK: Structure

  @Test func theSecondOfTwoEqualIdsIsReportedAndTheFirstCounts() {
    let list = ReferenceList(file([item(), item(["title": "Another"])]))
    #expect(list.references.map(\.title) == ["RoFormer"])
    #expect(
      list.diagnostics.map { "\($0)" } == [
        "references.yml:7:20: error: 'su2021' is the id of more than one work [duplicate-reference]"
      ])
    #expect(
      list.diagnostics.first?.notes.map { "\($0)" } == ["references.yml:2:20: the first is here"])
  }

  @Test(arguments: [
    ("id", "'references[0]' needs an 'id'"), ("type", "'su2021' needs a 'type'"),
    ("title", "'su2021' needs a 'title'"),
    (
      "author",
      "'su2021' needs an 'author' or an 'editor'; a group of people is {literal: NAME}"
    ), ("issued", "'su2021' needs 'issued', the year; write n.d. where there is none"),
  ])
  func aMissingKeyIsReportedAtTheItem(key: String, message: String) {
    let entries = item().filter { $0.0 != key }
    #expect(messages(entries) == ["references.yml:2:5: error: \(message) [missing-key]"])
  }

  @Test func anEditorIsEnough() {
    #expect(messages(item(["author": nil, "editor": ["literal": "A group"]])).isEmpty)
  }

  @Test func aMisspeltKeyIsOneErrorAndNotTwo() {
    #expect(
      messages(item(["title": nil, "titel": "RoFormer"])) == [
        "references.yml:6:5: error: no key of a work is called 'titel' (in 'su2021'); "
          + "did you mean 'title'? [unknown-key]"
      ])
  }

  @Test func anIssueIsNoMisspeltDate() {
    #expect(messages(item(["issued": nil, "issue": "3"])).count == 1)
  }

  @Test func aKeyThatIsNearNothingHasNoSuggestion() {
    #expect(
      messages(item(["xyzzy": "1"])) == [
        "references.yml:7:5: error: no key of a work is called 'xyzzy' (in 'su2021') [unknown-key]"
      ])
  }

  @Test func anUnknownTypeSuggestsTheNearest() {
    let found = messages(item(["type": "artical-journal"]))
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("references.yml:3:20: error: 'type' of 'su2021' is one of ") == true)
    #expect(found.first?.hasSuffix("did you mean 'article-journal'? [wrong-value]") == true)
  }

  @Test func wrongTypesAndEmptyTextsAreReported() {
    #expect(
      messages(item(["title": ["a", "b"], "volume": " "])) == [
        "references.yml:4:20: error: 'title' of 'su2021' must be a text, not a list [wrong-type]",
        "references.yml:7:20: error: 'volume' of 'su2021' must not be empty [empty-value]",
      ])
  }

  @Test func theFileIsAListUnderReferences() {
    let place = SourceLocation(file: "references.yml", line: 1)
    #expect(
      ReferenceList(LocatedMap([], at: place)).diagnostics.map { "\($0)" }
        == ["references.yml:1:1: error: references.yml needs a list 'references' [missing-key]"])
    let entry = LocatedMap.Entry(
      key: LocatedText("refrences", at: place), value: .list([], place))
    #expect(
      ReferenceList(LocatedMap([entry], at: place)).diagnostics.map { "\($0)" } == [
        "references.yml:1:1: error: no key of references.yml is called 'refrences'; "
          + "did you mean 'references'? [unknown-key]"
      ])
  }

  // MARK: Identifiers

  @Test(arguments: ["10.1162/coli_a_00445", "10.1016/j.neucom.2023.127063", "10.1000.10/123(a);b"])
  func aDOIIsTaken(text: String) { #expect(messages(item(["DOI": .text(text)])).isEmpty) }

  @Test(arguments: ["11.1162/x", "10.1162", "10.1162/", "10.12/x", "10.1162/a b", "coli_a_00445"])
  func whatIsNoDOIIsReported(text: String) {
    #expect(
      messages(item(["DOI": .text(text)])) == [
        "references.yml:7:20: error: 'DOI' of 'su2021' must be a DOI such as 10.1162/coli_a_00445, "
          + "not '\(text)' [wrong-value]"
      ])
  }

  @Test(arguments: [
    ("DOI", "https://doi.org/10.1162/x", "10.1162/x"), ("DOI", "doi:10.1162/x", "10.1162/x"),
    ("arXiv", "arXiv:2104.09864", "2104.09864"),
    ("arXiv", "https://arxiv.org/pdf/2104.09864.pdf", "2104.09864"),
    ("URL", "example.org/a", "https://example.org/a"),
  ])
  func whatIsPastedAlongIsSuggestedAway(key: String, text: String, right: String) {
    var entries = item()
    entries.append((key, .text(text)))
    let list = ReferenceList(file([entries]))
    #expect(list.diagnostics.map(\.suggestion) == [right])
  }

  @Test(arguments: [
    "2104.09864", "2104.09864v12", "0704.0001", "cs/9901001", "math.GT/0309136", "hep-th/9711200v3",
  ])
  func anArXivNumberIsTaken(text: String) {
    #expect(messages(item(["arXiv": .text(text)])).isEmpty)
  }

  @Test(arguments: [
    "2104.098645", "2104.986", "2113.09864", "2100.09864", "210.409864", "2104.09864v",
    "2104.09864v0",
    "cs/990100", "CS/9901001", "9901001", "arXiv 2104.09864",
  ])
  func whatIsNoArXivNumberIsReported(text: String) {
    #expect(
      messages(item(["arXiv": .text(text)])) == [
        "references.yml:7:20: error: 'arXiv' of 'su2021' must be an arXiv number such as 2104.09864, "
          + "2104.09864v5 or cs/9901001, not '\(text)' [wrong-value]"
      ])
  }

  @Test(arguments: ["archive_location", "number"])
  func theArchiveGivesTheArXivNumber(key: String) {
    var entries = item(["archive": "arXiv"])
    entries.append((key, "2104.09864"))
    let list = ReferenceList(file([entries]))
    #expect(list.diagnostics.isEmpty)
    #expect(list.references.first?.arXiv == "2104.09864")
    #expect(list.references.first?.number == nil)
  }

  @Test func anArchiveNeedsItsPlaceAndAPlaceItsArchive() {
    #expect(
      messages(item(["archive": "arXiv"])) == [
        "references.yml:7:20: error: 'archive: arXiv' of 'su2021' needs an 'archive_location', "
          + "the number there [missing-key]"
      ])
    #expect(
      messages(item(["archive_location": "2104.09864"])) == [
        "references.yml:7:20: error: 'archive_location' of 'su2021' needs 'archive: arXiv' beside it "
          + "[missing-key]"
      ])
    #expect(
      messages(item(["archive": "arXvi", "archive_location": "2104.09864"])) == [
        "references.yml:7:20: error: 'archive' of 'su2021' must be arXiv, not 'arXvi'; "
          + "give a 'URL' for another; did you mean 'arXiv'? [wrong-value]"
      ])
  }

  @Test(arguments: [
    "ftp://example.org", "example", "https://", "https:///a", "https://a b", "javascript:x",
  ])
  func anAddressIsOfTheWeb(text: String) {
    #expect(
      messages(item(["URL": .text(text)])) == [
        "references.yml:7:20: error: 'URL' of 'su2021' must be an address that starts with https:// "
          + "or http://, not '\(text)' [wrong-value]"
      ])
  }

  @Test func anIdIsWhatACitationCanName() {
    #expect(
      messages(item(["id": "su 2021"])) == [
        "references.yml:2:20: error: 'id' of 'references[0]' must be made of the letters a to z, A to Z, "
          + "digits, and _ : . - /, not 'su 2021' [wrong-value]"
      ])
  }

  // MARK: Dates

  @Test func aDateHasManyForms() {
    let forms: [(Written, PartialDate)] = [
      ("2021", .known(year: 2021, month: nil, day: nil)),
      ("2021-04", .known(year: 2021, month: 4, day: nil)),
      ("2024-02-29", .known(year: 2024, month: 2, day: 29)),
      (["year": "2021", "month": "4"], .known(year: 2021, month: 4, day: nil)),
      ([["year": "2021"]], .known(year: 2021, month: nil, day: nil)),
      (["date-parts": [["2021", "4", "20"]]], .known(year: 2021, month: 4, day: 20)),
      ("n.d.", .unknown),
    ]
    for (form, date) in forms {
      let list = ReferenceList(file([item(["issued": form])]))
      #expect(list.diagnostics.isEmpty)
      #expect(list.references.first?.issued == date)
    }
  }

  @Test(arguments: [
    "21", "2021-13", "2021-4", "2021-02-29", "1900-02-29", "2021-04-31", "2021-04-20-1", "-2021",
    "2021-",
    "April 2021", "２０２１",
  ])
  func whatIsNoDateIsReported(text: String) {
    #expect(
      messages(item(["issued": .text(text)])) == [
        "references.yml:6:20: error: 'issued' of 'su2021' must be a date such as 2021, 2021-04 or "
          + "2021-04-20, or n.d., not '\(text)' [wrong-value]"
      ])
  }

  @Test func aRangeOfDatesIsReported() {
    #expect(messages(item(["issued": ["date-parts": [["2021"], ["2022"]]]])).count == 1)
    #expect(messages(item(["issued": ["month": "4"]])).count == 1)
    #expect(messages(item(["issued": ["year": "2021", "season": "1"]])).count == 1)
  }

  // MARK: Names

  @Test func aNameIsAMap() {
    #expect(
      messages(item(["author": ["Jianlin Su"]])) == [
        "references.yml:5:20: error: a name in 'author' of 'su2021' must be a map such as "
          + "{family: Su, given: Jianlin} or {literal: NAME}, not a text [wrong-type]"
      ])
  }

  @Test func aNameHasAFamilyOrIsLiteral() {
    #expect(
      messages(item(["author": [["given": "Jianlin"]]])) == [
        "references.yml:5:20: error: 'su2021.author' needs 'family' or 'literal' [missing-key]"
      ])
    #expect(
      messages(item(["author": [["famly": "Su"]]])) == [
        "references.yml:5:20: error: no key of a name is called 'famly' (in 'su2021.author'); "
          + "did you mean 'family'? [unknown-key]"
      ])
    #expect(
      messages(item(["author": [["literal": "A group", "given": "A"]]])) == [
        "references.yml:5:20: error: 'literal' of 'su2021.author' is the whole name; "
          + "nothing can stand beside it [wrong-value]"
      ])
  }

  @Test func othersAreTheLastName() {
    let rule =
      "references.yml:5:20: error: 'others' must be the last name of 'author' of 'su2021', "
      + "after one at least [wrong-value]"
    #expect(messages(item(["author": [["literal": "others"], ["family": "Su"]]])) == [rule])
    #expect(messages(item(["author": [["literal": "others"]]])) == [rule])
  }

  @Test func anEmptyListOfNamesIsReported() {
    #expect(
      messages(item(["author": []]))
        == ["references.yml:5:20: error: 'author' of 'su2021' must not be empty [empty-value]"])
  }
}
