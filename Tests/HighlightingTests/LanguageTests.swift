import Highlighting
import Testing

@Suite struct YAMLTests {
  private func yaml(_ text: String) -> String? { marked(text, "yaml") }

  @Test func aKeyEndsAtAColonWithASpaceBehind() {
    #expect(yaml("base URL: http://a:1/#b") == "[ty base URL]: http://a:1/#b")
    #expect(yaml("- a: b\n  c:\n") == "- [ty a]: b\n  [ty c]:\n")
    #expect(yaml("\"a b\": 'c'") == "[ty \"a b\"]: [st 'c']")
  }

  @Test func numbersAndTheWordsThatAreNoTextsAreMarked() {
    #expect(
      yaml("a: 12\nb: -1.5e-3\nc: 0x1F")
        == "[ty a]: [nu 12]\n[ty b]: [nu -1.5e-3]\n[ty c]: [nu 0x1F]")
    #expect(
      yaml("a: true\nb: ~\nc: null") == "[ty a]: [kw true]\n[ty b]: [kw ~]\n[ty c]: [kw null]")
    #expect(
      yaml("a: 1 2\nb: 12:30\nc: 1.2.3.4\nd: truely")
        == "[ty a]: 1 2\n[ty b]: 12:30\n[ty c]: 1.2.3.4\n[ty d]: truely")
  }

  @Test func aCommentNeedsASpaceBefore() {
    #expect(yaml("# a\nb: c#d # e") == "[co # a]\n[ty b]: c#d [co # e]")
  }

  @Test func textsInQuotesGoOnOverLines() {
    #expect(yaml("a: \"b \\\" # c\n  d\" # e") == "[ty a]: [st \"b \\\" # c\n  d\"] [co # e]")
    #expect(yaml("a: 'b''c'") == "[ty a]: [st 'b''c']")
    #expect(yaml("a: it's 'so'") == "[ty a]: it's 'so'")
  }

  @Test func anchorsAliasesAndTagsAreMarked() {
    #expect(yaml("a: &b !c d\ne: *b") == "[ty a]: [kw &b] [kw !c] d\n[ty e]: [kw *b]")
  }

  @Test func aBlockScalarEndsWhereTheIndentationDoes() {
    #expect(yaml("a: |\n  b: # c\n\n   d\ne: f") == "[ty a]: |\n[st   b: # c\n\n   d]\n[ty e]: f")
    #expect(
      yaml("- a: >-  # x\n    b\n  c: d") == "- [ty a]: >-  [co # x]\n[st     b]\n  [ty c]: d")
    #expect(yaml("- |\n b\n- c") == "- |\n[st  b]\n- c")
    #expect(yaml("a: | b") == "[ty a]: | b")
  }

  @Test func inBracketsACommaEndsAText() {
    #expect(
      yaml("{a: 1, \"b\":[true, x y]}\nc: d")
        == "{[ty a]: [nu 1], [ty \"b\"]:[[kw true], x y]}\n[ty c]: d")
  }

  @Test func separatorsAndDirectivesAreMarked() {
    #expect(yaml("%YAML 1.2\n---\na\n...") == "[kw %YAML 1.2]\n[kw ---]\na\n[kw ...]")
  }
}

@Suite struct JSONTests {
  @Test func keysAreToldFromTexts() {
    #expect(
      marked(#"{"a\"": "b", "c" : [1, -2.5e+3, true, null]}"#, "json")
        == #"{[ty "a\""]: [st "b"], [ty "c"] : [[nu 1], [nu -2.5e+3], [kw true], [kw null]]}"#)
  }

  @Test func anUnfinishedTextSpoilsItsLineOnly() {
    #expect(marked("\"a\n1", "json") == "[st \"a]\n[nu 1]")
  }
}

@Suite struct ShellTests {
  private func shell(_ text: String) -> String? { marked(text, "sh") }

  @Test func aCommentStartsAWord() {
    #expect(shell("# a\nb#c # d") == "[co # a]\nb#c [co # d]")
    #expect(shell("echo $# ${#a}") == "echo [ty $#] [ty ${#a}]")
  }

  @Test func optionsAreMarkedAtTheStartOfAWord() {
    #expect(shell("a -b --c-d=e f-g 12 -- -") == "a [nu -b] [nu --c-d]=e f-g [nu 12] [nu --] -")
  }

  @Test func variablesAreMarkedInTextsTooButNotInSingleQuotes() {
    #expect(
      shell("\"a $b ${c:-d} $\" '$e' $1$?")
        == "[st \"a ][ty $b][st  ][ty ${c:-d}][st  $\"] [st '$e'] [ty $1][ty $?]")
    #expect(shell("A=1 b") == "[ty A]=1 b")
  }

  @Test func aCommandInATextIsReadAsACommand() {
    #expect(shell("\"$(a \"$b\" -c)\" d") == "[st \"]$(a [st \"][ty $b][st \"] [nu -c])[st \"] d")
  }

  @Test func keywordsAreMarkedOnlyWhereACommandBegins() {
    #expect(
      shell("if a; then echo if; fi\nfor x in y; do z; done")
        == "[kw if] a; [kw then] echo if; [kw fi]\n[kw for] x [kw in] y; [kw do] z; [kw done]")
  }

  @Test func aHereDocumentIsATextUpToItsWord() {
    #expect(shell("a <<'E' | b\n$c\nE\nd # e") == "a <<[st 'E'] | b\n[st $c\nE]\nd [co # e]")
    #expect(shell("$((1 << 2)); (( a<<b ))\nc") == "$(([nu 1] << [nu 2])); (( a<<b ))\nc")
  }

  @Test func aDollarAndASpaceAtTheStartOfALineIsAPrompt() {
    #expect(shell("$ a -b\n  $ c") == "[prompt $ ]a [nu -b]\n  $ c")
  }
}

@Suite struct ConsoleTests {
  @Test func onlyWhatWasTypedIsMarked() {
    #expect(
      marked("$ swift build -c release # go\nBuild -c \"done\"\n$ ls", "console")
        == "[prompt $ ]swift build [nu -c] release [co # go]\nBuild -c \"done\"\n[prompt $ ]ls")
  }

  @Test func aCommandGoesOnBehindABackslash() {
    #expect(
      marked("$ a \\\n> -b \\\n  -c\nd -e", "console")
        == "[prompt $ ]a \\\n[prompt > ][nu -b] \\\n  [nu -c]\nd -e")
  }

  @Test func aTextLeftOpenEndsWithItsCommand() {
    #expect(marked("$ a \"b\nc\" $d", "console") == "[prompt $ ]a [st \"b]\nc\" $d")
  }
}

@Suite struct PythonTests {
  private func python(_ text: String) -> String? { marked(text, "python") }

  @Test func textsOfEveryKindAreRecognised() {
    #expect(
      python("'a\\'b' \"c\" r'd' Rb\"e\" u'f'")
        == "[st 'a\\'b'] [st \"c\"] [st r'd'] [st Rb\"e\"] [st u'f']")
    #expect(python("'''a\n'b' ''' c") == "[st '''a\n'b' '''] c")
    #expect(python("f\"{a['b']} {{c\" d") == "[st f\"{a['b']} {{c\"] d")
    #expect(python("f\"{a[\"b\"]}\" c") == "[st f\"{a[\"b\"]}\"] c")
    #expect(python("'a\nif") == "[st 'a]\n[kw if]")
  }

  @Test func keywordsAndNamesOfTypesAreMarked() {
    #expect(python("class A(B):\n  x = None") == "[kw class] [ty A]([ty B]):\n  x = [kw None]")
  }

  @Test func softKeywordsNeedALineOfTheirOwn() {
    #expect(python("match a:\n  case [1]: b") == "[kw match] a:\n  [kw case] [[nu 1]]: b")
    #expect(
      python("type A = int\ntype(x)\nmatch = case")
        == "[kw type] [ty A] = int\ntype(x)\nmatch = case")
  }

  @Test func decoratorsStartALine() {
    #expect(python("@a.b(c)\nd @ e") == "[kw @a.b](c)\nd @ e")
  }

  @Test func numbersAndComments() {
    #expect(
      python("1_0 0x1F 1.5e-3j .5 2. a1 # 3")
        == "[nu 1_0] [nu 0x1F] [nu 1.5e-3j] [nu .5] [nu 2.] a1 [co # 3]")
  }
}

@Suite struct MarkdownTests {
  private func markdown(_ text: String) -> String? { marked(text, "markdown") }

  @Test func theShapeOfAPageIsMarked() {
    #expect(markdown("# A\n#b\n> c\n- d\n1. e") == "[kw # A]\n#b\n[co >] c\n[nu -] d\n[nu 1.] e")
    #expect(markdown("a `b``c` ``d`e`` f") == "a [st `b``c`] [st ``d`e``] f")
    #expect(markdown("[a](b) <!-- c\nd --> e ](") == "[a]([ty b]) [co <!-- c\nd -->] e ](")
  }

  @Test func aFenceEndsAtOneAsLong() {
    #expect(markdown("````x\n# a\n```\n````\n# b") == "[st ````x\n# a\n```\n````]\n[kw # b]")
  }

  @Test func frontMatterIsYAML() {
    #expect(markdown("---\na: 1\n---\n# b") == "[kw ---]\n[ty a]: [nu 1]\n[kw ---]\n[kw # b]")
    #expect(markdown("---\na: 1") == "---\na: 1")
  }
}

@Suite struct DiffTests {
  @Test func newAndOldLinesAreMarked() {
    #expect(marked("+a\n-b\n c\n", "diff") == "[st +a]\n[kw -b]\n c\n")
  }

  @Test func aHunkKnowsWhichLinesAreItsOwn() {
    #expect(
      marked("--- a\n+++ b\n@@ -1,2 +1 @@ f\n--- c\n+++ d\n-e\n--- f\n+++ g", "diff")
        == "[co --- a]\n[co +++ b]\n[ty @@ -1,2 +1 @@ f]\n[kw --- c]\n[st +++ d]\n[kw -e]\n[co --- f]\n[co +++ g]"
    )
  }
}

@Suite struct OtherLanguageTests {
  @Test func anUnknownLanguageIsPlain() {
    #expect(
      Highlighter.html("let <a> & 'b' \"c\"", language: "fortran")
        == "let &lt;a&gt; &amp; &#39;b&#39; &quot;c&quot;")
  }

  @Test(arguments: [
    ("YML", "a: 1"), ("Swift", "let"), ("bash", "$a"), ("py", "if"), ("patch", "+a"),
  ])
  func aLanguageGoesByItsOtherNames(language: String, text: String) {
    #expect(Highlighter.html(text, language: language).contains("<span"))
  }
}
