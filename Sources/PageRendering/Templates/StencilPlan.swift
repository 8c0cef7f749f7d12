import BookModel

/// What is known of a template before it is filled: the errors of all files it leads to, and the
/// uses that need a root value.
struct StencilPlan: Sendable {
  var diagnostics: [Diagnostic] = []
  var rootUses: [Int] = []

  init(_ name: String, _ layouts: [String: StencilLayout], _ folder: TemplateFolder) {
    let links = { layouts[$0]?.links ?? [] }
    diagnostics = folder.brokenLinks(from: name, links)
    let names = folder.reachable(from: name, links)
    let isBroken = diagnostics.hasErrors
    for name in names {
      guard let layout = layouts[name] else { continue }
      diagnostics += layout.diagnostics
      diagnostics += Self.blocksInIncluded(layout, layouts)
      // An ancestor that does not exist would make every block unknown.
      if !isBroken { diagnostics += Self.unknownBlocks(layout, layouts) }
    }
    if !isBroken { rootUses = Self.rootUses(of: name, layouts) }
  }

  /// Stencil drops a block that no ancestor has.
  private static func unknownBlocks(
    _ layout: StencilLayout, _ layouts: [String: StencilLayout]
  ) -> [Diagnostic] {
    var known: [String] = []
    var next = layout.extends?.name
    while let name = next, let ancestor = layouts[name] {
      known += ancestor.blocks
      next = ancestor.extends?.name
    }
    guard let parent = layout.extends else { return [] }
    return layout.outerBlocks.filter { !known.contains($0.name) }.map { block in
      .error(
        "unknown-block", at: block.location,
        "no block of '\(parent.name)' is called '\(block.name)'",
        suggestion: nearestName(to: block.name, in: known))
    }
  }

  /// A block of an included file could be replaced or not, depending on the way to it.
  private static func blocksInIncluded(
    _ layout: StencilLayout, _ layouts: [String: StencilLayout]
  ) -> [Diagnostic] {
    layout.includes.compactMap { link in
      guard let included = layouts[link.name], included.extends != nil || !included.blocks.isEmpty
      else { return nil }
      return .error(
        "malformed-template", at: link.location,
        "'\(link.name)' has blocks or extends another template, so it cannot be included")
    }
  }

  /// The uses in `name` and in what it leads to that no loop gives a value to.
  private static func rootUses(of name: String, _ layouts: [String: StencilLayout]) -> [Int] {
    struct Visit: Hashable {
      var name: String
      /// The names that loops around the `include` give.
      var given: Set<String>
    }
    var visits = [Visit(name: name, given: [])]
    var seen = Set(visits)
    var uses: [Int] = []
    while let visit = visits.popLast() {
      guard let layout = layouts[visit.name] else { continue }
      uses += layout.rootUses.filter { !visit.given.contains($0.root) }.map(\.number)
      let included = zip(layout.includes, layout.includedNames).map { link, names in
        Visit(name: link.name, given: visit.given.union(names))
      }
      let parent = layout.extends.map { [Visit(name: $0.name, given: visit.given)] } ?? []
      visits += (included + parent).filter { seen.insert($0).inserted }
    }
    return Array(Set(uses)).sorted()
  }
}
