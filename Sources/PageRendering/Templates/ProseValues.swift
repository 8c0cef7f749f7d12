import Figures

/// A computed value that prose may quote, or a map of them.
package indirect enum ProseValue: Sendable, Hashable {
  case text(String)
  /// A number with the digits it is shown with unless the prose asks for others.
  case number(Double, display: String)
  case map([String: ProseValue])
}

/// Every value that the prose of one place may quote.
package struct ProseValues: Sendable, Hashable {
  /// The values of each label: `{{ tbl-shift.worst }}` is `labels["tbl-shift"]`, then `worst`.
  package var labels: [String: ProseValue]
  /// What `{{ .name }}` looks into: the values of the cell that the text belongs to.
  package var own: ProseValue?

  package init(_ labels: [String: ProseValue] = [:], own: ProseValue? = nil) {
    self.labels = labels
    self.own = own
  }

  /// The same values for text that belongs to the cell with this label.
  package func within(_ label: String?) -> ProseValues {
    ProseValues(labels, own: label.flatMap { labels[$0] })
  }
}

/// A choice of digits in prose: `digits3`, `scientific2`, `percent1`.
///
/// The number says how many digits stand after the point.
struct DigitsFunction {
  enum Kind: String, CaseIterable { case digits, scientific, percent }

  static let mostDigits = 15

  var kind: Kind
  var digits: Int

  /// Nil when the name is no such function or asks for more digits than a `Double` has.
  init?(_ name: some StringProtocol) {
    let stem = name.prefix { !$0.isNumber }
    guard let kind = Kind(rawValue: String(stem)), let digits = Int(name.dropFirst(stem.count)),
      (0...Self.mostDigits).contains(digits), String(digits) == name.dropFirst(stem.count)
    else { return nil }
    self.kind = kind
    self.digits = digits
  }

  func display(_ number: Double) -> String {
    switch kind {
    case .digits: NumberFormat.fixed(digits).display(number)
    case .scientific: NumberFormat.scientific(digits).display(number)
    case .percent: NumberFormat.fixed(digits).display(number * 100) + "%"
    }
  }
}
