import Highlighting
import Testing

private let languages = [
  "swift", "yaml", "json", "sh", "python", "console", "markdown", "diff", "fortran", "",
]

@Suite struct EveryTextTests {
  /// Pieces that open something and leave it open, close what is not open, and take many bytes.
  private let pieces = [
    "\"", "\"\"\"", "'", "'''", "#", "##", "/*", "*/", "//", "/", "\\", "\\(", "\\#(", "(", ")",
    "{", "}", "{{", "[", "]", "<", ">", "&", "&amp;", "`", "```", "~~~", "$", "$ ", "$(", "${",
    "$((", "<<END", "<<-'E'", "END", "\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "- ", "-", "--x",
    "---", "--- a", "+++ b", "@@ -1,9 +1,99999999999999999999 @@", "@", "@main", "%", "|", ">-",
    ":",
    ": ", "a: |", ",", "?", "!", "*a", "&a", "f\"", "rb'", "f'''", "<!--", "-->", "](", "1.", "1e-",
    "0x", ".5", "e", "let", "get", "set", "private(set)", "final ", "each ", "match ", "in", "if",
    "for", "é", "e\u{301}", "\u{301}", "θ", "中文", "👩‍👩‍👧", "\u{0}", "\u{feff}", "\u{2028}", "A", "Ω",
    "x",
    "> ", "# ", "\\\n", "\\",
  ]

  @Test func noCharacterIsLostOrChangedInAHundredThousandTexts() {
    var random = Random(state: 20)
    for count in 0..<100_000 {
      let text = (0..<random.next(24)).map { _ in pieces[random.next(pieces.count)] }.joined()
      let language = languages[count % languages.count]
      let html = Highlighter.html(text, language: language)
      guard plain(html).map({ Array($0.utf8) == Array(text.utf8) }) == true else {
        Issue.record("\(language) of \(text.debugDescription) is \(html.debugDescription)")
        return
      }
    }
  }

  @Test(arguments: languages) func aTextCutOffAnywhereKeepsWhatIsThere(language: String) {
    let text = Array(samples.joined().unicodeScalars)
    for end in text.indices {
      var start = String.UnicodeScalarView()
      start.append(contentsOf: text[..<end])
      let part = String(start)
      #expect(plain(Highlighter.html(part, language: language)) == part)
    }
  }

  private let samples = [
    "let é = \"a \\(f(\"b\")) c\" // no\n/* a /* b */ */ #\"\\#(1)\"# /[a-z]/\n",
    "$ cat <<'END' | \"$(x \"$y\")\"\nθ\nEND\n", "a: &b |\n  c\n - 'd' # e\n[{\"f\": 1}]\n",
    "@g\ndef h(): f'''{i['j']}'''\n", "--- a\n+++ b\n@@ -1 +1 @@\n- 中\n+ 👩‍👧\n",
  ]

  /// Each of these made some scanner of its kind look at the rest of the text again and again.
  private let repeated: [(language: String, text: String)] = [
    ("swift", "\""), ("swift", "\"\\(\""), ("swift", "\"\"\"\\("), ("swift", "/*"),
    ("swift", "=/a"), ("swift", "\\/ "), ("swift", "`a"), ("swift", "#"), ("swift", "#\""),
    ("swift", "final "), ("swift", "get "), ("swift", "é\u{301}/"), ("swift", "(/("),
    ("yaml", "- "), ("yaml", "[{"), ("yaml", "'"), ("yaml", "a: |\n"), ("yaml", "? - \""),
    ("json", "\""), ("json", "\"\" "), ("json", "\"\\"), ("sh", "\"$("), ("sh", "<<A "),
    ("sh", "<<A\n"), ("sh", "${"), ("sh", "$(("), ("sh", "a="), ("python", "f\"{"),
    ("python", "f'''{"), ("python", "match "), ("python", "@a."), ("python", "'"),
    ("console", "$ \\\n"), ("console", "$ \"\n"), ("markdown", "` `` ``` "), ("markdown", "]("),
    ("markdown", "<!--"), ("markdown", "```\n"), ("markdown", "---\n"), ("diff", "--- a\n"),
    ("diff", "@@ -1"),
  ]

  @Test func timeGrowsWithTheLengthAndNotFaster() {
    for (language, unit) in repeated {
      func time(_ bytes: Int) -> Duration {
        let text = String(repeating: unit, count: bytes / unit.utf8.count)
        return ContinuousClock().measure { _ = Highlighter.html(text, language: language) }
      }
      _ = time(1_000)
      // Quadratic would be 256 times as long; the rest is room for a busy machine.
      let short = max((0..<3).map { _ in time(8_000) }.min() ?? .zero, .milliseconds(1))
      let long = (0..<2).map { _ in time(128_000) }.min() ?? .zero
      #expect(long < short * 96, "\(language): \(unit.debugDescription)")
    }
  }

  #if !DEBUG
    @Test func aMegabyteTakesLessThanASecond() {
      for (language, unit) in repeated {
        let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        let time = ContinuousClock().measure { _ = Highlighter.html(text, language: language) }
        #expect(time < .seconds(1), "\(language): \(unit.debugDescription)")
      }
    }
  #endif
}

/// The same numbers in every run, so that a failure can be seen again.
private struct Random {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
