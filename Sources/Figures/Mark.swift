/// A place in a figure: `x` to the right, `y` downwards, in units of the figure's view box.
public struct Point: Sendable, Hashable {
  /// Units from the left edge.
  public var x: Double
  /// Units from the upper edge.
  public var y: Double

  /// A place by its two coordinates.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// What a mark stands for.
///
/// The style sheet gives each role its colour, in light and dark.
/// Roles differ in a second way as well: the key is dashed, a position dotted, the accent
/// dash-dotted, so that a figure is read without colour.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// A query: solid line, dot.
  case query = "q"
  /// A key: dashed line, square.
  case key = "k"
  /// A position or an angle: dotted line, triangle.
  case position = "pos"
  /// What the figure is about, or an error: dash-dotted line, cross.
  case accent = "acc"
  /// The colour of text.
  case ink
  /// Text and lines of the second rank.
  case muted = "mut"
  /// The lines that bear a scale.
  case axis
  /// Lines that only guide the eye.
  case grid
  /// The paper itself, for a halo behind marks.
  case paper
}

/// How a shape is painted.
public enum Paint: Sendable, Hashable {
  /// An outline in the role's colour and dashes, 2.25 units wide (axis and grid: 1).
  case stroke(Role)
  /// An outline 1.5 units wide, without dashes.
  case thin(Role)
  /// An outline 2.25 units wide, without dashes.
  case solid(Role)
  /// A filled shape without an outline.
  case fill(Role)
  /// A fill so faint that text on it stays readable.
  case wash(Role)
  /// Level 0 to 15 of the diverging scale; 8 begins above zero.
  case diverging(Int)
  /// Level 0 to 15 of the sequential scale.
  case sequential(Int)
}

/// One shape or text of a figure, named by its role and never by a colour.
public indirect enum Mark: Sendable, Hashable {
  /// A straight line.
  case line(from: Point, to: Point, paint: Paint)
  /// An outline.
  case path(Outline, paint: Paint)
  /// A circle.
  case circle(center: Point, radius: Double, paint: Paint)
  /// A rectangle; `origin` is its corner of least x and y.
  case rect(origin: Point, width: Double, height: Double, paint: Paint)
  /// Cells of colour levels.
  case grid(LevelGrid)
  /// A line of text.
  case text(Lettering)
  /// Marks that belong together. The name, if any, becomes the class of the group.
  case group([Mark], name: String? = nil)
}

/// A line of text in a figure.
public struct Lettering: Sendable, Hashable {
  /// Names are 14 units high, numbers 12 with figures of equal width.
  public enum Size: String, Sendable, Hashable, CaseIterable {
    /// 14 units: what something is called.
    case name = "lab"
    /// 12 units, figures of equal width.
    case number = "num"
  }

  /// Which part of the text stands at its point.
  public enum Anchor: String, Sendable, Hashable, CaseIterable {
    /// The text begins at its point.
    case start
    /// The text stands on its point.
    case middle
    /// The text ends at its point.
    case end
  }

  /// A stretch of text, upright or italic.
  public struct Run: Sendable, Hashable {
    /// The text of the run.
    public var text: String
    /// Whether it is set in italics, as the letters of formulas are.
    public var isItalic: Bool

    /// A stretch of text, upright unless said.
    public init(_ text: String, isItalic: Bool = false) {
      self.text = text
      self.isItalic = isItalic
    }
  }

  /// The text, in stretches.
  public var runs: [Run]
  /// The point on the baseline at which `anchor` stands.
  public var position: Point
  /// Name or number.
  public var size: Size
  /// Which part of the text stands at its point.
  public var anchor: Anchor
  /// The colour of the text, unless `ground` decides it.
  public var role: Role
  /// Degrees by which the text is turned about its point, clockwise; 0 or -90.
  public var turn: Double
  /// The colour level on which the text stands, so that it is black or white as is read best.
  public var ground: Paint?

  /// A line of text at a point.
  public init(
    _ runs: [Run], at position: Point, size: Size = .name, anchor: Anchor = .start,
    role: Role = .ink, turn: Double = 0, ground: Paint? = nil
  ) {
    self.runs = runs
    self.position = position
    self.size = size
    self.anchor = anchor
    self.role = role
    self.turn = turn
    self.ground = ground
  }
}

extension Mark {
  /// A text whose Greek letters θ, λ, φ and ω are set in italics.
  public static func text(
    _ text: String, at position: Point, size: Lettering.Size = .name,
    anchor: Lettering.Anchor = .start, role: Role = .ink, turn: Double = 0
  ) -> Mark {
    .text(
      Lettering(
        Lettering.Run.setting(text), at: position, size: size, anchor: anchor, role: role,
        turn: turn))
  }
}

extension Lettering.Run {
  /// Splits a text so that the Greek letters of the formulas are italic, as in the prose.
  static func setting(_ text: String) -> [Lettering.Run] {
    // Most texts are numbers and plain words.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.isEmpty ? [] : [Lettering.Run(text)] }
    var runs: [Lettering.Run] = []
    for character in text {
      let isItalic = "θλφω".contains(character)
      if runs.last?.isItalic == isItalic {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append(Lettering.Run(String(character), isItalic: isItalic))
      }
    }
    return runs
  }
}
