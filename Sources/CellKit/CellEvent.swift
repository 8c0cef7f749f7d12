import Figures

/// Something a running cell did, as it is written to the journal that the generator reads.
///
/// The wire format between a chapter's program and the tool that runs it: one JSON object a line.
package struct CellEvent: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A result was shown, claimed or published.
    case item(Record.Item)
    /// A line `// Prints "…"` was reached; what stands on standard output before it is checked.
    case checkpoint(line: Int)
  }

  package struct Place: Sendable, Hashable, Codable {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  package var kind: Kind
  package var place: Place?

  package init(_ kind: Kind, at place: Place? = nil) {
    self.kind = kind
    self.place = place
  }
}

extension CellEvent: Codable {
  private enum Key: String, CodingKey { case item, line, place }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let item = try container.decodeIfPresent(Record.Item.self, forKey: .item) {
      kind = .item(item)
    } else {
      kind = .checkpoint(line: try container.decode(Int.self, forKey: .line))
    }
    place = try container.decodeIfPresent(Place.self, forKey: .place)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch kind {
    case .item(let item): try container.encode(item, forKey: .item)
    case .checkpoint(let line): try container.encode(line, forKey: .line)
    }
    try container.encodeIfPresent(place, forKey: .place)
  }
}

/// The marks a chapter's program writes between what its cells print, so that printed text and
/// results can be put back in the order they happened.
///
/// A mark is a token, a letter and a number between two NUL bytes. The token is drawn for each run,
/// so that nothing a cell prints can be taken for a mark.
package enum StreamMark: Hashable, Sendable {
  /// The cell with this number in its program begins.
  case cell(Int)
  /// The event with this number in the journal happened here.
  case event(Int)
  /// The last cell has ended: whatever happens next is not the author's doing.
  case end

  package init?(_ text: some StringProtocol, token: String = "") {
    guard token.isEmpty || text.hasPrefix(token) else { return nil }
    let word = text.dropFirst(token.count)
    let number = Int(word.dropFirst())
    switch (word.first, number) {
    case ("c", let number?): self = .cell(number)
    case ("e", let number?): self = .event(number)
    case ("z", nil) where word.count == 1: self = .end
    default: return nil
    }
  }

  package func text(token: String = "") -> String {
    switch self {
    case .cell(let number): "\0\(token)c\(number)\0"
    case .event(let number): "\0\(token)e\(number)\0"
    case .end: "\0\(token)z\0"
    }
  }
}
