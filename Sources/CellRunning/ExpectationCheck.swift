import BookModel
import Figures

/// Holds what a cell came to against its option `expect`.
struct ExpectationCheck {
  var cell: Cell

  func diagnostics(of answer: Answer) -> [Diagnostic] {
    // A cell that failed, or was not run, has an error of its own.
    guard answer.origin != .notRun, !answer.diagnostics.hasErrors else { return [] }
    return cell.options.expectations.compactMap { expectation in
      let name = expectation.name.text
      let values = Self.values(of: answer.record)
      guard let value = values[name] else {
        return .error(
          "unknown-value", at: expectation.name.location,
          "this cell has no value called '\(name)'",
          suggestion: nearestName(to: name, in: values.keys),
          notes: values.isEmpty ? ["it has no values at all"] : [])
      }
      return Self.claim(value, expectation).flatMap { $0.holds ? nil : failure($0, expectation) }
    }
  }

  /// The expectation as a claim about the value, so that both mean the same by their words.
  private static func claim(_ value: Value, _ expectation: Expectation) -> Claim? {
    let name = expectation.name.text
    switch (expectation.relation, value.number) {
    case (.below(let bound), let number?):
      return Claim(label: name, largest: number, below: bound)
    case (.above(let bound), let number?):
      return Claim(label: name, smallest: number, above: bound)
    case (.equal(let expected, let tolerance), let number?):
      return Claim(label: name, number, equals: expected, within: tolerance)
    case (.equal(let expected, _), nil): return Claim(label: name, value, is: .number(expected))
    case (.same(let expected), _):
      // A number in quotes is compared as it is printed.
      return Claim(label: name, .text(value.plain(.significant(12))), is: expected)
    case (.below(let bound), nil), (.above(let bound), nil):
      return Claim(label: name, value, is: .number(bound))
    case (.truth, _): return nil
    }
  }

  private func failure(_ claim: Claim, _ expectation: Expectation) -> Diagnostic {
    let found = claim.value.plain(.significant(12))
    func text(_ number: Double) -> String { Value.number(number).plain(.significant(12)) }
    var notes = ["found: \(found)"]
    switch claim.relation {
    case .equal(let expected, let tolerance):
      notes.insert("expected: \(text(expected)) within \(text(tolerance))", at: 0)
      if let number = claim.value.number { notes.append("difference: \(text(number - expected))") }
    case .below(let bound): notes.insert("expected: below \(text(bound))", at: 0)
    case .above(let bound): notes.insert("expected: above \(text(bound))", at: 0)
    case .same(let expected): notes.insert("expected: \(expected.plain(.significant(12)))", at: 0)
    case .truth: break
    }
    return .error(
      "failed-expectation", at: expectation.name.location,
      "'\(claim.label)' is not what was expected",
      notes: notes.asNotes)
  }

  /// Published values by name, and cells of tables as `COLUMN.ROW`, rows counted from 1, as in prose.
  private static func values(of record: Record) -> [String: Value] {
    var values: [String: Value] = [:]
    for item in record.items {
      switch item {
      case .value(let name, let value, _): values[name] = value
      case .table(let table, _, _): add(table, to: &values)
      case .figure(let figure, _, _): add(figure.data, to: &values)
      case .claim(let claim): values[claim.label] = claim.value
      case .output, .failure: break
      }
    }
    return values
  }

  private static func add(_ table: Table, to values: inout [String: Value]) {
    for (index, name) in table.proseNames.enumerated() {
      guard let name else { continue }
      for (number, row) in table.rows.enumerated() { values["\(name).\(number + 1)"] = row[index] }
    }
  }
}
