extension String {
  /// How many columns of a terminal the text takes: two for a wide character, one for the others.
  ///
  /// Wide are those that Unicode's East Asian Width (UAX 11) calls wide or full-width, and emoji.
  var terminalWidth: Int { reduce(0) { $0 + ($1.isWide ? 2 : 1) } }
}

extension Character {
  fileprivate var isWide: Bool {
    guard let first = unicodeScalars.first else { return false }
    // Two regional indicators are one flag, and a selector asks for the picture of a sign.
    if unicodeScalars.contains("\u{FE0F}") { return true }
    if first.properties.isEmojiPresentation { return true }
    return wideRanges.contains { $0.contains(first.value) }
  }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
]
