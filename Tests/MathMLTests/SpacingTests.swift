import MathML
import Testing

/// The space around operators, against chapter 18 of The TeXbook.
@Suite struct SpacingTests {
  private func operators(_ tex: String) throws -> [MarkupTree.Element] {
    try #require(MarkupTree.read("<x>" + presentation(tex) + "</x>")).all("mo")
  }

  private func spaces(_ tex: String) throws -> [String] {
    try operators(tex).map { "\($0.attributes["lspace"] ?? "-") \($0.attributes["rspace"] ?? "-")" }
  }

  @Test(arguments: [
    ("a+b", "0.2222em 0.2222em"), ("a\\times b", "0.2222em 0.2222em"),
    ("a=b", "0.2778em 0.2778em"), ("a\\to b", "0.2778em 0.2778em"), ("a:=b", "0.2778em 0.2778em"),
    ("a,b", "0em 0.1667em"), ("a\\colon b", "0em 0.1667em"), ("a/b", "0em 0em"),
    ("-a", "0em 0em"), ("a|b", "0em 0em"), ("a\\mid b", "0.2778em 0.2778em"),
    ("a\\sum b", "0.1667em 0.1667em"), ("a\\cdots b", "0.1667em 0.1667em"),
    ("{=}", "0em 0em"), ("a \\quad = b", "0.2778em 0.2778em"),
  ])
  func spaceFollowsTheClass(tex: String, space: String) throws {
    #expect(try spaces(tex) == [space])
  }

  @Test func scriptsAreSetTight() throws {
    #expect(try spaces("x_{i-j=k,l}") == ["0em 0em", "0em 0em", "0em 0em"])
  }

  @Test(arguments: ["-x", "a=-x", "(-x", "a,-x", "a\\cdot -x", "|-x|", "\\cos -x", "[-x"])
  func aMinusWithNothingBeforeItIsAPrefix(tex: String) throws {
    let minus = try #require(try operators(tex).first { $0.text == "−" })
    #expect(minus.attributes["form"] == "prefix")
    #expect(minus.attributes["rspace"] == "0em")
  }

  @Test(arguments: ["a-x", ")-x", "x^2-x", "n!-x", "|a|-x", "\\frac12-x"])
  func aMinusBetweenTwoIsNone(tex: String) throws {
    let minus = try #require(try operators(tex).first { $0.text == "−" })
    #expect(minus.attributes["form"] == nil)
    #expect(minus.attributes["lspace"] == "0.2222em")
  }

  @Test func barsInPairsAreFences() throws {
    #expect(try operators("|a|").map { $0.attributes["form"] } == ["prefix", "postfix"])
    #expect(try operators("\\|a\\|").map { $0.attributes["form"] } == ["prefix", "postfix"])
    #expect(
      try operators("P(a|b)P(c|d)").filter { $0.text == "|" }.allSatisfy {
        $0.attributes["form"] == nil
      })
    #expect(
      try operators("||a||").map { $0.attributes["form"] } == [
        "prefix", "prefix", "postfix", "postfix",
      ])
    #expect(try operators("n!").map { $0.attributes["form"] } == ["postfix"])
  }

  @Test func functionsStandApartFromLettersAndCloseToBrackets() throws {
    let gap = #"<mspace width="0.1667em"></mspace>"#
    #expect(try presentation("\\cos m") == "<mrow><mi>cos</mi>\(gap)<mi>m</mi></mrow>")
    #expect(
      try presentation("a\\cos m") == "<mrow><mi>a</mi>\(gap)<mi>cos</mi>\(gap)<mi>m</mi></mrow>")
    #expect(
      try presentation("\\cos^2 m")
        == "<mrow><msup><mi>cos</mi><mn>2</mn></msup>\(gap)<mi>m</mi></mrow>")
    #expect(try !presentation("\\cos(m)").contains("mspace"))
    #expect(try !presentation("x^{\\cos}").contains("mspace"))
    #expect(try !presentation("\\cos = 1").contains("mspace"))
  }

  @Test func aCellGoesOnFromTheOneBefore() throws {
    #expect(
      try spaces("\\begin{aligned}a&=b\\\\&-c\\end{aligned}") == [
        "0.2778em 0.2778em", "0.2222em 0.2222em",
      ])
  }
}
