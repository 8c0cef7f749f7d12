/// The rows of a ``Table`` that fit under a figure: all of them, or the first, the last and the
/// extremes.
///
/// A table of at most 100 rows and 1 000 cells is shown whole. Of a longer one the first and the last
/// ten rows are shown, and each row in which a numeric column has its smallest or largest number.
/// Where that would be more than 1 000 cells there are fewer rows at the ends, and of the extremes
/// only those of all columns but the first taken together.
public struct TableExcerpt: Sendable, Hashable {
  /// A row that is shown.
  public struct Row: Sendable, Hashable {
    /// Its place in the table, counted from 0.
    public var index: Int
    /// What is extreme in it: `least x`, `largest score`.
    public var marks: [String]
    /// How many rows are left out before it.
    public var omittedBefore: Int
  }

  /// The rows, in the order of the table.
  public let rows: [Row]
  /// How many rows stand at each end; all of them where nothing is left out.
  public let ends: Int
  /// How many rows are left out.
  public let omitted: Int

  /// The largest table that is shown whole.
  static let mostRows = 100
  /// The most values shown.
  static let mostCells = 1_000

  /// All rows, however many there are.
  public init(whole table: Table) {
    self.init(
      rows: table.rows.indices.map { Row(index: $0, marks: [], omittedBefore: 0) },
      ends: table.rows.count, omitted: 0)
  }

  /// The excerpt of a table.
  public init(_ table: Table) {
    let (count, width) = (table.rows.count, max(1, table.columns.count))
    let most = min(Self.mostRows, Self.mostCells / width)
    guard count > most else {
      self.init(whole: table)
      return
    }
    var extremes = Self.extremes(of: table)
    if Set(extremes.map(\.row)).count + 20 > Self.mostCells / width {
      extremes = Self.extremesOfAll(table)
    }
    let room = Self.mostCells / width - Set(extremes.map(\.row)).count
    let ends = min(10, max(1, room / 2), count / 2)
    let shown = Set(0..<ends).union((count - ends)..<count).union(extremes.map(\.row)).sorted()
    var next = 0
    let rows = shown.map { index in
      defer { next = index + 1 }
      let marks = extremes.filter { $0.row == index }.map(\.mark)
      return Row(index: index, marks: marks, omittedBefore: index - next)
    }
    self.init(rows: rows, ends: ends, omitted: count - shown.count)
  }

  private init(rows: [Row], ends: Int, omitted: Int) {
    self.rows = rows
    self.ends = ends
    self.omitted = omitted
  }

  private typealias Extreme = (row: Int, mark: String)

  /// The first row with the smallest and the first with the largest number of each column.
  private static func extremes(of table: Table) -> [Extreme] {
    table.columns.indices.flatMap { index -> [Extreme] in
      let name = table.columns[index].name
      return extremes(of: table, columns: index...index, named: name)
    }
  }

  /// The rows with the smallest and the largest number at all, the first column apart: it names the
  /// rows of a wide table.
  private static func extremesOfAll(_ table: Table) -> [Extreme] {
    let columns = min(1, table.columns.count - 1)...(table.columns.count - 1)
    return extremes(of: table, columns: columns, named: "value")
  }

  private static func extremes(
    of table: Table, columns: ClosedRange<Int>, named name: String
  ) -> [Extreme] {
    var least: (number: Double, row: Int)?
    var largest: (number: Double, row: Int)?
    for (row, values) in table.rows.enumerated() {
      for column in columns {
        guard let number = values[column].number, !number.isNaN else { continue }
        if number < least?.number ?? .infinity || least == nil { least = (number, row) }
        if number > largest?.number ?? -.infinity || largest == nil { largest = (number, row) }
      }
    }
    guard let least, let largest, least.number < largest.number else { return [] }
    return [(least.row, "least \(name)"), (largest.row, "largest \(name)")]
  }
}
