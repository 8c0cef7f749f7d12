/// Writes UTF-8 for a script. In a literal, whatever is white space or unprintable becomes one blank, and
/// none at the ends.
struct ScriptWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(literal text: String) {
    bytes.append(UInt8(ascii: "\""))
    var gap = false
    var began = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        gap = began
        continue
      }
      if gap { bytes.append(UInt8(ascii: " ")) }
      gap = false
      began = true
      if scalar == "\"" || scalar == "\\" { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
