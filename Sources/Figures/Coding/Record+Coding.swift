extension Figure: Codable {
  private enum CodingKeys: String, CodingKey {
    case title, description, width, height, marks, data, narrow, live
  }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        title: container.decode(String.self, forKey: .title),
        description: container.decode(String.self, forKey: .description),
        width: container.decode(Double.self, forKey: .width),
        height: container.decode(Double.self, forKey: .height),
        marks: container.decode([Mark].self, forKey: .marks),
        data: container.decode(Table.self, forKey: .data))
      if let drawing = try container.decodeIfPresent(CodedDrawing.self, forKey: .narrow) {
        narrow = try Figure(
          title: title, description: description, width: drawing.width, height: drawing.height,
          marks: drawing.marks, data: data)
      }
      live = try container.decodeIfPresent(Live.self, forKey: .live)
    } catch let error as FigureError {
      throw DecodingError.dataCorruptedError(
        forKey: .marks, in: container, debugDescription: error.description)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(description, forKey: .description)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encode(marks, forKey: .marks)
    try container.encode(data, forKey: .data)
    try container.encodeIfPresent(narrow.map(CodedDrawing.init), forKey: .narrow)
    try container.encodeIfPresent(live, forKey: .live)
  }
}

/// The second drawing of a figure as it is coded: words and data are the figure's own.
private struct CodedDrawing: Codable {
  let width: Double
  let height: Double
  let marks: [Mark]

  init(_ figure: Figure) {
    width = figure.width
    height = figure.height
    marks = figure.marks
  }
}

extension Claim.Relation: Codable {
  private enum CodingKeys: String, CodingKey { case kind, bound, expected, within }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    switch kind {
    case "below": self = .below(try container.number(forKey: .bound))
    case "above": self = .above(try container.number(forKey: .bound))
    case "equal":
      self = .equal(
        try container.number(forKey: .expected), within: try container.number(forKey: .within))
    case "same": self = .same(try container.decode(Value.self, forKey: .expected))
    case "truth": self = .truth
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .below(let bound):
      try container.encode("below", forKey: .kind)
      try container.encode(number: bound, forKey: .bound)
    case .above(let bound):
      try container.encode("above", forKey: .kind)
      try container.encode(number: bound, forKey: .bound)
    case .equal(let expected, let tolerance):
      try container.encode("equal", forKey: .kind)
      try container.encode(number: expected, forKey: .expected)
      try container.encode(number: tolerance, forKey: .within)
    case .same(let value):
      try container.encode("same", forKey: .kind)
      try container.encode(value, forKey: .expected)
    case .truth: try container.encode("truth", forKey: .kind)
    }
  }
}

extension Claim: Codable {
  private enum CodingKeys: String, CodingKey { case label, statement, relation, value, holds }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .label),
      try container.decode(String.self, forKey: .statement),
      try container.decode(Relation.self, forKey: .relation),
      try container.decode(Value.self, forKey: .value),
      holds: try container.decode(Bool.self, forKey: .holds))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(label, forKey: .label)
    try container.encode(statement, forKey: .statement)
    try container.encode(relation, forKey: .relation)
    try container.encode(value, forKey: .value)
    try container.encode(holds, forKey: .holds)
  }
}

extension Record.Item: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, text, table, figure, label, caption, claim, name, value, format, failure
  }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? {
      try container.decodeIfPresent(String.self, forKey: key)
    }
    let kind = try container.decode(String.self, forKey: .kind)
    switch kind {
    case "output": self = .output(try container.decode(String.self, forKey: .text))
    case "table":
      self = .table(
        try container.decode(Table.self, forKey: .table), label: try text(.label),
        caption: try text(.caption))
    case "figure":
      self = .figure(
        try container.decode(Figure.self, forKey: .figure), label: try text(.label),
        caption: try text(.caption))
    case "claim": self = .claim(try container.decode(Claim.self, forKey: .claim))
    case "value":
      self = .value(
        try container.decode(String.self, forKey: .name),
        try container.decode(Value.self, forKey: .value),
        try container.decodeIfPresent(NumberFormat.self, forKey: .format))
    case "failure": self = .failure(try container.decode(Record.Failure.self, forKey: .failure))
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .output(let text):
      try container.encode("output", forKey: .kind)
      try container.encode(text, forKey: .text)
    case .table(let table, let label, let caption):
      try container.encode("table", forKey: .kind)
      try container.encode(table, forKey: .table)
      try container.encodeIfPresent(label, forKey: .label)
      try container.encodeIfPresent(caption, forKey: .caption)
    case .figure(let figure, let label, let caption):
      try container.encode("figure", forKey: .kind)
      try container.encode(figure, forKey: .figure)
      try container.encodeIfPresent(label, forKey: .label)
      try container.encodeIfPresent(caption, forKey: .caption)
    case .claim(let claim):
      try container.encode("claim", forKey: .kind)
      try container.encode(claim, forKey: .claim)
    case .value(let name, let value, let format):
      try container.encode("value", forKey: .kind)
      try container.encode(name, forKey: .name)
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(format, forKey: .format)
    case .failure(let failure):
      try container.encode("failure", forKey: .kind)
      try container.encode(failure, forKey: .failure)
    }
  }
}

extension Record.Failure: Codable {
  private enum CodingKeys: String, CodingKey { case how, message, line }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let how = try container.decode(String.self, forKey: .how)
    guard let kind = Kind(rawValue: how) else { throw container.unknown(how, forKey: .how) }
    self.init(
      kind, try container.decode(String.self, forKey: .message),
      line: try container.decodeIfPresent(Int.self, forKey: .line))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind.rawValue, forKey: .how)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(line, forKey: .line)
  }
}

extension Record: Codable {
  private enum CodingKeys: String, CodingKey { case items }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decode([Item].self, forKey: .items))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
  }
}
