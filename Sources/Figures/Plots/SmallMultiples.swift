extension Figure {
  /// Which axes the panels of small multiples have in common.
  public enum SharedAxes: String, Sendable, Hashable, CaseIterable {
    /// Both axes: panels can be compared in every way.
    case both
    /// The axis across; each panel has its own heights.
    case x
    /// The axis upwards; each panel has its own widths.
    case y
    /// None.
    case none
  }

  /// Several plots beside each other on the same scales, each under its own title.
  ///
  /// ```swift
  /// let waves = [1.0, 2, 4, 8].map { frequency in
  ///   Plot("ω = \(frequency)", x: Axis("m"), y: "triangle") {
  ///     Line(over: 0...8) { x in
  ///       let phase = (x * frequency / 4).truncatingRemainder(dividingBy: 1)
  ///       return frequency * (1 - abs(2 * phase - 1))
  ///     }
  ///   }
  /// }
  /// let panels = try Figure.multiples(
  ///   "Four triangles", description: "The fourth is 8 high.", waves, columns: 2)
  /// print(panels.width, panels.height)
  /// // Prints "680.0 592.0"
  /// ```
  ///
  /// - Parameters:
  ///   - title: what all panels together are, in at most 90 characters.
  ///   - description: what they show, with their numbers.
  ///   - plots: in reading order; their own widths and heights are not used.
  ///   - columns: how many stand in a row, at least one.
  ///   - sharing: the axes on which all panels have one scale.
  ///   - width: of the whole figure: 680, or 960 for a wide one.
  ///   - panelHeight: of each panel without its title.
  /// - Throws: ``FigureError``, as ``Plot/figure(description:)`` for any of the plots.
  public static func multiples(
    _ title: String, description: String, _ plots: [Plot], columns: Int = 2,
    sharing: SharedAxes = .both, width: Double = 680, panelHeight: Double = 260
  ) throws(FigureError) -> Figure {
    guard !plots.isEmpty, columns > 0 else { throw .empty("a figure of small multiples") }
    let share = (width / Double(columns)).rounded(.down)
    let panels = try panels(plots, sharing, width: share, height: panelHeight)
    var figure = try Figure.panels(title, description: description, panels, columns: columns)
    if width > Plot.narrowWidth,
      let panels = try? Figure.panels(
        plots, sharing, width: Plot.narrowWidth, height: min(panelHeight, 260))
    {
      figure.narrow = try .panels(title, description: description, panels)
    }
    return figure
  }

  /// The plots as figures of one size.
  private static func panels(
    _ plots: [Plot], _ sharing: SharedAxes, width: Double, height: Double
  ) throws(FigureError) -> [Figure] {
    var plots = plots.map { plot in
      var plot = plot
      plot.width = width
      plot.height = height
      return plot
    }
    // Names may need more height than was asked for; the panels stay equal.
    let tallest = plots.map(\.fullHeight).max() ?? height
    for index in plots.indices { plots[index].height = tallest }
    try share(sharing, among: &plots)
    var panels: [Figure] = []
    for plot in plots {
      panels.append(
        try Figure(
          title: plot.title, description: plot.title, width: plot.width,
          height: plot.fullHeight, marks: try plot.marks(), data: plot.data))
    }
    return panels
  }

  private static func share(
    _ sharing: SharedAxes, among plots: inout [Plot]
  ) throws(FigureError) {
    let isX = sharing == .both || sharing == .x
    let isY = sharing == .both || sharing == .y
    let heights = plots.flatMap(\.heights)
    let widths = plots.flatMap(\.widths)
    if let first = plots.first, isY, first.y.domain == nil {
      // Settled once, so that shared ends lie on ticks.
      let axis = try PlacedAxis(first.y, values: heights, from: 1, to: 0, isTight: false)
      for index in plots.indices {
        plots[index].y.domain = axis.domain
        plots[index].y.threshold = axis.axis.threshold
      }
    }
    if let first = plots.first, isX, first.x.domain == nil {
      let axis = try PlacedAxis(first.x, values: widths, from: 0, to: 1, isTight: true)
      for index in plots.indices {
        plots[index].x.domain = axis.domain
        plots[index].x.threshold = axis.axis.threshold
      }
    }
    // Equal rooms beside the plots, so that what stands below each other lines up.
    var margins = Plot.Margins(left: 0, right: 0)
    for plot in plots {
      let y = try PlacedAxis(plot.y, values: plot.heights, from: 1, to: 0, isTight: false)
      let own = plot.margins(y)
      margins.left = max(margins.left, own.left)
      margins.right = max(margins.right, own.right)
    }
    for index in plots.indices { plots[index].margins = margins }
  }
}
