import BookModel

/// The works of a `references.yml` in the order they were written, with what is wrong in the file.
///
/// The form is CSL-YAML: a map whose `references` is a list of maps. A work with an error is left out
/// only when it has no usable `id`, so that a citation of it does not become a second error.
package struct ReferenceList: Hashable, Sendable {
  package private(set) var references: [Reference] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Takes the map that `YAMLReading` makes of the file.
  package init(_ file: LocatedMap) {
    for entry in file.entries where entry.key.text != "references" {
      diagnostics.append(
        .error(
          "unknown-key", at: entry.key.location,
          "no key of references.yml is called '\(entry.key.text)'",
          suggestion: nearestName(to: entry.key.text, in: ["references"])))
    }
    switch file["references"] {
    case .list(let items, _)?: read(items)
    case let other?:
      diagnostics.append(
        .error(
          "wrong-type", at: other.location, "'references' must be a list, not \(other.kindName)"))
    case nil:
      // An unknown key beside it is most likely this one, misspelt: one error is enough.
      guard file.entries.isEmpty else { break }
      diagnostics.append(
        .error("missing-key", at: file.location, "references.yml needs a list 'references'"))
    }
  }

  private mutating func read(_ items: [LocatedValue]) {
    var places: [String: SourceLocation] = [:]
    for (index, item) in items.enumerated() {
      guard case .map(let map) = item else {
        diagnostics.append(
          .error(
            "wrong-type", at: item.location,
            "references[\(index)] must be a map with 'id' and 'type', not \(item.kindName)"))
        continue
      }
      var reading = ReferenceReading(map, index: index)
      let reference = reading.reference()
      diagnostics += reading.keys.diagnostics
      guard let reference else { continue }
      if let first = places[reference.id] {
        diagnostics.append(
          .error(
            "duplicate-reference", at: reference.location,
            "'\(reference.id)' is the id of more than one work",
            notes: [Diagnostic.Note("the first is here", at: first)]))
        continue
      }
      places[reference.id] = reference.location
      references.append(reference)
    }
  }
}
