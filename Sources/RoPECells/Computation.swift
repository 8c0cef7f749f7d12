import BookModel
import Exhibits
import Figures
import RoPE

/// What a computation is called: `table: NAME` or `figure: NAME`, some with `of: SUBJECT`.
struct ComputationName: Hashable {
  enum Kind: String, CaseIterable {
    case table
    case figure
  }

  var kind: Kind
  var name: String
  var subject: String?

  init(_ kind: Kind, _ name: String, of subject: String? = nil) {
    self.kind = kind
    self.name = name
    self.subject = subject
  }
}

/// One computation of the vocabulary: parameters that were read strictly, and their results.
protocol Computation: Sendable {
  static var name: ComputationName { get }
  static var description: ComputationDescription { get }

  /// Reads every parameter, so that all that is wrong is reported at once; nil if anything is.
  init?(_ parameters: inout Parameters)

  /// The results: a table or a figure, then the values that prose may quote.
  func record() throws -> Record
}

/// What a computation says of itself; its parameters the strict reader tells.
struct ComputationDescription: Sendable {
  /// What it computes, in a sentence or two.
  var summary: String
  /// The results that prose may quote; capital letters stand for numbers.
  var values: [ComputationReference.Value]
  /// Where the formula is from.
  var source: String
  /// The parameters of a cell that works.
  var example: String

  init(
    _ summary: String, values: [(String, String)], source: String, example: String
  ) {
    self.summary = summary
    self.values = values.map { ComputationReference.Value($0.0, $0.1) }
    self.source = source
    self.example = example
  }
}

/// Which computations there are, and how a cell's is found.
enum Vocabulary {
  /// A computation's name, and how it is read.
  struct Entry: Sendable {
    let name: ComputationName
    let description: ComputationDescription
    let read: @Sendable (inout Parameters) -> (any Computation)?

    init<Reading: Computation>(_ type: Reading.Type) {
      name = type.name
      description = type.description
      read = { Reading(&$0) }
    }
  }

  static let entries: [Entry] = [
    Entry(FrequenciesTable.self), Entry(WavelengthLine.self), Entry(AnglesTable.self),
    Entry(RotationAnglesTable.self), Entry(RotationFigure.self),
    Entry(MatrixTable.self), Entry(MatrixFigure.self), Entry(MatrixHeatMap.self),
    Entry(LanesTable.self), Entry(LanesFigure.self),
    Entry(ScoreFigure.self),
    Entry(LayoutPairsTable.self), Entry(LayoutFigure.self), Entry(PlaneFigure.self),
    Entry(SinusoidHeatMap.self), Entry(KernelLine.self),
    Entry(BucketsTable.self), Entry(BucketsFigure.self), Entry(BucketsLine.self),
    Entry(BiasesTable.self), Entry(BiasesLine.self), Entry(BiasesHeatMap.self),
    Entry(ScoresHeatMap.self), Entry(ScoreLine.self), Entry(DistanceLine.self),
    Entry(BoundLine.self), Entry(BasesLine.self), Entry(DeviationsLine.self),
    Entry(AttentionHeatMap.self),
    Entry(ScalingTable.self), Entry(ScalingLine.self),
    Entry(PrecisionTable.self), Entry(PrecisionLine.self), Entry(CacheTable.self),
    Entry(CacheFigure.self), Entry(ErrorFigure.self),
    Entry(OrderFigure.self), Entry(TurnFigure.self), Entry(SchemeFigure.self),
    Entry(RangeFigure.self),
    Entry(SinusoidFigure.self), Entry(BaseFigure.self),
  ]

  /// The results of a cell, or nil after an error was reported.
  static func record(of parameters: inout Parameters) -> Record? {
    guard let entry = entry(&parameters), let computation = entry.read(&parameters) else {
      return nil
    }
    do {
      return try computation.record()
    } catch {
      parameters.reportFailure(error)
      return nil
    }
  }

  private static func entry(_ parameters: inout Parameters) -> Entry? {
    guard let (kind, word) = parameters.computationWord() else { return nil }
    let named = entries.filter { $0.name.kind == kind && $0.name.name == word.text }
    guard let first = named.first else {
      reportUnknown(word, kind, &parameters)
      return nil
    }
    guard first.name.subject != nil else { return first }
    guard let subject = parameters.requiredText("of") else { return nil }
    if let found = named.first(where: { $0.name.subject == subject.text }) { return found }
    let subjects = named.compactMap(\.name.subject)
    parameters.report(
      "unknown-computation", at: subject.location,
      "no \(kind.rawValue) '\(word.text)' is of '\(subject.text)'",
      suggestion: nearestName(to: subject.text, in: subjects),
      notes: ["known subjects: \(subjects.sorted().joined(separator: ", "))"])
    return nil
  }

  private static func reportUnknown(
    _ word: LocatedText, _ kind: ComputationName.Kind, _ parameters: inout Parameters
  ) {
    let names = Set(entries.filter { $0.name.kind == kind }.map(\.name.name))
    let others = entries.contains { $0.name.kind != kind && $0.name.name == word.text }
    let other: ComputationName.Kind = kind == .table ? .figure : .table
    parameters.report(
      "unknown-computation", at: word.location, "no computation is called '\(word.text)'",
      suggestion: nearestName(to: word.text, in: names),
      notes: others
        ? ["'\(word.text)' is a \(other.rawValue): '\(other.rawValue): \(word.text)'"]
        : ["known after '\(kind.rawValue):': \(names.sorted().joined(separator: ", "))"])
  }
}

extension Parameters {
  /// The kind and the word after it; reports a cell that names no computation, or two.
  fileprivate mutating func computationWord() -> (ComputationName.Kind, LocatedText)? {
    let words = ComputationName.Kind.allCases.filter { has($0.rawValue) }
    guard let kind = words.first else {
      report(
        "missing-computation", at: cell.location,
        "a {rope} cell names a computation: 'table: NAME' or 'figure: NAME'")
      return nil
    }
    guard words.count == 1 else {
      report(
        "wrong-value", at: location(of: "figure"),
        "a {rope} cell is a table or a figure, not both")
      return nil
    }
    return requiredText(kind.rawValue).map { (kind, $0) }
  }

  /// Reports what the library or the drawing refused, at the parameter it is about if one is known.
  fileprivate mutating func reportFailure(_ error: any Error) {
    switch error {
    case let error as RotaryError:
      let key =
        switch error {
        case .invalidBase, .frequencyOutOfRange: "base"
        case .invalidCount(of: .maxDistance, _, _): "maximum distance"
        default: ""
        }
      report("wrong-value", at: has(key) ? location(of: key) : cell.location, "\(error)")
    case let error as FigureError:
      report("wrong-value", at: cell.location, error.description)
    default:
      report("wrong-value", at: cell.location, "\(error)")
    }
  }
}
