/// Listings as HTML, their words marked for the style sheet.
///
/// Scanners, not parsers: they know comments, texts, numbers and words. A real parser would know
/// more, and there is none for eight languages that a book could carry along.
package struct Highlighter {
  /// The text escaped for HTML, with a `span` around each token that has a colour.
  ///
  /// Without its tags, and with its entities resolved, the result is the text again. A language
  /// nobody here knows comes out escaped and otherwise plain.
  package static func html(_ text: String, language: String) -> String {
    var listing = Listing(text)
    switch language.lowercased() {
    case "swift": listing.markSwift()
    case "yaml", "yml": listing.markYAML()
    case "json": listing.markJSON()
    case "shell", "sh", "bash", "zsh": listing.markShell()
    case "python", "py": listing.markPython()
    case "console": listing.markConsole()
    case "markdown", "md": listing.markMarkdown()
    case "diff", "patch": listing.markDiff()
    default: break
    }
    return listing.html()
  }
}
