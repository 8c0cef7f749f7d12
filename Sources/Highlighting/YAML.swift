extension Listing {
  mutating func markYAML() {
    // Inside brackets and braces indentation says nothing.
    var depth = 0
    while !isAtEnd {
      markYAMLLine(&depth)
      skip(1)
    }
  }

  private mutating func markYAMLLine(_ depth: inout Int) {
    let line = position
    if depth == 0, markYAMLSeparator() { return }
    skipBlanks()
    /// The column of what a block scalar on this line belongs to.
    var parent = -1
    var isNodeStart = true
    while !isAtEnd, byte() != "\n" {
      let start = position
      switch byte() {
      case let byte where byte.isBlank: skipBlanks()
      case "#" where start == line || self.byte(-1).isSpace:
        skipLine()
        mark(.comment, from: start)
      case "-" where depth == 0 && isNodeStart && isSpaceOrEnd(1),
        "?" where isNodeStart && isSpaceOrEnd(1):
        parent = start - line
        skip(1)
      case "\"", "'":
        skipYAMLText()
        let isKey = byte(at: blankEnd(from: position)) == ":"
        if isKey { parent = start - line }
        mark(isKey ? .type : .text, from: start)
        isNodeStart = false
      case "&", "*", "!":
        skip(1)
        while !isAtEnd, !byte().isSpace, !isFlowSign(byte()) { skip(1) }
        mark(.keyword, from: start)
      case "|" where depth == 0 && isBlockHeader(start + 1),
        ">" where depth == 0 && isBlockHeader(start + 1):
        return markBlockScalar(under: parent)
      case "[", "{":
        depth += 1
        skip(1)
        isNodeStart = true
      case "]", "}":
        depth = max(0, depth - 1)
        skip(1)
      case "," where depth > 0, ":" where isSpaceOrEnd(1) || depth > 0:
        skip(1)
        isNodeStart = true
      default:
        markPlainScalar(&parent, line: line, isFlow: depth > 0)
        isNodeStart = false
      }
    }
  }

  /// `---`, `...` and directives.
  private mutating func markYAMLSeparator() -> Bool {
    let start = position
    if byte() == "%" {
      skipLine()
      mark(.keyword, from: start)
      return true
    }
    guard follows("---") || follows("..."), isSpaceOrEnd(3) else { return false }
    skip(3)
    mark(.keyword, from: start)
    return false
  }

  private func isSpaceOrEnd(_ offset: Int) -> Bool {
    position + offset >= limit || byte(offset).isSpace
  }

  private func isFlowSign(_ byte: UInt8) -> Bool {
    switch byte {
    case ",", "[", "]", "{", "}": true
    default: false
    }
  }

  /// Texts in quotes go on over lines.
  private mutating func skipYAMLText() {
    let quote = byte()
    skip(1)
    while !isAtEnd {
      if byte() == "\\", quote == "\"" {
        skip(2)
      } else if byte() == quote {
        skip(1)
        guard quote == "'", byte() == "'" else { return }
        skip(1)
      } else {
        skip(1)
      }
    }
  }

  private mutating func markPlainScalar(_ parent: inout Int, line: Int, isFlow: Bool) {
    let start = position
    skipScalar()
    while !isAtEnd, byte() != "\n" {
      if byte() == "#", byte(-1).isSpace { break }
      if byte() == ":", isSpaceOrEnd(1) || (isFlow && isFlowSign(byte(1))) { break }
      if isFlow, isFlowSign(byte()) { break }
      skip(1)
    }
    let isKey = byte() == ":"
    while position > start + 1, bytes[position - 1].isSpace { position -= 1 }
    if isKey {
      parent = start - line
      mark(.type, from: start)
    } else if isYAMLWord(start..<position) {
      mark(.keyword, from: start)
    } else if isYAMLNumber(start..<position) {
      mark(.number, from: start)
    }
  }

  private func isYAMLWord(_ range: Range<Int>) -> Bool {
    [
      "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~", "yes", "Yes",
      "no", "No", "on", "On", "off", "Off",
    ].contains(word(range))
  }

  private func isYAMLNumber(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    if byte(at: index) == "-" || byte(at: index) == "+" { index += 1 }
    if [".inf", ".Inf", ".nan", ".NaN"].contains(word(index..<range.upperBound)) { return true }
    guard byte(at: index).isDigit || (byte(at: index) == "." && byte(at: index + 1).isDigit) else {
      return false
    }
    if byte(at: index) == "0", byte(at: index + 1) | 0x20 == "x" || byte(at: index + 1) == "o" {
      return wordEnd(from: index) == range.upperBound
    }
    var points = 0
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == "." {
        points += 1
      } else if byte | 0x20 == "e" {
        if self.byte(at: index + 1) == "-" || self.byte(at: index + 1) == "+" { index += 1 }
        guard self.byte(at: index + 1).isDigit else { return false }
        points += 1
      } else if !byte.isDigit, byte != "_" {
        return false
      }
      index += 1
    }
    return points < 3
  }

  /// Behind `|` or `>`: signs of how to fold, a comment, and the end of the line.
  private func isBlockHeader(_ index: Int) -> Bool {
    var end = index
    while end < min(index + 2, limit), bytes[end].isDigit || bytes[end] == "+" || bytes[end] == "-"
    {
      end += 1
    }
    return isLineRest(end) || (byte(at: blankEnd(from: end)) == "#" && blankEnd(from: end) > end)
  }

  /// The lines of a block scalar: those indented deeper than what it belongs to, and blank ones.
  private mutating func markBlockScalar(under parent: Int) {
    while !isAtEnd, byte() != "\n", byte() != "#" { skip(1) }
    let comment = position
    skipLine()
    mark(.comment, from: comment)
    guard !isAtEnd else { return }
    let start = position + 1
    var end = position
    while end < limit {
      let line = end + 1
      let indent = run(of: " ", at: line)
      if !isLineRest(line + indent) {
        let isSeparator = indent == 0 && (follows("---", at: line) || follows("...", at: line))
        guard indent > parent, !isSeparator else { break }
      } else if line >= limit {
        break
      }
      end = lineEnd(from: line)
    }
    guard end > position else { return }
    position = end
    mark(.text, from: start)
  }
}
