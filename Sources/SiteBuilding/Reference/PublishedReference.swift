/// An API reference to publish beside the book.
package struct PublishedReference: Hashable, Sendable {
  /// The folder DocC built, which is only read.
  package var folder: String
  package var book: BookCard

  package init(folder: String, book: BookCard) {
    self.folder = folder
    self.book = book
  }
}

/// What the pages of an API reference say about the book they stand beside.
package struct BookCard: Hashable, Sendable {
  package var title: String
  /// The language of the book, and so of the comments its API was documented with.
  package var language: String
  /// The folder of the site's address, with a slash at both ends.
  package var basePath: String
  /// Whether the book has a page of the symbols it explains.
  package var hasSymbolsPage: Bool

  package init(title: String, language: String, basePath: String, hasSymbolsPage: Bool) {
    self.title = title
    self.language = language
    self.basePath = basePath
    self.hasSymbolsPage = hasSymbolsPage
  }

  /// The page of the symbols the book explains; nil where it has none.
  var symbolsPage: String? { hasSymbolsPage ? "\(basePath)symbols/index.html" : nil }

  /// Where the pages of the reference stand. They are addressed from the server's root, as DocC's
  /// own scripts do: an archive is made for one place, and its pages are asked for with and
  /// without a slash behind.
  var referenceRoot: String { "\(basePath)\(Manifest.reference)/" }
}
