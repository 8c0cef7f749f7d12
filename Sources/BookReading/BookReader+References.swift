import Bibliography
import BookModel

extension BookReader {
  static let referencesPath = "content/references.yml"

  /// The works the book may cite; none, and no error, for a book without the file.
  func references(
    in sources: BookSources, _ diagnostics: inout [Diagnostic]
  ) -> [Reference] {
    guard let file = sources.files[Self.referencesPath] else { return [] }
    let (map, problems) = YAMLReading(origin: SourceLocation(file: file.path, line: 1))
      .map(file.text)
    diagnostics += problems
    // A file that is no YAML has no list either; that would only follow from it.
    guard !problems.hasErrors else { return [] }
    let list = ReferenceList(map)
    diagnostics += list.diagnostics
    return list.references
  }
}
