import BookModel
import Figures

/// A comparison as it is printed: a table of what moved, and one line that sums it up.
package struct DriftTable {
  package var comparison: RecordComparison
  /// The widest line.
  package var width = 100

  package init(_ comparison: RecordComparison) { self.comparison = comparison }

  package var text: String {
    guard !comparison.findings.isEmpty else { return summary + "\n" }
    let rows = comparison.findings.map(Self.cells)
    let widths = Self.fitted([Self.header] + rows, width: width)
    var lines = [line(Self.header, widths)]
    for (row, finding) in zip(rows, comparison.findings) {
      lines.append(line(row, widths))
      if case .drifted(let drift) = finding.change, drift.count > 1 {
        lines.append("  (\(drift.count) values moved, the first is \(drift.first))")
      }
    }
    return (lines + [summary]).joined(separator: "\n") + "\n"
  }

  // MARK: The summary

  /// `12 values in 3 cells compared: all as committed`.
  package var summary: String {
    let values = Self.count(comparison.valueCount, "value")
    var text = "\(values) in \(Self.count(comparison.cellCount, "cell")) compared"
    if !parts.isEmpty {
      text += ": " + parts.joined(separator: ", ")
    } else if comparison.valueCount > 0 {
      text += ": all as committed"
    }
    if comparison.unansweredCount > 0 {
      text += "; \(Self.count(comparison.unansweredCount, "cell")) without an answer left out"
    }
    return text
  }

  private var parts: [String] {
    let counts = DriftCounts(comparison)
    let all = [
      (counts.drifted, "drifted"), (counts.texts, "changed text"),
      (counts.shapes, "changed shape"), (counts.gone, "gone"), (counts.new, "new"),
      (comparison.withinCount, "moved within the tolerance"),
    ]
    return all.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  // MARK: The table

  private static let header = [
    "cell", "value", "committed", "fresh", "absolute", "relative", "tolerance",
  ]

  private static func cells(of finding: RecordComparison.Finding) -> [String] {
    let (committed, fresh) = finding.change.texts
    let start = [finding.cell, finding.value, committed, fresh].map(oneLine)
    guard case .drifted(let drift) = finding.change else { return start + ["", "", ""] }
    return start + [drift.absolute, drift.relative].map(NumberFormat.scientific(1).plain)
      + [NumberFormat.significant(3).plain(finding.tolerance)]
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// The widths of the columns: as wide as their texts while the line is short enough. What is too
  /// much is taken from the widest of the first four, names before numbers.
  private static func fitted(_ rows: [[String]], width: Int) -> [Int] {
    var widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    for (columns, least) in [(2...3, 19), (0...1, 12), (2...3, 8), (0...1, 4)] {
      while excess > 0, let widest = columns.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > least
      {
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).enumerated().map { column, pair -> String in
      let (text, width) = (Self.truncated(pair.0, to: pair.1), pair.1)
      let space = String(repeating: " ", count: width - text.count)
      // Numbers stand at the right of their column, names at the left.
      return column < 2 ? text + space : space + text
    }
    return padded.joined(separator: "  ").trimmingEnd()
  }

  private static func truncated(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }
}

/// How many findings there are of each kind; a drifted table counts each of its numbers.
struct DriftCounts {
  var drifted = 0
  var texts = 0
  var shapes = 0
  var gone = 0
  var new = 0

  init(_ comparison: RecordComparison) {
    for finding in comparison.findings {
      switch finding.change {
      case .drifted(let drift): drifted += drift.count
      case .text: texts += 1
      case .shape: shapes += 1
      case .gone: gone += 1
      case .new: new += 1
      }
    }
  }
}

extension RecordComparison.Change {
  /// What stands for the committed and for the fresh result.
  var texts: (committed: String, fresh: String) {
    switch self {
    case .drifted(let drift): (drift.committed.summary, drift.fresh.summary)
    case .text(let committed, let fresh), .shape(let committed, let fresh): (committed, fresh)
    case .gone(let committed): (committed, "gone")
    case .new(let fresh): ("new", fresh)
    }
  }

  var name: String {
    switch self {
    case .drifted: "drifted"
    case .text: "text"
    case .shape: "shape"
    case .gone: "gone"
    case .new: "new"
    }
  }
}
