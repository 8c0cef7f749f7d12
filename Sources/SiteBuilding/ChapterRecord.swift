import BookModel
import Figures

/// The results of a chapter as they are committed: `data/SLUG.json`.
///
/// Written and read by the same types. Values have 12 significant digits: what two machines agree on.
package struct ChapterRecord: Codable, Hashable, Sendable {
  /// The chapter's slug.
  package var chapter: String
  /// The digest of the book's prelude, when a cell of the chapter is code and could use it.
  package var prelude: String?
  package var cells: [CellRecord]

  package init(chapter: String, prelude: String? = nil, cells: [CellRecord]) {
    self.chapter = chapter
    self.prelude = prelude
    self.cells = cells
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case chapter, prelude, cells }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    chapter = try container.decode(String.self, forKey: .chapter)
    prelude = try container.decodeIfPresent(String.self, forKey: .prelude)
    cells = try container.decode([CellRecord].self, forKey: .cells)
  }
}

/// What a cell came to. A cell without results is listed too: later ones may hang on it.
package struct CellRecord: Codable, Hashable, Sendable {
  /// The place of the cell in its chapter, counted from 0.
  package var index: Int
  package var label: String?
  package var engine: String
  /// The digest of what makes the cell: ``SourceDigest``.
  package var source: String
  package var results: [ResultRecord]

  package init(
    index: Int, label: String? = nil, engine: String, source: String, results: [ResultRecord]
  ) {
    self.index = index
    self.label = label
    self.engine = engine
    self.source = source
    self.results = results
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case index, label, engine, source, results
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    index = try container.count(forKey: .index)
    label = try container.decodeIfPresent(String.self, forKey: .label)
    engine = try container.decode(String.self, forKey: .engine)
    source = try container.decode(String.self, forKey: .source)
    results = try container.decode([ResultRecord].self, forKey: .results)
  }
}

/// One result of a cell.
package enum ResultRecord: Hashable, Sendable {
  /// How readers refer to a table, a figure or a claim.
  package struct Exhibit: Hashable, Sendable {
    package var label: String?
    /// "Table 4.1"; empty without a label.
    package var number = ""
    /// The caption the cell's own code gave, as it was given; nil when the options give it.
    package var caption: String?

    package init(label: String? = nil, number: String = "", caption: String? = nil) {
      self.label = label
      self.number = number
      self.caption = caption
    }
  }

  case output(String)
  /// A wanted failure. Its line counts from the fence, so that prose above the cell moves nothing.
  case failure(Record.Failure.Kind, String, line: Int?)
  case value(String, Value, NumberFormat?)
  case table(Table, Exhibit)
  /// The marks stand in `figures/LABEL.svg`; the record holds what they were drawn from.
  case figure(title: String, description: String, Table, Exhibit)
  case claim(Claim, Exhibit)
}

// MARK: - JSON

extension ResultRecord: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, label, number, caption, text, name, value, format, title, description, table, claim
    case line
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String { try container.decode(String.self, forKey: key) }
    let kind = try text(.kind)
    switch kind {
    case "output": self = .output(try text(.text))
    case "failure":
      let title = try text(.title)
      guard let kind = Record.Failure.Kind(rawValue: title) else {
        throw container.wrong(.title, "no failure is called '\(title)'")
      }
      let hasLine = container.contains(.line)
      self = .failure(
        kind, try text(.text), line: hasLine ? try container.count(forKey: .line) : nil)
    case "value":
      let format = try container.decodeIfPresent(NumberFormat.self, forKey: .format)
      guard format?.isSensible ?? true else { throw container.wrong(.format, Self.tooManyDigits) }
      self = .value(try text(.name), try container.decode(Value.self, forKey: .value), format)
    case "table": self = .table(try Self.table(in: container), try Self.exhibit(in: container))
    case "figure":
      self = .figure(
        title: try text(.title), description: try text(.description),
        try Self.table(in: container), try Self.exhibit(in: container))
    case "claim":
      self = .claim(
        try container.decode(Claim.self, forKey: .claim), try Self.exhibit(in: container))
    default: throw container.wrong(.kind, "no kind of result is called '\(kind)'")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .output(let text):
      try container.encode("output", forKey: .kind)
      try container.encode(text, forKey: .text)
    case .failure(let kind, let message, let line):
      try container.encode("failure", forKey: .kind)
      try container.encode(kind.rawValue, forKey: .title)
      try container.encode(message, forKey: .text)
      try container.encodeIfPresent(line, forKey: .line)
    case .value(let name, let value, let format):
      try container.encode("value", forKey: .kind)
      try container.encode(name, forKey: .name)
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(format, forKey: .format)
    case .table(let table, let exhibit):
      try container.encode("table", forKey: .kind)
      try Self.encode(exhibit, to: &container)
      try container.encode(table, forKey: .table)
    case .figure(let title, let description, let data, let exhibit):
      try container.encode("figure", forKey: .kind)
      try Self.encode(exhibit, to: &container)
      try container.encode(title, forKey: .title)
      try container.encode(description, forKey: .description)
      try container.encode(data, forKey: .table)
    case .claim(let claim, let exhibit):
      try container.encode("claim", forKey: .kind)
      try Self.encode(exhibit, to: &container)
      try container.encode(claim, forKey: .claim)
    }
  }

  private static func exhibit(in container: KeyedDecodingContainer<CodingKeys>) throws -> Exhibit {
    Exhibit(
      label: try container.decodeIfPresent(String.self, forKey: .label),
      number: try container.decodeIfPresent(String.self, forKey: .number) ?? "",
      caption: try container.decodeIfPresent(String.self, forKey: .caption))
  }

  private static func encode(
    _ exhibit: Exhibit, to container: inout KeyedEncodingContainer<CodingKeys>
  ) throws {
    try container.encodeIfPresent(exhibit.label, forKey: .label)
    if !exhibit.number.isEmpty { try container.encode(exhibit.number, forKey: .number) }
    try container.encodeIfPresent(exhibit.caption, forKey: .caption)
  }

  private static func table(in container: KeyedDecodingContainer<CodingKeys>) throws -> Table {
    let table = try container.decode(Table.self, forKey: .table)
    guard table.columns.allSatisfy(\.format.isSensible) else {
      throw container.wrong(.table, tooManyDigits)
    }
    return table
  }

  private static let tooManyDigits = "a number is printed with at most 1000 digits"
}

extension NumberFormat {
  /// Whether printing by this format ends soon: a damaged file may ask for any number of digits.
  fileprivate var isSensible: Bool {
    switch self {
    case .fixed(let digits), .scientific(let digits), .significant(let digits),
      .automatic(let digits):
      digits <= 1_000
    case .integer: true
    case .residue(_, let format): format.isSensible
    }
  }
}

// MARK: - Strict reading

/// Any key of an object, for finding those that nobody knows.
private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The object with these keys; one that has others is refused.
  fileprivate func strictContainer<Key: CodingKey & CaseIterable & RawRepresentable<String>>(
    _ keys: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let all = try container(keyedBy: AnyKey.self)
    let known = keys.allCases.map(\.rawValue)
    let unknown = all.allKeys.filter { !known.contains($0.stringValue) }
    if let key = unknown.min(by: { $0.stringValue < $1.stringValue }) {
      let hint = nearestName(to: key.stringValue, in: known).map { "; did you mean '\($0)'?" } ?? ""
      throw DecodingError.dataCorruptedError(
        forKey: key, in: all, debugDescription: "no key is called '\(key.stringValue)'\(hint)")
    }
    return try container(keyedBy: keys)
  }
}

extension KeyedDecodingContainer {
  fileprivate func wrong(_ key: Key, _ message: String) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: message)
  }

  /// A small whole number that is not negative, so that whoever counts on from it stays in range.
  fileprivate func count(forKey key: Key) throws -> Int {
    let number = try decode(Int.self, forKey: key)
    guard (0...1_000_000_000).contains(number) else {
      throw wrong(key, "a number from 0 to 1000000000 is needed, not \(number)")
    }
    return number
  }
}
