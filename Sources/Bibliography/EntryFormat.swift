import BookModel

/// Writes the entry of a work in the list of references.
///
/// The style is plain author–year, a row of sentences: names, the first one inverted; year; title;
/// container *in emphasis* with volume(issue): pages; publisher; DOI, arXiv, other address; note.
/// What stands alone (a book, a thesis, software) has its title in emphasis instead.
struct EntryFormat {
  /// More names than these are not all printed.
  static let mostNames = 10
  /// How many are, then.
  static let firstNames = 7

  private let words: CitationWords

  init(_ words: CitationWords) { self.words = words }

  func entry(of reference: Reference, suffix: String) -> [Run] {
    var runs: [Run] = []
    runs.addSentence([.text(names(of: reference))])
    runs.addSentence([.text(LabelFormat(words).year(of: reference, suffix: suffix))])
    runs.addSentence(
      [reference.kind.standsAlone ? .emphasis(reference.title) : .text(reference.title)])
    runs.addSentence(place(of: reference))
    runs.addSentence([.text(publication(of: reference))])
    for link in links(of: reference) { runs.addSentence([link]) }
    if reference.url != nil, let accessed = reference.accessed {
      runs.addSentence([.text("\(words.accessed) \(words.date(accessed))")])
    }
    if let note = reference.note { runs.addSentence([.text(note)]) }
    return runs
  }

  private func names(of reference: Reference) -> String {
    let people = reference.responsible
    guard !people.isEmpty else { return "" }
    let names = list(people)
    guard reference.authors.isEmpty else { return names }
    let several = people.names.count > 1 || people.hasOthers
    return "\(names), \(several ? words.editors : words.editor)"
  }

  private func list(_ people: Contributors) -> String {
    let isCut = people.names.count > Self.mostNames
    let shown = isCut ? Array(people.names.prefix(Self.firstNames)) : people.names
    var parts = shown.enumerated().map { $0 == 0 ? $1.inverted : $1.natural }
    if isCut || people.hasOthers {
      parts.append(words.others)
    } else if parts.count > 1 {
      parts[parts.count - 1] = "\(words.and) \(parts[parts.count - 1])"
    }
    // "Su, Jianlin, and Yu Lu", but "Khan et al.": a comma of the first name asks for a second one.
    let isInverted = shown[0].inverted != shown[0].inLabel
    return parts.joined(separator: parts.count > 2 || isInverted ? ", " : " ")
  }

  /// "*Computational Linguistics* 48(3): 733–763", "In *Proceedings*, 12–20".
  private func place(of reference: Reference) -> [Run] {
    var runs: [Run] = []
    if let container = reference.container {
      if reference.kind.isPart { runs.add("\(words.partOf) ") }
      runs.add(.emphasis(container))
    }
    var rest = reference.volume ?? ""
    if let issue = reference.issue { rest += "(\(issue))" }
    if !rest.isEmpty { runs.add(runs.isEmpty ? rest : " \(rest)") }
    if let pages = reference.pages {
      let pages = pages.replacing("--", with: "–").replacing("-", with: "–")
      runs.add(runs.isEmpty ? pages : (rest.isEmpty ? ", " : ": ") + pages)
    }
    return runs
  }

  private func publication(of reference: Reference) -> String {
    let number = reference.number.map { "\(words.number) \($0)" }
    var date: String?
    // The year stands behind the names already; only a day or a month says more.
    if reference.kind.isDated, case .known(_, _?, _) = reference.issued {
      date = words.date(reference.issued)
    }
    return [reference.publisher, number, date].compactMap { $0 }.joined(separator: ", ")
  }

  /// The addresses of the work, each once: a URL that only repeats the DOI or the arXiv page is left
  /// out.
  private func links(of reference: Reference) -> [Run] {
    var links: [Run] = []
    var known: Set<String> = []
    if let doi = reference.doi {
      let url = "https://doi.org/" + Self.escaped(doi)
      known.insert(url.lowercased())
      links.append(.link(url: url, text: "https://doi.org/" + doi))
    }
    if let number = reference.arXiv {
      let url = "https://arxiv.org/abs/" + number
      known.insert(url.lowercased())
      links.append(.link(url: url, text: "arXiv:" + number))
    }
    if let url = reference.url, !known.contains(Self.secure(url).lowercased()) {
      links.append(.link(url: url, text: url))
    }
    return links
  }

  private static func secure(_ url: String) -> String {
    url.hasPrefix("http://") ? "https://" + url.dropFirst(7) : url
  }

  /// Old DOIs hold `<`, `>`, `#` and the like, which end an address or mean something in one.
  private static func escaped(_ doi: String) -> String {
    let plain = "-._~/:;()!*,="
    return String(
      decoding: doi.utf8.flatMap { byte -> [UInt8] in
        let character = Character(UnicodeScalar(byte))
        if byte < 128, character.isLetter || character.isNumber || plain.contains(character) {
          return [byte]
        }
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }, as: UTF8.self)
  }
}
