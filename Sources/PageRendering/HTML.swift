/// Small pieces every HTML writer needs.
enum HTML {
  /// A text as it may stand between tags and inside double quotes.
  static func escaped(_ text: some StringProtocol) -> String {
    // Most texts need nothing, and a scan of bytes is cheaper than a new string.
    guard text.utf8.contains(where: { special.contains($0) }) else { return String(text) }
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  private static let special = Array("&<>\"".utf8)

  /// An address in an attribute; schemes that run code come out empty.
  static func address(_ destination: String) -> String {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    let isScheme = destination.dropFirst(scheme.count).first == ":"
    let name = scheme.lowercased().filter { !$0.isWhitespace }
    if isScheme, ["javascript", "vbscript", "data"].contains(name) { return "" }
    return escaped(destination)
  }
}
