import BookModel
import Figures

/// The results of one cell, fresh against committed.
struct CellComparison {
  private(set) var findings: [RecordComparison.Finding] = []
  private(set) var valueCount = 0
  private(set) var withinCount = 0
  private let cell: String
  private let chapter: String
  private let label: String?
  private let tolerance: Double

  init(_ cell: CellRecord, in chapter: String, tolerance: Double) {
    self.cell = cell.name(in: chapter)
    self.chapter = chapter
    label = cell.label
    self.tolerance = tolerance
  }

  mutating func compare(_ committed: [ResultRecord], _ fresh: [ResultRecord]) {
    let old = ResultSlot.slots(of: committed)
    let new = ResultSlot.slots(of: fresh)
    let before = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for slot in new {
      if let partner = before[slot.key] {
        compare(partner, slot)
      } else {
        report(slot, slot.own, .new(slot.summary))
      }
    }
    let kept = Set(new.map(\.key))
    for slot in old where !kept.contains(slot.key) { report(slot, slot.own, .gone(slot.summary)) }
  }

  private mutating func compare(_ old: ResultSlot, _ new: ResultSlot) {
    guard old.kind == new.kind else {
      report(new, new.own, .shape(committed: old.kind, fresh: new.kind))
      return
    }
    for part in new.parts {
      guard let before = old.parts.first(where: { $0.name == part.name }) else {
        report(new, part.name, .new(part.value.summary))
        continue
      }
      compare(before.value, part.value, named: part.name, in: new)
    }
    let kept = Set(new.parts.map(\.name))
    for part in old.parts where !kept.contains(part.name) {
      report(new, part.name, .gone(part.value.summary))
    }
    if let before = old.table, let table = new.table { compare(before, table, in: new) }
  }

  // MARK: Single values

  private mutating func compare(
    _ old: Value, _ new: Value, named name: String, in slot: ResultSlot
  ) {
    valueCount += 1
    switch ValueDifference(committed: old, fresh: new, tolerance: tolerance) {
    case .none: break
    case .within: withinCount += 1
    case .apart(let absolute, let relative):
      report(
        slot, name,
        .drifted(
          .init(committed: old, fresh: new, absolute: absolute, relative: relative, first: name)))
    case .texts(let old, let new):
      let difference = TextDifference(old, new)
      report(
        slot, difference.line.map { "\(name), line \($0)" } ?? name,
        .text(committed: difference.committed, fresh: difference.fresh))
    case .kinds: report(slot, name, .shape(committed: old.kindName, fresh: new.kindName))
    }
  }

  // MARK: Tables

  private mutating func compare(_ old: Table, _ new: Table, in slot: ResultSlot) {
    guard old.columns.map(\.heading) == new.columns.map(\.heading) else {
      report(
        slot, slot.own,
        .shape(
          committed: "columns \(old.columns.map(\.heading).joined(separator: ", "))",
          fresh: "columns \(new.columns.map(\.heading).joined(separator: ", "))"))
      return
    }
    guard old.rows.count == new.rows.count else {
      report(
        slot, slot.own, .shape(committed: "\(old.rows.count) rows", fresh: "\(new.rows.count) rows")
      )
      return
    }
    var drift: (value: String, drift: RecordComparison.Drift)?
    for (row, (before, after)) in zip(old.rows, new.rows).enumerated() {
      for (column, (old, new)) in zip(before, after).enumerated() {
        valueCount += 1
        let difference = ValueDifference(committed: old, fresh: new, tolerance: tolerance)
        if difference == .none { continue }
        let place = "\(slot.table?.columns[column].name ?? "").\(row + 1)"
        switch difference {
        case .none: break
        case .within: withinCount += 1
        case .apart(let absolute, let relative):
          Self.add(
            .init(committed: old, fresh: new, absolute: absolute, relative: relative, first: place),
            to: &drift)
        case .texts(let old, let new):
          let difference = TextDifference(old, new)
          report(
            slot, place, .text(committed: difference.committed, fresh: difference.fresh))
        case .kinds: report(slot, place, .shape(committed: old.kindName, fresh: new.kindName))
        }
      }
    }
    if let drift { report(slot, drift.value, .drifted(drift.drift)) }
  }

  /// Joins a number that moved to those before it: the worst place stands for all.
  private static func add(
    _ new: RecordComparison.Drift, to drift: inout (value: String, drift: RecordComparison.Drift)?
  ) {
    guard var all = drift else {
      drift = (new.first, new)
      return
    }
    if new.absolute > all.drift.absolute {
      all.value = new.first
      (all.drift.committed, all.drift.fresh) = (new.committed, new.fresh)
      all.drift.absolute = new.absolute
    }
    all.drift.relative = max(all.drift.relative, new.relative)
    all.drift.count += 1
    drift = all
  }

  // MARK: Findings

  private mutating func report(
    _ slot: ResultSlot, _ value: String, _ change: RecordComparison.Change
  ) {
    // A label that is not the cell's has to be said, or nobody knows which of two tables is meant.
    let prefix = slot.label.flatMap { $0 == label ? nil : $0 }
    let full = prefix.map { $0 == value ? value : "\($0) \(value)" } ?? value
    findings.append(
      .init(
        cell: cell, chapter: chapter, name: slot.label ?? cell, value: full, tolerance: tolerance,
        change: change))
  }
}

/// A result as it is compared: what it is found by, and what in it can move.
private struct ResultSlot {
  struct Key: Hashable {
    var name: String
    /// Which of several results with this name.
    var ordinal: Int
  }

  var key: Key
  var kind: String
  var label: String?
  var parts: [(name: String, value: Value)] = []
  var table: Table?

  /// What the result itself is called inside its cell.
  var own: String {
    if kind == "value" { return parts.first?.name ?? kind }
    return key.ordinal == 0 ? kind : "\(kind) \(key.ordinal + 1)"
  }

  var summary: String {
    if let table { return "\(table.rows.count) rows" }
    return parts.first?.value.summary ?? kind
  }

  static func slots(of results: [ResultRecord]) -> [ResultSlot] {
    var counts: [String: Int] = [:]
    return results.map { result in
      var slot = ResultSlot(result)
      slot.key.ordinal = counts[slot.key.name, default: 0]
      counts[slot.key.name, default: 0] += 1
      slot.nameUnnamedParts()
      return slot
    }
  }

  /// Something labelled keeps its identity when it becomes something else: a table a figure, say.
  private init(_ kind: String, _ name: String?, label: String? = nil) {
    self.kind = kind
    self.label = label
    key = Key(name: name.map { "named \($0)" } ?? kind, ordinal: 0)
  }

  private init(_ result: ResultRecord) {
    switch result {
    case .output(let text):
      self.init("output", nil)
      parts = [("", .text(text))]
    case .failure(let kind, let message, _):
      self.init("failure", nil)
      parts = [("", .text(message)), ("kind", .text(kind.rawValue))]
    case .value(let name, let value, _):
      self.init("value", name)
      parts = [(name, value)]
    case .table(let table, let exhibit):
      self.init("table", exhibit.label, label: exhibit.label)
      self.table = table
      if let title = table.title { parts = [("title", .text(title))] }
      parts += zip(table.columns, table.totals ?? []).map { ("\($0.name) in all", $1) }
    case .figure(let title, let description, let data, let exhibit):
      self.init("figure", exhibit.label, label: exhibit.label)
      table = data
      parts = [("title", .text(title)), ("description", .text(description))]
    case .claim(let claim, _):
      self.init("claim", claim.label, label: claim.label)
      parts = [
        ("value", claim.value), ("holds", .text(claim.holds ? "yes" : "no")),
        ("relation", .text(claim.relation.name)), ("statement", .text(claim.statement)),
      ]
      if let bound = claim.relation.bound { parts.append(("bound", bound)) }
      if case .equal(_, let within) = claim.relation { parts.append(("within", .number(within))) }
    }
  }

  private mutating func nameUnnamedParts() {
    for index in parts.indices where parts[index].name.isEmpty { parts[index].name = own }
  }
}

extension Claim.Relation {
  fileprivate var name: String {
    switch self {
    case .below: "below"
    case .above: "above"
    case .equal: "equal"
    case .same: "same"
    case .truth: "truth"
    }
  }
}
