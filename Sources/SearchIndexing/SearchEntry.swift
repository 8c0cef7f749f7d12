/// One thing a reader can find: a place of the book with what is written there.
package struct SearchEntry: Hashable, Sendable {
  /// What is found; `assets/search.js` ranks and names it.
  package enum Kind: Int, CaseIterable, Sendable {
    case chapter, section, claim, table, figure, equation, symbol
  }

  package var kind: Kind
  /// A heading, "Table 4.1", or the name of a symbol such as `rotated(_:at:)`.
  package var title: String
  /// Where it stands, from the outside in: "Rotary embeddings › Two hands of a clock".
  package var place: String
  /// Relative to the root of the site: "rope/index.html#two-hands-of-a-clock".
  package var address: String
  /// Plain text: the paragraphs under a heading, a caption, a claim, the summary of a symbol.
  package var text: String

  package init(kind: Kind, title: String, place: String, address: String, text: String) {
    self.kind = kind
    self.title = title
    self.place = place
    self.address = address
    self.text = text
  }
}
