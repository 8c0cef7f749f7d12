import Foundation
import MathML
import Testing

/// The elements and attributes of MathML Core, less `style` and those Core names only to drop them.
private let coreElements: Set = [
  "math", "semantics", "annotation", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mfrac", "msqrt",
  "mroot", "mstyle", "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover",
  "munderover", "mtable", "mtr", "mtd",
]
private let coreAttributes: Set = [
  "display", "alttext", "encoding", "class", "mathvariant", "form", "stretchy", "symmetric",
  "minsize", "maxsize", "lspace", "rspace", "movablelimits", "width", "height", "depth",
  "linethickness", "accent", "accentunder", "displaystyle", "scriptlevel",
]
private let childCounts = [
  "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
  "munderover": 3, "semantics": 2,
]

func violations(of element: MarkupTree.Element) -> [String] {
  var violations: [String] = []
  if !coreElements.contains(element.name) { violations.append("<\(element.name)>") }
  violations += element.attributes.keys.filter { !coreAttributes.contains($0) }
  if let count = childCounts[element.name], element.children.count != count {
    violations.append("<\(element.name)> of \(element.children.count)")
  }
  return violations + element.children.flatMap(violations(of:))
}

@Suite struct CorpusTests {
  @Test func theCorpusIsLarge() { #expect(Corpus.entries.count >= 120) }

  @Test(arguments: Corpus.entries)
  func aFormulaOfThePapersIsMathMLCore(entry: Corpus.Entry) throws {
    for display in [true, false] {
      let formula = try Formula(entry.tex)
      let root = try #require(MarkupTree.read(formula.mathML(display: display)))
      #expect(violations(of: root).isEmpty)
      #expect(root.all("annotation").map(\.text) == [entry.tex])
      #expect(root.attributes["alttext"] == formula.plainText)
      #expect(!formula.plainText.isEmpty)
      #expect(!formula.plainText.contains("\\") && !formula.plainText.contains("  "))
    }
  }

  @Test func everyCommandIsWritten() throws {
    let arguments = ["begin", "end", "left", "right", "middle", "hspace", "not", "substack", "\\"]
    for name in Formula.commandNames where !arguments.contains(name) {
      let candidates = [
        "\\\(name)", "\\\(name){a}", "\\\(name){a}{b}", "\\\(name)(", "\\sum\\\(name)",
      ]
      let formulas = candidates.compactMap { try? Formula("x" + $0) }
      let refused = ["tag", "label", "nonumber", "notag", "hline"].contains(name)
      #expect(formulas.isEmpty == refused, "\\\(name)")
      for formula in formulas {
        let root = try #require(MarkupTree.read(formula.mathML(display: true)), "\\\(name)")
        #expect(violations(of: root).isEmpty, "\\\(name)")
      }
    }
  }

  @Test func everyClassHasARule() throws {
    var classes: Set<String> = []
    for entry in Corpus.entries {
      let root = try #require(MarkupTree.read(Formula(entry.tex).mathML(display: true, tag: "(1)")))
      func collect(_ element: MarkupTree.Element) {
        if let name = element.attributes["class"] { classes.insert(name) }
        element.children.forEach(collect)
      }
      collect(root)
    }
    #expect(classes.count > 10)
    for name in classes { #expect(Formula.styleSheet.contains("." + name), "\(name)") }
  }
}
