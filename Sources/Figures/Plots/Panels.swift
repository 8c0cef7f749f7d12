extension Figure {
  /// Several figures as panels of one, each under its own title.
  ///
  /// The data of all panels stand in one table with a column `panel` in front. Panels whose columns
  /// differ are listed value by value.
  /// - Parameters:
  ///   - title: what all panels together are, in at most 90 characters.
  ///   - description: what they show, with their numbers.
  ///   - panels: figures in reading order; draw them narrower when they are to stand side by side.
  ///   - columns: how many stand in a row, at least one.
  /// - Throws: ``FigureError/empty(_:)`` without panels.
  public static func panels(
    _ title: String, description: String, _ panels: [Figure], columns: Int = 1
  ) throws(FigureError) -> Figure {
    guard !panels.isEmpty, columns > 0 else { throw .empty("a figure of panels") }
    let heading = 36.0
    var marks: [Mark] = []
    var width = 0.0
    var top = 0.0
    for start in stride(from: 0, to: panels.count, by: columns) {
      let row = panels[start..<min(start + columns, panels.count)]
      var left = 0.0
      for panel in row {
        marks.append(.text(panel.title, at: Point(left + 8, top + 20)))
        let (x, y) = (left, top + heading)
        marks += panel.marks.map { $0.mapping(points: { Point($0.x + x, $0.y + y) }) }
        left += panel.width
      }
      width = max(width, left)
      top += heading + (row.map(\.height).max() ?? 0)
    }
    return try Figure(
      title: title, description: description, width: width, height: top, marks: marks,
      data: joined(panels, title))
  }

  private static func joined(_ panels: [Figure], _ title: String) -> Table {
    let columns = panels.first?.data.columns ?? []
    if panels.allSatisfy({ $0.data.columns == columns }) {
      let rows = panels.flatMap { panel in
        panel.data.rows.map { [.text(panel.title)] + $0 }
      }
      return Table(unchecked: ["panel"] + columns, rows, title)
    }
    let rows = panels.flatMap { panel in
      panel.data.rows.enumerated().flatMap { row, values in
        zip(panel.data.columns, values).map { column, value in
          [.text(panel.title), .integer(row), .text(column.heading), value]
        }
      }
    }
    return Table(unchecked: ["panel", "row", "column", "value"], rows, title)
  }
}
