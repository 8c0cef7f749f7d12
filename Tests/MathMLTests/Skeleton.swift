/// The structure of a formula without what converters are free to choose: a list of brackets and
/// leaves such as `(msub s i)`, the same for our markup and for pandoc's if they mean the same.
struct Skeleton {
  private static let transparent: Set = [
    "mrow", "math", "semantics", "mstyle", "mpadded", "menclose",
  ]
  private static let dropped: Set = ["mspace", "annotation", "mphantom"]

  static func text(of root: MarkupTree.Element) -> String {
    pieces(of: root).joined(separator: " ")
  }

  private static func pieces(of element: MarkupTree.Element) -> [String] {
    if dropped.contains(element.name) { return [] }
    if transparent.contains(element.name) { return element.children.flatMap(pieces) }
    guard element.children.isEmpty, !["mtd", "mtr", "mtable", "msqrt"].contains(element.name) else {
      if let free = script(element) { return free }
      let inside = element.children.map { child -> String in
        let parts = pieces(of: child)
        // An argument of several parts keeps its bounds, whether or not an mrow was around it.
        let isArgument = !["mtd", "mtr", "mtable", "msqrt"].contains(element.name)
        return parts.count == 1 || !isArgument
          ? parts.joined(separator: " ") : "[\(parts.joined(separator: " "))]"
      }
      return ["(" + ([element.name] + inside.filter { !$0.isEmpty }).joined(separator: " ") + ")"]
    }
    let text = leaf(element.text)
    // Letters of a word may come one by one; digits of a number too.
    return text.map { String($0) }
  }

  /// Two choices that mean the same: the `2` of `(a)^2` may hang on the bracket, as in TeX, or on the
  /// whole, as in pandoc; and a prime may be a superscript or a sign of its own.
  private static func script(_ element: MarkupTree.Element) -> [String]? {
    guard ["msub", "msup", "msubsup"].contains(element.name) else { return nil }
    let parts = element.children.map(pieces)
    guard let base = parts.first, let closing = base.last else { return nil }
    if element.name == "msup", ["′", "″"].contains(parts[1].joined()) { return base + parts[1] }
    guard base.count > 1, [")", "]", "}"].contains(closing) else { return nil }
    let scripts = parts.dropFirst().map { $0.count == 1 ? $0[0] : "[\($0.joined(separator: " "))]" }
    return base.dropLast() + ["(\(element.name) \(closing) \(scripts.joined(separator: " ")))"]
  }

  /// Signs that look the same and have several code points.
  private static func leaf(_ text: String) -> String {
    var leaf = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\u{A0}", "\u{2009}", "\u{2061}", "\n": break
      case "-", "\u{2212}": leaf += "−"
      case "*", "\u{2217}": leaf += "∗"
      case "\u{302}", "^", "ˆ": leaf += "ˆ"
      case "\u{303}", "~", "˜": leaf += "˜"
      case "\u{304}", "\u{305}", "¯", "‾", "\u{AF}": leaf += "‾"
      case "\u{20D7}", "→": leaf += "→"
      case "\u{307}", "˙": leaf += "˙"
      case "\u{308}", "¨": leaf += "¨"
      case "_", "\u{332}": leaf += "_"
      case "·", "⋅": leaf += "⋅"
      case "∥", "‖": leaf += "‖"
      case "\\", "∖": leaf += "∖"
      case "\u{1D7CE}"..."\u{1D7FF}": leaf += String((scalar.value - 0x1D7CE) % 10)
      case "∣", "|": leaf += "|"
      default: leaf.unicodeScalars.append(scalar)
      }
    }
    return leaf
  }
}
