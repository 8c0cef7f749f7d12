import BookModel
import Testing

@testable import PageRendering

@Suite struct ProseFillingTests {
  private let values = ProseValues([
    "tbl-shift": .map([
      "worst": .number(-0.0123456, display: "−0.01"), "rows": .number(5, display: "5"),
      "score": .map(["0": .number(1.5, display: "1.5"), "1": .text("a & <b> {{ x }}")]),
      "word": .text("dog"),
    ]),
    "clm_1": .map(["bound": .number(4.4e-16, display: "4.4e-16")]),
  ])

  private func fill(_ text: String, own: String? = nil) -> (text: String, diagnostics: [Diagnostic])
  {
    ProseFilling().fill(
      text, at: SourceLocation(file: "content/a.md", line: 3, column: 5), source: nil,
      values: values.within(own))
  }

  @Test func fillsNamesOfEveryDepth() {
    let result = fill("From {{ tbl-shift.worst }} to {{tbl-shift.score.0}} in {{clm_1.bound}}.")
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "From −0.01 to 1.5 in 4.4e-16.")
  }

  @Test func doesNotEscape() {
    #expect(fill("<i> & \"{{ tbl-shift.score.1 }}\"").text == "<i> & \"a & <b> {{ x }}\"")
  }

  @Test func fillsValuesOfTheOwnCell() {
    #expect(fill("{{ .worst }} {{ .score.0 }}", own: "tbl-shift").text == "−0.01 1.5")
    let result = fill("a {{ .worst }}")
    #expect(result.text == "a {{ .worst }}")
    #expect(
      result.diagnostics.map(\.description) == [
        "content/a.md:3:11: error: '.worst' means a value of the own cell, and this text belongs "
          + "to none [unknown-value]"
      ])
  }

  @Test(arguments: [
    ("digits3(tbl-shift.worst)", "−0.012"), ("digits0(tbl-shift.worst)", "0"),
    ("scientific2(tbl-shift.worst)", "−1.23e−2"), ("percent1(tbl-shift.worst)", "−1.2%"),
    ("percent0(tbl-shift.rows)", "500%"), ("scientific1(clm_1.bound)", "4.4e−16"),
    ("digits2( .worst)", nil), ("digits2(.worst)", "−0.01"),
  ])
  func choosesDigits(_ sample: (tag: String, expected: String?)) {
    let result = fill("{{ \(sample.tag) }}", own: "tbl-shift")
    #expect(result.diagnostics.isEmpty == (sample.expected != nil))
    #expect(result.text == sample.expected ?? "{{ \(sample.tag) }}")
  }

  @Test(arguments: ["", "\n", "a } b }} c", "{ { x } }", "\n{a", "100% {"])
  func leavesTextWithoutTagsAsItIs(_ text: String) {
    let result = fill(text)
    #expect(result.text == text)
    #expect(result.diagnostics.isEmpty)
  }

  @Test func keepsLineBreaksAroundTags() {
    #expect(fill("\n{{ tbl-shift.rows }}\n\n{{ tbl-shift.rows }}\n").text == "\n5\n\n5\n")
  }

  // MARK: Errors

  /// Expects one error at the mark, both with the file at hand and without.
  private func expect(
    _ marked: String, reports message: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let marked = Marked(marked)
    let start = SourceLocation(file: "a.md", line: 1)
    for source in [nil, SourceFile(path: "a.md", text: marked.text)] {
      let result = ProseFilling().fill(marked.text, at: start, source: source, values: values)
      #expect(
        result.diagnostics.map(\.description) == [
          "\(marked.place("1️⃣", in: "a.md")): error: \(message)"
        ], sourceLocation: sourceLocation)
      #expect(result.text == marked.text, sourceLocation: sourceLocation)
    }
  }

  @Test func refusesUnknownLabels() {
    expect(
      "é {{ 1️⃣tbl-shit.worst }}",
      reports: "no label is called 'tbl-shit'; did you mean 'tbl-shift'? [unknown-label]")
    expect(
      "{{ 1️⃣tbl }}", reports: "no label is called 'tbl' [unknown-label]")
  }

  @Test func refusesUnknownNames() {
    expect(
      "{{ tbl-shift.1️⃣wrost }}",
      reports: "'tbl-shift' has no value called 'wrost'; did you mean 'worst'? [unknown-value]")
    expect(
      "{{ digits3(tbl-shift.score.1️⃣2) }}",
      reports: "'tbl-shift.score' has no value called '2'; did you mean '0'? [unknown-value]")
    expect(
      "{{ tbl-shift.worst.1️⃣more }}",
      reports: "'tbl-shift.worst' is a value, and nothing in it is called 'more' [unknown-value]")
  }

  @Test func refusesWhatIsNoValue() {
    expect(
      "{{ 1️⃣tbl-shift.score }}",
      reports: "'tbl-shift.score' holds several values; name one of them [wrong-kind]")
    expect(
      "{{ digits3(1️⃣tbl-shift.word) }}",
      reports: "'tbl-shift.word' is a text, and 'digits3' needs a number [wrong-kind]")
  }

  @Test func refusesUnknownFunctions() {
    expect(
      "{{ 1️⃣digit3(tbl-shift.worst) }}",
      reports: "no function is called 'digit3'; did you mean 'digits3'? [unknown-function]")
    expect(
      "{{ 1️⃣uppercased(tbl-shift.word) }}",
      reports: "no function is called 'uppercased' [unknown-function]")
    expect(
      "{{ 1️⃣digits99(tbl-shift.worst) }}",
      reports: "no function is called 'digits99'; did you mean 'digits15'? [unknown-function]")
  }

  @Test(arguments: [
    "{{# tbl-shift }}", "{{/tbl-shift}}", "{{^ tbl-shift }}", "{{> part }}", "{{! note }}",
    "{{= a b =}}", "{{& tbl-shift.worst }}", "{{%CONTENT_TYPE:HTML}}", "{{< p }}", "{{$ b }}",
    "{{}}", "{{ }}", "{{ . }}", "{{ a b }}", "{{ a..b }}", "{{ a. }}", "{{ é.b }}", "{{ a.b) }}",
    "{{ f(a.b }}", "{{ f(g(a.b)) }}", "{{ f() }}", "{{ (a.b) }}", "{{ \"a\" }}", "{{{ a.b }}}",
  ])
  func refusesEveryOtherFormOfTag(_ tag: String) {
    let result = fill("a \(tag) z")
    #expect(result.text == "a \(tag) z")
    #expect(result.diagnostics.map(\.identifier).first == "malformed-tag")
    #expect(
      result.diagnostics.first?.location == SourceLocation(file: "content/a.md", line: 3, column: 7)
    )
  }

  @Test func refusesTagsThatAreNotClosed() {
    expect("a 1️⃣{{ tbl-shift.worst", reports: "'{{' has no '}}' [malformed-tag]")
    let result = fill("{{ a {{ tbl-shift.rows }}")
    #expect(result.text == "{{ a 5")
    #expect(result.diagnostics.map(\.identifier) == ["malformed-tag"])
  }

  @Test func collectsTheErrorsOfAText() {
    let result = fill("{{ a.b }}{{ tbl-shift.rows }}{{ tbl-shift.c }}{{ .d }}")
    #expect(result.text == "{{ a.b }}5{{ tbl-shift.c }}{{ .d }}")
    #expect(result.diagnostics.map { $0.location?.column } == [8, 47, 55])
  }

  // MARK: Places

  /// A text whose source is longer: escapes, entities, and folded lines.
  @Test(arguments: [
    ("x &amp; y \\* {{ tbl-shift.1️⃣no }}", "x & y * {{ tbl-shift.no }}", 1),
    ("- é\n> x {{ tbl\\-shift.1️⃣no }}", "x {{ tbl-shift.no }}", 2),
    (
      "fig-alt: >\n  Five\n  words {{ tbl-shift.rows }}\n  {{ tbl-shift.1️⃣no }}",
      "Five words {{ tbl-shift.rows }} {{ tbl-shift.no }}", 1
    ),
  ])
  func findsTagsInTheSource(_ sample: (source: String, text: String, line: Int)) {
    let marked = Marked(sample.source)
    let result = ProseFilling().fill(
      sample.text, at: SourceLocation(file: "a.md", line: sample.line),
      source: SourceFile(path: "a.md", text: marked.text), values: values)
    #expect(
      result.diagnostics.map { "\($0.location.map { "\($0)" } ?? "")" }
        == [marked.place("1️⃣", in: "a.md")])
  }
}
