/// A grid of cells whose colour tells a value.
///
/// Up to 10 × 10 the value stands in the cell. Up to 1024 cells each is a rectangle of its own;
/// beyond that all are one ``LevelGrid``, so that a large map of smooth values stays small: the
/// sinusoid's 128 × 512 values take 16 KB once compressed.
///
/// ```swift
/// let map = HeatMap("Products", values: [[1, 2], [2, 4]], x: "column", y: "row")
/// let figure = try map.figure(description: "The largest product is 4.")
/// print(figure.width)
/// // Prints "680.0"
/// ```
public struct HeatMap: Sendable, Hashable {
  /// How values become colours.
  public enum Scale: Sendable, Hashable {
    /// Two colours that meet at zero and are full at plus and minus the limit.
    case diverging(limit: Double)
    /// One colour that grows from the first value to the second.
    case sequential(from: Double, to: Double)

    /// The values at the ends.
    var range: (low: Double, high: Double) {
      switch self {
      case .diverging(let limit): (-limit, limit)
      case .sequential(let low, let high): (low, high)
      }
    }
  }

  /// What the map is, in at most 90 characters.
  public var title: String
  /// The values, the first row at the top; all rows of one length.
  public var values: [[Double]]
  /// The axis across, which counts columns: its ticks name columns by number, counted from 0.
  public var x: Axis
  /// The axis down, which counts rows.
  public var y: Axis
  /// How values become colours.
  public var scale: Scale
  /// How values stand in the cells and beside the scale.
  public var format: NumberFormat
  /// The width of the figure: 680, or 960 for a wide one.
  public var width: Double

  /// A map of values; without a scale, a diverging one up to the largest magnitude.
  public init(
    _ title: String, values: [[Double]], x: Axis, y: Axis, scale: Scale? = nil,
    format: NumberFormat = .fixed(2), width: Double = 680
  ) {
    let largest = values.joined().map(\.magnitude).max() ?? 0
    self.title = title
    self.values = values
    self.x = x
    self.y = y
    self.scale = scale ?? .diverging(limit: largest > 0 ? largest : 1)
    self.format = format
    self.width = width
  }

  /// Draws the map; where cells and words are small enough, with a second drawing for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without cells,
  ///   ``FigureError/raggedRow(row:values:columns:)``, and
  ///   ``FigureError/badCoordinate(_:mark:)`` for a value that is not finite.
  public func figure(description: String) throws(FigureError) -> Figure {
    try validate()
    var figure = try drawn(description)
    figure.narrow = try narrow()?.drawn(description)
    return figure
  }

  private func drawn(_ description: String) throws(FigureError) -> Figure {
    let layout = HeatMapLayout(self)
    let marks =
      [.group(cells(layout), name: "cells")] + numbers(layout) + layout.axes(x, y)
      + layout.key(scale, format)
    return try Figure(
      title: title, description: description, width: width, height: layout.height, marks: marks,
      data: data)
  }

  /// The same map as wide as a phone, or nil where a value would not fit its cell or a word the
  /// figure; nor is a map of many cells written twice.
  private func narrow() -> HeatMap? {
    guard width > Plot.narrowWidth, values.count * (values.first?.count ?? 0) <= 1024 else {
      return nil
    }
    var map = self
    map.width = Plot.narrowWidth
    let layout = HeatMapLayout(map)
    let middle = (layout.left + layout.right) / 2
    let half = TextExtent(x.heading, size: .name).width / 2
    let inside = numbers(layout).map { number -> Double in
      if case .text(let text) = number { text.frame.width } else { 0 }
    }
    let ends = [scale.range.low, scale.range.high].map {
      TextExtent(format.display($0), size: .number).width
    }
    let isRoomy =
      middle - half >= 4 && middle + half <= map.width - 4
      && inside.allSatisfy { $0 <= layout.cellWidth - 2 }
      && layout.right + 44 + (ends.max() ?? 0) <= map.width
    return isRoomy ? map : nil
  }

  /// The colour level, 0 to 15, of a value; outside of the scale, that of the nearer end.
  ///
  /// A value a rounding residue below a boundary belongs to the upper level, on every system.
  public func level(of value: Double) -> Int {
    let share =
      switch scale {
      case .diverging(let limit): (value / limit + 1) / 2
      case .sequential(let low, let high): (value - low) / (high - low)
      }
    guard !share.isNaN else { return 0 }
    // Bounded before it becomes an integer: a value may be far outside of the scale.
    return Int(min(max(share * 16 + 1e-9, 0), 15).rounded(.down))
  }

  private func paint(_ level: Int) -> Paint {
    switch scale {
    case .diverging: .diverging(level)
    case .sequential: .sequential(level)
    }
  }

  private func validate() throws(FigureError) {
    guard let first = values.first, !first.isEmpty else { throw .empty("a heat map") }
    for (index, row) in values.enumerated() {
      guard row.count == first.count else {
        throw .raggedRow(row: index, values: row.count, columns: first.count)
      }
      for value in row where !value.isFinite { throw .badCoordinate(value, mark: "heat map") }
    }
  }

  private func cells(_ layout: HeatMapLayout) -> [Mark] {
    if values.count * layout.columns <= 1024 {
      return values.indices.flatMap { row in
        values[row].indices.map { column in
          .rect(
            origin: layout.corner(row, column), width: layout.cellWidth,
            height: layout.cellHeight, paint: paint(level(of: values[row][column])))
        }
      }
    }
    let family: LevelGrid.Scale =
      switch scale {
      case .diverging: .diverging
      case .sequential: .sequential
      }
    return [
      .grid(
        LevelGrid(
          origin: layout.corner(0, 0), cellWidth: layout.cellWidth, cellHeight: layout.cellHeight,
          scale: family, levels: values.map { $0.map { UInt8(level(of: $0)) } }))
    ]
  }

  private func numbers(_ layout: HeatMapLayout) -> [Mark] {
    guard values.count <= 10, layout.columns <= 10 else { return [] }
    return values.indices.flatMap { row in
      values[row].indices.map { column in
        let corner = layout.corner(row, column)
        let value = values[row][column]
        return .text(
          Lettering(
            [Lettering.Run(format.display(value))],
            at: Point(
              corner.x + layout.cellWidth / 2, corner.y + layout.cellHeight / 2 + 4),
            size: .number, anchor: .middle, ground: paint(level(of: value))))
      }
    }
  }

  private var data: Table {
    let rows = values.enumerated().flatMap { row, values in
      values.enumerated().map { column, value in
        [.integer(column), .integer(row), Value.number(value)]
      }
    }
    return Table(
      unchecked: [
        Column(x.title, unit: x.unit), Column(y.title, unit: y.unit), Column("value"),
      ], rows, title)
  }
}
