import BookModel
import Foundation
import PathKit

/// The names of an API that can be linked to, as DocC lists them in `linkable-entities.json`.
package struct SymbolIndex: Sendable {
  /// What looking up a name came to.
  package enum Finding: Hashable, Sendable {
    case found(SymbolLink.Target)
    /// The names to choose from, each with DocC's suffix.
    case ambiguous([String])
    case missing(nearest: String?)
  }

  private struct Symbol: Sendable {
    var module: String
    var path: String
    var target: SymbolLink.Target

    /// Whether its name is a word and not an operator.
    var isNamed: Bool {
      path.split(separator: "/").last?.first.map { $0.isLetter || $0 == "_" } ?? true
    }
  }

  /// By the path inside the module, with and without the suffix that tells overloads apart.
  private var symbols: [String: [Symbol]] = [:]

  package var isEmpty: Bool { symbols.isEmpty }

  /// What readers look for, in the order of their paths, each with the name of what holds it: every
  /// symbol of the main module but its operators, and the types and functions of the others.
  func searched(in main: String?) -> [(target: SymbolLink.Target, place: String)] {
    let own = symbols.flatMap { key, list in list.filter { $0.path == key } }.filter { symbol in
      symbol.module == main
        ? symbol.path.contains(where: \.isLetter) && symbol.isNamed : !symbol.path.contains("/")
    }
    return own.sorted { ($0.module, $0.path) < ($1.module, $1.path) }.map { symbol in
      let holder = symbol.path.split(separator: "/").dropLast().joined(separator: ".")
      return (symbol.target, holder.isEmpty ? symbol.module : "\(symbol.module) › \(holder)")
    }
  }

  /// Reads the lists of a built reference; a folder without one gives an empty index.
  ///
  /// - Parameters:
  ///   - folder: the folder of the reference.
  ///   - root: its name in the site, `reference`.
  package init(reference folder: String, publishedAs root: String = "reference") {
    let base = Path(folder)
    let several = ((try? (base + "linkable-entities").children()) ?? []).sorted()
    for file in several + [base + "linkable-entities.json"] where file.extension == "json" {
      guard let data = try? file.read(),
        let entities = try? JSONDecoder().decode([Entity].self, from: data)
      else { continue }
      for entity in entities { add(entity, root) }
    }
  }

  private mutating func add(_ entity: Entity, _ root: String) {
    guard !Self.groups.contains(entity.kind),
      let name = entity.referenceURL.firstRange(of: "/documentation/")
    else { return }
    let parts = entity.referenceURL[name.upperBound...].split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let module = String(first).removingPercentEncoding else {
      return
    }
    let path = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
    let target = SymbolLink.Target(
      title: entity.title, address: "\(root)\(entity.path)/",
      declaration: entity.plainTextDeclaration ?? "",
      summary: (entity.abstract ?? []).map { $0.text ?? $0.code ?? "" }.joined())
    let symbol = Symbol(module: module, path: path, target: target)
    for key in Set([path, Self.withoutSuffix(path)]) { symbols[key, default: []].append(symbol) }
  }

  /// Looks a name up, with or without its module in front.
  ///
  /// - Parameter module: the one that is meant where several have the name.
  package func find(_ path: String, preferring module: String?) -> Finding {
    var candidates = symbols[path] ?? []
    if candidates.isEmpty {
      let parts = path.split(separator: "/", maxSplits: 1)
      let rest = parts.count > 1 ? String(parts[1]) : ""
      candidates = (symbols[rest] ?? []).filter { $0.module == String(parts.first ?? "") }
    }
    let preferred = candidates.filter { $0.module == module }
    if !preferred.isEmpty { candidates = preferred }
    if let exact = candidates.first(where: { $0.path == path }) { return .found(exact.target) }
    switch candidates.count {
    case 0: return .missing(nearest: nearestName(to: path, in: symbols.keys))
    case 1: return .found(candidates[0].target)
    default: return .ambiguous(candidates.map(\.path).sorted())
    }
  }

  /// `rotated(_:at:)-4k2f` without what DocC adds to tell it from others of the same name.
  private static func withoutSuffix(_ path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    // The dash of an operator is no suffix.
    if let open = name.firstIndex(of: "("), open > name.startIndex {
      let close = name[open...].firstIndex(of: ")") ?? name.index(before: name.endIndex)
      return String(path[...close])
    }
    guard let dash = name.dropFirst().firstIndex(of: "-") else { return path }
    return String(path[..<dash])
  }

  private static let groups: Set = [
    "org.swift.docc.kind.collectionGroup", "org.swift.docc.kind.extendedModule",
    "org.swift.docc.kind.article", "org.swift.docc.kind.extendedStructure",
  ]

  private struct Entity: Decodable {
    struct Piece: Decodable {
      var text: String?
      var code: String?
    }

    var kind: String
    var title: String
    var path: String
    var referenceURL: String
    var plainTextDeclaration: String?
    var abstract: [Piece]?
  }
}
