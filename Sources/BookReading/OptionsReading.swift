import BookModel
import Figures

/// The options every cell has, whatever its engine.
struct OptionsReading {
  private(set) var options = CellOptions()
  private(set) var label: Label?
  private var map: StrictMap

  init(_ map: LocatedMap, foldedByDefault: Bool) {
    self.map = StrictMap(map, noun: "cell option", unknown: "unknown-option")
    options.echo = self.map.flag("echo") ?? true
    options.eval = self.map.flag("eval") ?? true
    options.include = self.map.flag("include") ?? true
    options.output = self.map.flag("output") ?? true
    options.codeFold = self.map.flag("code-fold") ?? foldedByDefault
    options.figureCaption = self.map.text("fig-cap").map { Caption($0) }
    options.figureAlternative = self.map.text("fig-alt")
    options.tableCaption = self.map.text("tbl-cap").map { Caption($0) }
    options.timeout = self.map.positiveNumber("timeout")
    options.error = self.map.flag("error") ?? false
    options.session = session()
    options.inputs = inputs()
    options.expectations = expectations()
    options.tolerance = self.map.positiveNumber("tolerance")
    if let text = self.map.text("label") { label = wellFormed(text) }
  }

  var diagnostics: [Diagnostic] { map.diagnostics }

  var entriesNotTaken: [LocatedMap.Entry] {
    map.map.entries.filter { !CellOptions.names.contains($0.key.text) }
  }

  mutating func reportEntriesNotTaken() { map.reportUnknownKeys() }

  private mutating func session() -> String? {
    guard let text = map.text("session") else { return nil }
    guard Label.isWellFormed(text.text) else {
      map.report(
        .error(
          "malformed-session", at: text.location,
          "'\(text.text)' is no session: letters, digits, '-' and '_', a letter first"))
      return nil
    }
    return text.text
  }

  /// Paths relative to `content/`, none of which leads out of it.
  private mutating func inputs() -> [LocatedText] {
    (map.list("inputs") ?? []).compactMap { item -> LocatedText? in
      guard case .text(let path) = item else {
        map.wrongType("inputs", item, expected: "a list of files in content/")
        return nil
      }
      let parts = path.text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
        map.wrongValue("inputs", path, expected: "a list of files in content/")
        return nil
      }
      return path
    }
  }

  // MARK: Expectations

  /// `name: 0.5`, `name: { equals: 0.5, within: 1e-6 }`, `name: { below: 1e-9 }`, `name: word`.
  private mutating func expectations() -> [Expectation] {
    guard let value = map.value("expect") else { return [] }
    guard case .map(let entries) = value else {
      map.wrongType("expect", value, expected: "a map from names of values to what they must be")
      return []
    }
    return entries.entries.compactMap { entry in
      relation(entry.value, of: entry.key).map { Expectation(entry.key, $0) }
    }
  }

  private mutating func relation(_ value: LocatedValue, of name: LocatedText) -> Claim.Relation? {
    switch value {
    case .text(let text):
      guard !text.isQuoted, let number = Double(text.text), number.isFinite else {
        return .same(.text(text.text))
      }
      return .equal(number, within: Self.closeness(to: number))
    case .list:
      map.wrongType(name.text, value, expected: Self.shapes)
      return nil
    case .map(let entries):
      var keys = StrictMap(entries, noun: "key of an expectation", unknown: "unknown-key")
      let equal = keys.number("equals")
      let within = keys.positiveNumber("within")
      let below = keys.number("below")
      let above = keys.number("above")
      keys.reportUnknownKeys()
      keys.diagnostics.forEach { map.report($0) }
      switch (equal, below, above) {
      case (let equal?, nil, nil): return .equal(equal, within: within ?? Self.closeness(to: equal))
      case (nil, let below?, nil) where within == nil: return .below(below)
      case (nil, nil, let above?) where within == nil: return .above(above)
      default:
        if !keys.diagnostics.hasErrors { map.wrongType(name.text, value, expected: Self.shapes) }
        return nil
      }
    }
  }

  private static let shapes =
    "a number, a text, or one of { equals: …, within: … }, { below: … } and { above: … }"

  /// A number written without a tolerance is meant to nine digits: more than a reader compares, less
  /// than machines differ by.
  private static func closeness(to number: Double) -> Double { 1e-9 * max(1, abs(number)) }

  private mutating func wellFormed(_ text: LocatedText) -> Label? {
    guard Label.isWellFormed(text.text) else {
      map.report(
        .error(
          "malformed-label", at: text.location,
          "'\(text.text)' is no label: letters, digits, '-' and '_', a letter first"))
      return nil
    }
    return Label(text.text, at: text.location)
  }
}
