import Figures

/// A computation in a chapter: what an engine is asked.
package struct Cell: Hashable, Sendable, Identifiable {
  /// A cell is known by its chapter and its place in it, counted from 0.
  package struct ID: Hashable, Sendable {
    package var chapter: String
    package var index: Int

    package init(chapter: String, index: Int) {
      self.chapter = chapter
      self.index = index
    }
  }

  package enum Body: Hashable, Sendable {
    /// YAML without the cell options.
    case parameters(LocatedMap)
    /// Source code as it stands in the chapter, option lines included, so that its lines count right.
    case code(String)
  }

  package var id: ID
  /// The word in the braces of the fence: `rope`, `swift`.
  package var engine: String
  package var label: Label?
  package var options: CellOptions
  package var body: Body
  /// How many lines of options stand before the code.
  package var optionLineCount = 0
  /// The text inside the fence without option lines, as a reader is shown it.
  package var listing: String
  /// The fence itself: where a diagnostic about the whole cell points.
  package var location: SourceLocation
  /// The first line inside the fence; its column is the indentation that cmark took away, plus 1.
  package var bodyLocation: SourceLocation

  package init(
    id: ID, engine: String, label: Label?, options: CellOptions, body: Body, listing: String,
    location: SourceLocation, bodyLocation: SourceLocation
  ) {
    self.id = id
    self.engine = engine
    self.label = label
    self.options = options
    self.body = body
    self.listing = listing
    self.location = location
    self.bodyLocation = bodyLocation
  }

  /// The line of the chapter on which the code begins, below the options.
  package var codeLine: Int { bodyLocation.line + optionLineCount }

  /// The code without its option lines; nil for a cell of parameters.
  package var code: String? {
    guard case .code(let text) = body else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(optionLineCount)
      .joined(separator: "\n")
  }
}

/// How a cell is run and shown. Names follow Quarto where Quarto has one.
package struct CellOptions: Hashable, Sendable {
  /// Whether the source is shown.
  package var echo = true
  /// Whether the cell is run; a cell that is not run is a listing.
  package var eval = true
  /// Whether anything of the cell is shown. Its values can be quoted all the same.
  package var include = true
  /// Whether the results are shown.
  package var output = true
  /// Whether the source is folded behind a line that opens it.
  package var codeFold = false
  package var figureCaption: Caption?
  /// The text alternative of the figure: its finding, with `{{ .name }}` for computed numbers.
  package var figureAlternative: LocatedText?
  package var tableCaption: Caption?
  /// The longest time the cell may run, in seconds.
  package var timeout: Double?
  /// Whether the cell is meant to fail; its message is then the result, and success an error.
  package var error = false
  /// The program of the chapter the cell belongs to; cells without a name share one.
  package var session: String?
  /// Files the cell reads, by their path relative to `content/`.
  package var inputs: [LocatedText] = []
  /// What values of the cell must come to.
  package var expectations: [Expectation] = []
  /// How far fresh results may be from committed ones; the book's when it is nil.
  package var tolerance: Double?

  package init() {}

  /// The names of all options, in the order they are documented.
  package static let names = [
    "label", "echo", "eval", "include", "output", "error", "fig-cap", "fig-alt", "tbl-cap",
    "code-fold", "timeout", "tolerance", "expect", "session", "inputs",
  ]
}

/// One line below `expect:`: the name of a value and what it must be.
package struct Expectation: Hashable, Sendable {
  /// The name as prose would write it: `lastAngle`, or `COLUMN.ROW` for a cell of a table.
  package var name: LocatedText
  package var relation: Claim.Relation

  package init(_ name: LocatedText, _ relation: Claim.Relation) {
    self.name = name
    self.relation = relation
  }
}

/// The words under a figure or above a table: Markdown of one paragraph.
package struct Caption: Hashable, Sendable {
  package var source: LocatedText
  package var content: [Inline]

  package init(_ source: LocatedText, content: [Inline] = []) {
    self.source = source
    self.content = content
  }
}

/// The name of a numbered thing, unique in the book, with a prefix that tells its kind.
package struct Label: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case figure = "fig"
    case table = "tbl"
    case equation = "eq"
    case listing = "lst"
    case section = "sec"
    case claim = "clm"

    /// The word before the number: "Figure 4.1".
    package var word: String {
      switch self {
      case .figure: "Figure"
      case .table: "Table"
      case .equation: "Equation"
      case .listing: "Listing"
      case .section: "Section"
      case .claim: "Claim"
      }
    }
  }

  package var name: String
  package var location: SourceLocation

  package init(_ name: String, at location: SourceLocation) {
    self.name = name
    self.location = location
  }

  /// The kind that the prefix names, or nil for a label that only lends its values to the prose.
  package var kind: Kind? { Label.kind(of: name) }

  package static func kind(of name: String) -> Kind? {
    Kind.allCases.first { name.hasPrefix($0.rawValue + "-") }
  }

  /// Labels become ids, file names and names in templates: ASCII letters, digits, `-` and `_`,
  /// starting with a letter.
  package static func isWellFormed(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
