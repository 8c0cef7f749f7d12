/// Where the cells, the axes and the colour scale of a heat map lie.
struct HeatMapLayout {
  let left: Double
  let top = 44.0
  let columns: Int
  let rows: Int
  let cellWidth: Double
  let cellHeight: Double
  let width: Double

  private static let keyWidth = 92.0

  init(_ map: HeatMap) {
    rows = map.values.count
    columns = map.values.first?.count ?? 0
    width = map.width
    let widest =
      (map.y.ticks ?? [Axis.Tick(0, String(rows))])
      .map { TextExtent($0.text, size: .number).width }.max() ?? 0
    let margin = max(44, (widest + 20).rounded(.up))
    let room = width - margin - Self.keyWidth
    // Whole widths where they fit, so that neighbouring cells share an edge exactly.
    var side = room / Double(columns)
    side = side >= 4 ? min(side.rounded(.down), columns == rows ? 48 : 56) : side
    // Smaller ones in hundredths, as they are printed: a rounded width, counted 512 times, would
    // carry the cells away from their ticks.
    side = max((side * 100).rounded(.down), 1) / 100
    cellWidth = side
    let height = columns == rows ? side : min(max(side, 4), 320 / Double(rows), 44)
    cellHeight = max((height * 100).rounded(.down), 1) / 100
    // A narrow map stands in the middle of the column, together with its scale.
    let spare = room - side * Double(columns)
    left = margin + (spare / 2).rounded(.down)
  }

  var right: Double { left + cellWidth * Double(columns) }
  var bottom: Double { top + cellHeight * Double(rows) }
  var height: Double { (bottom + 56).rounded(.up) }

  func corner(_ row: Int, _ column: Int) -> Point {
    Point(left + Double(column) * cellWidth, top + Double(row) * cellHeight)
  }

  /// The names of both axes, and the numbers of columns and rows at the middle of their cells.
  func axes(_ x: Axis, _ y: Axis) -> [Mark] {
    var marks: [Mark] = [
      .text(y.heading, at: Point(max(8, left - 36), top - 16), role: .muted),
      .text(
        x.heading, at: Point((left + right) / 2, bottom + 42), anchor: .middle, role: .muted),
    ]
    for tick in x.ticks ?? ticks(columns, cellWidth, room: 30) {
      marks.append(
        .text(
          tick.text, at: Point(left + (tick.value + 0.5) * cellWidth, bottom + 18),
          size: .number, anchor: .middle, role: .muted))
    }
    for tick in y.ticks ?? ticks(rows, cellHeight, room: 14) {
      marks.append(
        .text(
          tick.text, at: Point(left - 8, top + (tick.value + 0.5) * cellHeight + 4),
          size: .number, anchor: .end, role: .muted))
    }
    return [.group(marks, name: "ticks")]
  }

  /// Every number where there is room, else multiples of 2, 4, 8 or of a higher power of two.
  private func ticks(_ count: Int, _ size: Double, room: Double) -> [Axis.Tick] {
    var step = 1
    while Double(step) * size < room { step *= 2 }
    return stride(from: 0, to: count, by: step).map { Axis.Tick(Double($0), String($0)) }
  }

  /// The scale at the right: its 16 levels, and the values at its ends and in its middle.
  func key(_ scale: HeatMap.Scale, _ format: NumberFormat) -> [Mark] {
    let (low, high) = scale.range
    let side = min(14, (bottom - top) / 16)
    let start = right + 24
    let levels: [Mark] = (0..<16).map { level in
      let paint: Paint =
        switch scale {
        case .diverging: .diverging(level)
        case .sequential: .sequential(level)
        }
      return .rect(
        origin: Point(start, top + Double(15 - level) * side), width: 14, height: side,
        paint: paint)
    }
    let texts: [Mark] = [(high, 0.0), ((low + high) / 2, 8), (low, 16)].map { value, steps in
      .text(
        format.display(value), at: Point(start + 20, top + steps * side + 4), size: .number,
        role: .muted)
    }
    return [.group(levels, name: "cells"), .group(texts, name: "key")]
  }
}
