/// A work that can be cited: one item of `references.yml`, in the terms of CSL.
package struct Reference: Hashable, Sendable {
  /// What a citation names it by.
  package var id: String
  /// Where the id stands in `references.yml`.
  package var location: SourceLocation
  package var kind: Kind
  package var title: String
  package var authors = Contributors()
  package var editors = Contributors()
  package var issued = PartialDate.unknown
  /// The journal, the proceedings, the web site.
  package var container: String?
  package var volume: String?
  package var issue: String?
  package var pages: String?
  package var publisher: String?
  /// The number of a report in its series.
  package var number: String?
  /// Starts with `10.`; without the address of a resolver.
  package var doi: String?
  /// `2104.09864`, `2104.09864v5` or `cs/9901001`; without `arXiv:`.
  package var arXiv: String?
  package var url: String?
  package var accessed: PartialDate?
  package var note: String?

  package init(id: String, kind: Kind, title: String, location: SourceLocation) {
    self.id = id
    self.kind = kind
    self.title = title
    self.location = location
  }
}

extension Reference {
  /// The CSL types a book of this sort cites.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A preprint or an article that is in no journal.
    case article
    case articleJournal = "article-journal"
    case articleMagazine = "article-magazine"
    case articleNewspaper = "article-newspaper"
    case book, chapter, dataset, entry, manuscript
    case entryEncyclopedia = "entry-encyclopedia"
    case paperConference = "paper-conference"
    case patent, post
    case postWeblog = "post-weblog"
    case report, software, speech, standard, thesis, webpage
  }
}

/// The authors or editors of a work.
package struct Contributors: Hashable, Sendable {
  package var names: [Name]
  /// True when more people took part than are named: `literal: others` ended the list.
  package var hasOthers: Bool

  package init(_ names: [Name] = [], hasOthers: Bool = false) {
    self.names = names
    self.hasOthers = hasOthers
  }

  package var isEmpty: Bool { names.isEmpty }
}

package enum Name: Hashable, Sendable {
  case person(Person)
  /// A company, a group, or somebody whose name has no family part; printed as it stands.
  case literal(String)
}

package struct Person: Hashable, Sendable {
  package var family: String
  package var given: String?
  /// `van den` in "van den Oord 2016": part of the name wherever it is printed.
  package var particle: String?
  /// `von` in "Alexander von Humboldt", who is "Humboldt" in a label.
  package var droppingParticle: String?
  /// `Jr.`
  package var suffix: String?

  package init(
    family: String, given: String? = nil, particle: String? = nil, droppingParticle: String? = nil,
    suffix: String? = nil
  ) {
    self.family = family
    self.given = given
    self.particle = particle
    self.droppingParticle = droppingParticle
    self.suffix = suffix
  }
}

/// A day, a month or a year: as much of a date as is known.
package enum PartialDate: Hashable, Sendable {
  /// `n.d.`: the author looked and there is none. A date that was forgotten is an error instead.
  case unknown
  case known(year: Int, month: Int?, day: Int?)

  package var year: Int? {
    if case .known(let year, _, _) = self { year } else { nil }
  }
}
