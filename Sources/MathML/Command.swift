/// What a command of TeX means to the parser.
enum Command: Sendable, Hashable {
  case identifier(String, isUpright: Bool)
  case symbol(Symbol)
  case function(String, limits: Bool)
  case space(Length)
  case alphabet(MathematicalAlphabet)
  case accent(Accent)
  case sizedDelimiter(Length, AtomClass)
  case fraction(isBinomial: Bool, style: MathStyle?)
  case textFace(TextSpan.Face)
  case style(MathStyle)
  case classed(AtomClass)
  case extensibleArrow(String)
  case construct(Construct)

  /// Commands with a syntax of their own.
  enum Construct: String, Sendable, Hashable, CaseIterable {
    case sqrt, left, right, middle, begin, end, operatorname, overset, underset, stackrel
    case phantom, hphantom, vphantom, boxed, not, pmod, bmod, mod, substack, hspace
    case limits, nolimits, tag, label, nonumber, notag, hline
    case rowEnd = "\\"
  }

  /// Every command by its name without the backslash.
  static let all: [String: Command] = {
    var all: [String: Command] = [:]
    for (name, text) in pairs(italicLetters) { all[name] = .identifier(text, isUpright: false) }
    for (name, text) in pairs(uprightLetters) { all[name] = .identifier(text, isUpright: true) }
    for group in symbolGroups {
      for (name, text) in pairs(group.names) {
        all[name] = .symbol(Symbol(text: text, atom: group.atom, kind: group.kind))
      }
    }
    for name in functions.split(separator: " ") {
      all[String(name)] = .function(String(name), limits: false)
    }
    for (name, text) in pairs(limitFunctions) {
      let spelled = text.split(separator: "_").joined(separator: "\u{2009}")
      all[name] = .function(spelled, limits: true)
    }
    all.merge(formatting) { _, new in new }
    for construct in Construct.allCases { all[construct.rawValue] = .construct(construct) }
    return all
  }()

  fileprivate static var listedNames: [String] {
    let tables = [italicLetters, uprightLetters, limitFunctions] + symbolGroups.map(\.names)
    return tables.flatMap { pairs($0).map(\.name) }
      + functions.split(separator: " ").map(String.init)
      + formatting.keys + Construct.allCases.map(\.rawValue)
  }

  /// Reads a table of names and what they print.
  static func pairs(_ table: String) -> [(name: String, text: String)] {
    let words = table.split { $0 == " " || $0 == "\n" }.map(String.init)
    return stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
  }

  private static let formatting: [String: Command] = {
    var table: [String: Command] = [
      ",": .space(.mu(3)), "thinspace": .space(.mu(3)), ":": .space(.mu(4)), ">": .space(.mu(4)),
      ";": .space(.mu(5)), "!": .space(.mu(-3)), "quad": .space(.mu(18)),
      "qquad": .space(.mu(36)), " ": .space(.mu(6)), "enspace": .space(.mu(9)),
      "frac": .fraction(isBinomial: false, style: nil),
      "dfrac": .fraction(isBinomial: false, style: .display),
      "tfrac": .fraction(isBinomial: false, style: .text),
      "binom": .fraction(isBinomial: true, style: nil),
      "dbinom": .fraction(isBinomial: true, style: .display),
      "tbinom": .fraction(isBinomial: true, style: .text),
      "text": .textFace(.plain), "textrm": .textFace(.plain), "textnormal": .textFace(.plain),
      "mbox": .textFace(.plain), "textbf": .textFace(.bold), "textit": .textFace(.italic),
      "emph": .textFace(.italic), "textsf": .textFace(.sans), "texttt": .textFace(.mono),
      "displaystyle": .style(.display), "textstyle": .style(.text),
      "scriptstyle": .style(.script), "scriptscriptstyle": .style(.scriptScript),
      "mathord": .classed(.ordinary), "mathop": .classed(.largeOperator),
      "mathbin": .classed(.binary), "mathrel": .classed(.relation),
      "mathopen": .classed(.opening), "mathclose": .classed(.closing),
      "mathpunct": .classed(.punctuation), "mathinner": .classed(.inner),
      "xrightarrow": .extensibleArrow("→"), "xleftarrow": .extensibleArrow("←"),
    ]
    for (name, alphabet) in MathematicalAlphabet.commands { table[name] = .alphabet(alphabet) }
    for (name, accent) in accents { table[name] = .accent(accent) }
    // The heights of plain TeX's delimiters at ten points: 12, 18, 24 and 30.
    for (name, size) in [("big", 12_000), ("Big", 18_000), ("bigg", 24_000), ("Bigg", 30_000)] {
      let length = Length(tenThousandths: size)
      table[name] = .sizedDelimiter(length, .ordinary)
      table[name + "l"] = .sizedDelimiter(length, .opening)
      table[name + "r"] = .sizedDelimiter(length, .closing)
      table[name + "m"] = .sizedDelimiter(length, .relation)
    }
    return table
  }()

  // Fonts have wide forms of the combining hat and tilde, and of few other ones.
  private static let accents: [(String, Accent)] = [
    ("hat", Accent(mark: "ˆ", plain: "\u{302}")), ("check", Accent(mark: "ˇ", plain: "\u{30C}")),
    ("tilde", Accent(mark: "˜", plain: "\u{303}")),
    ("bar", Accent(mark: "¯", plain: "\u{304}", name: "bar")),
    ("vec", Accent(mark: "→", plain: "\u{20D7}", name: "vec")),
    ("dot", Accent(mark: "˙", plain: "\u{307}")),
    ("ddot", Accent(mark: "¨", plain: "\u{308}")), ("acute", Accent(mark: "´", plain: "\u{301}")),
    ("grave", Accent(mark: "`", plain: "\u{300}")), ("breve", Accent(mark: "˘", plain: "\u{306}")),
    ("mathring", Accent(mark: "˚", plain: "\u{30A}")),
    ("widehat", Accent(mark: "\u{302}", plain: "\u{302}", stretches: true)),
    ("widetilde", Accent(mark: "\u{303}", plain: "\u{303}", stretches: true)),
    ("overline", Accent(mark: "‾", plain: "\u{305}", stretches: true, name: "overline")),
    (
      "underline",
      Accent(mark: "_", plain: "\u{332}", stretches: true, isBelow: true, name: "underline")
    ),
    ("overbrace", Accent(mark: "⏞", plain: "", stretches: true, takesLabel: true)),
    ("underbrace", Accent(mark: "⏟", plain: "", stretches: true, isBelow: true, takesLabel: true)),
    ("overrightarrow", Accent(mark: "→", plain: "\u{20D7}", stretches: true)),
    ("overleftarrow", Accent(mark: "←", plain: "\u{20D6}", stretches: true)),
  ]
}

extension Formula {
  /// The names of all commands, without the backslash, as often as the tables list them: for
  /// completion, and for a test that none is listed twice.
  package static var commandNames: [String] { Command.listedNames }
}
