import Figures
import Foundation
import Testing

/// What a browser would fill: the level of each cell, read from the text of the paths.
private struct Raster {
  var levels: [[Int?]]
  /// Cells that were filled a second time or lie outside.
  var mistakes = 0

  init(_ svg: String, rows: Int, columns: Int) {
    levels = Array(repeating: Array(repeating: nil, count: columns), count: rows)
    for element in svg.components(separatedBy: "<path class=\"").dropFirst() {
      let level = Int(element.dropFirst().prefix { $0.isNumber })
      let data = element.components(separatedBy: " d=\"")[1].prefix { $0 != "\"" }
      var (x, y) = (0, 0)
      for shape in data.split(separator: "m") {
        let numbers = shape.split { " hv".contains($0) }.compactMap { Int($0) }
        let sides = shape.filter { "hv".contains($0) }
        x += numbers[0]
        y += numbers[1]
        let (width, height) =
          sides == "hvh" ? (numbers[2], numbers[3]) : (numbers[3], numbers[2])
        fill(x..<(x + width), y..<(y + height), level)
        if sides == "hvh" { y += height } else { x += width }
      }
    }
  }

  private mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ level: Int?) {
    for row in rows {
      for column in columns {
        guard levels.indices.contains(row), levels[row].indices.contains(column),
          levels[row][column] == nil
        else {
          mistakes += 1
          continue
        }
        levels[row][column] = level
      }
    }
  }
}

@Suite struct LevelGridTests {
  private func svg(_ levels: [[UInt8]], _ scale: LevelGrid.Scale = .diverging) throws -> String {
    let grid = LevelGrid(
      origin: Point(44, 44.5), cellWidth: 1.06, cellHeight: 4, scale: scale, levels: levels)
    return try Figure(
      title: "Grid", description: "It has cells.", height: 600, marks: [.grid(grid)],
      data: Table([1.0], columns: ["x"])
    ).svg(label: "fig-grid", standalone: false)
  }

  @Test(arguments: [(1, 1), (1, 30), (30, 1), (17, 23), (64, 9)])
  func everyCellIsFilledOnceWithItsLevel(rows: Int, columns: Int) throws {
    for turned in [false, true] {
      // Long runs along rows, then along columns.
      let levels = (0..<rows).map { row in
        (0..<columns).map { column in
          let (slow, fast) = turned ? (row, column) : (column, row)
          return UInt8((slow / 5 * 7 + fast * 3) % 16)
        }
      }
      let raster = Raster(try svg(levels), rows: rows, columns: columns)
      #expect(raster.mistakes == 0)
      #expect(raster.levels == levels.map { $0.map { Int($0) } })
    }
  }

  @Test func runsFollowTheDirectionThatNeedsFewer() throws {
    let stripes: [[UInt8]] = Array(repeating: [1, 2, 1, 2], count: 40)
    #expect(try svg(stripes).contains("d=\"m0 0v40h1v-40m1 0v40h1v-40\"/>"))
    let layers: [[UInt8]] = (0..<4).map { Array(repeating: $0 % 2, count: 40) }
    #expect(try svg(layers, .sequential).contains("s0\" d=\"m0 0h40v1h-40m0 1h40v1h-40\"/>"))
  }

  @Test func cellsAreUnitsOfAScaledGroup() throws {
    #expect(
      try svg([[3]]).contains("<g class=\"cells\" transform=\"translate(44 44.5)scale(1.06 4)\">"))
  }

  @Test func rowsOfUnequalLengthAndLevelsBeyondTheScaleAreDrawn() throws {
    let raster = Raster(try svg([[1, 200], [2], []]), rows: 3, columns: 2)
    #expect(raster.levels == [[1, 15], [2, nil], [nil, nil]])
    #expect(!(try svg([])).contains("<path"))
  }

  @Test func comesBackFromJSON() throws {
    let grid = LevelGrid(
      origin: Point(1, 2), cellWidth: 3, cellHeight: 4, scale: .sequential,
      levels: [[0, 9, 10, 15], [1]])
    let text = try JSONEncoder().encode(grid)
    #expect(String(decoding: text, as: UTF8.self).contains(#"["09af","1"]"#))
    #expect(try JSONDecoder().decode(LevelGrid.self, from: text) == grid)
    let wrong = Data(String(decoding: text, as: UTF8.self).replacing("09af", with: "09ag").utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(LevelGrid.self, from: wrong) }
  }

  @Test func aPlaceThatIsNoNumberIsRefused() {
    let grid = LevelGrid(
      origin: Point(0, 0), cellWidth: .nan, cellHeight: 1, scale: .diverging, levels: [[1]])
    #expect(throws: FigureError.self) {
      try Figure(
        title: "", description: "", height: 9, marks: [.grid(grid)],
        data: Table([1.0], columns: ["x"]))
    }
  }

  /// The promise for pages: a map of 128 × 512 smooth values is at most 20 KB once compressed.
  @Test func aMapOfTheSinusoidIsSmallOnceCompressed() throws {
    let values = (0..<128).map { row in
      (0..<512).map { position in
        let angle = Double(position) * pow(10_000, -Double(row / 2 * 2) / 128)
        return row.isMultiple(of: 2) ? sin(angle) : cos(angle)
      }
    }
    let svg = try HeatMap("Sinusoid", values: values, x: "position", y: "dimension")
      .figure(description: "It waves.").svg(label: "fig-map", standalone: false)
    let gzip = Process()
    let (input, output) = (Pipe(), Pipe())
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-9", "-c"]
    (gzip.standardInput, gzip.standardOutput) = (input, output)
    try gzip.run()
    // The result is smaller than a pipe's buffer, so writing cannot wait for a reader.
    try input.fileHandleForWriting.write(contentsOf: Data(svg.utf8))
    try input.fileHandleForWriting.close()
    let compressed = try #require(try output.fileHandleForReading.readToEnd())
    gzip.waitUntilExit()
    #expect(compressed.count <= 20_000, "\(compressed.count) bytes")
    #expect(compressed.count > 1000)
  }
}
