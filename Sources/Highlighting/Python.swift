extension Listing {
  mutating func markPython() {
    var isLineStart = true
    while !isAtEnd {
      let start = position
      switch byte() {
      case "\n":
        skip(1)
        isLineStart = true
        continue
      case let byte where byte.isBlank:
        skipBlanks()
        continue
      case "#":
        skipLine()
        mark(.comment, from: start)
      case "\"", "'":
        skipPythonText(isFormatted: false, isRaw: false)
        mark(.text, from: start)
      case "@" where isLineStart:
        skip(1)
        repeat {
          position = wordEnd(from: position)
          guard byte() == ".", wordEnd(from: position + 1) > position + 1 else { break }
          skip(1)
        } while !isAtEnd
        if position > start + 1 { mark(.keyword, from: start) }
      case let byte where byte.isDigit:
        skipNumber()
        if self.byte() == ".", !self.byte(1).isLetter { skip(1) }
        mark(.number, from: start)
      case "." where byte(1).isDigit && !byte(-1).isWord:
        skip(1)
        skipNumber()
        mark(.number, from: start)
      default:
        if isAtWord { markPythonWord(isLineStart: isLineStart) } else { skipScalar() }
      }
      isLineStart = false
    }
  }

  private mutating func markPythonWord(isLineStart: Bool) {
    let start = position
    position = wordEnd(from: position)
    let word = word(start..<position)
    if byte() == "\"" || byte() == "'", pythonPrefixes.contains(word.lowercased()) {
      let prefix = word.lowercased()
      skipPythonText(
        isFormatted: prefix.contains("f") || prefix.contains("t"), isRaw: prefix.contains("r"))
      mark(.text, from: start)
    } else if pythonKeywords.contains(word) || (isLineStart && isSoftKeyword(word)) {
      mark(.keyword, from: start)
    } else if isUppercase(at: start) {
      mark(.type, from: start)
    }
  }

  /// `match value:`, `case pattern:`, `type Name = …`: keywords of a line like these only.
  private func isSoftKeyword(_ word: String) -> Bool {
    guard word == "match" || word == "case" || word == "type" else { return false }
    let next = blankEnd(from: position)
    guard next > position else { return false }
    if word == "type" {
      let end = wordEnd(from: next)
      let sign = byte(at: blankEnd(from: end))
      return end > next && (sign == "=" || sign == "[")
    }
    let first = byte(at: next)
    guard first.isWord || first >= 0x80 || "([{\"'-*_".utf8.contains(first) else { return false }
    // `case 1: return` has its colon before the end, so any colon will do.
    var end = next
    while end < limit, bytes[end] != "\n", bytes[end] != "#" {
      if bytes[end] == ":" { return true }
      end += 1
    }
    return false
  }

  /// Past a text; an `f` text may hold code in braces, and that code other texts.
  private mutating func skipPythonText(isFormatted: Bool, isRaw: Bool) {
    var parts = [openPythonText(isFormatted: isFormatted, isRaw: isRaw)]
    let spansLines = parts[0].isTriple
    while let part = parts.last, !isAtEnd {
      let byte = byte()
      if byte == "\n", !part.isTriple {
        guard spansLines else { return }
        if !part.isCode { parts.removeLast() } else { skip(1) }
        continue
      }
      if part.isCode {
        switch byte {
        case "{", "[", "(": parts[parts.count - 1].depth += 1
        case "}", "]", ")":
          parts[parts.count - 1].depth -= 1
          if part.depth == 1 { parts.removeLast() }
        case "\"", "'":
          // In Python before 3.12 this quote ends the text around it, and no code is without
          // its closing brace then; a listing that runs can be read either way.
          let prefix = self.byte(-1) | 0x20
          parts.append(openPythonText(isFormatted: prefix == "f", isRaw: prefix == "r"))
          continue
        default: break
        }
        skip(1)
      } else if byte == "\\" {
        skip(self.byte(1) == "\n" && !part.isTriple ? 1 : 2)
        if self.byte(-1) == "\\", self.byte() == "\n", !part.isTriple { skip(1) }
      } else if byte == part.quote, !part.isTriple || isTriple(byte) {
        skip(part.isTriple ? 3 : 1)
        parts.removeLast()
      } else if part.isFormatted, byte == "{" {
        if self.byte(1) == "{" {
          skip(2)
        } else {
          skip(1)
          parts.append(PythonPart(isCode: true, isTriple: false, quote: 0, depth: 1))
        }
      } else {
        skip(1)
      }
    }
  }

  private func isTriple(_ quote: UInt8) -> Bool { byte(1) == quote && byte(2) == quote }

  private mutating func openPythonText(isFormatted: Bool, isRaw: Bool) -> PythonPart {
    let quote = byte()
    let isTriple = isTriple(quote)
    skip(isTriple ? 3 : 1)
    return PythonPart(
      isCode: false, isTriple: isTriple, isFormatted: isFormatted, quote: quote, depth: 0)
  }
}

/// A text that is being read, or the code in one.
private struct PythonPart {
  var isCode: Bool
  var isTriple: Bool
  var isFormatted = false
  var quote: UInt8
  var depth: Int
}

private let pythonPrefixes: Set<String> = [
  "b", "br", "f", "fr", "r", "rb", "rf", "rt", "t", "tr", "u",
]

private let pythonKeywords: Set<String> = [
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
  "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
  "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
  "yield",
]
