// Coded forms are written by hand: the key names are part of the committed records, and stay when
// a case is renamed.

extension Value: Codable {
  private enum CodingKeys: String, CodingKey { case kind, value }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    switch kind {
    case "number": self = .number(try container.number(forKey: .value))
    case "integer": self = .integer(try container.decode(Int.self, forKey: .value))
    case "text": self = .text(try container.decode(String.self, forKey: .value))
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    switch self {
    case .number(let number): try container.encode(number: number, forKey: .value)
    case .integer(let integer): try container.encode(integer, forKey: .value)
    case .text(let text): try container.encode(text, forKey: .value)
    }
  }

  /// The name of the case in coded forms.
  var kind: String {
    switch self {
    case .number: "number"
    case .integer: "integer"
    case .text: "text"
    }
  }
}

extension NumberFormat: Codable {
  private enum CodingKeys: String, CodingKey { case kind, digits, below, otherwise }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    func digits() throws -> Int { try container.decode(Int.self, forKey: .digits) }
    switch kind {
    case "fixed": self = .fixed(try digits())
    case "scientific": self = .scientific(try digits())
    case "significant": self = .significant(try digits())
    case "automatic": self = .automatic(try digits())
    case "integer": self = .integer
    case "residue":
      self = .residue(
        below: try container.number(forKey: .below),
        otherwise: try container.decode(NumberFormat.self, forKey: .otherwise))
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func encode(_ kind: String, digits: Int) throws {
      try container.encode(kind, forKey: .kind)
      try container.encode(digits, forKey: .digits)
    }
    switch self {
    case .fixed(let digits): try encode("fixed", digits: digits)
    case .scientific(let digits): try encode("scientific", digits: digits)
    case .significant(let digits): try encode("significant", digits: digits)
    case .automatic(let digits): try encode("automatic", digits: digits)
    case .integer: try container.encode("integer", forKey: .kind)
    case .residue(let bound, let format):
      try container.encode("residue", forKey: .kind)
      try container.encode(number: bound, forKey: .below)
      try container.encode(format, forKey: .otherwise)
    }
  }
}
