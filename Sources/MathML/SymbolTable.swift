/// The signs TeX has names for, with the classes of The TeXbook (appendix F) and amsmath.
extension Command {
  /// Greek small letters and a few more that TeX slants.
  static let italicLetters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω partial ∂ imath ı jmath ȷ
    """

  static let uprightLetters = """
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    infty ∞ ell ℓ hbar ℏ Re ℜ Im ℑ wp ℘ aleph ℵ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ nabla ∇
    square □ Box □ triangle △ checkmark ✓ degree °
    $ $ % % # # & & _ _
    """

  struct SymbolGroup {
    var atom: AtomClass
    var kind = Symbol.Kind.plain
    var names: String
  }

  static let symbolGroups = [
    SymbolGroup(
      atom: .ordinary,
      names: """
        forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ angle ∠ prime ′ backslash \\ ldotp . cdotp · S § P ¶
        """),
    SymbolGroup(atom: .ordinary, kind: .fence, names: "| ‖ Vert ‖ vert |"),
    SymbolGroup(
      atom: .binary,
      names: """
        cdot ⋅ times × pm ± mp ∓ div ÷ ast ∗ star ⋆ circ ∘ bullet ∙ cup ∪ cap ∩ uplus ⊎ sqcup ⊔
        sqcap ⊓ wedge ∧ land ∧ vee ∨ lor ∨ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ setminus ∖
        smallsetminus ∖ dagger † ddagger ‡ amalg ⨿ diamond ⋄ wr ≀ ltimes ⋉ rtimes ⋊ boxplus ⊞
        boxtimes ⊠ bigcirc ◯
        """),
    SymbolGroup(
      atom: .relation,
      names: """
        leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ in ∈ ni ∋
        notin ∉ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑
        sqsupseteq ⊒ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯ succeq ⪰ mid ∣ nmid ∤ parallel ∥ nparallel ∦
        perp ⊥ asymp ≍ doteq ≐ models ⊨ vdash ⊢ dashv ⊣ lesssim ≲ gtrsim ≳ leqslant ⩽ geqslant ⩾
        coloneqq ≔ eqqcolon ≕ triangleq ≜ approxeq ≊ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ vDash ⊨ bowtie ⋈
        """),
    SymbolGroup(
      atom: .relation, kind: .arrow,
      names: """
        to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
        Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶ longleftarrow ⟵
        longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦
        longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑
        Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀
        rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leadsto ⇝
        rightsquigarrow ⇝ twoheadrightarrow ↠ nrightarrow ↛ nleftarrow ↚
        """),
    SymbolGroup(
      atom: .opening, kind: .fence,
      names:
        "{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ ulcorner ⌜ llbracket ⟦"),
    SymbolGroup(
      atom: .closing, kind: .fence,
      names:
        "} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ urcorner ⌝ rrbracket ⟧"),
    SymbolGroup(atom: .punctuation, names: "colon :"),
    SymbolGroup(
      atom: .inner, names: "ldots … dots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ dotso … ddots ⋱"),
    SymbolGroup(atom: .ordinary, names: "vdots ⋮"),
    SymbolGroup(
      atom: .largeOperator, kind: .largeOperator(limits: true),
      names: """
        sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀
        biguplus ⨄ bigsqcup ⨆
        """),
    SymbolGroup(
      atom: .largeOperator, kind: .largeOperator(limits: false),
      names: "int ∫ iint ∬ iiint ∭ oint ∮"),
  ]

  static let functions = """
    sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln lg dim deg ker hom arg
    """

  /// Functions whose script stands below them in a display; `_` is a thin space.
  static let limitFunctions = """
    max max min min sup sup inf inf lim lim limsup lim_sup liminf lim_inf det det gcd gcd Pr Pr
    """

  /// What may follow `\left`, `\middle`, `\right` and `\big`, besides the names of fences.
  static let delimiterCharacters: [Unicode.Scalar: String] = [
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": "",
    "⟨": "⟨", "⟩": "⟩", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "‖": "‖",
  ]

  static let delimiterArrows: Set<String> = [
    "uparrow", "downarrow", "updownarrow", "Uparrow", "Downarrow", "Updownarrow", "backslash",
  ]

  /// Signs with a line through them that are a character of their own.
  static let negations: [String: String] = [
    "=": "≠", "<": "≮", ">": "≯", "∈": "∉", "∋": "∌", "≡": "≢", "∼": "≁", "≈": "≉", "≤": "≰",
    "≥": "≱", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∣": "∤", "∥": "∦", "∃": "∄", "→": "↛",
    "←": "↚", "⇒": "⇏", "≅": "≇", "≃": "≄", "≺": "⊀", "≻": "⊁",
  ]

  /// What a character that is no letter or digit stands for.
  static let characters: [Unicode.Scalar: Symbol] = {
    var table: [Unicode.Scalar: Symbol] = [:]
    for case .symbol(let symbol) in all.values {
      // `\lvert`, `\perp` and others share their sign with a plainer one, which is entered below.
      guard let scalar = symbol.text.unicodeScalars.first, !scalar.isASCII else { continue }
      if symbol.text.unicodeScalars.count == 1 { table[scalar] = symbol }
    }
    table["‖"] = Symbol(text: "‖", atom: .ordinary, kind: .fence)
    table["⊥"] = Symbol(text: "⊥", atom: .relation)
    let ascii: [(Unicode.Scalar, Symbol)] = [
      ("+", Symbol(text: "+", atom: .binary)), ("-", Symbol(text: "−", atom: .binary)),
      ("−", Symbol(text: "−", atom: .binary)), ("*", Symbol(text: "∗", atom: .binary)),
      ("·", Symbol(text: "⋅", atom: .binary)), ("=", Symbol(text: "=", atom: .relation)),
      ("<", Symbol(text: "<", atom: .relation)), (">", Symbol(text: ">", atom: .relation)),
      (":", Symbol(text: ":", atom: .relation)), (",", Symbol(text: ",", atom: .punctuation)),
      (";", Symbol(text: ";", atom: .punctuation)), (".", Symbol(text: ".", atom: .ordinary)),
      ("/", Symbol(text: "/", atom: .ordinary)), ("!", Symbol(text: "!", atom: .closing)),
      ("?", Symbol(text: "?", atom: .closing)), ("@", Symbol(text: "@", atom: .ordinary)),
      ("\"", Symbol(text: "\"", atom: .ordinary)), ("`", Symbol(text: "‘", atom: .ordinary)),
      ("|", Symbol(text: "|", atom: .ordinary, kind: .fence)),
      ("(", Symbol(text: "(", atom: .opening, kind: .fence)),
      (")", Symbol(text: ")", atom: .closing, kind: .fence)),
      ("[", Symbol(text: "[", atom: .opening, kind: .fence)),
      ("]", Symbol(text: "]", atom: .closing, kind: .fence)),
      ("…", Symbol(text: "…", atom: .inner)),
    ]
    for (scalar, symbol) in ascii { table[scalar] = symbol }
    return table
  }()
}
