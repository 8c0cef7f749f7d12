import BookModel
import Figures

/// Where two records of the same cell first differ, in words.
struct RecordDifference {
  private(set) var notes: [Diagnostic.Note]

  init(_ before: Record, _ after: Record) {
    let pairs = zip(before.items, after.items)
    guard let (old, new) = pairs.first(where: { $0 != $1 }) else {
      notes = [
        "before: \(before.items.count) results", "now: \(after.items.count) results",
      ]
      return
    }
    let (left, right) = (Self.lines(of: old), Self.lines(of: new))
    let row = zip(left, right).prefix { $0 == $1 }.count
    notes = [
      Diagnostic.Note("before: \(row < left.count ? left[row] : "nothing more")"),
      Diagnostic.Note("now: \(row < right.count ? right[row] : "nothing more")"),
    ]
  }

  private static func lines(of item: Record.Item) -> [String] {
    let text =
      switch item {
      case .output(let text): text
      case .table(let table, _, _): table.csv
      case .figure(let figure, _, _): figure.title + "\n" + figure.data.csv
      case .claim(let claim): "\(claim.label): \(claim.value.plain(.significant(17)))"
      case .value(let name, let value, _): "\(name): \(value.plain(.significant(17)))"
      case .failure(let failure): "\(failure.kind.rawValue): \(failure.message)"
      }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
