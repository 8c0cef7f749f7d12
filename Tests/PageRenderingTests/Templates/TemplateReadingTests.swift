import BookModel
import Testing

@testable import PageRendering

/// How both engines read a file: what is malformed, what is text, what space is left.
@Suite struct TemplateReadingTests {
  private let page = TemplateValue.map([
    "title": .text("Turning"), "next": .flag(false), "empty": .text(""),
    "links": .list([.map(["name": .text("a")]), .map(["name": .text("b")])]),
    "none": .list([]),
  ])

  // MARK: Malformed files

  @Test(
    arguments: Language.allCases,
    [
      Pair("a 1️⃣{{ page.title", "a 1️⃣{{ page.title"),
      Pair("1️⃣{{ page.title <b>{{ page.title }}", "1️⃣{{ page.title <b>{{ page.title }}"),
      Pair("1️⃣{% if page.title }}", "1️⃣{{{ page.title }}"),
      Pair("1️⃣{# never closed", "1️⃣{{! never closed"),
      Pair("{% 1️⃣if page.title %}a", "{{# 1️⃣page.title }}a"),
      Pair("{% 1️⃣for x in page.links %}a", "{{^ 1️⃣page.title }}a"),
      Pair("a{% 1️⃣endif %}", "a{{/ 1️⃣page }}"),
      Pair("{% if page.title %}{% 1️⃣endfor %}{% endif %}", "{{#page}}{{/ 1️⃣pag }}{{/page}}"),
      Pair("a {{ 1️⃣}}", "a 1️⃣{{ }}"),
      Pair("{{ 1️⃣'open }}", "{{ 1️⃣page title }}"),
      Pair("{{ page.title 1️⃣page.title }}", "{{ 1️⃣page..title }}"),
      Pair("{{ page.links1️⃣[0] }}", "1️⃣{{=<% %>=}}"),
      Pair("{{ 1️⃣1...9999999999999999 }}", "1️⃣{{%CONTENT_TYPE:TEXT}}"),
      Pair("{{ page.title|1️⃣: }}", "{{>1️⃣*page}}"),
      Pair("{% 1️⃣now \"\" %}", "1️⃣{{<page}}{{$a}}{{/a}}{{/page}}"),
      Pair("1️⃣{%%}", "1️⃣{{$block}}"),
    ])
  func pointsAtWhatIsMalformed(_ language: Language, _ pair: Pair) {
    let text = pair.text(language)
    let result = language.render(text, ["page": page])
    #expect(result.text.isEmpty)
    #expect(result.diagnostics.allSatisfy { $0.identifier == "malformed-template" })
    let place = result.diagnostics.first?.location.map { "\($0)" }
    #expect(place == Marked(text).place("1️⃣", in: "templates/x.\(language.rawValue)"))
  }

  @Test(arguments: Language.allCases)
  func refusesUnknownFilters(_ language: Language) {
    let pair = Pair("{{ page.title|1️⃣upercase }}", "{{ 1️⃣upercased(page.title) }}")
    let name = language == .stencil ? "uppercase" : "uppercased"
    let kind = language == .stencil ? "filter" : "function"
    let typo = language == .stencil ? "upercase" : "upercased"
    expect(
      language, pair.text(language), ["page": page],
      reports: [
        ("1️⃣", "no \(kind) is called '\(typo)'; did you mean '\(name)'? [unknown-filter]")
      ])
  }

  @Test(arguments: Language.allCases)
  func boundsTheNestingOfTags(_ language: Language) {
    let (open, close) =
      language == .stencil ? ("{% if a %}", "{% endif %}") : ("{{#a}}", "{{/a}}")
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
    }
    #expect(language.render(nested(32), ["a": .flag(true)]).text == "x")
    let result = language.render(nested(20_000), ["a": .flag(true)])
    #expect(result.diagnostics.map(\.identifier) == ["malformed-template"])
  }

  @Test(arguments: Language.allCases)
  func survivesEveryPieceOfATemplate(_ language: Language) {
    let whole = Pair(
      "{% extends \"b\" %}{% block a %}{% for x in l where x|default:\"}\" == ('') %}"
        + "{{ x|join:', ' if not x else \"é\" }}{% empty %}{# c #}{% endfor %}{% endblock %}",
      "{{#l}}{{{x}}}{{^first()}}{{& uppercased(x.y) }}{{/first()}}{{! é }}{{/l}}{{> b }}{")
    let scalars = Array(whole.text(language).unicodeScalars)
    for start in stride(from: 0, to: scalars.count, by: 3) {
      for end in stride(from: start, through: scalars.count, by: 5) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        let result = language.render(
          String(text), ["l": .list([.map(["x": .text("1")])]), "x": .text("2")],
          with: ["b": "{{ x }}"])
        #expect(result.text.isEmpty || result.diagnostics.isEmpty)
      }
    }
  }

  @Test(arguments: Language.allCases, ["", "\n", "{", "}}", "{ {", "%}", "a{", "{\n", "\u{0}é"])
  func leavesTextWithoutTagsAsItIs(_ language: Language, _ text: String) {
    let result = language.render(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == text)
  }

  // MARK: Space

  @Test(
    arguments: Language.allCases,
    [
      (Pair("a\n{% if t %}\nb\n{% endif %}\nc\n", "a\n{{#t}}\nb\n{{/t}}\nc\n"), "a\nb\nc\n"),
      (
        Pair("a\r\n  {% if t %} \r\nb\r\n{% endif %}", "a\r\n  {{#t}} \r\nb\r\n{{/t}}"),
        "a\r\nb\r\n"
      ),
      (Pair("a {% if t %}b{% endif %} c", "a {{#t}}b{{/t}} c"), "a b c"),
      (Pair("{# c #}\na\n {# d #}\n", "{{! c }}\na\n {{! d }}\n"), "a\n"),
      (Pair("a {# c #} b\n", "a {{! c }} b\n"), "a  b\n"),
      (Pair("{{ w }}\n{{ w }}\n", "{{ w }}\n{{ w }}\n"), "w\nw\n"),
      (Pair("{% include \"p\" %}\nb", "{{> p}}\nb"), "p\nb"),
      (Pair("{% if t %}\n\na{% endif %}\n", "{{#t}}\n\na{{/t}}\n"), "\na\n"),
    ])
  func aTagAloneOnItsLineLeavesNoLine(_ language: Language, _ sample: (Pair, String)) {
    let result = language.render(
      sample.0.text(language), ["t": .flag(true), "w": .text("w")], with: ["p": "p\n"])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == sample.1)
  }
}
