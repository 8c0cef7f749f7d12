extension Listing {
  /// Headings, code, quotes, bullets and addresses: as much as shows the shape of a page.
  mutating func markMarkdown() {
    markFrontMatter()
    while !isAtEnd {
      markMarkdownLine()
      skip(1)
    }
  }

  /// YAML between two lines of dashes at the very start.
  private mutating func markFrontMatter() {
    guard follows("---\n") else { return }
    var end = 4
    while end < limit, !(follows("---", at: end) && isLineRest(end + 3)) {
      end = lineEnd(from: end) + 1
    }
    guard end < limit else { return }
    let whole = limit
    limit = end
    markYAML()
    position = end
    limit = whole
    skipLine()
    mark(.keyword, from: end)
  }

  private mutating func markMarkdownLine() {
    let line = position
    skipBlanks()
    let start = position
    switch byte() {
    case "#":
      let level = run(of: "#", at: position)
      guard level <= 6, byte(level).isSpace || position + level >= limit else { break }
      skipLine()
      return mark(.keyword, from: start)
    case ">":
      skip(1)
      mark(.comment, from: start)
    case "`", "~":
      let fence = byte() == "`" ? run(of: "`", at: position) : run(of: "~", at: position)
      guard fence >= 3 else { break }
      return markFence(length: fence, from: line)
    case "-", "*", "+":
      guard byte(1).isBlank else { break }
      skip(1)
      mark(.number, from: start)
    case let byte where byte.isDigit:
      var end = position
      while self.byte(at: end).isDigit { end += 1 }
      guard self.byte(at: end) == "." || self.byte(at: end) == ")", self.byte(at: end + 1).isBlank
      else { break }
      position = end + 1
      mark(.number, from: start)
    default: break
    }
    markInlines()
  }

  private mutating func markFence(length: Int, from start: Int) {
    let sign = Unicode.Scalar(byte())
    skipLine()
    while !isAtEnd {
      skip(1)
      skipBlanks()
      let count = run(of: sign, at: position)
      let isEnd = count >= length && isLineRest(position + count)
      skipLine()
      if isEnd { break }
    }
    mark(.text, from: start)
  }

  private mutating func markInlines() {
    /// Runs of backticks that have no partner on this line, by their length.
    var unclosed: Set<Int> = []
    var hasAddress = true
    while !isAtEnd, byte() != "\n" {
      let start = position
      switch byte() {
      case "\\" where byte(1) != "\n": skip(2)
      case "`":
        let count = run(of: "`", at: position)
        skip(count)
        // A long run is looked for nowhere, so that each byte is looked at a few times only.
        guard count <= 8, !unclosed.contains(count) else { continue }
        if let end = codeEnd(count) {
          position = end
          mark(.text, from: start)
        } else {
          unclosed.insert(count)
        }
      case "]" where byte(1) == "(" && hasAddress:
        skip(2)
        let address = position
        while !isAtEnd, byte() != ")", byte() != "\n" { skip(1) }
        if byte() == ")" {
          mark(.type, from: address)
        } else {
          hasAddress = false
          position = address
        }
      case "<" where follows("<!--"):
        while !isAtEnd, !follows("-->") { skip(1) }
        skip(3)
        mark(.comment, from: start)
      default: skip(1)
      }
    }
  }

  private func codeEnd(_ count: Int) -> Int? {
    var end = position
    while end < limit, bytes[end] != "\n" {
      let length = run(of: "`", at: end)
      if length == count { return end + length }
      end += max(1, length)
    }
    return nil
  }
}
