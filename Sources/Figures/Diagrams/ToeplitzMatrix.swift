/// A matrix whose value depends on the offset alone: every diagonal has one colour level.
///
/// ```swift
/// let offsets = ToeplitzMatrix("Offsets of five tokens", size: 5, format: .integer) { Double($0) }
/// print(try offsets.figure(description: "25 pairs, 9 offsets.").data.rows.count)
/// // Prints "9"
/// ```
public struct ToeplitzMatrix: Sendable, Hashable {
  /// What the matrix is, in at most 90 characters.
  public var title: String
  /// The values of the offsets `i - j` from `-(columns - 1)` to `rows - 1`, in this order.
  public let values: [Double]
  /// How many rows there are.
  public let rows: Int
  /// How many columns there are.
  public let columns: Int
  /// What counts the rows: the index i.
  public var rowName: String
  /// What counts the columns: the index j.
  public var columnName: String
  /// How numbers stand in the cells.
  public var format: NumberFormat

  /// A square matrix, its value at row i and column j given by the offset i − j.
  public init(
    _ title: String, size: Int, rowName: String = "query i", columnName: String = "key j",
    format: NumberFormat = .fixed(2), value: (_ offset: Int) -> Double
  ) {
    self.title = title
    rows = max(size, 0)
    columns = max(size, 0)
    values = size > 0 ? (1 - size...size - 1).map(value) : []
    self.rowName = rowName
    self.columnName = columnName
    self.format = format
  }

  /// Draws the matrix; up to 10 × 10 the value stands in each cell.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without cells, ``FigureError/badCoordinate(_:mark:)`` for a
  ///   value that is not finite, ``FigureError/tooLarge(_:)`` for more than 64 rows.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard rows > 0 else { throw .empty("a Toeplitz matrix") }
    guard rows <= 64 else {
      throw .tooLarge("a Toeplitz matrix of \(rows) rows; 64 is the limit")
    }
    for value in values where !value.isFinite {
      throw .badCoordinate(value, mark: "Toeplitz matrix")
    }
    return try Figure.diagram(title, description: description, data: data, layout: matrix)
  }

  /// The colour level of an offset, 8 for zero; by half the scale, as two values may be so far
  /// apart that their difference is no `Double`.
  func level(ofOffset offset: Int) -> Int {
    let largest = values.map(\.magnitude).max() ?? 0
    guard largest > 0 else { return 8 }
    let share = values[offset + columns - 1] / largest / 2 + 0.5
    return Int(min(max(share * 16 + 1e-9, 0), 15).rounded(.down))
  }

  private func matrix(width: Double) -> Arrangement {
    let texts = values.map(format.short)
    let widest = texts.map { TextExtent($0, size: .number).width }.max() ?? 0
    let heads = (0..<rows).map { TextExtent(String($0), size: .number).width }.max() ?? 0
    let room = (width - heads - 12) / Double(columns)
    let side = max(2, min(room.rounded(.down), 48, (400 / Double(rows)).rounded(.down)))
    let showsNumbers = rows <= 10 && widest + 4 <= side
    let cells = cells(side: side, texts: showsNumbers ? texts : nil)
    let step = max(1, Int((20 / side).rounded(.up)))
    func head(_ index: Int) -> Arrangement {
      index.isMultiple(of: step)
        ? Arrangement.text(String(index), size: .number, role: .muted)
        : Arrangement(width: 0, height: 0)
    }
    let left = Arrangement.column(
      (0..<rows).map {
        head($0).framed(width: heads, align: .end).resized(width: heads, height: side)
      }, spacing: 0, align: .end)
    let above = Arrangement.row(
      (0..<columns).map { head($0).resized(width: side, height: 16) }, spacing: 0)
    let names = Arrangement.row(
      [
        .text("\(rowName) ↓", size: .number, role: .muted, room: width / 2 - 12),
        .text("\(columnName) →", size: .number, role: .muted, room: width / 2 - 12),
      ], spacing: 24)
    let body = Arrangement.row(
      [left, Arrangement.column([above, cells], spacing: 2)], spacing: 6, align: .end)
    return .column([names, body], spacing: 6)
  }

  /// One rectangle for each cell with its number, or one path for each colour level.
  private func cells(side: Double, texts: [String]?) -> Arrangement {
    guard let texts else {
      var outlines = Array(repeating: Outline(), count: 16)
      for row in 0..<rows {
        for column in 0..<columns {
          outlines[level(ofOffset: row - column)].elements.append(
            .rect(
              origin: Point(side * Double(column), side * Double(row)), width: side, height: side))
        }
      }
      let marks = outlines.enumerated().filter { !$0.element.elements.isEmpty }
        .map { Mark.path($0.element, paint: .diverging($0.offset)) }
      return Arrangement(width: side * Double(columns), height: side * Double(rows), marks: marks)
        .grouped("cells")
    }
    let grid = (0..<rows).map { row in
      (0..<columns).map { column in
        let paint = Paint.diverging(level(ofOffset: row - column))
        return Arrangement.text(texts[row - column + columns - 1], size: .number, ground: paint)
          .framed(width: side, height: side).resized(width: side, height: side).backed(paint)
      }
    }
    return Arrangement.grid(grid, spacing: 0, lineSpacing: 0).grouped("cells")
  }

  private var data: Table {
    let rows = values.enumerated().map { index, value -> [Value] in
      let offset = index - columns + 1
      return [.integer(offset), .integer(level(ofOffset: offset)), .number(value)]
    }
    return Table(unchecked: ["offset i − j", "colour level", "value"], rows, title)
  }
}
