import Bibliography
import BookModel

/// A value as YAML would hold it, without the places.
enum Written: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case text(String)
  case list([Written])
  case map([(String, Written)])

  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral items: Written...) { self = .list(items) }
  init(dictionaryLiteral entries: (String, Written)...) { self = .map(entries) }

  /// The value with places as if each entry of an item stood on a line of its own, keys in column 5
  /// and values in column 20; what is nested further stands where its entry does.
  func located(line: Int) -> LocatedValue {
    let place = SourceLocation(file: "references.yml", line: line, column: 20)
    switch self {
    case .text(let text): return .text(LocatedText(text, at: place))
    case .list(let items): return .list(items.map { $0.located(line: line) }, place)
    case .map(let entries):
      return .map(
        LocatedMap(
          entries.map {
            LocatedMap.Entry(key: LocatedText($0, at: place), value: $1.located(line: line))
          }, at: place))
    }
  }
}

/// The file with these items: the first begins on line 2, each entry takes a line.
func file(_ items: [[(String, Written)]]) -> LocatedMap {
  var line = 2
  let start = SourceLocation(file: "references.yml", line: 1)
  let maps = items.map { item -> LocatedValue in
    let place = SourceLocation(file: "references.yml", line: line, column: 5)
    let entries = item.map { key, value -> LocatedMap.Entry in
      defer { line += 1 }
      let place = SourceLocation(file: "references.yml", line: line, column: 5)
      return .init(key: LocatedText(key, at: place), value: value.located(line: line))
    }
    return .map(LocatedMap(entries, at: place))
  }
  return LocatedMap(
    [.init(key: LocatedText("references", at: start), value: .list(maps, start))], at: start)
}

/// An item without a fault, whose entries can be replaced, taken away (nil) or added.
func item(_ changes: KeyValuePairs<String, Written?> = [:]) -> [(String, Written)] {
  var entries: [(String, Written)] = [
    ("id", "su2021"), ("type", "article"), ("title", "RoFormer"),
    ("author", [["family": "Su", "given": "Jianlin"]]), ("issued", "2021"),
  ]
  for (key, value) in changes {
    let index = entries.firstIndex { $0.0 == key }
    switch (index, value) {
    case (let index?, let value?): entries[index].1 = value
    case (let index?, nil): entries.remove(at: index)
    case (nil, let value?): entries.append((key, value))
    case (nil, nil): break
    }
  }
  return entries
}

/// What the file says is wrong, as the author reads it.
func messages(_ items: [(String, Written)]...) -> [String] {
  ReferenceList(file(items)).diagnostics.map { "\($0)" }
}

/// A work with the given families, or with literal names where they begin with `=`.
func work(
  _ id: String, _ families: [String], _ year: Int?, _ title: String = "Title", others: Bool = false
) -> Reference {
  var reference = Reference(
    id: id, kind: .article, title: title, location: SourceLocation(file: "references.yml", line: 1))
  reference.authors = Contributors(
    families.map {
      $0.hasPrefix("=") ? .literal(String($0.dropFirst())) : .person(Person(family: $0))
    }, hasOthers: others)
  reference.issued = year.map { .known(year: $0, month: nil, day: nil) } ?? .unknown
  return reference
}
