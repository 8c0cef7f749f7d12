extension Lettering.Run: Codable {
  private enum CodingKeys: String, CodingKey { case text, italic }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .text),
      isItalic: try container.decode(Bool.self, forKey: .italic))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .text)
    try container.encode(isItalic, forKey: .italic)
  }
}

extension Lettering: Codable {
  private enum CodingKeys: String, CodingKey { case runs, at, size, anchor, role, turn, ground }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode([Run].self, forKey: .runs),
      at: try container.decode(Point.self, forKey: .at),
      size: try container.decode(Size.self, forKey: .size),
      anchor: try container.decode(Anchor.self, forKey: .anchor),
      role: try container.decode(Role.self, forKey: .role),
      turn: try container.decode(Double.self, forKey: .turn),
      ground: try container.decodeIfPresent(Paint.self, forKey: .ground))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(runs, forKey: .runs)
    try container.encode(position, forKey: .at)
    try container.encode(size, forKey: .size)
    try container.encode(anchor, forKey: .anchor)
    try container.encode(role, forKey: .role)
    try container.encode(turn, forKey: .turn)
    try container.encodeIfPresent(ground, forKey: .ground)
  }
}

/// A path is coded as one list, a letter before the numbers of each element: a heat map has
/// thousands of them.
extension Outline: Codable {
  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    func point() throws -> Point {
      Point(try container.decode(Double.self), try container.decode(Double.self))
    }
    func number() throws -> Double { try container.decode(Double.self) }
    func flag() throws -> Bool { try container.decode(Bool.self) }
    self.init()
    while !container.isAtEnd {
      let letter = try container.decode(String.self)
      switch letter {
      case "M": elements.append(.move(try point()))
      case "L": elements.append(.line(try point()))
      case "A":
        elements.append(
          .arc(
            radius: try number(), isLarge: try flag(), isClockwise: try flag(), to: try point()))
      case "R":
        elements.append(.rect(origin: try point(), width: try number(), height: try number()))
      case "Z": elements.append(.close)
      default:
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "no path element is called '\(letter)'")
      }
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for element in elements {
      try container.encode(element.letter)
      if case .arc(let radius, let isLarge, let isClockwise, let point) = element {
        try container.encode(radius)
        try container.encode(isLarge)
        try container.encode(isClockwise)
        try container.encode(point.x)
        try container.encode(point.y)
      } else {
        for number in element.numbers { try container.encode(number) }
      }
    }
  }
}

extension Outline.Element {
  fileprivate var letter: String {
    switch self {
    case .move: "M"
    case .line: "L"
    case .arc: "A"
    case .rect: "R"
    case .close: "Z"
    }
  }
}
