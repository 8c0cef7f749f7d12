import BookModel
import Testing

@testable import PageRendering

/// Layouts that extend each other, which only Stencil has.
@Suite struct StencilInheritanceTests {
  private let base = "<{% block head %}h{% endblock %}|{% block main %}{% endblock %}>"

  @Test func replacesBlocksAndKeepsOthers() {
    let result = Language.stencil.render(
      "{% extends \"base.stencil\" %}\n\n{% block main %}{{ a }}{% endblock %}\n",
      ["a": .text("&")], with: ["base": base])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "<h|&amp;>")
  }

  @Test func insertsWhatTheReplacedBlockHeld() {
    let result = Language.stencil.render(
      "{% extends \"base\" %}{% block head %}[{{ block.super }}]{% endblock %}",
      with: ["base": "<{% block head %}{{ a }}<hr>{% endblock %}>"])
    #expect(result.diagnostics.map(\.identifier) == ["unknown-variable"])
    let filled = Language.stencil.engine([
      "x": "{% extends \"base\" %}{% block head %}[{{ block.super }}]{% endblock %}",
      "base": "<{% block head %}{{ a }}<hr>{% endblock %}>",
    ]).render("x", ["a": .text("&")])
    #expect(filled.text == "<[&amp;<hr>]>")
  }

  @Test func inheritsThroughSeveralFiles() {
    let middle =
      "{% extends \"base\" %}{% block main %}({% block inner %}i{% endblock %}){% endblock %}"
    let result = Language.stencil.render(
      "{% extends \"middle\" %}{% block inner %}x{% endblock %}{% block head %}H{% endblock %}",
      with: ["base": base, "middle": middle])
    #expect(result.diagnostics.isEmpty)
    #expect(result.text == "<H|(x)>")
  }

  @Test func refusesBlocksThatNoAncestorHas() {
    expect(
      .stencil, "{% extends \"base\" %}{% block 1️⃣mian %}a{% endblock %}", with: ["base": base],
      reports: [
        ("1️⃣", "no block of 'base' is called 'mian'; did you mean 'main'? [unknown-block]")
      ])
  }

  @Test func refusesUnknownParents() {
    expect(
      .stencil, "{% extends 1️⃣\"bsae\" %}{% block main %}{% endblock %}", with: ["base": base],
      reports: [
        (
          "1️⃣",
          "no template is called 'bsae.stencil'; did you mean 'base.stencil'? [unknown-template]"
        )
      ])
  }

  @Test func refusesFilesThatExtendThemselves() {
    expect(
      .stencil, "{% extends 1️⃣\"x\" %}",
      reports: [("1️⃣", "'x' extends itself: x > x [malformed-template]")])
  }

  @Test func refusesWhatStencilWouldDrop() {
    let lost = "text outside of a block is lost in a template that extends another"
    let only = "only blocks may stand in a template that extends another"
    expect(
      .stencil,
      """
      {% extends "base" %}
      {# fine #}
        1️⃣lost {% block main %}kept{% endblock %}2️⃣{{ a }}
      {% 3️⃣for x in a %}{% endfor %}{% 4️⃣include "base" %}{% 5️⃣extends "base" %}
      """, ["a": .text("")], with: ["base": base],
      reports: [
        ("1️⃣", "\(lost) [malformed-template]"), ("2️⃣", "\(only) [malformed-template]"),
        ("3️⃣", "\(only) [malformed-template]"), ("4️⃣", "\(only) [malformed-template]"),
        ("5️⃣", "'extends' must come first and once [malformed-template]"),
      ])
    expect(
      .stencil, "a {% 1️⃣extends \"base\" %}", with: ["base": base],
      reports: [("1️⃣", "'extends' must come first and once [malformed-template]")])
  }

  @Test func refusesBlocksThatStencilReplacesInPart() {
    expect(
      .stencil, "{% for x in l %}{% 1️⃣block a %}{% endblock %}{% endfor %}", ["l": .list([])],
      reports: [("1️⃣", "a block cannot stand in a loop [malformed-template]")])
    expect(
      .stencil, "{% block a %}{% endblock %}{% block 1️⃣a %}{% endblock %}",
      reports: [("1️⃣", "block 'a' is defined twice [malformed-template]")])
    expect(
      .stencil, "{% include 1️⃣\"base\" %}", with: ["base": base],
      reports: [
        (
          "1️⃣",
          "'base' has blocks or extends another template, so it cannot be included "
            + "[malformed-template]"
        )
      ])
  }

  @Test func findsWrongNamesInBranchesThatAreNotTaken() {
    expect(
      .stencil,
      "{% if a %}{{ 1️⃣b }}{% for x in l %}{{ x.y }}{{ 2️⃣c }}{% endfor %}{% endif %}{{ 3️⃣x }}",
      ["a": .flag(false), "l": .list([])],
      reports: [
        ("1️⃣", "no variable is called 'b'; did you mean 'a'? [unknown-variable]"),
        ("2️⃣", "no variable is called 'c'; did you mean 'a'? [unknown-variable]"),
        ("3️⃣", "no variable is called 'x'; did you mean 'a'? [unknown-variable]"),
      ])
  }

  @Test func aLoopLendsItsNameToWhatItIncludes() {
    let files = [
      "x": "{% for x in l %}{% include \"p\" %}{% endfor %}",
      "y": "{% include \"p\" %}", "p": "{{ x }}",
    ]
    let engine = Language.stencil.engine(files)
    #expect(engine.render("x", ["l": .list([.text("a"), .text("b")])]).text == "ab")
    #expect(
      engine.render("y", ["l": .list([])]).diagnostics.map(\.description) == [
        "templates/p.stencil:1:4: error: no variable is called 'x'; did you mean 'l'? "
          + "[unknown-variable]"
      ])
  }

  @Test func comparesTextsAsTheyAreBeforeEscaping() {
    let text = "{% if a == \"R&D\" and not (b == a or c) %}yes{% endif %}"
    let values: [String: TemplateValue] = ["a": .text("R&D"), "b": .text("R"), "c": .flag(false)]
    #expect(Language.stencil.render(text, values).text == "yes")
    let other: [String: TemplateValue] = ["a": .text("R&D"), "b": .text("R&D"), "c": .flag(false)]
    #expect(Language.stencil.render(text, other).text == "")
  }

  @Test func comparesTextsAndFlagsOnly() {
    expect(
      .stencil, "{% if 1️⃣l == \"\" %}{% endif %}", ["l": .list([])],
      reports: [("1️⃣", "'l' is a list; only texts and flags can be compared [wrong-kind]")])
    expect(
      .stencil, "{% for x in 1️⃣t %}{% endfor %}", ["t": .text("")],
      reports: [("1️⃣", "'t' is a text; a loop needs a list [wrong-kind]")])
  }

  @Test func filtersChangeTextBeforeItIsEscaped() {
    let values: [String: TemplateValue] = [
      "t": .text("a & b"), "l": .list([.text("<"), .html("<i>")]), "none": .flag(false),
    ]
    let cases = [
      "{{ t|uppercase }}": "A &amp; B", "{{ t|capitalize }}": "A &amp; B",
      "{{ t|raw|uppercase }}": "a & b", "{{ none|default:\"<none>\" }}": "<none>",
      "{{ t|default:'x' }}": "a &amp; b", "{{ l|join:\"|,:'\" }}": "&lt;|,:'<i>",
      "{{ \"yes\" if none else t }}": "a &amp; b", "{{ '{' }}": "{",
    ]
    for (text, expected) in cases {
      let result = Language.stencil.render(text, values)
      #expect(result.text == expected, "\(text): \(result.diagnostics)")
    }
  }
}
