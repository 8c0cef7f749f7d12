import BookModel

/// What a citation names a work by: "Su et al." and "2021a".
package struct CitationLabel: Hashable, Sendable {
  package var names: String
  /// The year with the letter that tells it from another work with the same label.
  package var year: String

  package var text: String { "\(names) \(year)" }
}

/// Makes labels: all names up to two, the first and "et al." from three on.
struct LabelFormat {
  private let words: CitationWords

  init(_ words: CitationWords) { self.words = words }

  func label(of reference: Reference, suffix: String) -> CitationLabel {
    CitationLabel(names: names(of: reference), year: year(of: reference, suffix: suffix))
  }

  func year(of reference: Reference, suffix: String) -> String {
    guard let year = reference.issued.year else {
      // "n.d.a" would read as one abbreviation.
      return suffix.isEmpty ? words.noDate : "\(words.noDate)-\(suffix)"
    }
    return "\(year)\(suffix)"
  }

  /// A work without names is an error in the file; its title keeps the page readable until then.
  private func names(of reference: Reference) -> String {
    let people = reference.responsible
    guard let first = people.names.first else { return reference.title }
    if people.hasOthers || people.names.count > 2 { return "\(first.inLabel) \(words.others)" }
    return people.names.map(\.inLabel).joined(separator: " \(words.and) ")
  }
}

extension Name {
  /// The name in a label: no given name, and only the particles that never leave the family name.
  var inLabel: String {
    switch self {
    case .literal(let name): name
    case .person(let person):
      [person.particle, person.family].compactMap { $0 }.joined(separator: " ")
    }
  }

  /// "Oord, Aaron", "van den Oord, Aaron", "Humboldt, Alexander von", "King, Martin Luther, Jr."
  var inverted: String {
    guard case .person(let person) = self else { return inLabel }
    let given = [person.given, person.droppingParticle].compactMap { $0 }.joined(separator: " ")
    return [inLabel, given.isEmpty ? nil : given, person.suffix].compactMap { $0 }
      .joined(separator: ", ")
  }

  /// "Aaron van den Oord", "Alexander von Humboldt", "Martin Luther King Jr."
  var natural: String {
    guard case .person(let person) = self else { return inLabel }
    return [
      person.given, person.droppingParticle, person.particle, person.family, person.suffix,
    ].compactMap { $0 }.joined(separator: " ")
  }
}
