import BookModel

extension Reference {
  /// Those a label and the list are sorted by: the authors, or the editors where there are none.
  package var responsible: Contributors { authors.isEmpty ? editors : authors }
}

extension Reference.Kind {
  /// Whether its title is set like that of a book, which is a thing of its own and in nothing else.
  var standsAlone: Bool {
    switch self {
    case .book, .dataset, .manuscript, .patent, .report, .software, .standard, .thesis: true
    default: false
    }
  }

  /// Whether it is a part of what its container names, so that "In" introduces the container.
  var isPart: Bool {
    switch self {
    case .chapter, .entry, .entryEncyclopedia, .paperConference: true
    default: false
    }
  }

  /// Whether the day matters: these change, or appear daily.
  var isDated: Bool {
    switch self {
    case .articleMagazine, .articleNewspaper, .post, .postWeblog, .webpage: true
    default: false
    }
  }
}
