import Bibliography
import BookModel
import Testing

/// Entries written by hand from the rule of the style.
@Suite struct EntryTests {
  func reference(
    _ kind: Reference.Kind, _ title: String, by names: [Name], _ year: Int = 2021
  ) -> Reference {
    var reference = work("x", [], year, title)
    reference.kind = kind
    reference.authors = Contributors(names)
    return reference
  }

  func person(_ family: String, _ given: String) -> Name {
    .person(Person(family: family, given: given))
  }

  func entry(_ reference: Reference) -> [Run] { Bibliography([reference]).entry(of: "x") ?? [] }

  @Test func anArticleOfAJournalHasEveryPart() {
    var dufter = reference(
      .articleJournal, "Position Information in Transformers: An Overview",
      by: [
        person("Dufter", "Philipp"), person("Schmitt", "Martin"), person("Schütze", "Hinrich"),
      ], 2022)
    dufter.container = "Computational Linguistics"
    dufter.volume = "48"
    dufter.issue = "3"
    dufter.pages = "733-763"
    dufter.doi = "10.1162/coli_a_00445"
    dufter.arXiv = "2102.11090"
    #expect(
      entry(dufter) == [
        .text(
          "Dufter, Philipp, Martin Schmitt, and Hinrich Schütze. 2022. "
            + "Position Information in Transformers: An Overview. "),
        .emphasis("Computational Linguistics"), .text(" 48(3): 733–763. "),
        .link(
          url: "https://doi.org/10.1162/coli_a_00445", text: "https://doi.org/10.1162/coli_a_00445"),
        .text(". "), .link(url: "https://arxiv.org/abs/2102.11090", text: "arXiv:2102.11090"),
        .text("."),
      ])
  }

  @Test func aPreprintHasItsNumberAndAQuestionMarkEndsItsTitle() {
    var khan = reference(
      .article, "Fractional Rotation, Full Potential?", by: [.person(Person(family: "Khan"))], 2026)
    khan.authors.hasOthers = true
    khan.arXiv = "2603.11611"
    #expect(
      entry(khan).plainText
        == "Khan et al. 2026. Fractional Rotation, Full Potential? arXiv:2603.11611.")
  }

  @Test func aPaperStandsInItsProceedings() {
    var paper = reference(
      .paperConference, "A Paper", by: [person("Press", "Ofir"), person("Smith", "Noah A.")])
    paper.container = "Proceedings of the Conference"
    paper.pages = "12--20"
    paper.publisher = "ACM"
    #expect(
      entry(paper) == [
        .text("Press, Ofir, and Noah A. Smith. 2021. A Paper. In "),
        .emphasis("Proceedings of the Conference"), .text(", 12–20. ACM."),
      ])
  }

  @Test func theTitleOfABookIsInEmphasisAndItsEditorsAreCalledSo() {
    var book = reference(.book, "Number Theory", by: [], 1995)
    book.editors = Contributors([person("Knuth", "Donald E.")])
    book.publisher = "Addison-Wesley"
    #expect(
      entry(book) == [
        .text("Knuth, Donald E., ed. 1995. "), .emphasis("Number Theory"),
        .text(". Addison-Wesley."),
      ])
    book.editors.names.append(person("Lewis", "Mike"))
    #expect(
      entry(book).plainText.hasPrefix("Knuth, Donald E., and Mike Lewis, eds. 1995. Number Theory.")
    )
  }

  @Test func aReportHasItsNumber() {
    var report = reference(.report, "Measurements", by: [.literal("Llama Team")], 2024)
    report.publisher = "Institute"
    report.number = "17"
    #expect(entry(report).plainText == "Llama Team. 2024. Measurements. Institute, no. 17.")
  }

  @Test func aPageHasItsDayItsAddressAndTheDayItWasSeen() {
    var page = reference(.postWeblog, "A post!", by: [person("Su", "Jianlin")], 2021)
    page.issued = .known(year: 2021, month: 3, day: 23)
    page.publisher = "Scientific Spaces"
    page.url = "https://kexue.fm/archives/8265"
    page.accessed = .known(year: 2026, month: 11, day: 1)
    page.note = "In Chinese"
    #expect(
      entry(page).plainText
        == "Su, Jianlin. 2021. A post! Scientific Spaces, 23 March 2021. "
        + "https://kexue.fm/archives/8265. Accessed 1 November 2026. In Chinese.")
  }

  @Test func theDayOfAPaperIsNotPrinted() {
    var paper = reference(.articleJournal, "A", by: [person("Su", "J.")])
    paper.issued = .known(year: 2021, month: 4, day: 20)
    #expect(entry(paper).plainText == "Su, J. 2021. A.")
  }

  @Test func particlesAndSuffixesStandWhereTheyBelong() {
    let names: [Name] = [
      .person(Person(family: "Oord", given: "Aaron", particle: "van den")),
      .person(Person(family: "Humboldt", given: "Alexander", droppingParticle: "von")),
      .person(Person(family: "King", given: "Martin Luther", suffix: "Jr.")),
    ]
    #expect(
      entry(reference(.article, "A", by: names)).plainText
        == "van den Oord, Aaron, Alexander von Humboldt, and Martin Luther King Jr. 2021. A.")
    #expect(
      entry(reference(.article, "A", by: [names[1]])).plainText
        == "Humboldt, Alexander von. 2021. A.")
    #expect(
      entry(reference(.article, "A", by: [names[2]])).plainText
        == "King, Martin Luther, Jr. 2021. A.")
  }

  @Test func tenNamesArePrintedAndOfElevenTheFirstSeven() {
    let names = (1...11).map { person("F\($0)", "G\($0)") }
    let ten = entry(reference(.article, "A", by: Array(names.prefix(10)))).plainText
    #expect(ten.contains("G9 F9, and G10 F10. 2021."))
    #expect(
      entry(reference(.article, "A", by: names)).plainText
        == "F1, G1, G2 F2, G3 F3, G4 F4, G5 F5, G6 F6, G7 F7, et al. 2021. A.")
  }

  @Test func theLetterOfTheLabelStandsBehindTheYear() {
    let bibliography = Bibliography([
      work("a", ["Su"], 2021, "First"), work("b", ["Su"], 2021, "Second"),
    ])
    #expect(bibliography.entry(of: "a")?.plainText == "Su. 2021a. First.")
    #expect(bibliography.entry(of: "b")?.plainText == "Su. 2021b. Second.")
    #expect(bibliography.entry(of: "c") == nil)
  }

  @Test func anUndatedWorkHasOneFullStopAfterItsAbbreviation() {
    #expect(
      Bibliography([work("x", ["Su"], nil, "A")]).entry(of: "x")?.plainText == "Su. n.d. A.")
  }

  @Test func anAddressThatOnlyRepeatsAnotherIsLeftOut() {
    var paper = reference(.article, "A", by: [person("Su", "J.")])
    paper.arXiv = "2104.09864"
    paper.url = "http://arxiv.org/abs/2104.09864"
    #expect(entry(paper).plainText == "Su, J. 2021. A. arXiv:2104.09864.")
    paper.url = "https://example.org/a"
    #expect(entry(paper).plainText == "Su, J. 2021. A. arXiv:2104.09864. https://example.org/a.")
  }

  @Test func anOldIdentifierIsEscapedInItsAddressAlone() {
    var paper = reference(.article, "A", by: [person("Su", "J.")])
    paper.doi = "10.1002/1097-0258(1)1:1<1::AID#2>3.0.CO;2"
    #expect(
      entry(paper).contains(
        .link(
          url: "https://doi.org/10.1002/1097-0258(1)1:1%3C1::AID%232%3E3.0.CO;2",
          text: "https://doi.org/10.1002/1097-0258(1)1:1<1::AID#2>3.0.CO;2")))
  }
}
