/// Small pieces every HTML writer needs.
package enum HTML {
  /// Text as HTML shows it, safe between tags and inside quotes of either kind.
  package static func escaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return String(text) }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// An address in an attribute; schemes that run code come out empty.
  static func address(_ destination: String) -> String {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    let isScheme = destination.dropFirst(scheme.count).first == ":"
    let name = scheme.lowercased().filter { !$0.isWhitespace }
    if isScheme, ["javascript", "vbscript", "data"].contains(name) { return "" }
    return escaped(destination)
  }
}
