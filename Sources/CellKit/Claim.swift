/// Claims that a measured size stays below a bound; the build fails when it does not.
///
/// ```swift
/// claim("clm-sum", "Ten tenths are one.", largest: abs(0.1 * 10 - 1), below: 1e-15)
/// ```
///
/// - Parameters:
///   - label: a name that starts with `clm-`, unique in the book.
///   - statement: the sentence that the number proves, as readers will see it.
///   - value: the largest deviation found. NaN proves nothing, so the claim fails.
///   - bound: what the value must stay below.
public func claim(
  _ label: String, _ statement: String, largest value: Double, below bound: Double,
  file: StaticString = #filePath, line: Int = #line, column: Int = #column
) {
  record(
    Claim(label: label, statement: statement, largest: value, below: bound), file, line, column)
}

/// Claims that a measured size stays above a bound; the build fails when it does not.
///
/// - Parameters:
///   - label: a name that starts with `clm-`, unique in the book.
///   - statement: the sentence that the number proves, as readers will see it.
///   - value: the smallest size found. NaN proves nothing, so the claim fails.
///   - bound: what the value must stay above.
public func claim(
  _ label: String, _ statement: String, smallest value: Double, above bound: Double,
  file: StaticString = #filePath, line: Int = #line, column: Int = #column
) {
  record(
    Claim(label: label, statement: statement, smallest: value, above: bound), file, line, column)
}

/// Claims that a value equals an expected one within a tolerance; the build fails when it does not.
///
/// ```swift
/// claim("clm-half", "A half of three.", 3 / 2, equals: 1.5)
/// ```
///
/// - Parameters:
///   - label: a name that starts with `clm-`, unique in the book.
///   - statement: the sentence that the number proves, as readers will see it.
///   - value: what was computed.
///   - expected: what it must be, in the same unit.
///   - tolerance: the largest absolute difference allowed.
public func claim(
  _ label: String, _ statement: String, _ value: Double, equals expected: Double,
  within tolerance: Double = 0,
  file: StaticString = #filePath, line: Int = #line, column: Int = #column
) {
  record(
    Claim(label: label, statement: statement, value, equals: expected, within: tolerance),
    file, line, column)
}

/// Claims that something holds; the build fails when it does not.
///
/// ```swift
/// claim("clm-order", "Letters are in order.", holds: "a" < "b")
/// ```
///
/// - Parameters:
///   - label: a name that starts with `clm-`, unique in the book.
///   - statement: the sentence that holds, as readers will see it.
///   - condition: whether it does.
public func claim(
  _ label: String, _ statement: String, holds condition: Bool,
  file: StaticString = #filePath, line: Int = #line, column: Int = #column
) {
  record(Claim(label: label, statement: statement, holds: condition), file, line, column)
}

private func record(_ claim: Claim, _ file: StaticString, _ line: Int, _ column: Int) {
  // The compiler's column is that of the parenthesis; an author looks for the word before it.
  let start = max(1, column - "claim".utf8.count)
  let place = CellEvent.Place(file: "\(file)", line: line, column: start)
  CellJournal.shared.record(.item(.claim(claim)), at: place)
}
