import BookModel

/// Finds places in a JSON text, for messages about what stands there.
///
/// The text was read before, so its structure is known to be right; should it not be, the last place
/// that was found is the answer.
struct JSONPlace {
  private let bytes: [UInt8]
  private var position = 0

  /// The offset of the value that a path of keys and indexes leads to.
  static func offset(of path: [any CodingKey], in bytes: [UInt8]) -> Int {
    var place = JSONPlace(bytes: bytes)
    place.skipBlanks()
    for key in path {
      let start = place.position
      let found = key.intValue.map { place.enterElement($0) } ?? place.enterMember(key.stringValue)
      guard found else { return start }
    }
    return place.position
  }

  /// The line and the column, both counted from 1, of an offset.
  static func location(of offset: Int, in bytes: [UInt8], file: String) -> SourceLocation {
    let before = bytes.prefix(max(0, offset))
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return SourceLocation(file: file, line: line, column: before.count - start + 1)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  // MARK: Going in

  private mutating func enterMember(_ name: String) -> Bool {
    guard enter(UInt8(ascii: "{")) else { return false }
    while next == UInt8(ascii: "\"") {
      let start = position
      skipString()
      // Names with escapes are none of ours.
      let isWanted = bytes[start..<position].dropFirst().dropLast().elementsEqual(name.utf8)
      skipBlanks()
      guard pass(UInt8(ascii: ":")) else { return false }
      if isWanted { return true }
      skipValue()
      guard pass(UInt8(ascii: ",")) else { return false }
    }
    return false
  }

  private mutating func enterElement(_ index: Int) -> Bool {
    guard enter(UInt8(ascii: "[")) else { return false }
    for _ in 0..<max(0, index) {
      skipValue()
      guard pass(UInt8(ascii: ",")) else { return false }
    }
    return next != nil && next != UInt8(ascii: "]")
  }

  private mutating func enter(_ bracket: UInt8) -> Bool {
    skipBlanks()
    return pass(bracket)
  }

  // MARK: Going on

  private mutating func pass(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    skipBlanks()
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 32 || (9...13).contains(byte) { position += 1 }
  }

  private mutating func skipString() {
    position += 1
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, bytes.count)
  }

  /// Passes a value and the blanks behind it. Depth is counted, not walked by recursion: a file
  /// may be nested deeper than the stack.
  private mutating func skipValue() {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { return }
        depth -= 1
        position += 1
      case UInt8(ascii: ",") where depth == 0: return
      default: position += 1
      }
    }
  }
}
