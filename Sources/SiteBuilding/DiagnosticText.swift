import BookModel

/// A diagnostic as it is printed: the line in the GNU form, two lines of source and a caret, notes.
package struct DiagnosticText {
  package var sources: [String: SourceFile]
  /// Whether colours may be used; only on a terminal.
  package var usesColor: Bool

  package init(sources: [String: SourceFile], usesColor: Bool) {
    self.sources = sources
    self.usesColor = usesColor
  }

  package func text(_ diagnostic: Diagnostic) -> String {
    var text = headline(diagnostic) + "\n"
    if let place = diagnostic.location { text += excerpt(place) }
    for note in diagnostic.notes { text += "  \(note)\n" }
    return text
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    guard usesColor else { return "\(diagnostic)" }
    let color = diagnostic.severity == .error ? "31" : "33"
    let word = "\(diagnostic.severity.rawValue): "
    return "\(diagnostic)".replacing(
      word, with: "\u{1B}[1;\(color)m\(word)\u{1B}[0m", maxReplacements: 1)
  }

  /// The line before, for the eye, then the line itself and a caret under the column.
  private func excerpt(_ place: SourceLocation) -> String {
    guard let source = sources[place.file], let line = source.line(place.line) else { return "" }
    let width = "\(place.line)".count
    func numbered(_ number: String, _ text: some StringProtocol) -> String {
      let padding = String(repeating: " ", count: width - number.count)
      let rest = text.isEmpty ? "" : " \(text)"
      return "\(padding)\(number) |\(rest)\n"
    }
    var text = ""
    if place.line > 1, let before = source.line(place.line - 1) {
      text += numbered("\(place.line - 1)", shortened(before))
    }
    text += numbered("\(place.line)", shortened(line))
    // Tabs stay tabs, so that the caret stands where the terminal puts the character.
    let before = String(decoding: line.utf8.prefix(max(0, place.column - 1)), as: UTF8.self)
    let blank = String(before.map { $0 == "\t" ? "\t" : " " })
    guard blank.count < Self.longest else { return text }
    return text + numbered("", blank + "^")
  }

  private static let longest = 160

  private func shortened(_ line: Substring) -> Substring { line.prefix(Self.longest) }
}
