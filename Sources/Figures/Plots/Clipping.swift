/// A rectangle of a figure by its edges, for clipping and for what must not overlap.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  /// Whether two rectangles share more than an edge.
  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ point: Point) -> Bool {
    (left...right).contains(point.x) && (top...bottom).contains(point.y)
  }

  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  func grown(by margin: Double) -> Box {
    Box(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  /// The part of a straight line inside (Liang and Barsky), or nil.
  func clipped(_ start: Point, _ end: Point) -> (Point, Point)? {
    let (across, down) = (end.x - start.x, end.y - start.y)
    var (enter, leave) = (0.0, 1.0)
    let edges = [
      (-across, start.x - left), (across, right - start.x), (-down, start.y - top),
      (down, bottom - start.y),
    ]
    for (speed, room) in edges {
      if speed == 0 {
        if room < 0 { return nil }
      } else if speed < 0 {
        enter = max(enter, room / speed)
      } else {
        leave = min(leave, room / speed)
      }
      if enter > leave { return nil }
    }
    func point(_ share: Double) -> Point {
      Point(start.x + share * across, start.y + share * down)
    }
    return (enter == 0 ? start : point(enter), leave == 1 ? end : point(leave))
  }

  /// How many segments of a polyline touch the rectangle.
  func crossings(of line: [Point]) -> Int {
    var count = 0
    for index in line.indices.dropFirst() {
      let (start, end) = (line[index - 1], line[index])
      // Most lie wholly on one side.
      if max(start.x, end.x) < left || min(start.x, end.x) > right { continue }
      if max(start.y, end.y) < top || min(start.y, end.y) > bottom { continue }
      if clipped(start, end) != nil { count += 1 }
    }
    return count
  }

  /// The pieces of a polyline inside.
  func clipped(_ line: [Point]) -> [[Point]] {
    if line.allSatisfy(contains) { return line.isEmpty ? [] : [line] }
    var pieces: [[Point]] = []
    for (start, end) in zip(line, line.dropFirst()) {
      guard let (from, to) = clipped(start, end) else { continue }
      if pieces.last?.last == from {
        pieces[pieces.count - 1].append(to)
      } else {
        pieces.append([from, to])
      }
    }
    return pieces
  }

  /// The part of a closed shape inside (Sutherland and Hodgman).
  func clipped(polygon: [Point]) -> [Point] {
    if polygon.allSatisfy(contains) { return polygon }
    var corners = polygon
    let sides: [(inside: (Point) -> Bool, isVertical: Bool, at: Double)] = [
      ({ $0.x >= left }, true, left), ({ $0.x <= right }, true, right),
      ({ $0.y >= top }, false, top), ({ $0.y <= bottom }, false, bottom),
    ]
    for side in sides {
      guard var previous = corners.last else { return [] }
      var kept: [Point] = []
      for corner in corners {
        if side.inside(corner) != side.inside(previous) {
          let (across, down) = (corner.x - previous.x, corner.y - previous.y)
          kept.append(
            side.isVertical
              ? Point(side.at, previous.y + down * (side.at - previous.x) / across)
              : Point(previous.x + across * (side.at - previous.y) / down, side.at))
        }
        if side.inside(corner) { kept.append(corner) }
        previous = corner
      }
      corners = kept
    }
    return corners
  }
}

extension Array where Element == Point {
  /// The stretches between missing points.
  var runs: [[Point]] {
    if allSatisfy(\.isComplete) { return isEmpty ? [] : [self] }
    return split { !$0.isComplete }.map { Array($0) }
  }

  /// A long line reduced to the first, the least, the greatest and the last point of each unit of
  /// width: what it covers stays the same, whichever way it runs.
  var thinned: [Point] {
    guard count > Plot.mostPoints else { return self }
    var result: [Point] = []
    var start = 0
    while start < count {
      let column = self[start].x.rounded(.down)
      var (least, greatest, last) = (start, start, start)
      while last + 1 < count, self[last + 1].x.rounded(.down) == column {
        last += 1
        if self[last].y < self[least].y { least = last }
        if self[last].y > self[greatest].y { greatest = last }
      }
      var previous = -1
      for index in [start, Swift.min(least, greatest), Swift.max(least, greatest), last]
      where index > previous {
        result.append(self[index])
        previous = index
      }
      start = last + 1
    }
    return result
  }

  /// Many separate points reduced to one for each square of two units, and the extremes.
  var scattered: [Point] {
    guard count > Plot.mostPoints else { return self }
    var extremes: Set<Int> = []
    for key in [\Point.x, \Point.y] {
      for found in [
        indices.min { self[$0][keyPath: key] < self[$1][keyPath: key] },
        indices.max { self[$0][keyPath: key] < self[$1][keyPath: key] },
      ] {
        if let found { extremes.insert(found) }
      }
    }
    var taken: Set<Int> = []
    return indices.filter { index in
      let column = Int((self[index].x / 2).rounded(.down))
      let isNew = taken.insert(column << 32 + Int((self[index].y / 2).rounded(.down))).inserted
      return isNew || extremes.contains(index)
    }.map { self[$0] }
  }
}

extension Plot {
  /// Beyond so many points a series is thinned.
  static let mostPoints = 4000
}
