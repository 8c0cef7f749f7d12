import BookModel

/// Operands and conditions, from words to their canonical spelling.
extension StencilReader {
  struct Operand {
    var canonical: String
    /// The use, if the operand is a name that templates are given and has no filter.
    var bareUse: Int?
  }

  /// The most words a condition may have: Stencil recurs on every `not` and bracket.
  private static let longestCondition = 64

  /// A name or a quoted text with its filters; nil after reporting what is wrong.
  ///
  /// `role` is the filter of ours that ends it: `written`, `items`, `tested` or `compared`.
  mutating func operand(_ words: inout StencilWords, role: String) -> Operand? {
    guard let word = words.take() else {
      report(words.end, "a name is missing here")
      return nil
    }
    let use = tables.uses.count
    var canonical: String
    var isBare = false
    switch word.kind {
    case .name:
      tables.uses.append(TemplateUse(word.text, at: word.location))
      canonical = canonicalName(word.text, use)
      isBare = canonical.hasPrefix("_")
    case .literal:
      tables.uses.append(TemplateUse("\"\(word.text)\"", at: word.location))
      canonical = "0|literal:\(literal(word.text))"
    case .symbol, .unknown:
      report(word.location, "'\(word.text)' is neither a name nor a text in quotes")
      return nil
    }
    while words.takes("|") {
      guard let filter = filter(&words) else { return nil }
      canonical += filter
      isBare = false
    }
    return Operand(canonical: canonical + "|\(role):\(use)", bareUse: isBare ? use : nil)
  }

  private mutating func canonicalName(_ name: String, _ use: Int) -> String {
    let root = String(name.prefix { $0 != "." })
    // These two are given by Stencil itself.
    if root == "forloop" || root == "block" { return "\(name)|value:\(use)" }
    if !loopNames.contains(root) { layout.rootUses.append((root, use)) }
    return "_\(name)|value:\(use)"
  }

  private mutating func literal(_ text: String) -> Int {
    tables.literals.append(text)
    return tables.literals.count - 1
  }

  private mutating func filter(_ words: inout StencilWords) -> String? {
    let word = words.take()
    guard let name = word, name.kind == .name else {
      report(word?.location ?? words.end, "'|' is followed by the name of a filter")
      return nil
    }
    guard Self.filters.contains(name.text) else {
      layout.diagnostics.append(
        .error(
          "unknown-filter", at: name.location, "no filter is called '\(name.text)'",
          suggestion: nearestName(to: name.text, in: Self.filters)))
      return nil
    }
    let takesText = name.text == "default" || name.text == "join"
    guard words.takes(":") else {
      guard !takesText else {
        report(name.location, "'\(name.text)' is followed by ':' and a text in quotes")
        return nil
      }
      return "|\(name.text)"
    }
    guard takesText, let argument = words.take(), argument.kind == .literal else {
      report(
        name.location,
        takesText
          ? "'\(name.text)' is followed by ':' and a text in quotes"
          : "'\(name.text)' takes nothing after a ':'")
      return nil
    }
    return "|\(name.text):\(literal(argument.text))"
  }

  /// Operands joined by `and`, `or`, `not`, `==`, `!=` and brackets.
  mutating func condition(_ words: inout StencilWords) -> String? {
    var parts: [String] = []
    var open = 0
    var wantsOperand = true
    while let word = words.next, !(word.kind == .name && Self.conditionEnds.contains(word.text)) {
      guard parts.count < Self.longestCondition else {
        report(word.location, "a condition has at most \(Self.longestCondition) words")
        return nil
      }
      if wantsOperand {
        if words.takes("not", .name) {
          parts.append("not")
        } else if words.takes("(") {
          parts.append("(")
          open += 1
        } else {
          guard let operand = comparison(&words) else { return nil }
          parts += operand
          wantsOperand = false
        }
      } else if open > 0, words.takes(")") {
        parts.append(")")
        open -= 1
      } else if words.takes("and", .name) || words.takes("or", .name) {
        parts.append(word.text)
        wantsOperand = true
      } else {
        report(word.location, "'\(word.text)' cannot stand here in a condition")
        return nil
      }
    }
    guard !wantsOperand, open == 0 else {
      report(words.next?.location ?? words.end, "the condition is not finished")
      return nil
    }
    return parts.joined(separator: " ")
  }

  /// Words that end a condition inside a tag.
  private static let conditionEnds = ["else", "where"]

  /// One operand that is tested, or two that are compared.
  private mutating func comparison(_ words: inout StencilWords) -> [String]? {
    var ahead = words
    // Which of the two it is shows only after the operand; the first reading is thrown away.
    let (uses, roots) = (tables, layout)
    guard operand(&ahead, role: "tested") != nil else {
      return nil
    }
    let isComparison = ahead.takes("==") || ahead.takes("!=")
    (tables, layout) = (uses, roots)
    guard let left = operand(&words, role: isComparison ? "compared" : "tested") else {
      return nil
    }
    guard isComparison, let symbol = words.take() else { return [left.canonical] }
    guard let right = operand(&words, role: "compared") else { return nil }
    return [left.canonical, symbol.text, right.canonical]
  }

  /// Whether nothing is left over, which is reported otherwise.
  mutating func ends(_ words: inout StencilWords) -> Bool {
    guard let word = words.next else { return true }
    report(word.location, "'\(word.text)' is one word too many")
    return false
  }
}
