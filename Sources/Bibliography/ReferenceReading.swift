import BookModel

/// Reads one item of `references.yml`.
struct ReferenceReading {
  private(set) var keys: ItemKeys

  static let known = [
    "id", "type", "title", "author", "editor", "issued", "container-title", "volume", "issue",
    "page",
    "publisher", "number", "DOI", "arXiv", "archive", "archive_location", "URL", "accessed", "note",
  ]

  init(_ map: LocatedMap, index: Int) {
    keys = ItemKeys(map, path: "references[\(index)]", noun: "work", known: Self.known)
  }

  /// The work, as far as it can be read; nil when nothing could cite it.
  mutating func reference() -> Reference? {
    let id = keys.text("id", as: .key)
    if let id { keys.path = id.text }
    keys.missing("id", "an 'id'")
    let kind = kind()
    let title = keys.text("title")
    keys.missing("title", "a 'title'")
    var reference = Reference(
      id: id?.text ?? "", kind: kind, title: title?.text ?? "",
      location: id?.location ?? keys.map.location)
    readPeople(&reference)
    readDates(&reference)
    readPlace(&reference)
    readAddresses(&reference)
    reference.note = keys.text("note")?.text
    keys.reportUnknownKeys()
    return id == nil ? nil : reference
  }

  private mutating func kind() -> Reference.Kind {
    guard let text = keys.text("type") else {
      keys.missing("type", "a 'type'")
      return .article
    }
    if let kind = Reference.Kind(rawValue: text.text) { return kind }
    let names = Reference.Kind.allCases.map(\.rawValue)
    keys.report(
      "wrong-value", at: text.location,
      "'type' of '\(keys.path)' is one of \(names.joined(separator: ", ")), not '\(text.text)'",
      suggestion: nearestName(to: text.text, in: names))
    return .article
  }

  private mutating func readPeople(_ reference: inout Reference) {
    for key in ["author", "editor"] {
      guard let value = keys.map[key] else { continue }
      let people = NameReading.contributors(value, of: key, into: &keys)
      if key == "author" { reference.authors = people } else { reference.editors = people }
    }
    guard keys.map["editor"] == nil, !keys.isMisspelt("editor") else { return }
    keys.missing("author", "an 'author' or an 'editor'; a group of people is {literal: NAME}")
  }

  private mutating func readDates(_ reference: inout Reference) {
    if let value = keys.map["issued"] {
      reference.issued = DateReading.date(value, of: "issued", into: &keys) ?? .unknown
    } else {
      keys.missing("issued", "'issued', the year; write n.d. where there is none")
    }
    if let value = keys.map["accessed"] {
      reference.accessed = DateReading.date(value, of: "accessed", into: &keys)
    }
  }

  private mutating func readPlace(_ reference: inout Reference) {
    reference.container = keys.text("container-title")?.text
    reference.volume = keys.text("volume")?.text
    reference.issue = keys.text("issue")?.text
    reference.pages = keys.text("page")?.text
    reference.publisher = keys.text("publisher")?.text
  }

  private mutating func readAddresses(_ reference: inout Reference) {
    reference.doi = keys.text("DOI", as: .doi)?.text
    reference.url = keys.text("URL", as: .url)?.text
    let archive = keys.text("archive")
    let place = keys.text("archive_location")
    let number = keys.text("number")
    let isArXiv = archive?.text.lowercased() == "arxiv"
    if let own = keys.text("arXiv") {
      reference.arXiv = keys.check(own, "arXiv", as: .arXiv) ? own.text : nil
      if !isArXiv { reference.number = number?.text }
    } else if isArXiv, let archive {
      readArXiv(place, number, archive, into: &reference)
    } else {
      reference.number = number?.text
    }
    reportArchive(archive, place, isArXiv: isArXiv)
  }

  /// Zotero writes the number of a preprint as `number: arXiv:2104.09864`, with the prefix.
  private mutating func readArXiv(
    _ place: LocatedText?, _ number: LocatedText?, _ archive: LocatedText,
    into reference: inout Reference
  ) {
    guard let given = place ?? number else {
      keys.report(
        "missing-key", at: archive.location,
        "'archive: \(archive.text)' of '\(keys.path)' needs an 'archive_location', the number there"
      )
      return
    }
    let key = place == nil ? "number" : "archive_location"
    reference.arXiv = keys.check(given, key, as: .arXiv) ? given.text : nil
    if place != nil { reference.number = number?.text }
  }

  /// Another archive would be read and not printed, and nobody would know.
  private mutating func reportArchive(
    _ archive: LocatedText?, _ place: LocatedText?, isArXiv: Bool
  ) {
    if let archive, !isArXiv {
      keys.report(
        "wrong-value", at: archive.location,
        "'archive' of '\(keys.path)' must be arXiv, not '\(archive.text)'; give a 'URL' for another",
        suggestion: nearestName(to: archive.text, in: ["arXiv"]))
    } else if archive == nil, let place {
      keys.report(
        "missing-key", at: place.location,
        "'archive_location' of '\(keys.path)' needs 'archive: arXiv' beside it")
    }
  }
}
