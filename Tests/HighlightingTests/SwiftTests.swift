import Highlighting
import Testing

@Suite struct SwiftTests {
  private func swift(_ text: String) -> String? { marked(text, "swift") }

  @Test func aListingOfTheBookLooksAsItAlwaysDid() {
    #expect(
      Highlighter.html(
        """
        let plane = try RotaryEmbedding<Double>(headDimension: 2, layout: .interleaved)
        for (m, n) in [(1, 3), (101, 103)] where m < 0x1F {
          print("\\(m) & 'x'", six(dot(query, rows.0.1)), 1e-12, 0..<5)  // Prints "1"
        }
        /* the end */
        """, language: "swift") == """
          <span class="kw">let</span> plane = <span class="kw">try</span> <span class="ty">RotaryEmbedding</span>&lt;<span class="ty">Double</span>&gt;(headDimension: <span class="nu">2</span>, layout: .interleaved)
          <span class="kw">for</span> (m, n) <span class="kw">in</span> [(<span class="nu">1</span>, <span class="nu">3</span>), (<span class="nu">101</span>, <span class="nu">103</span>)] <span class="kw">where</span> m &lt; <span class="nu">0x1F</span> {
            print(<span class="st">&quot;\\(m) &amp; &#39;x&#39;&quot;</span>, six(dot(query, rows.<span class="nu">0.1</span>)), <span class="nu">1e</span>-<span class="nu">12</span>, <span class="nu">0</span>..&lt;<span class="nu">5</span>)  <span class="co">// Prints &quot;1&quot;</span>
          }
          <span class="co">/* the end */</span>
          """)
  }

  @Test func aTextHoldsWhatIsInterpolatedInItOtherTextsIncluded() {
    #expect(swift(#""a \(f("b")) c" + d"#) == #"[st "a \(f("b")) c"] + d"#)
    #expect(swift(#""\(a ? "(" : ")")" + b"#) == #"[st "\(a ? "(" : ")")"] + b"#)
    #expect(
      swift("\"\"\"\n\"a\" \\(b(\"\"\"\n\"\"\"))\n\"\"\" c")
        == "[st \"\"\"\n\"a\" \\(b(\"\"\"\n\"\"\"))\n\"\"\"] c")
  }

  @Test func aRawTextEndsAtItsOwnSigns() {
    #expect(swift(##"#"a "b" \(c) \#(d("e"))"# f"##) == ##"[st #"a "b" \(c) \#(d("e"))"#] f"##)
    #expect(swift(###"##"a"# "##"###) == ###"[st ##"a"# "##]"###)
    #expect(swift(##"#"a\"# b"##) == ##"[st #"a\"#] b"##)
  }

  @Test func anUnfinishedTextSpoilsItsLineOnly() {
    #expect(swift("\"a\nlet") == "[st \"a]\n[kw let]")
    #expect(swift("\"\\(a\nlet") == "[st \"\\(a]\n[kw let]")
    #expect(swift("\"\"\"a\nlet") == "[st \"\"\"a\nlet]")
  }

  @Test func blockCommentsNest() {
    #expect(swift("/* a /* b */ c */ d") == "[co /* a /* b */ c */] d")
    #expect(swift("/* a /* b */ c") == "[co /* a /* b */ c]")
  }

  @Test func aSlashOpensARegexOnlyWhereAValueMayStand() {
    #expect(swift("let a = /b\\/[\"]/ c") == "[kw let] a = [st /b\\/[\"]/] c")
    #expect(swift("a / b / c") == "a / b / c")
    #expect(swift("a/b/c") == "a/b/c")
    #expect(swift("f(/b+/, g)") == "f([st /b+/], g)")
    #expect(swift("(2)/b/c + [1]/d/e") == "([nu 2])/b/c + [[nu 1]]/d/e")
    #expect(swift("reduce(1, /) + h(/)") == "reduce([nu 1], /) + h(/)")
    #expect(swift("return /x/") == "[kw return] [st /x/]")
    #expect(swift("#/a/b/# c") == "[st #/a/b/#] c")
    #expect(swift("#/\n a # b\n/# c") == "[st #/\n a # b\n/#] c")
  }

  @Test func attributesAndDirectivesAreKeywordsWithTheirSign() {
    #expect(swift("@MainActor func f()") == "[kw @MainActor] [kw func] f()")
    #expect(swift("#if DEBUG") == "[kw #if] [ty DEBUG]")
    #expect(swift("#expect(a)") == "[kw #expect](a)")
  }

  @Test func aModifierIsAKeywordBeforeADeclaration() {
    #expect(swift("mutating func f()") == "[kw mutating] [kw func] f()")
    #expect(swift("package final class A") == "[kw package] [kw final] [kw class] [ty A]")
    #expect(swift("unowned(safe) let a") == "[kw unowned](safe) [kw let] a")
    #expect(swift("private(set) var a") == "[kw private]([kw set]) [kw var] a")
    #expect(swift("f(_ a: sending B)") == "f(_ a: [kw sending] [ty B])")
    #expect(swift("lazy.map(open(package))") == "lazy.map(open(package))")
    #expect(swift("let final = optional + weak") == "[kw let] final = optional + weak")
  }

  @Test func anAccessorIsAKeywordWhereItStandsAlone() {
    #expect(swift("{ get set }") == "{ [kw get] [kw set] }")
    #expect(swift("{ get }") == "{ [kw get] }")
    #expect(swift("  set(new) { a = new }") == "  [kw set](new) { a = new }")
    #expect(swift("didSet {") == "[kw didSet] {")
    #expect(swift("let set = get(a)") == "[kw let] set = get(a)")
    #expect(swift("set(1)\nget = 2") == "set([nu 1])\nget = [nu 2]")
  }

  @Test func otherWordsAreKeywordsBeforeANameOnly() {
    #expect(swift("repeat each T") == "[kw repeat] [kw each] [ty T]")
    #expect(swift("a(consume b, copy: c)") == "a([kw consume] b, copy: c)")
    #expect(swift("for copy in each") == "[kw for] copy [kw in] each")
    #expect(swift("copy = yield") == "copy = yield")
  }

  @Test func aNameInBackticksIsNoKeyword() {
    #expect(swift("`class` `a let b` `let") == "`class` `a let b` `[kw let]")
  }

  @Test func numbersTakeTheirLettersAlong() {
    #expect(swift("0xFF_0 1_000.5e3 0b1 1.max") == "[nu 0xFF_0] [nu 1_000.5e3] [nu 0b1] [nu 1].max")
  }

  @Test func lettersOfOtherScriptsAreLetters() {
    #expect(swift("θlet Ωa e\u{301}let −let") == "θlet [ty Ωa] e\u{301}let −[kw let]")
  }
}
