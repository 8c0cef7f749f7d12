import BookModel
import Figures
import Foundation

/// Reports for programs: one JSON object a line, keys sorted, what is not known left out.
package enum ReportLines {
  package static func line(_ diagnostic: Diagnostic) -> String {
    text(DiagnosticLine(diagnostic))
  }

  /// A line for each finding, and one that sums them up.
  package static func lines(_ comparison: RecordComparison) -> [String] {
    comparison.findings.map { text(FindingLine($0)) } + [text(SummaryLine(comparison))]
  }

  private static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}

private struct DiagnosticLine: Encodable {
  struct Note: Encodable {
    var message: String
    var file: String?
    var line: Int?
    var column: Int?
  }

  var severity: String
  var identifier: String
  var file: String?
  var line: Int?
  var column: Int?
  var message: String
  var suggestion: String?
  var notes: [Note]

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity.rawValue
    identifier = diagnostic.identifier
    file = diagnostic.location?.file
    line = diagnostic.location?.line
    column = diagnostic.location?.column
    message = diagnostic.message
    suggestion = diagnostic.suggestion
    notes = diagnostic.notes.map {
      Note(
        message: $0.text, file: $0.location?.file, line: $0.location?.line,
        column: $0.location?.column)
    }
  }
}

private struct FindingLine: Encodable {
  let kind = "drift"
  var change: String
  var chapter: String
  var cell: String
  var value: String
  var committed: Scalar?
  var fresh: Scalar?
  var absolute: Scalar?
  var relative: Scalar?
  var tolerance: Scalar
  var count: Int?
  var first: String?

  init(_ finding: RecordComparison.Finding) {
    change = finding.change.name
    chapter = finding.chapter
    cell = finding.cell
    value = finding.value
    tolerance = .number(finding.tolerance)
    switch finding.change {
    case .drifted(let drift):
      committed = Scalar(drift.committed)
      fresh = Scalar(drift.fresh)
      absolute = .number(drift.absolute)
      relative = .number(drift.relative)
      count = drift.count
      first = drift.first
    case .text(let old, let new), .shape(let old, let new):
      (committed, fresh) = (.text(old), .text(new))
    case .gone(let old): committed = .text(old)
    case .new(let new): fresh = .text(new)
    }
  }
}

private struct SummaryLine: Encodable {
  let kind = "summary"
  var cells: Int
  var values: Int
  var within: Int
  var unanswered: Int
  var drifted: Int
  var texts: Int
  var shapes: Int
  var gone: Int
  var new: Int

  init(_ comparison: RecordComparison) {
    let counts = DriftCounts(comparison)
    cells = comparison.cellCount
    values = comparison.valueCount
    within = comparison.withinCount
    unanswered = comparison.unansweredCount
    drifted = counts.drifted
    texts = counts.texts
    shapes = counts.shapes
    gone = counts.gone
    new = counts.new
  }
}

/// A value bare in JSON; what is no finite number is a text, since JSON has no word for it.
private enum Scalar: Encodable {
  case number(Double)
  case integer(Int)
  case text(String)

  init(_ value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .integer(let integer): self = .integer(integer)
    case .text(let text): self = .text(text)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number) where number.isFinite: try container.encode(number)
    case .number(let number):
      try container.encode(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf")
    case .integer(let integer): try container.encode(integer)
    case .text(let text): try container.encode(text)
    }
  }
}
