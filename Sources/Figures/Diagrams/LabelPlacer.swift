/// Finds places for names near their points where they cover neither each other nor a line.
struct LabelPlacer {
  /// The rectangle all names stay in.
  let bounds: Frame
  private var texts: [Frame] = []
  private var segments: [(Point, Point)] = []

  init(bounds: Frame) {
    self.bounds = bounds
  }

  /// A line that names should not cover.
  mutating func avoid(_ start: Point, _ end: Point) {
    segments.append((start, end))
  }

  /// A text at its own place, left out where a line or another text is, or the bounds end.
  mutating func put(_ lettering: Lettering) -> [Mark] {
    let frame = lettering.frame
    guard isFree(frame), !segments.contains(where: { Self.crosses(frame, $0.0, $0.1) }) else {
      return []
    }
    texts.append(frame)
    return [.text(lettering)]
  }

  /// A name near a point, first in the given direction, then around it, then further away.
  ///
  /// A name far from its point gets a line to it. A name for which there is no room at all is left
  /// out: the data table has it.
  mutating func place(
    _ name: String, size: Lettering.Size, at point: Point, direction: (x: Double, y: Double),
    role: Role
  ) -> [Mark] {
    let text = TextExtent.clipped(name, size: size, to: bounds.width / 2)
    let extent = TextExtent(text, size: size)
    let first = Self.nearest(direction)
    var best: (crossings: Int, frame: Frame, distance: Double)?
    for distance in stride(from: 9.0, through: 105, by: 12) {
      for turn in [0, 1, -1, 2, -2, 3, -3, 4] {
        let (x, y) = Self.directions[(first + turn + 8) % 8]
        let center = Point(
          point.x + x * (distance + extent.width / 2),
          point.y + y * (distance + (extent.ascent + extent.descent) / 2))
        let frame = Frame(
          left: center.x - extent.width / 2, top: center.y - (extent.ascent + extent.descent) / 2,
          right: center.x + extent.width / 2,
          bottom: center.y + (extent.ascent + extent.descent) / 2)
        guard isFree(frame) else { continue }
        let crossings = segments.count { Self.crosses(frame, $0.0, $0.1) }
        if crossings < best?.crossings ?? .max { best = (crossings, frame, distance) }
      }
      if best?.crossings == 0 { break }
    }
    guard let best else { return [] }
    texts.append(best.frame)
    let lettering = Lettering(
      Lettering.Run.setting(text),
      at: Point(best.frame.center.x, best.frame.bottom - extent.descent), size: size,
      anchor: .middle, role: role)
    guard best.distance > 30 else { return [.text(lettering)] }
    let edge = Point(
      min(max(point.x, best.frame.left), best.frame.right),
      min(max(point.y, best.frame.top), best.frame.bottom))
    return [.line(from: point, to: edge, paint: .stroke(.axis)), .text(lettering)]
  }

  private func isFree(_ frame: Frame) -> Bool {
    bounds.contains(frame) && !texts.contains { $0.overlaps(frame) }
  }

  private static let directions: [(x: Double, y: Double)] = [
    (1, 0), (0.7, -0.7), (0, -1), (-0.7, -0.7), (-1, 0), (-0.7, 0.7), (0, 1), (0.7, 0.7),
  ]

  private static func nearest(_ direction: (x: Double, y: Double)) -> Int {
    let scores = directions.map { direction.x * $0.x + direction.y * $0.y }
    // A rounding residue must not choose another direction on another system.
    let top = (scores.max() ?? 0) - 1e-6
    return scores.firstIndex { $0 >= top } ?? 1
  }

  /// Whether a segment touches a rectangle, by cutting it at the four edges.
  private static func crosses(_ frame: Frame, _ a: Point, _ b: Point) -> Bool {
    var (low, high) = (0.0, 1.0)
    let cuts = [
      (b.x - a.x, frame.left - a.x, frame.right - a.x),
      (b.y - a.y, frame.top - a.y, frame.bottom - a.y),
    ]
    for (step, start, end) in cuts {
      if step == 0 {
        guard start <= 0, end >= 0 else { return false }
        continue
      }
      low = max(low, min(start / step, end / step))
      high = min(high, max(start / step, end / step))
    }
    return low <= high
  }
}
