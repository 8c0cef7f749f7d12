/// What a piece of Swift imports.
package struct SwiftImports {
  /// What stands behind each `import`, in order: `RoPE`, `struct Figures.Table`.
  package private(set) var statements: [String] = []

  package init(in code: String) {
    for line in code.split(separator: "\n") {
      for statement in line.split(separator: ";") {
        // Attributes and access levels stand before the word.
        let words = statement.split(whereSeparator: \.isWhitespace).drop {
          $0.hasPrefix("@") || Self.levels.contains($0)
        }
        guard words.first == "import" else { continue }
        let imported = words.dropFirst().prefix { !$0.hasPrefix("//") }
        if !imported.isEmpty { statements.append(imported.joined(separator: " ")) }
      }
    }
  }

  /// The modules alone, without the symbols that are imported from them.
  package var modules: Set<String> {
    Set(
      statements.compactMap { statement in
        statement.split(separator: " ").first { !Self.kinds.contains($0) }?
          .split(separator: ".").first.map(String.init)
      })
  }

  private static let levels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
}
