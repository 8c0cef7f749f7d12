/// What is wrong inside a citation, and at which byte.
package struct CitationProblem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No `]` follows, or another `[` comes first.
    case unclosed
    /// Nothing stands between two semicolons, or between one and the end.
    case emptyCite
    case missingAt
    case emptyKey
    case emptyLocator
    case forbiddenInKey(Character)
    case forbiddenInLocator(Character)
    /// A locator follows the key with a space only.
    case missingComma
  }

  package var kind: Kind
  package var offset: Int

  package init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The rule that was broken.
  package var message: String {
    switch kind {
    case .unclosed: "a citation that begins with '[@' must end with ']'"
    case .emptyCite: "a ';' in a citation must stand between two works, each with its '@'"
    case .missingAt: "each work in a citation must begin with '@', or with '-@' for the year alone"
    case .emptyKey: "an '@' in a citation must be followed by the id of a work"
    case .emptyLocator: "a ',' in a citation must be followed by a place in the work"
    case .forbiddenInKey(let character):
      "'\(character)' cannot stand in a citation; an id is \(IdentifierForm.key.rule)"
    case .forbiddenInLocator(let character):
      "'\(character)' cannot stand in the place after a ','; works are separated by ';'"
    case .missingComma: "a place in a work must follow its id with a ','"
    }
  }
}
