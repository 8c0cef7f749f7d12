extension StringProtocol {
  /// The text without what stands at its end and matches: white space, unless told otherwise.
  package func trimmingEnd(while matches: (Character) -> Bool = \.isWhitespace) -> String {
    var rest = self[...]
    while let last = rest.last, matches(last) { rest.removeLast() }
    return String(rest)
  }
}
