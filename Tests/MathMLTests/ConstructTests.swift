import MathML
import Testing

@Suite struct ConstructTests {
  @Test(arguments: [
    ("x", "<mi>x</mi>"), ("7", "<mn>7</mn>"), ("3.14", "<mn>3.14</mn>"), (".5", "<mn>.5</mn>"),
    ("10\\,000", "<mn>10\u{2009}000</mn>"), ("1{,}000", "<mn>1,000</mn>"),
    ("\\alpha", "<mi>α</mi>"), ("\\Gamma", "<mi mathvariant=\"normal\">Γ</mi>"),
    ("\\varepsilon", "<mi>ε</mi>"), ("\\epsilon", "<mi>ϵ</mi>"), ("\\varphi", "<mi>φ</mi>"),
    ("\\phi", "<mi>ϕ</mi>"), ("\\infty", "<mi mathvariant=\"normal\">∞</mi>"),
    ("\\mathbb{R}", "<mi>ℝ</mi>"), ("\\mathbb{E}", "<mi>𝔼</mi>"), ("\\mathcal{H}", "<mi>ℋ</mi>"),
    ("\\mathbf{q}", "<mi>𝐪</mi>"), ("\\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>"),
    ("\\mathrm{model}", "<mi>model</mi>"), ("\\mathit{pos}", "<mi>𝑝𝑜𝑠</mi>"),
    ("\\mathit{h}", "<mi>h</mi>"), ("\\mathit{oh}", "<mi>𝑜ℎ</mi>"), ("\\bm{\\theta}", "<mi>𝜽</mi>"),
    ("\\mathfrak{C}", "<mi>ℭ</mi>"), ("\\mathsf{x}", "<mi>𝗑</mi>"), ("\\mathtt{f}", "<mi>𝚏</mi>"),
    ("\\mathbf{1}", "<mn>𝟏</mn>"), ("\\sin", "<mi>sin</mi>"), ("θ", "<mi>θ</mi>"),
    ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    ("\\sqrt{x}", "<msqrt><mi>x</mi></msqrt>"),
    ("\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    ("x_i", "<msub><mi>x</mi><mi>i</mi></msub>"), ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("{}^2", "<msup><mrow></mrow><mn>2</mn></msup>"),
    ("\\text{if }", "<mtext>if\u{A0}</mtext>"),
    ("\\textbf{a b}", "<mtext class=\"bold\">a b</mtext>"),
    ("\\text{``a''--b}", "<mtext>“a”–b</mtext>"),
    ("\\phantom{x}", "<mphantom><mi>x</mi></mphantom>"),
    ("\\boxed{x}", "<mrow class=\"boxed\"><mi>x</mi></mrow>"),
    ("\\operatorname{softmax}", "<mi>softmax</mi>"), ("\\$", "<mi mathvariant=\"normal\">$</mi>"),
    ("\\&", "<mi mathvariant=\"normal\">&amp;</mi>"),
    (
      "\\vec{x}", #"<mover class="vec" accent="true"><mi>x</mi><mo stretchy="false">→</mo></mover>"#
    ),
    ("\\hat{x}", #"<mover accent="true"><mi>x</mi><mo stretchy="false">ˆ</mo></mover>"#),
    ("\\widehat{x}", ##"<mover accent="true"><mi>x</mi><mo stretchy="true">&#770;</mo></mover>"##),
    ("\\quad", #"<mspace width="1em"></mspace>"#), ("\\!", #"<mspace class="negative"></mspace>"#),
    ("\\left.x\\right)", #"<mrow><mi>x</mi><mo form="postfix" stretchy="false">)</mo></mrow>"#),
    (
      "\\tfrac12",
      #"<mstyle displaystyle="false" scriptlevel="0"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"#
    ),
  ])
  func aConstructHasItsElement(tex: String, markup: String) throws {
    #expect(try presentation(tex) == markup)
  }

  @Test func aScriptTakesOneDigit() throws {
    #expect(try presentation("x^10") == "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>0</mn></mrow>")
  }

  @Test func primesAreOneSuperscriptWithWhatFollows() throws {
    let prime = #"<mo lspace="0em" rspace="0em">′</mo>"#
    #expect(try presentation("f'") == "<msup><mi>f</mi>\(prime)</msup>")
    #expect(try presentation("f'^2") == "<msup><mi>f</mi><mrow>\(prime)<mn>2</mn></mrow></msup>")
    #expect(try presentation("f''").contains("″"))
  }

  @Test func limitsStandBelowAndMoveInALine() throws {
    #expect(try presentation("\\sum_i").hasPrefix("<munder><mo lspace"))
    #expect(try presentation("\\max_i").hasPrefix("<munder><mo movablelimits=\"true\""))
    #expect(try presentation("\\int_0^1").hasPrefix("<msubsup><mo"))
    #expect(try presentation("\\sum\\limits_i").hasPrefix("<munder><mo movablelimits=\"false\""))
    #expect(try presentation("\\sum\\nolimits_i").hasPrefix("<msub><mo"))
    #expect(try presentation("\\operatorname*{arg\\,max}_i").contains(">arg\u{2009}max</mo>"))
  }

  @Test func delimitersStretchOnlyWhereAsked() throws {
    #expect(try presentation("(\\frac12)").contains(#"stretchy="false">("#))
    #expect(try presentation("\\left(\\frac12\\right)").contains(#"stretchy="true">("#))
    #expect(try presentation("\\begin{pmatrix}1\\end{pmatrix}").contains(#"stretchy="true">("#))
    #expect(try presentation("\\Big(").contains(#"minsize="1.8em" maxsize="1.8em""#))
    #expect(
      try presentation("\\left(\\frac12\\middle|x\\right)").contains(
        #"<mo stretchy="true" lspace="0em" rspace="0em">|"#))
  }

  @Test func tablesNameTheirAlignment() throws {
    let aligned = try presentation("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}")
    let root = try #require(MarkupTree.read(aligned))
    #expect(root.attributes == ["class": "aligned", "displaystyle": "true"])
    #expect(root.all("mtd").map { $0.attributes["class"] } == ["right", "left", "right", "left"])
    let cases = try #require(MarkupTree.read(presentation("\\begin{cases}1&a\\\\2&b\\end{cases}")))
    #expect(cases.all("mtd").allSatisfy { $0.attributes["class"] == "left" })
    let array = try #require(MarkupTree.read(presentation("\\begin{array}{lcr}1&2&3\\end{array}")))
    #expect(array.all("mtd").map { $0.attributes["class"] } == ["left", nil, "right"])
    #expect(
      try presentation("\\begin{matrix}a\\\\[4pt]b\\\\\\end{matrix}").contains(#"depth="0.76em""#))
    #expect(root.all("mtr").count == 2)
  }

  @Test func theAnnotationIsTheSource() throws {
    let tex = "a < b \\& \"c\"\n d"
    let root = try #require(MarkupTree.read(Formula(tex).mathML(display: true)))
    #expect(root.all("annotation").map(\.text) == [tex])
    #expect(root.attributes["display"] == "block")
    #expect(try MarkupTree.read(Formula(tex).mathML(display: false))?.attributes["display"] == nil)
  }

  @Test func aTagIsSetInATableOfItsOwn() throws {
    let root = try #require(MarkupTree.read(Formula("x").mathML(display: true, tag: "(3.1)")))
    #expect(root.all("mtable").first?.attributes["class"] == "numbered")
    #expect(root.all("mtext").map(\.text) == ["(3.1)"])
    #expect(try !Formula("x").mathML(display: false, tag: "(1)").contains("(1)"))
  }

  @Test(arguments: [
    ("s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{d}}", "s_(ij) = (q_i ⋅ k_j)/√d"),
    ("x^2 + x_0", "x² + x₀"), ("\\cos m\\theta", "cos mθ"), ("\\mathbf{q}^{\\top}k", "qᵀk"),
    ("x \\in \\mathbb{R}^{n \\times d}", "x ∈ ℝ^(n×d)"), ("-x", "−x"), ("\\text{if } x", "if x"),
    ("\\hat{x}", "x\u{302}"), ("\\binom{n}{k}", "(n choose k)"), ("f'(x)", "f′(x)"),
    ("W_q x", "W_q x"),
    ("q_j k_j^*, w_{ij} v_j / x_i", "q_j k_j^∗, w_(ij)v_j/x_i"),
    ("a, \\ldots, b", "a, …, b"), ("\\lim_{n\\to\\infty} x_n", "lim_(n→∞) x_n"),
    ("\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}", "(1, 0; 0, 1)"), ("\\sqrt[3]{2}", "∛2"),
    ("\\begin{aligned}a &= b\\\\ &= c\\end{aligned}", "a = b; = c"), ("2^{-8/H}", "2^(−8/H)"),
  ])
  func plainTextReadsWell(tex: String, text: String) throws {
    #expect(try Formula(tex).plainText == text)
  }

  @Test func noCommandIsListedTwice() {
    // Each name must mean one thing whatever table is read last.
    #expect(Formula.commandNames.count == Set(Formula.commandNames).count)
  }
}
