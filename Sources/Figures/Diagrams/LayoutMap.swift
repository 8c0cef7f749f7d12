/// Which components of a vector form a pair, and where each goes from one layout to the other.
///
/// The first component of a pair is solid, the second dashed, in cells as in arrows.
///
/// ```swift
/// let map = LayoutMap("Two layouts", [.interleaved(dimension: 4), .halfSplit(dimension: 4)])
/// print(try map.figure(description: "Pair 1 is (2, 3) or (1, 3).").data.rows.count)
/// // Prints "4"
/// ```
public struct LayoutMap: Sendable, Hashable {
  /// A layout: its name, and the two components of each pair.
  public struct Layout: Sendable, Hashable {
    /// What the layout is called.
    public var name: String
    /// How many components a vector has.
    public var dimension: Int
    /// The first component of each pair, in the order of the pairs.
    public var firsts: [Int]
    /// The second component of each pair.
    public var seconds: [Int]

    /// A layout by its pairs; components in no pair are not rotated.
    public init(_ name: String, dimension: Int, pairs: [(first: Int, second: Int)]) {
      self.name = name
      self.dimension = dimension
      firsts = pairs.map(\.first)
      seconds = pairs.map(\.second)
    }

    /// Pair i is (2i, 2i + 1).
    public static func interleaved(dimension: Int) -> Layout {
      Layout(
        "interleaved: pair i = (2i, 2i + 1)", dimension: dimension,
        pairs: (0..<max(dimension, 0) / 2).map { (2 * $0, 2 * $0 + 1) })
    }

    /// Pair i is (i, i + d/2).
    public static func halfSplit(dimension: Int) -> Layout {
      let half = max(dimension, 0) / 2
      return Layout(
        "half-split: pair i = (i, i + \(half))", dimension: dimension,
        pairs: (0..<half).map { ($0, $0 + half) })
    }
  }

  /// What the map is, in at most 90 characters.
  public var title: String
  /// The layouts, from top to bottom; arrows run from the first to the second where there are two.
  public var layouts: [Layout]

  /// A map of one layout, or of two with the arrows between them, or of several.
  public init(_ title: String, _ layouts: [Layout]) {
    self.title = title
    self.layouts = layouts
  }

  /// Draws the map, with a second layout for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without a pair, ``FigureError/tooLarge(_:)`` for more than
  ///   16 components, for a pair outside of the vector, and for a component in two pairs.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard layouts.contains(where: { !$0.firsts.isEmpty }) else { throw .empty("a layout map") }
    for layout in layouts {
      guard layout.dimension <= 16 else {
        throw .tooLarge("a layout map of \(layout.dimension) components; 16 is the limit")
      }
      let members = layout.firsts + layout.seconds
      guard members.allSatisfy((0..<max(layout.dimension, 0)).contains),
        Set(members).count == members.count
      else {
        throw .tooLarge("the pairs of '\(layout.name)' do not lie apart in its components")
      }
    }
    return try Figure.diagram(title, description: description, data: data) { width in
      let isMapped = layouts.count == 2
      let boxes = layouts.indices.map { index in
        box(index, isUpsideDown: isMapped && index == 0, width: width)
      }
      return Arrangement.column(boxes, spacing: isMapped ? 72 : 28).joined(isMapped ? joints : [])
    }
  }

  private func box(_ index: Int, isUpsideDown: Bool, width: Double) -> Arrangement {
    let layout = layouts[index]
    let pitch = min((width / Double(max(layout.dimension, 1))).rounded(.down), 56)
    let gap: Double = pitch < 28 ? 2 : 4
    let cells = (0..<max(layout.dimension, 0)).map { component in
      let paint = layout.paint(of: component)
      return Arrangement.text(String(component), size: .number)
        .framed(width: pitch - gap, height: 30).backed(.wash(paint.role ?? .muted), paint)
        .named("\(index)/\(component)").padded(gap / 2, 0)
    }
    let strip = Arrangement.row(cells, spacing: 0)
    let name = Arrangement.text(layout.name, room: width)
    let brackets = layout.brackets(pitch: pitch, isUpsideDown: isUpsideDown)
    return .column(
      isUpsideDown ? [name, brackets, strip] : [strip, brackets, name], spacing: 2)
  }

  /// Each component of a pair goes to the place of the same component of the same pair.
  private var joints: [Joint] {
    let (from, to) = (layouts[0], layouts[1])
    let firsts = zip(from.firsts, to.firsts).map {
      Joint("0/\($0)", "1/\($1)", .down, paint: .thin(.query))
    }
    let seconds = zip(from.seconds, to.seconds).map {
      Joint("0/\($0)", "1/\($1)", .down, paint: .stroke(.key))
    }
    return firsts + seconds
  }

  private var data: Table {
    let rows = layouts.flatMap { layout in
      zip(layout.firsts, layout.seconds).enumerated().map { pair, members -> [Value] in
        [.text(layout.name), .integer(pair), .integer(members.0), .integer(members.1)]
      }
    }
    return Table(
      unchecked: ["layout", "pair", "first component", "second component"], rows, title)
  }
}

extension LayoutMap.Layout {
  fileprivate func paint(of component: Int) -> Paint {
    if firsts.contains(component) { return .thin(.query) }
    return seconds.contains(component) ? .stroke(.key) : .thin(.grid)
  }

  /// A bracket from one component of a pair to the other, each with its number.
  ///
  /// Of two that overlap, the one that starts further left lies further out, so that no line runs
  /// through a number.
  fileprivate func brackets(pitch: Double, isUpsideDown: Bool) -> Arrangement {
    let spans = zip(firsts, seconds).map { (min($0, $1), max($0, $1)) }
    let depths = Self.depths(of: spans)
    let step = 20.0
    let height = step * Double(depths.max() ?? 0) + 4
    func flip(_ y: Double) -> Double { isUpsideDown ? height - y : y }
    var marks: [Mark] = []
    for (pair, (span, depth)) in zip(spans, depths).enumerated() {
      let (left, right) = ((Double(span.0) + 0.5) * pitch, (Double(span.1) + 0.5) * pitch)
      let base = step * Double(depth)
      let corners = [
        Point(left, flip(2)), Point(left, flip(base)), Point(right, flip(base)),
        Point(right, flip(2)),
      ]
      marks.append(.path(Outline(through: corners), paint: .thin(.position)))
      // Between two components, because lines run below their middles.
      let middle = (Double((span.0 + span.1) / 2) + 1) * pitch
      let long = "pair \(pair)"
      let text = TextExtent(long, size: .number).width + 6 <= pitch ? long : String(pair)
      marks.append(
        .text(
          text, at: Point(middle, (flip(base) + flip(base - step)) / 2 + 4), size: .number,
          anchor: .middle, role: .position))
    }
    return Arrangement(width: Double(max(dimension, 0)) * pitch, height: height, marks: marks)
  }

  /// How far out each bracket lies, from 1.
  private static func depths(of spans: [(Int, Int)]) -> [Int] {
    var depths = Array(repeating: 1, count: spans.count)
    let order = spans.indices.sorted { (spans[$1].0, spans[$1].1) < (spans[$0].0, spans[$0].1) }
    for (place, index) in order.enumerated() {
      let inner = order[..<place].filter { spans[$0].0 <= spans[index].1 }
      depths[index] = (inner.map { depths[$0] }.max() ?? 0) + 1
    }
    return depths
  }
}
