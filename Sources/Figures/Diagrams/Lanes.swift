/// Ways through the same computation, in parallel lanes of boxes and arrows.
///
/// The lanes run from left to right where there is room, else from top to bottom. An outcome that
/// all lanes share stands at their end.
///
/// ```swift
/// let lanes = Lanes("Two ways to 6", [
///   .init("add", [.init("start", ["2"]), .init("+ 4", ["6"])]),
///   .init("multiply", [.init("start", ["2"]), .init("× 3", ["6"])]),
/// ])
/// print(try lanes.figure(description: "Both ways lead to 6.").data.rows.count)
/// // Prints "4"
/// ```
public struct Lanes: Sendable, Hashable {
  /// One box: what is done, and the values after it.
  public struct Step: Sendable, Hashable {
    /// What is done: `× cos mθ`.
    public var name: String
    /// The lines under the name: values or formulas.
    public var lines: [String]

    /// A step with its lines.
    public init(_ name: String, _ lines: [String] = []) {
      self.name = name
      self.lines = lines
    }

    /// A step with the numbers after it, six digits after the point unless said.
    public init(_ name: String, values: [Double], format: NumberFormat = .fixed(6)) {
      self.init(name, values.map(format.short))
    }
  }

  /// One way through the computation.
  public struct Lane: Sendable, Hashable {
    /// What the way is called.
    public var name: String
    /// Its steps, in order.
    public var steps: [Step]
    /// The colour of its boxes.
    public var role: Role

    /// A lane of steps.
    public init(_ name: String, _ steps: [Step], role: Role = .query) {
      self.name = name
      self.steps = steps
      self.role = role
    }
  }

  /// What the lanes are, in at most 90 characters.
  public var title: String
  /// The ways, from the first to the last.
  public var lanes: [Lane]
  /// Where all lanes end, if it is to be drawn once.
  public var outcome: Step?

  /// Lanes with an outcome they share, if any.
  public init(_ title: String, _ lanes: [Lane], outcome: Step? = nil) {
    self.title = title
    self.lanes = lanes
    self.outcome = outcome
  }

  /// Draws the lanes, with a second layout for phones.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without a step.
  public func figure(description: String) throws(FigureError) -> Figure {
    guard lanes.contains(where: { !$0.steps.isEmpty }) else { throw .empty("a figure of lanes") }
    return try Figure.diagram(title, description: description, data: data) { width in
      let across = across
      if across.width <= width { return across }
      let down = lanes.indices.map { downwards($0, room: width) }
      let side = Arrangement.row(down, spacing: 32, align: .start)
      return side.width <= width ? side : .column(down, spacing: 32, align: .center)
    }
  }

  /// All lanes from left to right; equal steps of different lanes stand below each other.
  private var across: Arrangement {
    // Boxes of one column are equally wide, so that no arrow passes the corner of another box.
    let widths = (0..<(lanes.map(\.steps.count).max() ?? 0)).map { step in
      lanes.indices.filter { step < lanes[$0].steps.count }
        .map { box($0, step, room: 220).width }.max() ?? 0
    }
    let rows = lanes.indices.map { lane in
      lanes[lane].steps.indices.map { box(lane, $0, room: 220, width: widths[$0]) }
    }
    let names = lanes.map { Arrangement.text($0.name, room: 110) }
    let indent = names.map(\.width).max() ?? 0
    let grid = Arrangement.grid(
      zip(names, rows).map { [$0.framed(width: indent, align: .start)] + $1 }, spacing: 28,
      lineSpacing: 20)
    guard let outcome else { return grid.joined(lanes.indices.flatMap { joints(of: $0, .across) }) }
    let last = box(outcome, .accent, room: 220).named("outcome")
    let ends = lanes.indices.filter { !lanes[$0].steps.isEmpty }.map { lane in
      Joint("\(lane)/\(lanes[lane].steps.count - 1)", "outcome")
    }
    let steps = lanes.indices.flatMap { joints(of: $0, .across) }
    return Arrangement.row([grid, last], spacing: 36).joined(steps + ends)
  }

  /// One lane from top to bottom; the outcome is repeated at its end.
  private func downwards(_ lane: Int, room: Double) -> Arrangement {
    var boxes = lanes[lane].steps.indices.map { box(lane, $0, room: room - 24) }
    var arrows = joints(of: lane, .down)
    if let outcome {
      arrows.append(Joint("\(lane)/\(boxes.count - 1)", "outcome", .down))
      boxes.append(box(outcome, .accent, room: room - 24).named("outcome"))
    }
    let name = Arrangement.text(lanes[lane].name, room: room)
    return .column(
      [name, Arrangement.column(boxes, spacing: 24, align: .center).joined(arrows)], spacing: 10,
      align: .center)
  }

  private func box(_ lane: Int, _ step: Int, room: Double, width: Double = 0) -> Arrangement {
    box(lanes[lane].steps[step], lanes[lane].role, room: room, width: width)
      .named("\(lane)/\(step)")
  }

  private func box(_ step: Step, _ role: Role, room: Double, width: Double = 0) -> Arrangement {
    let name = step.name.isEmpty ? [] : [Arrangement.text(step.name, room: room)]
    let lines = step.lines.map { Arrangement.text($0, size: .number, room: room) }
    return Arrangement.column(name + lines, spacing: 2, align: .center).padded(12, 8).framed(
      width: width
    )
    .backed(.wash(role), .thin(role))
  }

  private func joints(of lane: Int, _ course: Joint.Course) -> [Joint] {
    lanes[lane].steps.indices.dropLast().map {
      Joint("\(lane)/\($0)", "\(lane)/\($0 + 1)", course)
    }
  }

  private var data: Table {
    var rows = lanes.flatMap { lane in
      lane.steps.map { step -> [Value] in
        [.text(lane.name), .text(step.name), .text(step.lines.joined(separator: ", "))]
      }
    }
    if let outcome {
      rows.append([
        "all", .text(outcome.name), .text(outcome.lines.joined(separator: ", ")),
      ])
    }
    return Table(unchecked: ["lane", "step", "values"], rows, title)
  }
}
