/// Many small cells of one size, each of one of the 16 levels of a colour scale.
///
/// A map of 128 × 512 values has 65 536 cells. As one rectangle each they would fill megabytes, so
/// a grid is one mark: its SVG has a path for each level, drawn in units of cells, in which
/// neighbours of one level are one rectangle.
public struct LevelGrid: Sendable, Hashable {
  /// The scale whose levels the cells show.
  public enum Scale: String, Sendable, Hashable, CaseIterable, Codable {
    /// Two colours that meet between levels 7 and 8.
    case diverging
    /// One colour that grows with the level.
    case sequential
  }

  /// The corner of least x and y.
  public var origin: Point
  /// How wide a cell is; hundredths of a unit are drawn, so that a row of cells ends where it should.
  public var cellWidth: Double
  /// How high a cell is.
  public var cellHeight: Double
  /// The scale whose levels the cells show.
  public var scale: Scale
  /// The levels, 0 to 15, the first row at the top. A row may be shorter than another.
  public var levels: [[UInt8]]

  /// A grid of levels.
  public init(
    origin: Point, cellWidth: Double, cellHeight: Double, scale: Scale, levels: [[UInt8]]
  ) {
    self.origin = origin
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.scale = scale
    self.levels = levels
  }

  /// How a level is painted.
  func paint(_ level: Int) -> Paint {
    switch scale {
    case .diverging: .diverging(level)
    case .sequential: .sequential(level)
    }
  }
}

extension LevelGrid {
  /// Neighbours of one level: where they begin, and how many they are.
  struct Run: Hashable {
    var column: Int
    var row: Int
    var count: Int
  }

  /// The runs of each level, along rows or along columns, whichever makes fewer of them.
  var runs: (isAcross: Bool, byLevel: [[Run]]) {
    let across = Self.runs(of: levels)
    guard let columns = levels.first?.count, levels.allSatisfy({ $0.count == columns }) else {
      return (true, across)
    }
    let turned = (0..<columns).map { column in levels.map { $0[column] } }
    let down = Self.runs(of: turned)
    guard down.joined().count < across.joined().count else { return (true, across) }
    return (
      false, down.map { $0.map { Run(column: $0.row, row: $0.column, count: $0.count) } }
    )
  }

  private static func runs(of lines: [[UInt8]]) -> [[Run]] {
    var runs: [[Run]] = Array(repeating: [], count: 16)
    for (row, line) in lines.enumerated() {
      var start = 0
      for column in line.indices {
        let next = column + 1
        guard next == line.count || line[next] != line[start] else { continue }
        runs[Int(min(line[start], 15))].append(Run(column: start, row: row, count: next - start))
        start = next
      }
    }
    return runs
  }
}

extension SVGWriter {
  /// A group in units of cells, and in it one path for each level that occurs.
  ///
  /// Steps are relative: equal patterns in different places are then equal texts, which is what
  /// makes the difference once a page is compressed.
  mutating func write(_ grid: LevelGrid) {
    add("<g class=\"cells\" transform=\"translate(")
    add(grid.origin.x, grid.origin.y)
    add(")scale(")
    add(grid.cellWidth, grid.cellHeight)
    add(")\">\n")
    let (isAcross, byLevel) = grid.runs
    for (level, runs) in byLevel.enumerated() where !runs.isEmpty {
      add("<path class=\"")
      add(grid.paint(level).className)
      add("\" d=\"")
      var here = (column: 0, row: 0)
      for run in runs {
        step("m", run.column - here.column)
        add(" ")
        add(hundredths: (run.row - here.row) * 100)
        step(isAcross ? "h" : "v", run.count)
        step(isAcross ? "v" : "h", 1)
        step(isAcross ? "h" : "v", -run.count)
        // The pen stays where it is: a fill closes its shape by itself.
        here = isAcross ? (run.column, run.row + 1) : (run.column + 1, run.row)
      }
      add("\"/>\n")
    }
    add("</g>\n")
  }

  private mutating func step(_ command: Unicode.Scalar, _ count: Int) {
    bytes.append(UInt8(ascii: command))
    add(hundredths: count * 100)
  }
}

extension LevelGrid: Codable {
  private enum CodingKeys: String, CodingKey { case origin, width, height, scale, levels }

  /// Reads the coded form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode([String].self, forKey: .levels)
    self.init(
      origin: try container.decode(Point.self, forKey: .origin),
      cellWidth: try container.decode(Double.self, forKey: .width),
      cellHeight: try container.decode(Double.self, forKey: .height),
      scale: try container.decode(Scale.self, forKey: .scale),
      levels: try rows.map { row in
        try row.map { digit in
          guard let level = digit.hexDigitValue else {
            throw DecodingError.dataCorruptedError(
              forKey: .levels, in: container, debugDescription: "a level is a digit from 0 to f")
          }
          return UInt8(level)
        }
      })
  }

  /// Writes the coded form: a text for each row, a digit from 0 to f for each cell.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(origin, forKey: .origin)
    try container.encode(cellWidth, forKey: .width)
    try container.encode(cellHeight, forKey: .height)
    try container.encode(scale, forKey: .scale)
    let digits = Array("0123456789abcdef")
    let rows = levels.map { row in String(row.map { digits[Int(min($0, 15))] }) }
    try container.encode(rows, forKey: .levels)
  }
}
