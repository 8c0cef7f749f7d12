extension Listing {
  mutating func markJSON() {
    while !isAtEnd {
      let start = position
      switch byte() {
      case "\"":
        skipText(quote: UInt8(ascii: "\""), escapes: true)
        mark(isBeforeColon ? .type : .text, from: start)
      case "-" where byte(1).isDigit:
        skip(1)
        skipNumber()
        mark(.number, from: start)
      case let byte where byte.isDigit:
        skipNumber()
        mark(.number, from: start)
      default:
        position = wordEnd(from: position)
        guard position > start else {
          skipScalar()
          continue
        }
        if ["true", "false", "null"].contains(word(start..<position)) {
          mark(.keyword, from: start)
        }
      }
    }
  }

  private var isBeforeColon: Bool {
    var end = position
    while end < limit, bytes[end].isSpace { end += 1 }
    return byte(at: end) == ":"
  }
}
