import BookModel
import Figures

/// Takes parameters out of a cell, one type at a time, and collects everything wrong with them.
///
/// A reading method returns nil where the parameter is missing or wrong, after reporting it; so a
/// computation reads all its parameters first and gives up afterwards.
struct Parameters {
  let cell: Cell
  let map: LocatedMap
  private(set) var diagnostics: [Diagnostic] = []
  /// What was asked for so far: the rows of the page of computations, noted by the reader itself.
  private(set) var asked: [ComputationReference.Parameter] = []
  private(set) var known: [String] = []

  init(_ map: LocatedMap, of cell: Cell) {
    self.map = map
    self.cell = cell
  }

  func has(_ key: String) -> Bool { map[key] != nil }

  /// Where the value of a parameter stands; the cell where there is none.
  func location(of key: String) -> SourceLocation { map[key]?.location ?? cell.location }

  mutating func report(
    _ identifier: String, at location: SourceLocation, _ message: String,
    suggestion: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      .error(identifier, at: location, message, suggestion: suggestion, notes: notes))
  }

  /// Reports the parameters that nobody asked for, and returns whether all is well.
  mutating func finish() -> Bool {
    for entry in map.entries where !known.contains(entry.key.text) {
      report(
        "unknown-parameter", at: entry.key.location,
        "no parameter is called '\(entry.key.text)'",
        suggestion: nearestName(to: entry.key.text, in: known + CellOptions.names),
        notes: ["known here: \(known.sorted().joined(separator: ", "))"])
    }
    return !diagnostics.hasErrors
  }

  /// The value of a parameter, which becomes known by being asked for.
  mutating func value(_ key: String) -> LocatedValue? {
    if !known.contains(key) { known.append(key) }
    return map[key]
  }

  /// Notes what is asked for, whether it is there or not.
  mutating func note(
    _ key: String, _ kind: String, _ range: String,
    _ preset: ComputationReference.Parameter.Default,
    _ meaning: String
  ) {
    guard !asked.contains(where: { $0.name == key }) else { return }
    asked.append(
      ComputationReference.Parameter(
        name: key, kind: kind, range: range, preset: preset, meaning: meaning))
  }

  mutating func missing(_ key: String, _ what: String) {
    report("missing-parameter", at: cell.location, "'\(key)' is missing: \(what)")
  }

  mutating func wrongType(_ key: String, _ value: LocatedValue, mustBe rule: String) {
    report(
      "wrong-type", at: value.location, "'\(key)' must be \(rule), not \(value.kindName)")
  }

  mutating func wrongValue(_ key: String, _ text: LocatedText, mustBe rule: String) {
    let quoted = text.isQuoted ? "the quoted text '\(text.text)'" : "'\(text.text)'"
    report("wrong-value", at: text.location, "'\(key)' must be \(rule), not \(quoted)")
  }

  mutating func tooLarge(_ key: String, _ count: String, largest: String) {
    report(
      "too-large", at: location(of: key), "'\(key)' asks for \(count); the most is \(largest)")
  }

  // MARK: Single values

  /// The scalar of a parameter that may be left out; reports a list or a map.
  mutating func scalar(_ key: String, mustBe rule: String) -> LocatedText? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value else {
      wrongType(key, value, mustBe: rule)
      return nil
    }
    return text
  }

  mutating func requiredText(_ key: String) -> LocatedText? {
    guard has(key) else {
      _ = value(key)
      missing(key, "a word")
      return nil
    }
    return scalar(key, mustBe: "a word")
  }

  /// A whole number; `default` where it is left out, and required without one.
  ///
  /// - Parameter described: the default in words, where it depends on other parameters.
  mutating func integer(
    _ key: String, _ meaning: String, default preset: Int? = nil, in range: ClosedRange<Int>,
    even: Bool = false, described: String? = nil
  ) -> Int? {
    let kind = even ? "an even whole number" : "a whole number"
    let bounds = "\(range.lowerBound) to \(range.upperBound)"
    let rule = "\(kind) from \(bounds)"
    note(
      key, even ? "even whole number" : "whole number", bounds,
      .init(preset.map(String.init), described), meaning)
    guard has(key) else {
      _ = value(key)
      if preset == nil { missing(key, rule) }
      return preset
    }
    guard let text = scalar(key, mustBe: rule) else { return nil }
    guard !text.isQuoted, let number = Int(text.text), range.contains(number),
      !even || number.isMultiple(of: 2)
    else {
      wrongValue(key, text, mustBe: rule)
      return nil
    }
    return number
  }

  /// A finite number above 0.
  mutating func positiveNumber(
    _ key: String, _ meaning: String, default preset: Double
  ) -> Double? {
    let rule = "a finite number above 0"
    note(key, "number", "above 0", .value(Self.written(preset)), meaning)
    guard let text = scalar(key, mustBe: rule) else { return has(key) ? nil : preset }
    guard let number = Self.number(text), number > 0 else {
      wrongValue(key, text, mustBe: rule)
      return nil
    }
    return number
  }

  /// One of a few words.
  mutating func choice<Choice: Equatable>(
    _ key: String, _ meaning: String, among choices: [(String, Choice)], default preset: Choice
  ) -> Choice? {
    let names = choices.map(\.0)
    note(
      key, "word", names.joined(separator: ", "),
      .init(choices.first { $0.1 == preset }?.0, nil), meaning)
    let rule = "one of \(names.joined(separator: ", "))"
    guard let text = scalar(key, mustBe: rule) else { return has(key) ? nil : preset }
    if let found = choices.first(where: { $0.0 == text.text }) { return found.1 }
    report(
      "wrong-value", at: text.location, "'\(key)' must be \(rule), not '\(text.text)'",
      suggestion: nearestName(to: text.text, in: names))
    return nil
  }

  /// A plain decimal number; hexadecimal digits, `nan` and `inf` are Swift's words, not the book's.
  static func number(_ text: LocatedText) -> Double? {
    let digits = text.text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard !text.isQuoted, digits, let number = Double(text.text), number.isFinite else {
      return nil
    }
    return number
  }

  /// A number as one would write it in YAML.
  static func written(_ number: Double) -> String {
    NumberFormat.significant(9).plain(number)
  }
}

extension ComputationReference.Parameter.Default {
  /// The words where there are any, else what one would write, else none.
  init(_ written: String?, _ words: String?) {
    self = words.map { .described($0) } ?? written.map { .value($0) } ?? .none
  }
}
