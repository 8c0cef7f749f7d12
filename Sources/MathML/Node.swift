/// TeX's classes of atoms (The TeXbook, chapter 17), which decide the space between neighbours.
enum AtomClass: Int, Sendable, Hashable, CaseIterable {
  case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner
}

/// How large a part is set, as far as the space between its atoms depends on it.
enum MathStyle: Sendable, Hashable {
  case display, text, script, scriptScript

  var isScript: Bool { self == .script || self == .scriptScript }
  var forScripts: MathStyle { isScript ? .scriptScript : .script }
  /// The style of a numerator.
  var forFraction: MathStyle {
    switch self {
    case .display: .text
    case .text: .script
    case .script, .scriptScript: .scriptScript
    }
  }
}

/// A length in ten-thousandths of an em: integers print the same on every machine.
struct Length: Sendable, Hashable {
  var tenThousandths: Int

  static let zero = Length(tenThousandths: 0)

  /// TeX's math unit, an eighteenth of an em.
  static func mu(_ count: Int) -> Length {
    let scaled = count * 10_000
    return Length(tenThousandths: (scaled + (scaled < 0 ? -9 : 9)) / 18)
  }

  static func + (a: Length, b: Length) -> Length {
    Length(tenThousandths: a.tenThousandths + b.tenThousandths)
  }

  var description: String {
    let magnitude = abs(tenThousandths)
    var fraction = String(magnitude % 10_000)
    fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = tenThousandths < 0 ? "-" : ""
    return sign + String(magnitude / 10_000) + (fraction.isEmpty ? "" : "." + fraction) + "em"
  }
}

/// An operator, a fence or another sign that MathML writes as `<mo>`.
struct Symbol: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case plain
    /// Browsers would stretch it to the height of the row, TeX does not.
    case fence
    /// Browsers would stretch it to the width of what stands above it.
    case arrow
    /// Grows in displays; sums take limits above and below there, integrals do not.
    case largeOperator(limits: Bool)
  }

  var text: String
  var atom: AtomClass
  var kind = Kind.plain
}

/// A letter, or a word in an upright or bold face.
struct Identifier: Sendable, Hashable {
  var text: String
  /// The letters without their face, for plain text.
  var plain: String
  var isUpright: Bool
}

enum LimitPlacement: Sendable, Hashable { case automatic, always, never }

struct Fraction: Sendable, Hashable {
  var numerator: [Node]
  var denominator: [Node]
  var isBinomial = false
  /// The style that `\dfrac` and `\tfrac` insist on.
  var style: MathStyle?
}

struct Accent: Sendable, Hashable {
  var mark: String
  /// What follows the base in plain text, a combining character where there is one.
  var plain: String
  var stretches = false
  var isBelow = false
  /// Braces take their scripts as labels.
  var takesLabel = false
  /// The class of marks that no font draws right and the style sheet does.
  var name: String?
}

struct Scripts: Sendable, Hashable {
  var base: Node?
  var lower: [Node]?
  var upper: [Node]?
  var limits = LimitPlacement.automatic
}

struct Fenced: Sendable, Hashable {
  /// Empty for the invisible `.`.
  var opening: String
  var closing: String
  /// What stands between the delimiters; `middles` has one less.
  var parts: [[Node]]
  var middles: [String] = []
}

struct Table: Sendable, Hashable {
  enum Alignment: Sendable, Hashable { case left, center, right }
  enum Kind: Sendable, Hashable {
    case matrix, smallMatrix, cases, displayCases, aligned, gathered, substack, array([Alignment])
  }
  struct Row: Sendable, Hashable {
    var cells: [[Node]]
    /// The `[4pt]` of `\\[4pt]`.
    var extraDepth = Length.zero
  }

  var kind: Kind
  var opening = ""
  var closing = ""
  var rows: [Row] = []
}

/// Text inside a formula; it may have formulas inside in turn.
struct TextSpan: Sendable, Hashable {
  enum Face: String, Sendable, Hashable { case plain, bold, italic, sans, mono }
  enum Content: Sendable, Hashable {
    case text(String)
    case formula([Node])
  }

  var face = Face.plain
  var content: Content
}

/// A part of a formula.
indirect enum Node: Sendable, Hashable {
  case identifier(Identifier)
  case number(String, plain: String)
  case symbol(Symbol)
  case function(String, limits: Bool)
  case space(Length)
  case text([TextSpan])
  case row([Node])
  case scripts(Scripts)
  case fraction(Fraction)
  case root([Node], index: [Node]?)
  case accent([Node], Accent)
  /// `\overset` and `\underset`: the base keeps its class.
  case stack(base: [Node], over: [Node]?, under: [Node]?)
  case extensibleArrow(String, over: [Node], under: [Node]?)
  case sizedDelimiter(String, size: Length, atom: AtomClass)
  case fenced(Fenced)
  case table(Table)
  case styled(MathStyle, [Node])
  case phantom([Node], keepsWidth: Bool, keepsHeight: Bool)
  case boxed([Node])
  /// `\mathrel` and its like.
  case classed(AtomClass, [Node])
}
