extension Point: Codable {
  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self.init(try container.decode(Double.self), try container.decode(Double.self))
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(x)
    try container.encode(y)
  }
}

extension Role: Codable {}
extension Lettering.Size: Codable {}
extension Lettering.Anchor: Codable {}

extension Paint: Codable {
  private enum CodingKeys: String, CodingKey { case kind, role, level }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    func role() throws -> Role { try container.decode(Role.self, forKey: .role) }
    func level() throws -> Int { try container.decode(Int.self, forKey: .level) }
    switch kind {
    case "stroke": self = .stroke(try role())
    case "thin": self = .thin(try role())
    case "solid": self = .solid(try role())
    case "fill": self = .fill(try role())
    case "wash": self = .wash(try role())
    case "diverging": self = .diverging(try level())
    case "sequential": self = .sequential(try level())
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let (kind, role, level) = coded
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(role, forKey: .role)
    try container.encodeIfPresent(level, forKey: .level)
  }

  private var coded: (kind: String, role: Role?, level: Int?) {
    switch self {
    case .stroke(let role): ("stroke", role, nil)
    case .thin(let role): ("thin", role, nil)
    case .solid(let role): ("solid", role, nil)
    case .fill(let role): ("fill", role, nil)
    case .wash(let role): ("wash", role, nil)
    case .diverging(let level): ("diverging", nil, level)
    case .sequential(let level): ("sequential", nil, level)
    }
  }
}

extension Mark: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, from, to, path, center, radius, origin, width, height, label, marks, name, paint
    case grid
  }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    func point(_ key: CodingKeys) throws -> Point { try container.decode(Point.self, forKey: key) }
    func paint() throws -> Paint { try container.decode(Paint.self, forKey: .paint) }
    switch kind {
    case "line": self = .line(from: try point(.from), to: try point(.to), paint: try paint())
    case "path":
      self = .path(try container.decode(Outline.self, forKey: .path), paint: try paint())
    case "circle":
      self = .circle(
        center: try point(.center), radius: try container.decode(Double.self, forKey: .radius),
        paint: try paint())
    case "rect":
      self = .rect(
        origin: try point(.origin), width: try container.decode(Double.self, forKey: .width),
        height: try container.decode(Double.self, forKey: .height), paint: try paint())
    case "grid": self = .grid(try container.decode(LevelGrid.self, forKey: .grid))
    case "text": self = .text(try container.decode(Lettering.self, forKey: .label))
    case "group":
      self = .group(
        try container.decode([Mark].self, forKey: .marks),
        name: try container.decodeIfPresent(String.self, forKey: .name))
    default: throw container.unknown(kind, forKey: .kind)
    }
  }

  /// Writes the coded form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .line(let start, let end, let paint):
      try container.encode("line", forKey: .kind)
      try container.encode(start, forKey: .from)
      try container.encode(end, forKey: .to)
      try container.encode(paint, forKey: .paint)
    case .path(let path, let paint):
      try container.encode("path", forKey: .kind)
      try container.encode(path, forKey: .path)
      try container.encode(paint, forKey: .paint)
    case .circle(let center, let radius, let paint):
      try container.encode("circle", forKey: .kind)
      try container.encode(center, forKey: .center)
      try container.encode(radius, forKey: .radius)
      try container.encode(paint, forKey: .paint)
    case .rect(let origin, let width, let height, let paint):
      try container.encode("rect", forKey: .kind)
      try container.encode(origin, forKey: .origin)
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
      try container.encode(paint, forKey: .paint)
    case .grid(let grid):
      try container.encode("grid", forKey: .kind)
      try container.encode(grid, forKey: .grid)
    case .text(let label):
      try container.encode("text", forKey: .kind)
      try container.encode(label, forKey: .label)
    case .group(let marks, let name):
      try container.encode("group", forKey: .kind)
      try container.encode(marks, forKey: .marks)
      try container.encodeIfPresent(name, forKey: .name)
    }
  }
}
