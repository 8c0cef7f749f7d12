import BookModel
import Testing

@testable import PageRendering

/// What both engines promise, asked of both.
@Suite struct TemplateContractTests {
  private let page = TemplateValue.map([
    "title": .text("Turning"), "next": .flag(false), "empty": .text(""),
    "links": .list([.map(["name": .text("a")]), .map(["name": .text("b")])]),
    "none": .list([]),
  ])

  private static let unknown = "no variable is called"

  // MARK: Escaping

  @Test(arguments: Language.allCases)
  func escapesTextAndLeavesHTMLAlone(_ language: Language) {
    let values: [String: TemplateValue] = [
      "words": .text("<b>&\"'</b>"), "markup": .html("<b>&amp;</b> {{ words }} {% if %}"),
    ]
    let result = language.render("{{ words }} {{ markup }}", values)
    #expect(result.diagnostics.isEmpty)
    #expect(
      result.text
        == "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt; <b>&amp;</b> {{ words }} {% if %}")
  }

  @Test(arguments: Language.allCases)
  func escapesTheTextOfNestedValuesAndElements(_ language: Language) {
    let pair = Pair(
      "{{ a.b }}{% for x in list %}{{ x }}{% endfor %}", "{{ a.b }}{{# list }}{{ . }}{{/ list }}")
    let values: [String: TemplateValue] = [
      "a": .map(["b": .text("<")]), "list": .list([.text("&"), .text("é"), .html("&")]),
    ]
    #expect(language.render(pair.text(language), values).text == "&lt;&amp;é&")
  }

  @Test(arguments: Language.allCases)
  func writesTextAsItIsWhereTheTemplateSaysSo(_ language: Language) {
    let pair = Pair("{{ words|raw }}", "{{{ words }}}")
    #expect(language.render(pair.text(language), ["words": .text("<i>")]).text == "<i>")
  }

  @Test(arguments: Language.allCases)
  func givesTheSameTextEachTime(_ language: Language) {
    let engine = language.engine(["x": "{{ page.title }}"])
    #expect(engine.render("x", ["page": page]).text == "Turning")
    #expect(engine.render("x", ["page": .map(["title": .text("2")])]).text == "2")
    #expect(engine.fileExtension == language.rawValue)
  }

  // MARK: Conditions

  @Test(arguments: Language.allCases)
  func countsEmptyAndAbsentValuesAsFalse(_ language: Language) {
    let pair = Pair("{% if x %}yes{% else %}no{% endif %}", "{{#x}}yes{{/x}}{{^x}}no{{/x}}")
    let cases: [(TemplateValue, String)] = [
      (.flag(true), "yes"), (.flag(false), "no"), (.text("0"), "yes"), (.text(""), "no"),
      (.text("<"), "yes"), (.html(""), "no"), (.html("<p>"), "yes"),
      (.map(["a": .text("")]), "yes"), (.map([:]), "no"), (.list([]), "no"),
      (.list([.text("")]), "yes"),
    ]
    for (value, expected) in cases {
      let result = language.render(pair.text(language), ["x": value])
      #expect(result.text == expected, "\(value)")
      #expect(result.diagnostics.isEmpty)
    }
  }

  @Test(arguments: Language.allCases)
  func doesNotAskWhatStandsInSomethingAbsent(_ language: Language) {
    let pair = Pair(
      "{% if page.next %}{{ page.next.title }}{% endif %}|",
      "{{#page.next}}{{title}}{{/page.next}}|")
    let result = language.render(pair.text(language), ["page": page])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "|")
  }

  @Test(arguments: Language.allCases)
  func loopsOverLists(_ language: Language) {
    let pair = Pair(
      "{% for link in page.links %}{{ link.name }}{{ page.title }}"
        + "{% if not forloop.last %}, {% endif %}{% endfor %}"
        + "{% for link in page.none %}{{ link.name }}{% empty %} none{% endfor %}",
      "{{#page.links}}{{name}}{{page.title}}{{^last()}}, {{/last()}}{{/page.links}}"
        + "{{#page.none}}{{name}}{{/page.none}}{{^page.none}} none{{/page.none}}")
    let result = language.render(pair.text(language), ["page": page])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "aTurning, bTurning none")
  }

  // MARK: Names

  @Test(
    arguments: Language.allCases,
    [
      Pair("{{ 1️⃣page.titel }}", "{{ 1️⃣page.titel }}"),
      Pair("é {{page.title}}\n<b>{{\n 1️⃣page.titel }}", "é {{page.title}}\n<b>{{\n 1️⃣page.titel }}"),
      Pair("{% if 1️⃣page.titel %}{% endif %}", "{{# 1️⃣page.titel }}{{/page.titel}}"),
      Pair("{% if not 1️⃣page.titel %}a{% endif %}", "{{^1️⃣page.titel}}a{{/page.titel}}"),
      Pair("{% if 1️⃣page.titel == \"\" %}a{% endif %}", "{{& 1️⃣page.titel}}"),
      Pair("{% if \"a\" != 1️⃣page.titel %}a{% endif %}", "{{{1️⃣page.titel}}}"),
      Pair("{% if page.none %}{% elif 1️⃣page.titel %}{% endif %}", "{{1️⃣page.titel}}"),
      Pair("{% for x in 1️⃣page.titel %}{% endfor %}", "{{#1️⃣page.titel}}{{x}}{{/page.titel}}"),
      Pair("{{ 1️⃣page.titel|default:\"none\" }}", "{{ uppercased(1️⃣page.titel) }}"),
      Pair("{{ 1️⃣page.titel|uppercase }}", "{{#page}}{{ 1️⃣page.titel }}{{/page}}"),
      Pair("{{ \"a\" if 1️⃣page.titel }}", "{{#page.links}}{{1️⃣page.titel}}{{/page.links}}"),
      Pair(
        "{% for l in page.links where 1️⃣page.titel %}{% endfor %}",
        "{{^page.none}}{{1️⃣page.titel}}{{/page.none}}"),
    ])
  func refusesUnknownNamesWhereverTheyStand(_ language: Language, _ pair: Pair) {
    expect(
      language, pair.text(language), ["page": page],
      reports: [
        ("1️⃣", "no variable is called 'page.titel'; did you mean 'page.title'? [unknown-variable]")
      ])
  }

  @Test(arguments: Language.allCases)
  func collectsTheErrorsOfAFile(_ language: Language) {
    let pair = Pair(
      "{{ 1️⃣pag }}\n{{ 2️⃣page.titl }}{{ 3️⃣page.title.more }}{% if 4️⃣nope %}{% endif %}",
      "{{ 1️⃣pag }}\n{{ 2️⃣page.titl }}{{ 3️⃣page.title.more }}{{#4️⃣nope}}{{/nope}}")
    expect(
      language, pair.text(language), ["page": page],
      reports: [
        ("1️⃣", "\(Self.unknown) 'pag'; did you mean 'page'? [unknown-variable]"),
        ("2️⃣", "\(Self.unknown) 'page.titl'; did you mean 'page.title'? [unknown-variable]"),
        ("3️⃣", "\(Self.unknown) 'page.title.more' [unknown-variable]"),
        ("4️⃣", "\(Self.unknown) 'nope' [unknown-variable]"),
      ])
  }

  @Test(arguments: Language.allCases)
  func refusesUnknownNamesOfElementsOnce(_ language: Language) {
    let pair = Pair(
      "{% for link in page.links %}{{ 1️⃣link.nam }}{% endfor %}",
      "{{#page.links}}{{ 1️⃣nam }}{{/page.links}}")
    let name = language == .stencil ? "link." : ""
    expect(
      language, pair.text(language), ["page": page],
      reports: [
        (
          "1️⃣",
          "\(Self.unknown) '\(name)nam'; did you mean '\(name)name'? [unknown-variable]"
        )
      ])
  }

  @Test(
    arguments: Language.allCases,
    [
      Pair("{% if 1️⃣l.x %}a{% endif %}", "{{#1️⃣l.x}}a{{/l.x}}"),
      Pair("{% if 1️⃣l.x == \"\" %}a{% endif %}", "{{^1️⃣l.x}}{{l.x}}{{/l.x}}"),
      Pair("{% for m in 1️⃣l.x %}{{ m }}{% endfor %}", "{{#1️⃣l.x}}{{l.y}}{{/l.x}}"),
      Pair("{{ 1️⃣l.x|default:\"a\" }}", "{{ lowercased(1️⃣l.x) }}"),
      Pair("{{ 1️⃣l.x }}", "{{ 1️⃣l.x }}"),
      Pair("{{ l.name if 1️⃣l.x }}", "{{{ 1️⃣l.x }}}"),
      Pair("{{ 1️⃣l.x|join:\",\" }}", "{{#l}}{{ 1️⃣l.x }}{{/l}}"),
    ])
  func refusesUnknownNamesBelowTheElementsOfALoop(_ language: Language, _ pair: Pair) {
    let list = TemplateValue.list([.map(["name": .text("a")])])
    let text =
      language == .stencil
      ? "{% for l in list %}\(pair.stencil){% endfor %}" : "{{#list}}\(pair.mustache){{/list}}"
    // A section's element has no name, so the list is one of maps that hold `l` themselves.
    let held = TemplateValue.list([.map(["l": .map(["name": .text("a")])])])
    expect(
      language, text, ["list": language == .stencil ? list : held],
      reports: [("1️⃣", "\(Self.unknown) 'l.x' [unknown-variable]")])
  }

  @Test(arguments: Language.allCases)
  func namesThatNumbersHaveElsewhereAreNames(_ language: Language) {
    let values: [String: TemplateValue] = [
      "inf": .text("a"), "nan": .text("b"), "true": .text("c"), "count": .text("d"),
    ]
    let result = language.render("{{inf}}{{nan}}{{true}}{{count}}", values)
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "abcd")
  }

  @Test(arguments: Language.allCases, ["first", "last", "count", "0", "isEmpty", "description"])
  func listsAndTextsHaveNoNamesOfTheirOwn(_ language: Language, _ name: String) {
    for path in ["page.none", "page.empty", "page.title", "page.next"] where name != "0" {
      let result = language.render("{{ \(path).\(name) }}", ["page": page])
      #expect(result.diagnostics.map(\.identifier) == ["unknown-variable"], "\(path)")
    }
    #expect(language.render("{{ page.none.\(name) }}", ["page": page]).diagnostics.hasErrors)
  }

  // MARK: Kinds

  @Test(arguments: Language.allCases, ["page", "page.links", "page.next"])
  func writesTextOnly(_ language: Language, _ name: String) {
    let result = language.render("a {{ \(name) }}", ["page": page])
    let kinds = ["page": "a map", "page.links": "a list", "page.next": "a flag"]
    #expect(
      result.diagnostics.map(\.description) == [
        "templates/x.\(language.rawValue):1:6: error: '\(name)' is \(kinds[name] ?? ""); "
          + "only text can be written [wrong-kind]"
      ])
  }

  // MARK: Other files

  @Test(arguments: Language.allCases)
  func insertsOtherTemplates(_ language: Language) {
    let pair = Pair(
      "{% for link in page.links %}{% include \"part.stencil\" %}{% endfor %}",
      "{{#page.links}}{{> part }}{{/page.links}}")
    let part = language == .stencil ? "<{{ link.name }}>" : "<{{ name }}>"
    let result = language.render(pair.text(language), ["page": page], with: ["part": part])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "<a><b>")
  }

  @Test(arguments: Language.allCases)
  func pointsIntoTheInsertedFile(_ language: Language) {
    let pair = Pair("{% include \"part\" %}", "{{> part }}")
    let result = language.render(
      pair.text(language), ["page": page], with: ["part": "\n {{ page.titel }}"])
    #expect(
      result.diagnostics.map(\.description) == [
        "templates/part.\(language.rawValue):2:5: error: no variable is called 'page.titel'; "
          + "did you mean 'page.title'? [unknown-variable]"
      ])
  }

  @Test(arguments: Language.allCases)
  func refusesUnknownTemplates(_ language: Language) {
    let ending = language.rawValue
    expect(
      language, Pair("a {% include 1️⃣\"prat\" %}", "a {{> 1️⃣prat}}").text(language), [:],
      with: ["part": ""],
      reports: [
        (
          "1️⃣",
          "no template is called 'prat.\(ending)'; did you mean 'part.\(ending)'? [unknown-template]"
        )
      ])
    let missing = language.engine(["page": ""]).render("pages", [:])
    #expect(missing.text.isEmpty)
    #expect(
      missing.diagnostics.map(\.description) == [
        "error: no template is called 'pages.\(ending)'; did you mean 'page.\(ending)'? "
          + "[unknown-template]"
      ])
  }

  @Test(arguments: Language.allCases)
  func refusesTemplatesThatIncludeThemselves(_ language: Language) {
    let (x, y) =
      language == .stencil
      ? ("{% include \"y\" %}", "{% if true %}{% include \"x\" %}{% endif %}")
      : ("{{> y}}", "{{#a}}{{> x}}{{/a}}")
    let result = language.render(x, ["true": .flag(true), "a": .flag(true)], with: ["y": y])
    let column = language == .stencil ? 25 : 11
    #expect(
      result.diagnostics.map(\.description) == [
        "templates/y.\(language.rawValue):1:\(column): error: 'x' includes itself: x > y > x "
          + "[malformed-template]"
      ])
  }

  @Test(arguments: Language.allCases)
  func refusesEndlessChainsOfTemplates(_ language: Language) {
    var files: [String: String] = [:]
    for index in 0..<200 {
      files["t\(index)"] =
        language == .stencil ? "{% include \"t\(index + 1)\" %}" : "{{> t\(index + 1)}}"
    }
    files["t200"] = "end"
    let result = language.engine(files).render("t0", [:])
    #expect(result.diagnostics.map(\.identifier) == ["malformed-template"])
    #expect(language.engine(files).render("t190", [:]).text == "end")
  }

  // MARK: Load

  @Test(arguments: Language.allCases)
  func fillsSideBySideWhatItFillsAlone(_ language: Language) async {
    let pair = Pair(
      "{% for link in page.links %}{{ link.name }}{{ i }}{% endfor %}",
      "{{#page.links}}{{name}}{{i}}{{/page.links}}")
    let engine = language.engine(["x": pair.text(language)])
    let page = page
    await withTaskGroup(of: (Int, String).self) { group in
      for index in 0..<64 {
        group.addTask {
          (index, engine.render("x", ["page": page, "i": .text("\(index)")]).text)
        }
      }
      for await (index, text) in group { #expect(text == "a\(index)b\(index)") }
    }
  }

  @Test(arguments: Language.allCases)
  func fillsAPageWithFortyLinksInMilliseconds(_ language: Language) {
    let pair = Pair(
      "{% for l in links %}<a href=\"{{ l.address }}\"{% if l.isHere %} class{% endif %}>"
        + "{{ l.title }}</a>{% endfor %}",
      "{{#links}}<a href=\"{{ address }}\"{{#isHere}} class{{/isHere}}>{{ title }}</a>{{/links}}")
    let links = (0..<40).map { index in
      TemplateValue.map([
        "address": .text("chapter-\(index)/index.html"), "title": .text("Chapter & \(index)"),
        "isHere": .flag(index == 7),
      ])
    }
    let engine = language.engine(["x": pair.text(language)])
    // The fastest of many, since other tests run at the same time; about 2 ms in debug.
    let fastest = (0..<40).map { _ in
      ContinuousClock().measure { _ = engine.render("x", ["links": .list(links)]) }
    }.min()
    #expect((fastest ?? .zero) < .milliseconds(10))
  }
}
