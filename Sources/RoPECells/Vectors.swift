import BookModel
import Exhibits
import Figures

/// A query and a key of one head.
struct HeadVectors {
  var query: [Double]
  var key: [Double]

  var headDimension: Int { query.count }
}

extension Parameters {
  /// `query`, `key` and `head dimension`, which must agree.
  mutating func queryAndKey(upTo largest: Int = 1024) -> HeadVectors? {
    let lanes = "an even count, 2 to \(largest)"
    let given = value("head dimension") != nil
    let dimension = integer(
      "head dimension", "the lanes of one head, two for each pair", default: 0, in: 2...largest,
      even: true, described: "the length of `query`")
    let count = given ? dimension : nil
    let query = vector("query", "the query before it is turned", count: count, range: lanes)
    let key = vector(
      "key", "the key before it is turned", count: count ?? query?.count,
      range: "as many as `query`")
    guard let query, let key else { return nil }
    guard (2...largest).contains(query.count), query.count.isMultiple(of: 2) else {
      report(
        "wrong-value", at: location(of: "query"),
        "'query' must hold an even count of numbers from 2 to \(largest), not \(query.count)")
      return nil
    }
    return HeadVectors(query: query, key: key)
  }

  /// Reports a vector of zeros, which stands at no angle to any other.
  mutating func checkLengths(of vectors: HeadVectors, for purpose: String = "a cosine") {
    for (key, vector) in [("query", vectors.query), ("key", vectors.key)]
    where vector.allSatisfy({ $0 == 0 }) {
      report(
        "wrong-value", at: location(of: key), "'\(key)' must not be all zeros for \(purpose)")
    }
  }

  /// `scale`: how values lie along the axis of x.
  mutating func scale() -> Axis.Scale? {
    choice(
      "scale", "how values lie along the axis of x",
      among: [("linear", .linear), ("log", .log)], default: .linear)
  }

  /// `measure`: what is compared of a query and a key.
  mutating func measure() -> ScoreMeasure? {
    choice(
      "measure", "what is compared of query and key: their product or the cosine between them",
      among: [("dot", .dotProduct), ("cosine", .cosine)], default: .dotProduct)
  }
}

/// A plot whose points are placed by the frame that a live figure uses as well.
func framed(_ plot: LinePlot, _ description: String) throws(FigureError) -> Figure {
  let axes = try plot.axes()
  let frame = Frame(across: Frame.Side(axes.x), down: Frame.Side(axes.y))
  return try plot.figure(description: description) { values in
    let place = frame.place(values.x, values.y)
    return Point(place.x, place.y)
  }
}

extension Frame.Side {
  init(_ axis: PlacedAxis) {
    self.init(
      low: axis.domain.lowerBound, high: axis.domain.upperBound, start: axis.start, end: axis.end,
      isLogarithmic: axis.axis.scale == .log)
  }
}
