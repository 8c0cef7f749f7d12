import MathML
import Testing

/// Nothing that can be typed may crash the reader, and what it accepts must be sound.
@Suite struct FuzzTests {
  struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let pieces =
    [
      "{", "}", "{", "}", "^", "_", "&", "\\\\", "\\\\[4pt]", "'", "$", "#1", "%", "~", " ", "a",
      "x",
      "10", ".", ",", "{,}", "\\,", "000", "-", "+", "=", ":", "|", "(", ")", "[", "]", "<", ">",
      "!",
      "\\begin{matrix}", "\\end{matrix}", "\\begin{aligned}", "\\end{aligned}",
      "\\begin{array}{lc}",
      "\\end{array}", "\\begin{cases}", "\\end{cases}", "\\left(", "\\right)", "\\left", "\\right",
      "\\middle|", "\\text{", "\\text", "\\sqrt[", "\\frac12", "\\own", "\\pair", "\\loop",
      "\\undefnd",
      "\\limits", "\\substack{", "\\operatorname*{", "\\not", "\\mathbf{", "é", "😀", "\u{0}", "\\",
    ] + Formula.commandNames.map { "\\" + $0 + " " }

  static let macros = [
    "own": Macro("\\frac{a}{b}"), "pair": Macro("\\langle #1, #2 \\rangle"),
    "loop": Macro("x\\loop"),
  ]

  @Test(arguments: 0..<20)
  func randomPiecesOfTeXAreReadOrRefused(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var accepted = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...8, using: &random)
      var tex = ""
      for _ in 0..<count { tex += FuzzTests.pieces.randomElement(using: &random) ?? "" }
      if try isRead(tex) { accepted += 1 }
    }
    #expect(accepted > 500)
  }

  @Test(arguments: 100..<120)
  func randomBytesAreReadOrRefused(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let likely = Array("\\{}^_&$#~%'ab1.,[]|()- ".utf8)
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...16, using: &random)
      let bytes = (0..<count).map { _ in
        Bool.random(using: &random)
          ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      _ = try isRead(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Whether the formula was accepted; sound either way.
  private func isRead(_ tex: String) throws -> Bool {
    do {
      let formula = try Formula(tex, macros: FuzzTests.macros)
      let markup = formula.mathML(display: true)
      let root = try #require(MarkupTree.read(markup), "\(tex)")
      #expect(violations(of: root).isEmpty, "\(tex)")
      return true
    } catch let refusal as FormulaErrors {
      let offsets = refusal.errors.map(\.offset)
      if offsets.isEmpty || offsets != offsets.sorted()
        || !offsets.allSatisfy({ 0...tex.utf8.count ~= $0 })
      {
        Issue.record("offsets \(offsets) of \(tex)")
      }
      return false
    }
  }
}
