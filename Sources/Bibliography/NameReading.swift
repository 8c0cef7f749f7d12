import BookModel

/// Reads `author` and `editor`.
enum NameReading {
  private static let parts = [
    "family", "given", "literal", "non-dropping-particle", "dropping-particle", "suffix",
  ]

  /// A list of names; one name may stand without the list.
  static func contributors(
    _ value: LocatedValue, of key: String, into keys: inout ItemKeys
  ) -> Contributors {
    let items: [LocatedValue]
    switch value {
    case .list(let list, _): items = list
    case .map: items = [value]
    case .text:
      wrongType(value, key, &keys)
      return Contributors()
    }
    if items.isEmpty {
      keys.report("empty-value", at: value.location, "'\(key)' of '\(keys.path)' must not be empty")
    }
    var people = Contributors()
    for (index, item) in items.enumerated() {
      guard case .map(let map) = item else {
        wrongType(item, key, &keys)
        continue
      }
      guard let name = name(map, of: key, into: &keys) else { continue }
      guard name == .literal("others") else {
        people.names.append(name)
        continue
      }
      people.hasOthers = true
      if index == 0 || index != items.count - 1 {
        keys.report(
          "wrong-value", at: map.location,
          "'others' must be the last name of '\(key)' of '\(keys.path)', after one at least")
      }
    }
    return people
  }

  private static func wrongType(_ value: LocatedValue, _ key: String, _ keys: inout ItemKeys) {
    keys.report(
      "wrong-type", at: value.location,
      "a name in '\(key)' of '\(keys.path)' must be a map such as {family: Su, given: Jianlin} or "
        + "{literal: NAME}, not \(value.kindName)")
  }

  private static func name(
    _ map: LocatedMap, of key: String, into keys: inout ItemKeys
  ) -> Name? {
    // A reader of its own, so that keys of a name are not taken for keys of the work.
    var name = ItemKeys(
      map, path: "\(keys.path).\(key)", noun: "name", known: parts)
    defer { keys.diagnostics += name.diagnostics }
    let given = Dictionary(
      uniqueKeysWithValues: parts.map { part in (part, name.text(part)?.text) })
    name.reportUnknownKeys()
    if let literal = given["literal"] ?? nil {
      if map.entries.count > 1 {
        name.report(
          "wrong-value", at: map.location,
          "'literal' of '\(name.path)' is the whole name; nothing can stand beside it")
      }
      return .literal(literal)
    }
    guard let family = given["family"] ?? nil else {
      if map["literal"] == nil, !name.isMisspelt("literal") {
        name.missing("family", "'family' or 'literal'")
      }
      return nil
    }
    return .person(
      Person(
        family: family, given: given["given"] ?? nil,
        particle: given["non-dropping-particle"] ?? nil,
        droppingParticle: given["dropping-particle"] ?? nil, suffix: given["suffix"] ?? nil))
  }
}
