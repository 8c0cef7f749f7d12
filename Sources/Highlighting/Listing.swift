/// A text on its way to HTML: how far it has been looked at, and what has been written.
///
/// A language only moves `position` forward and marks the piece behind it; what lies between two
/// marks is written as it stands. So no language can lose, repeat or change a character.
///
/// Bytes, not characters: every sign that matters to a language is ASCII, and a byte of a longer
/// character never looks like one. It also keeps a listing of any length linear.
struct Listing {
  /// The classes of the style sheet.
  enum Kind: String {
    case keyword = "kw"
    case type = "ty"
    case number = "nu"
    case text = "st"
    case comment = "co"
    case prompt = "prompt"
  }

  let bytes: [UInt8]
  /// The next byte to look at.
  var position = 0
  /// Where to stop; lower than the end while a part is read in another language.
  var limit: Int
  private var written = 0
  private var output: [UInt8] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    limit = bytes.count
    output.reserveCapacity(bytes.count + bytes.count / 2)
  }

  // MARK: Writing

  /// Marks what lies between a place and `position`.
  mutating func mark(_ kind: Kind, from start: Int) {
    let start = max(start, written)
    guard position > start else { return }
    write(upTo: start)
    output += "<span class=\"\(kind.rawValue)\">".utf8
    write(upTo: position)
    output += "</span>".utf8
  }

  /// The whole text, the rest of it plain.
  mutating func html() -> String {
    write(upTo: bytes.count)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func write(upTo end: Int) {
    while written < end {
      let byte = bytes[written]
      switch byte {
      case "&": output += "&amp;".utf8
      case "<": output += "&lt;".utf8
      case ">": output += "&gt;".utf8
      case "\"": output += "&quot;".utf8
      case "'": output += "&#39;".utf8
      default: output.append(byte)
      }
      written += 1
    }
  }

  // MARK: Looking

  var isAtEnd: Bool { position >= limit }

  /// The byte so many places on, or zero behind the end.
  func byte(_ offset: Int = 0) -> UInt8 { byte(at: position + offset) }

  func byte(at index: Int) -> UInt8 { index >= 0 && index < limit ? bytes[index] : 0 }

  /// Whether the text goes on like this at `position`.
  func follows(_ text: StaticString) -> Bool { follows(text, at: position) }

  func follows(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= limit else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in 0..<count where bytes[index + offset] != wanted[offset] { return false }
      return true
    }
  }

  /// How often a byte stands in a row.
  func run(of sign: Unicode.Scalar, at index: Int) -> Int {
    var end = index
    while end < limit, bytes[end] == sign { end += 1 }
    return end - index
  }

  /// The first place that is neither a space nor a tab.
  func blankEnd(from index: Int) -> Int {
    var end = index
    while end < limit, bytes[end].isBlank { end += 1 }
    return end
  }

  /// The line break, or the end.
  func lineEnd(from index: Int) -> Int {
    var end = index
    while end < limit, bytes[end] != "\n" { end += 1 }
    return end
  }

  var isAtLineStart: Bool { position == 0 || bytes[position - 1] == "\n" }

  /// Whether only this follows on the line, apart from blanks.
  func isLineRest(_ index: Int) -> Bool {
    let end = blankEnd(from: index)
    return end >= limit || bytes[end] == "\n" || bytes[end] == "\r"
  }

  /// The word that stands here, if it could be a keyword; else nothing.
  func word(_ range: Range<Int>) -> String {
    // No keyword is longer, and a text this short costs no memory of its own. None is more than
    // ASCII either, and other texts are slow to compare.
    guard range.count <= 15, bytes[range].allSatisfy({ $0 < 0x80 }) else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The end of the word that begins here: letters, digits, underscores, and what combines with
  /// them. The same place if none does.
  func wordEnd(from index: Int) -> Int {
    var end = index
    while end < limit {
      let byte = bytes[end]
      if byte < 0x80 {
        guard byte.isWord else { break }
        end += 1
      } else {
        let (scalar, length) = scalar(at: end)
        guard scalar.isWord || (end > index && scalar.isCombining) else { break }
        end += length
      }
    }
    return min(end, limit)
  }

  /// Whether a word can begin at `position`: not with a digit.
  var isAtWord: Bool {
    let byte = byte()
    return byte < 0x80
      ? byte.isWord && !byte.isDigit : scalar(at: position).0.properties.isAlphabetic
  }

  func isUppercase(at index: Int) -> Bool {
    let byte = byte(at: index)
    return byte < 0x80 ? byte.isUppercase : scalar(at: index).0.properties.isUppercase
  }

  func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(byte(at: index))
    func next(_ offset: Int) -> UInt32 { UInt32(byte(at: index + offset)) & 0x3f }
    let (value, length): (UInt32, Int) =
      switch first {
      case 0xc0..<0xe0: ((first & 0x1f) << 6 | next(1), 2)
      case 0xe0..<0xf0: ((first & 0x0f) << 12 | next(1) << 6 | next(2), 3)
      case 0xf0..<0xf8: ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
      default: (first, 1)
      }
    return (Unicode.Scalar(value) ?? "\u{fffd}", length)
  }

  // MARK: Going on

  mutating func skip(_ count: Int) { position = min(position + count, limit) }

  /// Past one character, all its bytes.
  mutating func skipScalar() {
    skip(1)
    while position < limit, bytes[position] & 0xc0 == 0x80 { position += 1 }
  }

  mutating func skipBlanks() { position = blankEnd(from: position) }

  mutating func skipLine() { position = lineEnd(from: position) }

  /// Past a text in quotes, or up to the end of its line if it is not closed there.
  mutating func skipText(quote: UInt8, escapes: Bool) {
    skip(1)
    while !isAtEnd {
      switch byte() {
      case quote: return skip(1)
      case "\n": return
      case "\\" where escapes && byte(1) != "\n": skip(2)
      default: skip(1)
      }
    }
  }

  /// Past a number: digits, letters and underscores, a point before a digit.
  ///
  /// A dot belongs to a number only before a digit: `0..<5` is a range.
  mutating func skipNumber(signedExponent: Bool = true) {
    let isHexadecimal = byte() == "0" && (byte(1) | 0x20) == "x"
    let exponent: Unicode.Scalar = isHexadecimal ? "p" : "e"
    position = max(wordEnd(from: position), min(position + 1, limit))
    if byte() == ".", byte(1).isDigit {
      skip(1)
      position = wordEnd(from: position)
    }
    if signedExponent, bytes[position - 1] | 0x20 == exponent, byte() == "+" || byte() == "-",
      byte(1).isDigit
    {
      skip(1)
      position = wordEnd(from: position)
    }
  }
}

// `byte == "("` reads better than the number.

func == (byte: UInt8, sign: Unicode.Scalar) -> Bool { UInt32(byte) == sign.value }
func != (byte: UInt8, sign: Unicode.Scalar) -> Bool { UInt32(byte) != sign.value }
func ~= (sign: Unicode.Scalar, byte: UInt8) -> Bool { UInt32(byte) == sign.value }

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isUppercase: Bool { self >= 0x41 && self <= 0x5a }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7a }
  var isWord: Bool { isLetter || isDigit || self == 0x5f }
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0d }
  var isSpace: Bool { isBlank || self == 0x0a }
}

extension Unicode.Scalar {
  fileprivate var isWord: Bool { properties.isAlphabetic || properties.numericType != nil }

  fileprivate var isCombining: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }
}
