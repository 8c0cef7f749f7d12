import BookModel

extension Bibliography {
  /// What takes the place of `[inside]` in a text, the works it names, and what is wrong with it.
  ///
  /// - Parameter place: Where the first byte of `inside` stands.
  package func resolve(
    _ inside: String, at place: SourceLocation,
    address: (Reference) -> String = { "#ref-\($0.id)" }
  ) -> (content: [Inline], cited: [String], diagnostics: [Diagnostic]) {
    let parsing = CitationParsing(inside: inside)
    let problems = parsing.problems.map { $0.diagnostic(at: place.advanced(by: $0.offset)) }
    guard let group = parsing.groups.first else {
      return ([.text("[\(inside)]", place)], [], problems)
    }
    return (
      citation(group.cites, address: address).inlines(at: place), group.cites.map(\.key),
      diagnostics(for: group.cites) { place.advanced(by: $0) }
    )
  }
}

extension [Run] {
  /// The runs as a page prints them; all of them stand where the citation or the entry stands.
  package func inlines(at place: SourceLocation) -> [Inline] {
    map { run in
      switch run {
      case .text(let text): .text(text, place)
      case .emphasis(let text): .emphasis([.text(text, place)])
      case .link(let url, let text):
        .link(destination: url, title: "", [.text(text, place)], place)
      }
    }
  }
}
