import Exhibits
import Figures

/// How a mark of a live figure looks: all that its numbers do not say.
enum LiveLook {
  case shape(Paint)
  /// Painted by its level.
  case cell
  case number(Role, Lettering.Anchor = .end)
  case label(String, Role, Lettering.Anchor = .middle, size: Lettering.Size = .name)
}

/// The marks of a live figure, made from the numbers that its program gives.
///
/// The browser patches the same marks from the same numbers, so nothing here may know more than them.
struct LiveDrawing {
  /// What is drawn, one mark for each in the numbers.
  private(set) var marks: [Mark] = []
  /// What is drawn of it where nothing moves: without the marks that stand for nothing.
  private(set) var visible: [Mark] = []

  /// - Parameters:
  ///   - marks: the numbers.
  ///   - looks: how each mark looks, in the same order; marks beyond them are accents.
  init(_ marks: LiveMarks, looks: [LiveLook]) {
    var rest = marks.stream[...]
    while let kind = rest.popFirst().flatMap({ LiveMarks.Kind(rawValue: Int($0)) }) {
      let look = self.marks.count < looks.count ? looks[self.marks.count] : .shape(.fill(.accent))
      let mark = Self.mark(kind, &rest, look)
      self.marks.append(mark)
      if !mark.isNothing { visible.append(mark) }
    }
  }

  private static func mark(
    _ kind: LiveMarks.Kind, _ rest: inout ArraySlice<Double>, _ look: LiveLook
  ) -> Mark {
    func next() -> Double { rest.popFirst() ?? 0 }
    func point() -> Point { Point(next(), next()) }
    switch kind {
    case .line: return .line(from: point(), to: point(), paint: look.paint)
    case .curve:
      let points = (0..<Int(next())).map { _ in point() }
      return .path(Outline(through: points), paint: look.paint)
    case .rectangle:
      let origin = point()
      return .rect(origin: origin, width: next(), height: next(), paint: look.paint)
    case .circle: return .circle(center: point(), radius: next(), paint: look.paint)
    case .sector:
      let (center, radius) = (point(), next())
      let (start, middle, end, isClockwise) = (point(), point(), point(), next() == 1)
      func arc(_ point: Point) -> Outline.Element {
        .arc(radius: radius, isLarge: false, isClockwise: isClockwise, to: point)
      }
      let outline = Outline([.move(center), .line(start), arc(middle), arc(end), .close])
      return .path(outline, paint: look.paint)
    case .cell:
      let corner = point()
      let (width, height, level) = (next(), next(), Int(next()))
      return .rect(origin: corner, width: width, height: height, paint: .diverging(level))
    case .number:
      return look.text(number(next(), digits: next()), at: point(), size: .number, ground: nil)
    case .reading:
      let (words, place) = (number(next(), digits: next()), point())
      return look.text(words, at: place, size: .number, ground: .diverging(Int(next())))
    case .label: return look.text(look.words, at: point(), size: look.size, ground: nil)
    }
  }

  private static func number(_ value: Double, digits: Double) -> String {
    digits < 0 ? "" : NumberFormat.fixed(Int(digits)).display(value)
  }
}

extension LiveLook {
  fileprivate var paint: Paint {
    if case .shape(let paint) = self { paint } else { .stroke(.accent) }
  }

  fileprivate var words: String {
    if case .label(let words, _, _, _) = self { words } else { "" }
  }

  fileprivate var size: Lettering.Size {
    if case .label(_, _, _, let size) = self { size } else { .number }
  }

  fileprivate func text(
    _ words: String, at point: Point, size: Lettering.Size, ground: Paint?
  ) -> Mark {
    let (role, anchor): (Role, Lettering.Anchor) =
      switch self {
      case .number(let role, let anchor), .label(_, let role, let anchor, _): (role, anchor)
      case .shape, .cell: (.ink, .middle)
      }
    return .text(
      Lettering(
        words.isEmpty ? [] : [Lettering.Run(words)], at: point, size: size, anchor: anchor,
        role: role, ground: ground))
  }
}

extension Mark {
  /// Whether it is a cell without width or a text without words.
  fileprivate var isNothing: Bool {
    switch self {
    case .rect(_, let width, _, .diverging): width == 0
    case .text(let lettering): lettering.runs.isEmpty
    default: false
    }
  }
}
