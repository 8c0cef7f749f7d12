extension Listing {
  mutating func markSwift() {
    var reading = SwiftReading()
    while !isAtEnd { markSwiftToken(&reading) }
  }

  private mutating func markSwiftToken(_ reading: inout SwiftReading) {
    let start = position
    switch byte() {
    case "/":
      if follows("//") {
        skipLine()
        return mark(.comment, from: start)
      }
      if follows("/*") {
        skipSwiftComment()
        return mark(.comment, from: start)
      }
      guard let end = swiftRegexEnd(&reading) else { return sign(&reading) }
      position = end
      mark(.text, from: start)
      reading.endsOperand = true
    case "\"":
      skipSwiftText()
      mark(.text, from: start)
      reading.endsOperand = true
    case "#": markAfterNumberSign(&reading)
    case "@":
      skip(1)
      position = wordEnd(from: position)
      if position > start + 1 { mark(.keyword, from: start) }
      reading.endsOperand = false
    case "`": skipQuotedName(&reading)
    case let byte where byte.isSpace: skip(1)
    case let byte where byte.isDigit:
      // The sign of an exponent is plain, as in all editions of the book so far.
      skipNumber(signedExponent: false)
      mark(.number, from: start)
      reading.endsOperand = true
    default:
      if isAtWord { markSwiftWord(&reading) } else { sign(&reading) }
    }
  }

  /// Past an operator or a bracket.
  private mutating func sign(_ reading: inout SwiftReading) {
    reading.lastSign = byte()
    switch byte() {
    case ")", "]", "}": reading.endsOperand = true
    case "!", "?": break  // Behind an operand they belong to it.
    default: reading.endsOperand = false
    }
    skipScalar()
  }

  // MARK: Words

  private mutating func markSwiftWord(_ reading: inout SwiftReading) {
    let start = position
    position = wordEnd(from: position)
    defer { reading.lastSign = 0 }
    let word = word(start..<position)
    if SwiftReading.keywords.contains(word)
      || isContextualKeyword(word, from: start, reading)
    {
      mark(.keyword, from: start)
      reading.endsOperand = SwiftReading.values.contains(word)
      if SwiftReading.access.contains(word), follows("(set)") {
        skip(1)
        skip(3)
        mark(.keyword, from: position - 3)
      }
      return
    }
    if isUppercase(at: start) { mark(.type, from: start) }
    reading.endsOperand = true
  }

  /// Whether a word that may as well be a name is a keyword where it stands.
  private func isContextualKeyword(_ word: String, from start: Int, _ reading: SwiftReading)
    -> Bool
  {
    guard byte(at: start - 1) != "." else { return false }
    let next = blankEnd(from: position)
    if SwiftReading.modifiers.contains(word) {
      return leadsToDeclaration(from: position)
        || (SwiftReading.passing.contains(word) && reading.lastSign == ":" && next > position
          && (byte(at: next).isWord || byte(at: next) == "[" || byte(at: next) == "("))
    }
    if SwiftReading.accessors.contains(word) { return isAccessor(from: start, next: next) }
    if SwiftReading.prefixes.contains(word), !reading.endsOperand, next > position {
      let end = wordEnd(from: next)
      let name = self.word(next..<end)
      return end > next && !byte(at: next).isDigit
        && (!SwiftReading.keywords.contains(name) || SwiftReading.values.contains(name)
          || name == "try" || name == "await")
    }
    return false
  }

  /// `mutating func`, `final class`, `unowned(safe) let`.
  private func leadsToDeclaration(from index: Int) -> Bool {
    var index = index
    if byte(at: index) == "(" {
      let end = wordEnd(from: index + 1)
      guard byte(at: end) == ")" else { return false }
      index = end + 1
    }
    let start = blankEnd(from: index)
    guard start > index else { return false }
    let next = word(start..<wordEnd(from: start))
    return SwiftReading.declarations.contains(next) || SwiftReading.modifiers.contains(next)
      || byte(at: start) == "@"
  }

  /// `get {`, `set(new) {`, `{ get set }`: alone at the start of a statement.
  private func isAccessor(from start: Int, next: Int) -> Bool {
    var before = start
    while before > 0, bytes[before - 1] == " " || bytes[before - 1] == "\t" { before -= 1 }
    switch byte(at: before - 1) {
    case 0, "\n", "{", "}", ";", "t", "g", "c", "s": break  // A letter: `get set`, `async set`.
    default: return false
    }
    if byte(at: next) == "(" {
      let end = wordEnd(from: next + 1)
      return byte(at: end) == ")" && byte(at: blankEnd(from: end + 1)) == "{"
    }
    if byte(at: next) == "{" { return true }
    if byte(at: next) == "}" { return byte(at: before - 1) != "\n" }
    return ["get", "set", "async", "throws"].contains(word(next..<wordEnd(from: next)))
  }

  /// A name in backticks, which no keyword can be in.
  private mutating func skipQuotedName(_ reading: inout SwiftReading) {
    reading.endsOperand = true
    guard position >= reading.noBacktickBefore else { return skip(1) }
    var end = position + 1
    while end < limit, bytes[end] != "`", bytes[end] != "\n" { end += 1 }
    if byte(at: end) == "`" {
      position = end + 1
    } else {
      reading.noBacktickBefore = end
      skip(1)
    }
  }

  /// `#if`, `#expect`, `#"raw"#`, `#/regex/#`.
  private mutating func markAfterNumberSign(_ reading: inout SwiftReading) {
    let start = position
    let hashes = run(of: "#", at: position)
    reading.endsOperand = false
    switch byte(hashes) {
    case "\"":
      skipSwiftText()
      mark(.text, from: start)
      reading.endsOperand = true
    case "/":
      skip(hashes + 1)
      let spansLines = isLineRest(position)
      while !isAtEnd, spansLines || byte() != "\n" {
        if byte() == "/", run(of: "#", at: position + 1) >= hashes {
          skip(1 + hashes)
          break
        }
        skip(byte() == "\\" && byte(1) != "\n" ? 2 : 1)
      }
      mark(.text, from: start)
      reading.endsOperand = true
    default:
      skip(hashes)
      guard hashes == 1, isAtWord else { return }
      position = wordEnd(from: position)
      mark(.keyword, from: start)
    }
  }

  // MARK: Comments and texts

  /// Block comments nest in Swift.
  private mutating func skipSwiftComment() {
    var depth = 0
    while !isAtEnd {
      if follows("/*") {
        depth += 1
        skip(2)
      } else if follows("*/") {
        depth -= 1
        skip(2)
        if depth == 0 { return }
      } else {
        skip(1)
      }
    }
  }

  /// Past a text with everything interpolated in it, other texts included.
  ///
  /// With a stack of its own: texts can stand in texts more often than calls can stand in calls.
  private mutating func skipSwiftText() {
    var parts = [openSwiftText()]
    let spansLines = parts[0].spansLines
    while let part = parts.last, !isAtEnd {
      switch byte() {
      case "\n":
        if !part.spansLines {
          guard spansLines else { return }
          // A quote left open in the code of a longer text: only its own line is spoiled.
          parts.removeLast()
        } else {
          skip(1)
        }
      case "\"" where part.isCode: parts.append(openSwiftText())
      case "\"":
        let isEnd = !part.isTriple || follows("\"\"\"")
        let quotes = part.isTriple ? 3 : 1
        if isEnd, isRun(of: "#", part.hashes, at: position + quotes) {
          skip(quotes + part.hashes)
          parts.removeLast()
        } else {
          skip(1)
        }
      case "\\" where !part.isCode:
        guard isRun(of: "#", part.hashes, at: position + 1) else {
          skip(1)
          continue
        }
        skip(1 + part.hashes)
        if byte() == "(" {
          parts.append(.code(spansLines: spansLines))
          skip(1)
        } else if byte() != "\n" {
          skip(1)
        }
      case "#" where part.isCode:
        let hashes = run(of: "#", at: position)
        if byte(hashes) == "\"" { parts.append(openSwiftText()) } else { skip(hashes) }
      case "(" where part.isCode:
        parts[parts.count - 1].depth += 1
        skip(1)
      case ")" where part.isCode:
        parts[parts.count - 1].depth -= 1
        if part.depth == 1 { parts.removeLast() }
        skip(1)
      case "/" where part.isCode && byte(1) == "*": skipSwiftComment()
      default: skip(1)
      }
    }
  }

  private func isRun(of sign: Unicode.Scalar, _ count: Int, at index: Int) -> Bool {
    for place in index..<index + count where byte(at: place) != sign { return false }
    return true
  }

  /// Past the opening quotes, which `position` must be at.
  private mutating func openSwiftText() -> SwiftPart {
    let hashes = run(of: "#", at: position)
    skip(hashes)
    let isTriple = follows("\"\"\"")
    skip(isTriple ? 3 : 1)
    return .text(hashes: hashes, isTriple: isTriple)
  }

  /// The end of a regex literal that begins at this slash; nil if it is an operator.
  private func swiftRegexEnd(_ reading: inout SwiftReading) -> Int? {
    guard !reading.endsOperand, position >= reading.noRegexBefore, !byte(1).isSpace,
      !"+-*/%=<>!&|^~?.\\".utf8.contains(byte(-1))
    else { return nil }
    var depth = 0
    var isClass = false
    var end = position + 1
    while end < limit, bytes[end] != "\n" {
      switch bytes[end] {
      case "\\": end += 1
      case "[": isClass = true
      case "]": isClass = false
      case "(" where !isClass: depth += 1
      case ")" where !isClass:
        depth -= 1
        if depth < 0 { return nil }
      case "/":
        return bytes[end - 1].isBlank ? nil : end + 1
      default: break
      }
      end += 1
    }
    // No slash in the rest of the line can find its partner either.
    reading.noRegexBefore = end
    return nil
  }
}

/// What the reading of a Swift listing has to remember of what lies behind it.
private struct SwiftReading {
  /// Whether an operator may follow, and not a value: `/` is then a division.
  var endsOperand = false
  /// The last sign, if no word came after it.
  var lastSign: UInt8 = 0
  var noRegexBefore = 0
  var noBacktickBefore = 0

  static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class",
    "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough",
    "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout",
    "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
    "repeat", "rethrows", "return", "self", "Self", "some", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// Keywords a value can end with.
  static let values: Set<String> = ["false", "nil", "self", "Self", "super", "true"]

  static let access: Set<String> = [
    "fileprivate", "internal", "open", "package", "private", "public",
  ]

  /// Keywords before a declaration, names anywhere else.
  static let modifiers: Set<String> = [
    "borrowing", "consuming", "convenience", "distributed", "dynamic", "final", "indirect",
    "infix", "isolated", "lazy", "macro", "mutating", "nonisolated", "nonmutating", "open",
    "optional", "override", "package", "postfix", "prefix", "required", "sending", "unowned",
    "weak",
  ]

  /// How an argument is passed: keywords behind the colon of a parameter, too.
  static let passing: Set<String> = ["borrowing", "consuming", "isolated", "sending"]

  static let declarations: Set<String> = [
    "actor", "associatedtype", "case", "class", "deinit", "enum", "extension", "fileprivate",
    "func", "import", "init", "internal", "let", "operator", "precedencegroup", "private",
    "protocol", "public", "static", "struct", "subscript", "typealias", "var",
  ]

  static let accessors: Set<String> = [
    "_modify", "_read", "didSet", "get", "set", "willSet",
  ]

  /// Keywords before a name or a value on the same line.
  static let prefixes: Set<String> = [
    "consume", "copy", "discard", "each", "macro", "unsafe", "yield",
  ]
}

/// A text that is being read, or the code interpolated in one.
private struct SwiftPart {
  var isCode: Bool
  var spansLines: Bool
  var isTriple: Bool
  var hashes: Int
  /// Open parentheses of the code.
  var depth: Int

  static func text(hashes: Int, isTriple: Bool) -> Self {
    Self(isCode: false, spansLines: isTriple, isTriple: isTriple, hashes: hashes, depth: 0)
  }

  static func code(spansLines: Bool) -> Self {
    Self(isCode: true, spansLines: spansLines, isTriple: false, hashes: 0, depth: 1)
  }
}
