import BookModel

extension Bibliography {
  /// One error for each work that is cited and not there.
  ///
  /// - Parameter place: Where a byte of the cited text stands in the chapter.
  package func diagnostics(
    for cites: [Cite], at place: (Int) -> SourceLocation
  ) -> [Diagnostic] {
    cites.filter { self[$0.key] == nil }.map { cite in
      .error(
        "unknown-citation", at: place(cite.offset),
        "no work in references.yml is called '\(cite.key)'",
        suggestion: nearestName(to: cite.key, in: ids))
    }
  }
}

extension CitationProblem {
  package func diagnostic(at place: SourceLocation) -> Diagnostic {
    .error("malformed-citation", at: place, message)
  }
}
