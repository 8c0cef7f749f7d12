import Highlighting

/// Marked HTML in short: `[kw let] x = [nu 1]`, entities resolved. Nil if it is not what a listing
/// may be: spans of the known classes, none in another, and entities.
func marks(_ html: String) -> String? {
  read(html, open: { "[\($0) " }, close: "]")
}

/// What a reader copies: the text without its tags.
func plain(_ html: String) -> String? { read(html, open: { _ in "" }, close: "") }

func marked(_ text: String, _ language: String) -> String? {
  marks(Highlighter.html(text, language: language))
}

private func read(_ html: String, open: (String) -> String, close: String) -> String? {
  var rest = Array(html.utf8)[...]
  var result: [UInt8] = []
  var isOpen = false
  func goes(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }
  reading: while let byte = rest.first {
    switch byte {
    case UInt8(ascii: "<"):
      if isOpen {
        guard goes("</span>") else { return nil }
        result += Array(close.utf8)
        isOpen = false
        continue reading
      }
      for kind in ["kw", "ty", "nu", "st", "co", "prompt"] where goes("<span class=\"\(kind)\">") {
        result += Array(open(kind).utf8)
        isOpen = true
        continue reading
      }
      return nil
    case UInt8(ascii: "&"):
      for (entity, sign) in [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ] where goes(entity) {
        result += Array(sign.utf8)
        continue reading
      }
      return nil
    case UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): return nil
    default:
      result.append(byte)
      rest = rest.dropFirst()
    }
  }
  return isOpen ? nil : String(decoding: result, as: UTF8.self)
}
