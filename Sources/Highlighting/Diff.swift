extension Listing {
  /// New lines as texts are, old ones as keywords are, places as types are.
  mutating func markDiff() {
    /// Lines of the two files that still belong to the present hunk: there `--- ` is an old line.
    var old = 0
    var new = 0
    var isHeader = false
    while !isAtEnd {
      let start = position
      skipLine()
      let kind: Kind?
      switch byte(at: start) {
      case "@" where follows("@@", at: start):
        (old, new) = hunkLengths(start + 2)
        kind = .type
      case "-" where old == 0 && isFileHeader(start):
        kind = .comment
      case "+" where new == 0 && isHeader && follows("+++ ", at: start): kind = .comment
      case "-":
        old = max(0, old - 1)
        kind = .keyword
      case "+":
        new = max(0, new - 1)
        kind = .text
      case " ":
        old = max(0, old - 1)
        new = max(0, new - 1)
        kind = nil
      case "\\": kind = .comment
      default:
        let isNote = ["diff ", "index ", "new file", "deleted fi", "rename ", "similarity"]
          .contains { starts(with: $0, at: start) }
        kind = isNote ? .comment : nil
      }
      isHeader = kind == .comment && byte(at: start) == "-"
      if let kind { mark(kind, from: start) }
      skip(1)
    }
  }

  private func starts(with text: String, at index: Int) -> Bool {
    bytes[index..<min(limit, index + text.utf8.count)].elementsEqual(text.utf8)
  }

  /// `--- old` with `+++ new` behind it.
  private func isFileHeader(_ start: Int) -> Bool {
    follows("--- ", at: start) && follows("+++ ", at: position + 1)
  }

  /// The lengths in `@@ -1,7 +1,6 @@`.
  private func hunkLengths(_ index: Int) -> (old: Int, new: Int) {
    var index = index
    func length() -> Int {
      _ = number()
      guard byte(at: index) == "," else { return 1 }
      index += 1
      return number()
    }
    func number() -> Int {
      var value = 0
      while byte(at: index).isDigit {
        // No file has more lines; a longer number must not overflow.
        value = min(value * 10 + Int(bytes[index] - 0x30), 1_000_000_000)
        index += 1
      }
      return value
    }
    func sign(_ sign: Unicode.Scalar) -> Bool {
      index = blankEnd(from: index)
      guard byte(at: index) == sign else { return false }
      index += 1
      return true
    }
    guard sign("-") else { return (0, 0) }
    let old = length()
    guard sign("+") else { return (0, 0) }
    return (old, length())
  }
}
