/// The written form of a symbol's name: components with `/` between them, `Rotary/turn(_:at:)`.
///
/// The first component names a type or a module and starts with a capital letter; a function of the
/// top level has parentheses. Other code in double back-ticks stays code.
enum SymbolPath {
  static func isWellFormed(_ text: String) -> Bool {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = components.first?.first, !text.contains(where: \.isWhitespace) else {
      return false
    }
    guard components.allSatisfy(isComponent) else { return false }
    return first.isUppercase || (components.count == 1 && text.hasSuffix(")"))
  }

  /// A name with an argument list perhaps, and DocC's suffix that tells overloads apart.
  private static func isComponent(_ component: Substring) -> Bool {
    guard let first = component.first, first.isLetter || first == "_" || first.isOperator else {
      return false
    }
    return component.allSatisfy {
      $0.isLetter || $0.isNumber || "_:().-,<>[]?".contains($0) || $0.isOperator
    }
  }
}

extension Character {
  fileprivate var isOperator: Bool { "+-*/%=<>!&|^~".contains(self) }
}
