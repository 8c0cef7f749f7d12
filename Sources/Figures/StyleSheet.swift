extension Figure {
  /// The rules that paint inline figures, with their colours as variables for light and dark.
  ///
  /// Dark follows the system unless the root element has `data-theme="light"`, and is forced by
  /// `data-theme="dark"`. Print is always light; forced colours fall back to the system's.
  public static let styleSheet: String = """
    :root{\(variables(\.light))}
    @media screen{
    :root[data-theme="dark"]{\(variables(\.dark))}
    @media (prefers-color-scheme:dark){:root:not([data-theme="light"]){\(variables(\.dark))}}
    }
    @media (forced-colors:active){:root{\(systemVariables)}}
    \(shapes)\(colorRules(all) { "var(--fig-\($0.name))" })
    """

  /// The rules of a file of its own: literal colours, because few programs that draw SVG know
  /// variables, and the dark ones after the light.
  func standaloneStyle() -> String {
    var entries = Palette.roles + Palette.washes
    if marks.contains(where: \.usesLevels) { entries += Palette.levels + Palette.levelTexts }
    return """
      \(Figure.shapes)svg{color:#1b1d22}
      \(Figure.colorRules(entries) { $0.light })@media (prefers-color-scheme:dark){
      svg{color:#e8e6e1}
      \(Figure.colorRules(entries) { $0.dark })}

      """
  }

  private static let all =
    Palette.roles + Palette.washes + Palette.levels + Palette.levelTexts

  private static func variables(_ color: KeyPath<Palette.Entry, String>) -> String {
    all.map { "--fig-\($0.name):\($0[keyPath: color])" }.joined(separator: ";")
  }

  private static let systemVariables =
    ["q", "k", "pos", "acc", "ink", "mut", "axis"].map { "--fig-\($0):CanvasText" }
    .joined(separator: ";") + ";--fig-grid:GrayText;--fig-paper:Canvas"

  /// What does not depend on the theme: widths, dashes, type.
  private static let shapes = """
    svg .q,svg .k,svg .pos,svg .acc,svg .ink,svg .mut,svg .axis,svg .grid,svg .paper\
    {fill:none;stroke-width:2.25;stroke-linecap:round;stroke-linejoin:round;\
    vector-effect:non-scaling-stroke}
    svg .k{stroke-dasharray:6 4}
    svg .pos{stroke-dasharray:1 4}
    svg .acc{stroke-dasharray:8 4 1 4}
    svg .axis,svg .grid{stroke-width:1;stroke-linecap:butt}
    svg .thin{stroke-width:1.5;stroke-dasharray:none}
    svg .solid{stroke-width:2.25;stroke-dasharray:none}
    svg .paper{stroke-width:5}
    svg .lab{font:14px system-ui,sans-serif;fill:currentColor}
    svg .num{font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums;fill:currentColor}
    svg .it{font-style:italic;font-family:"STIX Two Math","Cambria Math",Georgia,serif}
    svg .cells{shape-rendering:crispEdges}

    """

  /// One rule for each role, wash and level, its colour as `paint` says.
  private static func colorRules(
    _ entries: [Palette.Entry], _ paint: (Palette.Entry) -> String
  ) -> String {
    entries.map { entry in
      let color = paint(entry)
      if Role(rawValue: entry.name) != nil {
        return "svg .\(entry.name){stroke:\(color)}\nsvg .\(entry.name)-f{fill:\(color)}\n"
      }
      return "svg .\(entry.name){fill:\(color)}\n"
    }.joined()
  }
}

extension Mark {
  fileprivate var usesLevels: Bool {
    switch self {
    case .line(_, _, let paint), .path(_, let paint), .circle(_, _, let paint),
      .rect(_, _, _, let paint):
      switch paint {
      case .diverging, .sequential: true
      default: false
      }
    case .grid: true
    case .text: false
    case .group(let marks, _): marks.contains(where: \.usesLevels)
    }
  }
}
