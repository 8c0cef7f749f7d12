import BookModel
import Figures
import PageRendering

/// Ties the book together: the stage Link.
///
/// Labels get their numbers, references become links, `{{ label.name }}` becomes the number that was
/// computed, and every link inside the book is followed.
package struct Linker: Sendable {
  /// Whether an API reference will stand beside the book.
  package var hasReference: Bool
  /// The pictures a chapter may show, by their path relative to `content/`.
  package var images: Set<String>

  package init(hasReference: Bool, images: Set<String> = []) {
    self.hasReference = hasReference
    self.images = images
  }

  package func link(
    _ book: Book, answers: [Cell.ID: Answer]
  ) -> (book: LinkedBook, diagnostics: [Diagnostic]) {
    var registry = LabelRegistry()
    var results: [[Cell.ID: [CellResult]]] = []
    for chapter in book.chapters {
      registry.enter(chapter)
      results.append(registry.results(of: chapter, answers: answers))
    }
    var diagnostics = registry.diagnostics + reportReference(of: book)
    var chapters: [LinkedChapter] = []
    for (chapter, results) in zip(book.chapters, results) {
      var resolution = Resolution(
        chapter: chapter, book: book, registry: registry, images: images)
      let linked = resolution.linked(results)
      chapters.append(linked)
      diagnostics += resolution.diagnostics
    }
    return (
      LinkedBook(
        configuration: book.configuration, chapters: chapters, prelude: book.prelude,
        hasReference: hasReference),
      diagnostics
    )
  }

  private func reportReference(of book: Book) -> [Diagnostic] {
    guard !hasReference, book.configuration.reference == .required else { return [] }
    return [
      .error(
        "missing-reference", at: SourceLocation(file: "content/book.yml", line: 1),
        "the book requires an API reference; name its folder with --reference")
    ]
  }
}
