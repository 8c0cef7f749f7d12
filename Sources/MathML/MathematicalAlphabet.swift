/// A face of the Mathematical Alphanumeric Symbols (Unicode chapter 22.2), which MathML Core expects
/// in place of the `mathvariant` attribute.
enum MathematicalAlphabet: Sendable, Hashable {
  case roman, bold, italic, boldItalic, sansSerif, monospace, script, fraktur, doubleStruck

  static let commands: [(String, MathematicalAlphabet)] = [
    ("mathrm", .roman), ("mathbf", .bold), ("mathit", .italic), ("boldsymbol", .boldItalic),
    ("bm", .boldItalic), ("mathsf", .sansSerif), ("mathtt", .monospace), ("mathcal", .script),
    ("mathscr", .script), ("mathfrak", .fraktur), ("mathbb", .doubleStruck),
  ]

  /// Whether letters in a row make up a word; in the others each is a symbol of its own.
  var makesWords: Bool {
    switch self {
    case .roman, .bold, .italic, .sansSerif, .monospace: true
    case .boldItalic, .script, .fraktur, .doubleStruck: false
    }
  }

  /// The character in this face, or itself where Unicode has none.
  func callAsFunction(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let exception = exceptions[scalar] { return exception }
    let value = scalar.value
    let mapped: UInt32? =
      switch scalar {
      case "A"..."Z": latin.map { $0 + value - 0x41 }
      case "a"..."z": latin.map { $0 + 26 + value - 0x61 }
      case "0"..."9": digits.map { $0 + value - 0x30 }
      case "Α"..."Ρ", "Σ"..."Ω": greek.map { $0 + value - 0x391 }
      case "∇": greek.map { $0 + 25 }
      case "α"..."ω": greek.map { $0 + 26 + value - 0x3B1 }
      default: Self.greekVariants[scalar].flatMap { offset in greek.map { $0 + 51 + offset } }
      }
    return mapped.flatMap(Unicode.Scalar.init) ?? scalar
  }

  private var latin: UInt32? {
    switch self {
    case .roman: nil
    case .bold: 0x1D400
    case .italic: 0x1D434
    case .boldItalic: 0x1D468
    case .script: 0x1D49C
    case .fraktur: 0x1D504
    case .doubleStruck: 0x1D538
    case .sansSerif: 0x1D5A0
    case .monospace: 0x1D670
    }
  }

  private var greek: UInt32? {
    switch self {
    case .bold: 0x1D6A8
    case .italic: 0x1D6E2
    case .boldItalic: 0x1D71C
    default: nil
    }
  }

  private var digits: UInt32? {
    switch self {
    case .bold, .boldItalic: 0x1D7CE
    case .doubleStruck: 0x1D7D8
    case .sansSerif: 0x1D7E2
    case .monospace: 0x1D7F6
    default: nil
    }
  }

  private static let greekVariants: [Unicode.Scalar: UInt32] = [
    "∂": 0, "ϵ": 1, "ϑ": 2, "ϰ": 3, "ϕ": 4, "ϱ": 5, "ϖ": 6,
  ]

  /// The letters Unicode had before it gave the rest of their alphabet a place.
  private var exceptions: [Unicode.Scalar: Unicode.Scalar] {
    switch self {
    case .italic: ["h": "ℎ"]
    case .script:
      [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
        "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]
    case .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
    case .doubleStruck:
      ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    default: [:]
    }
  }
}
