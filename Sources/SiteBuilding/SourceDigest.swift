import BookModel

/// The digest of what makes a cell: its engine and its code without option lines, or its parameters.
///
/// Captions and other options are no part of it, nor is the place in the chapter. It tells whether a
/// committed record belongs to the text as it is.
enum SourceDigest {
  static func of(_ cell: Cell) -> String {
    var hash = StableHash()
    hash.combine(cell.engine)
    switch cell.body {
    case .code(let text): hash.combine(cell.code ?? text)
    case .parameters(let map): combine(.map(map), into: &hash)
    }
    return hash.hexadecimal
  }

  static func of(_ prelude: SourceFile) -> String { StableHash.of(prelude.text) }

  private static func combine(_ value: LocatedValue, into hash: inout StableHash) {
    switch value {
    case .text(let text): hash.combine((text.isQuoted ? "quoted " : "plain ") + text.text)
    case .list(let items, _):
      hash.combine("list \(items.count)")
      for item in items { combine(item, into: &hash) }
    case .map(let map):
      hash.combine("map \(map.entries.count)")
      for entry in map.entries {
        hash.combine(entry.key.text)
        combine(entry.value, into: &hash)
      }
    }
  }
}
