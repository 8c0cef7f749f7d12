import Foundation
import MathML
import Testing

/// A page to look at: every formula of the corpus, displayed and in a line.
@Suite struct PageTests {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CORPUS_PAGE"] != nil))
  func theCorpusIsWrittenAsAPage() throws {
    let path = try #require(ProcessInfo.processInfo.environment["CORPUS_PAGE"])
    var page = """
      <!doctype html><html lang="en"><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="style-src 'unsafe-inline'; style-src-attr 'none'">
      <title>Corpus</title><style>
      :root { color-scheme: light dark } body { font: 16px/1.5 serif; margin: 1em }
      p { margin: .2em 0; color: gray; font: 11px monospace } div { margin: .6em 0 }
      \(Formula.styleSheet)</style>
      """
    for entry in Corpus.entries {
      let formula = try Formula(entry.tex)
      page += "<p>\(entry.file)</p><div>\(formula.mathML(display: true))</div>"
      page += "<div>In a line: \(formula.mathML(display: false)) and so on.</div>\n"
    }
    let numbered = try Formula(#"f'_W(x) = \frac{1}{2} \sum_{i=1}^n x_i"#)
    page += "<div>\(numbered.mathML(display: true, tag: "(3.1)"))</div>"
    try page.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
