import BookModel

/// A fenced code block of a Markdown text, wherever it stands: also in lists, quotes and footnotes.
package struct FencedCode: Hashable, Sendable {
  /// All of the fence's line after the back-ticks.
  package var info: String
  /// The lines inside, without the indentation of the fence.
  package var text: String
  /// The first line of the fence; the line below it is the first inside.
  package var location: SourceLocation

  /// All fenced code blocks of a Markdown text, in the order a reader meets them.
  /// With them comes what kept the text from being read, if anything did.
  package static func all(
    in source: SourceFile
  ) -> (fences: [FencedCode], diagnostics: [Diagnostic]) {
    var found: [FencedCode] = []
    var diagnostics: [Diagnostic] = []
    let parser = MarkdownParser(
      source: source,
      fence: { fence in
        found.append(FencedCode(info: fence.info, text: fence.text, location: fence.location))
        return .code(Listing(language: "", text: ""))
      }, report: { diagnostics.append($0) })
    _ = parser.blocks(of: source.text)
    // cmark moves footnotes to the end.
    return (found.sorted { $0.location < $1.location }, diagnostics)
  }
}
