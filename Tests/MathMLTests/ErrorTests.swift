import Foundation
import MathML
import Testing

@Suite struct ErrorTests {
  @Test(arguments: [
    ("\\lamda x", "0: no command is called '\\lamda'; did you mean '\\lambda'?"),
    ("x \\color{red}", "2: no command is called '\\color'; did you mean '\\colon'?"),
    (
      "\\softmax(x)", "0: no command is called '\\softmax'; did you mean '\\operatorname{softmax}'?"
    ),
    ("a^b^c", "3: a second superscript; braces say what it belongs to; did you mean '{…}^'?"),
    ("a_b_c", "3: a second subscript; braces say what it belongs to; did you mean '{…}_'?"),
    ("a^b'", "3: a prime after a superscript; did you mean ''^'?"),
    ("{a", "0: '{' is never closed"), ("a}", "1: '}' closes no '{'; did you mean '\\}'?"),
    ("a & b", "2: '&' separates columns and there is no table here; did you mean '\\&'?"),
    ("a \\\\ b", "2: '\\\\' ends a row and there is no table here; '\\begin{aligned}' begins one"),
    ("a\\", "1: '\\' needs the name of a command after it"),
    ("\\frac{a}", "0: '\\frac' needs something after it"),
    ("x^", "1: '^' needs something after it"),
    ("{x_}", "2: '_' needs something after it"),
    ("50%", "2: '%' starts a comment in TeX, and a formula has none; did you mean '\\%'?"),
    ("$x", "0: '$' cannot stand inside a formula; did you mean '\\$'?"),
    (
      "#1",
      "0: '#' stands for a macro's argument and means nothing in a formula; did you mean '\\#'?"
    ),
    ("\\left( x", "0: '\\left' has no '\\right'; did you mean '\\right.'?"),
    ("x \\right)", "2: '\\right' has no '\\left'"),
    (
      "\\left{x}\\right)",
      "5: '\\left' needs a delimiter after it, such as '(' or '\\{'; did you mean '\\left\\{'?"
    ),
    (
      "\\begin{pmatix}a\\end{pmatix}",
      "0: no environment is called 'pmatix'; did you mean 'pmatrix'?"
    ),
    ("\\begin{matrix}a", "0: '\\begin{matrix}' has no '\\end{matrix}'"),
    (
      "\\begin{matrix}a\\end{array}",
      "15: '\\end{array}' does not end '\\begin{matrix}'; did you mean '\\end{matrix}'?"
    ),
    ("x\\end{matrix}", "1: '\\end{matrix}' has no '\\begin{matrix}'"),
    ("\\begin{array}{c|c}a\\end{array}", "15: the columns of an array must be 'l', 'c' or 'r'"),
    (
      "\\begin{matrix}\\hline a\\end{matrix}",
      "14: '\\hline' is not supported: tables in formulas have no rules"
    ),
    ("x \\tag{1}", "2: '\\tag' has no place in a formula: a label behind it is what numbers it"),
    (
      "x \\label{eq_a}",
      "2: '\\label' has no place in a formula: a label behind it is what numbers it"
    ),
    ("\\text{a_b}", "7: '_' makes a subscript only between '$' inside text; did you mean '\\_'?"),
    ("\\text{$a}", "6: '$' is never closed"), ("\\text a", "0: '\\text' needs '{' after it"),
    ("θ\u{7}", "2: the control character U+0007 is not allowed"),
    ("😀", "0: '😀' has no meaning in a formula; '\\text{😀}' would print it"),
    ("\\not x", "0: '\\not' must stand before a relation such as '=' or '\\in'"),
    ("x\\limits", "1: '\\limits' and '\\nolimits' must follow an operator"),
    ("\\begin{align}a\\end{align}", "0: no environment is called 'align'; did you mean 'align*'?"),
  ])
  func aMistakeIsNamedAtItsPlace(tex: String, message: String) {
    #expect(errors(tex) == [message])
  }

  @Test func allMistakesAreNamedAtOnce() {
    let places = errors("\\lamda + a^b^c + \\frac{\\sqr{2}}{ \\thta }").map {
      $0.prefix { $0 != ":" }
    }
    #expect(places == ["0", "12", "23", "33"])
  }

  @Test func macrosTakeTheirArguments() throws {
    let macros = [
      "\\R": Macro("\\mathbb{R}"), "\\norm": Macro("\\lVert #1 \\rVert"), "half": Macro("\\frac12"),
    ]
    #expect(macros["\\norm"]?.parameters == 1)
    #expect(try presentation("\\R", macros: macros) == "<mi>ℝ</mi>")
    #expect(try presentation("x^\\R", macros: macros) == "<msup><mi>x</mi><mi>ℝ</mi></msup>")
    #expect(try Formula("\\norm{x_i} \\norm y \\half", macros: macros).plainText == "‖x_i‖‖y‖1/2")
    #expect(errors("a \\norm", macros: macros) == ["2: '\\norm' needs 1 argument"])
    #expect(
      errors("\\nrm{x}", macros: macros) == [
        "0: no command is called '\\nrm'; did you mean '\\norm'?"
      ])
    #expect(errors("a \\x", macros: ["x": Macro("\\lamda")]).map { $0.prefix(2) } == ["2:"])
  }

  @Test func macrosWithoutAnEndAreStopped() {
    let own = "0: the macro '\\x' never comes to an end: it calls itself"
    #expect(errors("\\x", macros: ["x": Macro("a\\x")]) == [own])
    #expect(errors("\\x", macros: ["x": Macro("\\y"), "y": Macro("\\x")]) == [own])
    var tower = ["a": Macro("xxxxxxxxxx")]
    for (name, inner) in zip("bcdefgh", "abcdefg") {
      tower[String(name)] = Macro(String(repeating: "\\\(inner) ", count: 10))
    }
    #expect(errors("\\h", macros: tower).map { $0.hasSuffix("grows without bounds") } == [true])
    let argument = ["d": Macro("#1#1#1#1#1#1#1#1")]
    let nest = String(repeating: "\\d{", count: 20) + "x" + String(repeating: "}", count: 20)
    #expect(errors(nest, macros: argument).count == 1)
  }

  @Test func aDefinitionIsCheckedByItself() {
    #expect(Macro("\\lVert #1 \\rVert").errors(name: "\\norm").isEmpty)
    #expect(Macro("{#1").errors(name: "\\a").map(\.offset) == [0])
    #expect(Macro("a#x").errors(name: "\\a").map(\.offset) == [1])
    #expect(Macro(parameters: 1, replacement: "#2").errors(name: "\\a").map(\.offset) == [0])
    #expect(Macro("a").errors(name: "\\a1").count == 1)
  }

  @Test(arguments: [
    ("{", "}"), ("\\sqrt{", "}"), ("\\left(", "\\right)"), ("x^{", "}"), ("\\text{$", "$}"),
    ("\\begin{matrix}", "\\end{matrix}"), ("\\hat ", ""), ("\\displaystyle ", ""),
    ("\\frac{1}{", "}"),
    ("\\sqrt[", "]{x}"), ("\\text{a{", "}}"), ("\\mathbf{", "}"), ("\\substack{", "}"),
  ])
  func nestingEndsInAnErrorAndNotInACrash(open: String, close: String) async {
    @Sendable func formula(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
    }
    // Half a megabyte is what threads other than the first have on macOS.
    let outcome = await onSmallStack {
      let written = try? Formula(formula(30)).mathML(display: true)
      return (written, errors(formula(5_000)))
    }
    #expect(outcome.0.flatMap(MarkupTree.read) != nil)
    #expect(outcome.1.count == 1)
    #expect(outcome.1.first?.hasSuffix("levels deep") == true)
  }

  private func onSmallStack<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: body()) }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
