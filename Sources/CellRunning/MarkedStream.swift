import CellKit

/// What a program wrote to one of its streams, taken apart at its marks.
struct MarkedStream {
  enum Piece: Hashable {
    case text(String)
    case mark(StreamMark)
  }

  private(set) var pieces: [Piece] = []
  /// The number of bytes up to the end of the last mark.
  private(set) var lastMarkEnd = 0

  /// - Parameter token: what stands in each mark of this run. A NUL byte without it is the
  ///   author's; as it has no place in a text, U+FFFD stands for it, as for all that is no text.
  init(_ bytes: [UInt8], token: String) {
    let start = [0] + Array(token.utf8)
    var text = 0
    var search = 0
    while let zero = bytes[search...].firstIndex(of: 0) {
      guard let (mark, end) = Self.mark(in: bytes, at: zero, start: start, token: token) else {
        search = zero + 1
        continue
      }
      append(bytes[text..<zero])
      pieces.append(.mark(mark))
      (text, search, lastMarkEnd) = (end, end, end)
    }
    append(bytes[text...])
  }

  /// The mark that starts at a NUL byte, and where it ends.
  private static func mark(
    in bytes: [UInt8], at zero: Int, start: [UInt8], token: String
  ) -> (StreamMark, end: Int)? {
    guard bytes[zero...].starts(with: start) else { return nil }
    // A letter and a number, which has at most nineteen digits.
    let rest = bytes[(zero + start.count)...].prefix(21)
    guard let end = rest.firstIndex(of: 0) else { return nil }
    let text = String(decoding: bytes[(zero + 1)..<end], as: UTF8.self)
    return StreamMark(text, token: token).map { ($0, end + 1) }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    guard bytes.contains(0) else {
      pieces.append(.text(String(decoding: bytes, as: UTF8.self)))
      return
    }
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0 { shown += [0xEF, 0xBF, 0xBD] } else { shown.append(byte) }
    }
    pieces.append(.text(String(decoding: shown, as: UTF8.self)))
  }

  /// All of it without the marks.
  var text: String {
    pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  /// What was written in each cell, by its number. What stands before the first cell is counted as
  /// the first one's, what stands behind the last as the last one's.
  var textByCell: [Int: String] {
    var texts: [Int: String] = [:]
    var cell = 0
    for piece in pieces {
      switch piece {
      case .mark(.cell(let number)): cell = number
      case .mark: break
      case .text(let text): texts[cell, default: ""] += text
      }
    }
    return texts
  }
}
