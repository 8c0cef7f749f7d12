extension Listing {
  mutating func markShell() {
    var reading = ShellReading()
    while !isAtEnd {
      if isAtLineStart { markPrompt() }
      markShellToken(&reading)
    }
  }

  /// What was typed at `$ ` as shell, what came back plain.
  mutating func markConsole() {
    while !isAtEnd {
      guard markPrompt() else {
        skipLine()
        skip(1)
        continue
      }
      let end = limit
      limit = lineEnd(from: position)
      // A backslash at the end: the command goes on in the next line.
      while limit < end, bytes[limit - 1] == "\\" {
        limit = bytes.lineEnd(from: limit + 1, to: end)
      }
      var reading = ShellReading()
      while !isAtEnd {
        if isAtLineStart, byte() == ">", byte(1) == " " {
          let start = position
          skip(2)
          mark(.prompt, from: start)
        } else {
          markShellToken(&reading)
        }
      }
      position = limit
      limit = end
      skip(1)
    }
  }

  @discardableResult
  private mutating func markPrompt() -> Bool {
    guard byte() == "$", byte(1) == " " else { return false }
    let start = position
    skip(2)
    mark(.prompt, from: start)
    return true
  }

  private mutating func markShellToken(_ reading: inout ShellReading) {
    switch reading.parts.last {
    case .text?: markShellText(&reading)
    default: markShellCode(&reading)
    }
  }

  /// A piece of a text in double quotes, up to its end or to something that is put in.
  private mutating func markShellText(_ reading: inout ShellReading) {
    let start = reading.textStart ?? position
    reading.textStart = nil
    while !isAtEnd {
      switch byte() {
      case "\\": skip(2)
      case "\"":
        skip(1)
        reading.parts.removeLast()
        return mark(.text, from: start)
      case "$" where byte(1) == "(":
        mark(.text, from: start)
        skip(2)
        return reading.parts.append(.code(depth: 1))
      case "$" where isVariable:
        mark(.text, from: start)
        return markVariable()
      default: skip(1)
      }
    }
    mark(.text, from: start)
  }

  private mutating func markShellCode(_ reading: inout ShellReading) {
    let start = position
    let isWordStart = position == 0 || "|&;()`{\n\t ".utf8.contains(byte(-1))
    switch byte() {
    case "\n":
      skip(1)
      reading.startCommand()
      markHereDocuments(&reading)
    case let byte where byte.isBlank: skipBlanks()
    case "#" where isWordStart:
      skipLine()
      mark(.comment, from: start)
    case "'":
      skip(1)
      while !isAtEnd, byte() != "'" { skip(1) }
      skip(1)
      mark(.text, from: start)
      reading.isCommand = false
    case "\"":
      reading.isCommand = false
      reading.textStart = position
      skip(1)
      reading.parts.append(.text)
    case "$" where byte(1) == "(":
      skip(2)
      if byte() == "(" { reading.arithmetic = reading.parts.count + 1 }
      reading.parts.append(.code(depth: 1))
      reading.startCommand()
    case "$" where isVariable:
      markVariable()
      reading.isCommand = false
    case "\\":
      skip(2)
    case "(":
      if byte(1) == "(" { reading.arithmetic = min(reading.arithmetic, reading.parts.count) }
      reading.change(depth: 1)
      skip(1)
      reading.startCommand()
    case ")":
      reading.change(depth: -1)
      skip(1)
      reading.startCommand()
    case ";", "|", "&", "`", "{", "}":
      skip(1)
      reading.startCommand()
    case "<" where follows("<<<"): skip(3)
    case "<" where follows("<<") && reading.parts.count < reading.arithmetic:
      readHereDocument(&reading)
    case "-" where isWordStart && (byte(1).isLetter || byte(1).isDigit || byte(1) == "-"):
      while byte().isWord || byte() == "-" { skip(1) }
      mark(.number, from: start)
    default:
      if isWordStart, isShellWordByte(byte()) { markShellWord(&reading) } else { skipScalar() }
    }
  }

  private func isShellWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, "\"", "'", "$", "|", "&", ";", "(", ")", "<", ">", "`", "{", "}", "\\": false
    default: !byte.isSpace
    }
  }

  private mutating func markShellWord(_ reading: inout ShellReading) {
    let start = position
    var isNumber = true
    while !isAtEnd, isShellWordByte(byte()) {
      if reading.isCommand, byte() == "=", wordEnd(from: start) == position, position > start,
        !bytes[start].isDigit
      {
        // `NAME=value`; a command may still follow.
        return mark(.type, from: start)
      }
      if !byte().isDigit { isNumber = false }
      skip(1)
    }
    let word = word(start..<position)
    if reading.isCommand, ShellReading.keywords.contains(word) {
      mark(.keyword, from: start)
      reading.awaitsIn = ["for", "case", "select"].contains(word)
      reading.isCommand = ShellReading.leaders.contains(word)
    } else if reading.awaitsIn, word == "in" {
      mark(.keyword, from: start)
      reading.awaitsIn = false
    } else {
      if isNumber { mark(.number, from: start) }
      reading.isCommand = false
    }
  }

  // MARK: Variables

  private var isVariable: Bool {
    let next = byte(1)
    return next.isWord || next == "{" || "@*#?-$!".utf8.contains(next)
  }

  private mutating func markVariable() {
    let start = position
    skip(1)
    if byte() == "{" {
      // Up to the brace that closes it, on this line: `${name:-"a value"}`.
      var depth = 0
      while !isAtEnd, byte() != "\n" {
        if byte() == "{" { depth += 1 }
        if byte() == "}" { depth -= 1 }
        skip(byte() == "\\" && byte(1) != "\n" ? 2 : 1)
        if depth == 0 { break }
      }
    } else if byte().isWord, !byte().isDigit {
      while byte().isWord { skip(1) }
    } else {
      skip(1)
    }
    mark(.type, from: start)
  }

  // MARK: Here-documents

  /// `<<END`, `<<-'END'`: its lines begin behind this one.
  private mutating func readHereDocument(_ reading: inout ShellReading) {
    skip(2)
    if byte() == "-" { skip(1) }
    skipBlanks()
    let quote = byte()
    let isQuoted = quote == "'" || quote == "\""
    let start = position + (isQuoted ? 1 : 0)
    let end = wordEnd(from: start)
    guard end > start, !byte(at: start).isDigit, !isQuoted || byte(at: end) == quote else { return }
    let from = position
    position = isQuoted ? end + 1 : end
    mark(.text, from: from)
    reading.hereDocuments.append(start..<end)
  }

  private mutating func markHereDocuments(_ reading: inout ShellReading) {
    guard !reading.hereDocuments.isEmpty else { return }
    for name in reading.hereDocuments where !isAtEnd {
      let start = position
      while !isAtEnd {
        var first = position
        while byte(at: first) == "\t" { first += 1 }
        skipLine()
        let isEnd = bytes[first..<max(first, position)].elementsEqual(bytes[name])
        if isEnd { break }
        skip(1)
      }
      mark(.text, from: start)
      if byte() == "\n" { skip(1) }
    }
    reading.hereDocuments = []
  }
}

extension [UInt8] {
  fileprivate func lineEnd(from index: Int, to limit: Int) -> Int {
    var end = index
    while end < limit, self[end] != "\n" { end += 1 }
    return Swift.min(end, limit)
  }
}

private struct ShellReading {
  /// A text in double quotes, or a command put into one or into another command.
  enum Part {
    case text
    case code(depth: Int)
  }

  var parts: [Part] = []
  /// Whether a command may begin here, and so a keyword.
  var isCommand = true
  /// Whether `in` of a `for` or `case` is still to come.
  var awaitsIn = false
  /// Where an opening quote stands that has not been marked yet.
  var textStart: Int?
  /// From this many parts on `<<` shifts a number.
  var arithmetic = Int.max
  /// The words that end the here-documents of this line.
  var hereDocuments: [Range<Int>] = []

  mutating func startCommand() {
    isCommand = true
    awaitsIn = false
  }

  mutating func change(depth change: Int) {
    guard case .code(let depth)? = parts.last else {
      if change < 0 { arithmetic = .max }
      return
    }
    parts[parts.count - 1] = .code(depth: depth + change)
    if depth + change == 0 { parts.removeLast() }
    if parts.count < arithmetic { arithmetic = .max }
  }

  static let keywords: Set<String> = [
    "case", "declare", "do", "done", "elif", "else", "esac", "exit", "export", "fi", "for",
    "function", "if", "local", "readonly", "return", "select", "then", "time", "until", "while",
    "!", "[[",
  ]

  /// Keywords a command follows.
  static let leaders: Set<String> = [
    "do", "elif", "else", "export", "if", "local", "readonly", "declare", "then", "time", "until",
    "while", "!",
  ]
}
