import BookModel
import Exhibits
import Figures

/// `figure: cache`: which pairs of a cached key are still right, for each length it was cached at.
struct CacheFigure: Computation {
  static let name = ComputationName(.figure, "cache")

  static let description = ComputationDescription(
    "Which pairs of a key are still right and which are stale, in a row for each length of the "
      + "text at which the key was turned and cached.",
    values: CacheTable.description.values.map { ($0.name, $0.meaning) },
    source: CacheTable.description.source,
    example: CacheTable.description.example)

  let exhibit: CachedKeys
  let lengths: [Int]

  init?(_ parameters: inout Parameters) {
    let exhibit = parameters.cachedKeys(upTo: 32)
    let lengths = parameters.cachedLengths(atMost: 16)
    guard parameters.finish(), let exhibit, let lengths else { return nil }
    self.exhibit = exhibit
    self.lengths = lengths
  }

  func record() throws -> Record {
    let fresh = try exhibit.fresh()
    let rows = try lengths.map { length throws in try exhibit.row(cachedAt: length) }
    let pairs = try lengths.map { length throws in try exhibit.pairs(cachedAt: length) }
    let steps = zip(lengths, pairs).map { length, pairs in
      CacheStrip.Step("at \(length)", pairs.map { $0.isRight ? .kept : .stale })
    }
    let count = exhibit.key.count / 2
    let strip = CacheStrip(
      "A key cached at \(counted(lengths.count, "length")), in a text of \(fresh.length) tokens",
      tokens: (0..<count).map { "pair \($0)" }, steps: steps)
    var figure = try strip.figure(description: finding(fresh, rows, pairs))
    figure.data = data(pairs, title: strip.title)
    return Record([.figure(figure)] + exhibit.published(fresh, rows))
  }

  /// What the picture shows: how many pairs went stale, and what that does to the score.
  private func finding(
    _ fresh: CachedKeys.Row, _ rows: [CachedKeys.Row], _ pairs: [[CachedKeys.Pair]]
  ) -> String {
    let counts = zip(lengths, pairs).enumerated().map { index, row in
      let stale = row.1.count { !$0.isRight }
      return index == 0
        ? "\(stale) of \(counted(exhibit.key.count / 2, "pair")) are stale in a key cached at "
          + "\(row.0)"
        : "\(stale) at \(row.0)"
    }
    let largest = CachedKeys.largestDifference(of: rows, from: fresh)
    return "In a text of \(fresh.length) tokens, \(counts.joined(separator: ", ")). With the key "
      + "turned anew the score is \(fixed(fresh.score)); "
      + (largest == 0
        ? "every cached one gives the same."
        : "with a cached one it is off by up to \(residue.display(largest)).")
  }

  private func data(_ pairs: [[CachedKeys.Pair]], title: String) -> Table {
    let rows = zip(lengths, pairs).flatMap { length, pairs in
      pairs.map {
        ($0.pair, length, $0.frequencyThen, $0.frequencyNow, $0.isRight ? "kept" : "stale")
      }
    }
    return Table(
      rows,
      columns: [
        "pair", Column("cached at", unit: "tokens"), Column("frequency then", unit: "rad/token"),
        Column("frequency now", unit: "rad/token"), "state",
      ], title: title)
  }
}
