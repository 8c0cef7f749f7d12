extension AtomClass {
  /// The class of a part among its neighbours; nil for what TeX looks through.
  init?(of node: Node) {
    switch node {
    case .space: return nil
    case .symbol(let symbol): self = symbol.atom
    case .function: self = .largeOperator
    case .scripts(let scripts):
      guard let base = scripts.base else { self = .ordinary; return }
      self = AtomClass(of: base) ?? .ordinary
    case .stack(let base, _, _):
      self = base.count == 1 ? AtomClass(of: base[0]) ?? .ordinary : .ordinary
    case .classed(let atom, _): self = atom
    case .sizedDelimiter(_, _, let atom): self = atom
    case .extensibleArrow: self = .relation
    case .fenced: self = .inner
    case .table(let table):
      self = table.opening.isEmpty && table.closing.isEmpty ? .ordinary : .inner
    case .identifier, .number, .text, .row, .fraction, .root, .accent, .styled, .phantom, .boxed:
      self = .ordinary
    }
  }

  /// The space between two neighbours in math units, from the table in chapter 18 of The TeXbook.
  static func space(_ left: AtomClass, _ right: AtomClass, isScript: Bool) -> Int {
    let codes: [[Int]] = [
      // Negative ones vanish in scripts. Columns: ord op bin rel open close punct inner.
      [0, 3, -4, -5, 0, 0, 0, -3],
      [3, 3, 0, -5, 0, 0, 0, -3],
      [-4, -4, 0, 0, -4, 0, 0, -4],
      [-5, -5, 0, 0, -5, 0, 0, -5],
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0, 3, -4, -5, 0, 0, 0, -3],
      [-3, -3, 0, -3, -3, -3, -3, -3],
      [-3, 3, -4, -5, -3, 0, -3, -3],
    ]
    let code = codes[left.rawValue][right.rawValue]
    return code < 0 ? (isScript ? 0 : -code) : code
  }
}

/// A row of atoms with the space TeX puts between them.
///
/// Browsers have rules of their own, from the operator dictionary of MathML. They differ from TeX's in
/// the width around `×`, in scripts and next to functions, so every space is worked out here.
struct AtomRow {
  enum Form: String { case prefix, postfix }

  struct Item {
    var node: Node
    /// Nil for spaces.
    var atom: AtomClass?
    var form: Form?
    /// The space to the atom before, in math units.
    var before = 0
  }

  private(set) var items: [Item]

  /// `continues` tells that the row goes on from a cell to its left, as in `a &= b`.
  init(_ nodes: [Node], style: MathStyle, continues: Bool = false) {
    items = nodes.map { Item(node: $0, atom: AtomClass(of: $0)) }
    pairBars()
    settleBinaries(continues: continues)
    measure(style, continues: continues)
    for index in items.indices where items[index].form == nil {
      switch items[index].atom {
      case .opening?: items[index].form = .prefix
      case .closing?: items[index].form = .postfix
      default: break
      }
    }
  }

  private func character(at index: Int) -> String? {
    switch items[index].node {
    case .symbol(let symbol): symbol.text
    case .scripts(let scripts):
      if case .symbol(let symbol)? = scripts.base { symbol.text } else { nil }
    default: nil
    }
  }

  /// Gives `|x|` an opening and a closing bar, which TeX does not tell apart. Without it the minus of
  /// `|-x|` would stand apart like that of `a - x`.
  private mutating func pairBars() {
    var open: [(index: Int, text: String)] = []
    for index in items.indices {
      guard let text = character(at: index) else { continue }
      if items[index].atom == .opening { open.append((index, "(")) }
      if items[index].atom == .closing, text != "!", text != "?" {
        while let last = open.popLast(), last.text != "(" {}
      }
      guard items[index].atom == .ordinary, text == "|" || text == "‖" else { continue }
      if let last = open.last, last.text == text, last.index < index - 1 {
        open.removeLast()
        items[last.index].atom = .opening
        items[index].atom = .closing
      } else if case .symbol = items[index].node {
        open.append((index, text))
      }
    }
  }

  /// A sign that has nothing to its left or right to join is no binary operator (The TeXbook,
  /// appendix G, rules 5 and 6).
  private mutating func settleBinaries(continues: Bool) {
    var previous: Int?
    var previousAtom: AtomClass? = continues ? .ordinary : nil
    for index in items.indices {
      guard let atom = items[index].atom else { continue }
      switch atom {
      case .binary:
        switch previousAtom {
        case nil, .binary?, .largeOperator?, .relation?, .opening?, .punctuation?:
          items[index].atom = .ordinary
          items[index].form = .prefix
        default: break
        }
      case .relation, .closing, .punctuation:
        if let previous, items[previous].atom == .binary { items[previous].atom = .ordinary }
        if let previous, items[previous].form == .prefix { items[previous].form = nil }
      default: break
      }
      previous = index
      previousAtom = items[index].atom
    }
    guard let previous else { return }
    if items[previous].atom == .binary { items[previous].atom = .ordinary }
    items[previous].form = nil
  }

  private mutating func measure(_ style: MathStyle, continues: Bool) {
    var previous: AtomClass? = continues ? .ordinary : nil
    for index in items.indices {
      guard let atom = items[index].atom else { continue }
      if let previous {
        items[index].before = AtomClass.space(previous, atom, isScript: style.isScript)
      }
      previous = atom
    }
  }
}
