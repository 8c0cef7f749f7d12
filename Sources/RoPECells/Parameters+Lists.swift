import BookModel
import Exhibits
import Figures

extension Parameters {
  /// The items of a list that may be left out; reports a scalar or a map.
  private mutating func items(_ key: String, mustBe rule: String) -> [LocatedValue]? {
    guard let value = value(key) else { return nil }
    guard case .list(let items, _) = value else {
      if case .text(let text) = value {
        wrongValue(key, text, mustBe: rule)
      } else {
        wrongType(key, value, mustBe: rule)
      }
      return nil
    }
    return items
  }

  /// Words, none of them empty.
  ///
  /// - Parameter width: the most characters of a word.
  mutating func words(
    _ key: String, _ meaning: String, atMost limit: Int, width: Int = 40, described: String
  ) -> [String]? {
    let rule = "a list of words"
    note(
      key, "list of words", "at most \(limit), of at most \(width) characters",
      .described(described), meaning)
    guard let items = items(key, mustBe: rule) else { return nil }
    guard !items.isEmpty else {
      report("wrong-value", at: location(of: key), "'\(key)' must hold at least one word")
      return nil
    }
    guard items.count <= limit else {
      tooLarge(key, "\(items.count) tokens", largest: "\(limit)")
      return nil
    }
    let words = items.compactMap { item -> String? in
      guard case .text(let text) = item else {
        report("wrong-type", at: item.location, "a token must be a text, not \(item.kindName)")
        return nil
      }
      guard !text.text.isEmpty, text.text.count <= width else {
        report(
          "wrong-value", at: text.location,
          "a token must have 1 to \(width) characters, not \(text.text.count)")
        return nil
      }
      return text.text
    }
    return words.count == items.count ? words : nil
  }

  /// Numbers of a vector, as many as `count` says.
  mutating func vector(
    _ key: String, _ meaning: String, count: Int?, default preset: [Double]? = nil,
    range: String? = nil
  ) -> [Double]? {
    let rule = count.map { "a list of \($0) numbers" } ?? "a list of numbers"
    note(
      key, "list of numbers", range ?? count.map { "\($0)" } ?? "",
      .init(preset.map { "[\($0.map(Self.written).joined(separator: ", "))]" }, nil), meaning)
    guard has(key) else {
      _ = value(key)
      if preset == nil { missing(key, rule) }
      return preset
    }
    guard let items = items(key, mustBe: rule), let numbers = components(items, of: key)
    else { return nil }
    if let count, numbers.count != count {
      report(
        "wrong-value", at: location(of: key),
        "'\(key)' must hold \(count) numbers, not \(numbers.count)")
      return nil
    }
    return numbers
  }

  /// The numbers of a list, none of them so large that squares of it overflow.
  private mutating func components(_ items: [LocatedValue], of key: String) -> [Double]? {
    let numbers = items.compactMap { item -> Double? in
      if case .text(let text) = item, let number = Self.number(text), number.magnitude <= 1e6 {
        return number
      }
      reportItem(item, of: key, mustBe: "a number from -1000000 to 1000000")
      return nil
    }
    return numbers.count == items.count ? numbers : nil
  }

  /// Vectors of one length, a list of lists.
  ///
  /// - Parameters:
  ///   - count: how many there must be; nil for 1 to `limit`.
  ///   - width: the most numbers in each, an even count.
  mutating func vectors(
    _ key: String, _ meaning: String, count: Int?, atMost limit: Int, width: Int,
    described: String? = nil
  ) -> [[Double]]? {
    let rule = "a list of lists of numbers"
    note(
      key, "list of lists of numbers", "at most \(limit), of 2 to \(width) numbers each",
      .init(nil, described), meaning)
    guard has(key) else {
      _ = value(key)
      if described == nil { missing(key, rule) }
      return nil
    }
    guard let items = items(key, mustBe: rule) else { return nil }
    guard items.count <= limit else {
      tooLarge(key, "\(items.count) vectors", largest: "\(limit)")
      return nil
    }
    let vectors = items.compactMap { item -> [Double]? in
      guard case .list(let numbers, _) = item else {
        reportItem(item, of: key, mustBe: "lists of numbers")
        return nil
      }
      return components(numbers, of: key)
    }
    guard vectors.count == items.count else { return nil }
    guard let first = vectors.first, (2...width).contains(first.count),
      first.count.isMultiple(of: 2), vectors.allSatisfy({ $0.count == first.count })
    else {
      report(
        "wrong-value", at: location(of: key),
        "'\(key)' must hold vectors of one even length from 2 to \(width)")
      return nil
    }
    if let count, vectors.count != count {
      report(
        "wrong-value", at: location(of: key),
        "'\(key)' must hold \(count) vectors, not \(vectors.count)")
      return nil
    }
    return vectors
  }

  /// Finite numbers above 0.
  mutating func positiveNumbers(
    _ key: String, _ meaning: String, atMost limit: Int, default preset: [Double]
  ) -> [Double]? {
    let rule = "a list of numbers"
    note(
      key, "list of numbers", "1 to \(limit), each above 0",
      .value("[\(preset.map(Self.written).joined(separator: ", "))]"), meaning)
    guard has(key) else {
      _ = value(key)
      return preset
    }
    guard let items = items(key, mustBe: rule) else { return nil }
    guard countIsRight(items, key, limit) else { return nil }
    let numbers = items.compactMap { item -> Double? in
      if case .text(let text) = item, let number = Self.number(text), number > 0 { return number }
      reportItem(item, of: key, mustBe: "finite numbers above 0")
      return nil
    }
    return numbers.count == items.count ? numbers : nil
  }

  /// Some of a few words, each at most once.
  mutating func choices<Choice>(
    _ key: String, _ meaning: String, among choices: [(String, Choice)], atMost limit: Int,
    default preset: [String]
  ) -> [Choice]? {
    let names = choices.map(\.0)
    note(
      key, "list of words", "at most \(limit) of \(names.joined(separator: ", "))",
      .value("[\(preset.joined(separator: ", "))]"), meaning)
    guard has(key) else {
      _ = value(key)
      return preset.compactMap { name in choices.first { $0.0 == name }?.1 }
    }
    guard let items = items(key, mustBe: "a list of words"), countIsRight(items, key, limit)
    else { return nil }
    var seen: [String] = []
    let found = items.compactMap { item -> Choice? in
      guard case .text(let text) = item, let choice = choices.first(where: { $0.0 == text.text })
      else {
        reportItem(item, of: key, mustBe: "words among \(names.joined(separator: ", "))")
        return nil
      }
      guard !seen.contains(text.text) else {
        report("wrong-value", at: text.location, "'\(text.text)' stands in '\(key)' twice")
        return nil
      }
      seen.append(text.text)
      return choice.1
    }
    return found.count == items.count ? found : nil
  }

  private mutating func countIsRight(_ items: [LocatedValue], _ key: String, _ limit: Int) -> Bool {
    guard !items.isEmpty else {
      report("wrong-value", at: location(of: key), "'\(key)' must not be empty")
      return false
    }
    guard items.count <= limit else {
      tooLarge(key, "\(items.count) values", largest: "\(limit)")
      return false
    }
    return true
  }

  /// Whole numbers as a list, `[0, 1, 4]`, or as a range, `0...64` or `0..<64`.
  ///
  /// - Parameters:
  ///   - range: what each of them may be.
  ///   - limit: how many there may be; a longer range is refused before it is formed.
  ///   - described: the default in words, where it depends on other parameters.
  mutating func integers(
    _ key: String, _ meaning: String, in range: ClosedRange<Int>, atMost limit: Int,
    default preset: [Int]? = nil, described: String? = nil
  ) -> [Int]? {
    let rule = "a list such as [0, 1, 4] or a range such as 0...64"
    note(
      key, "list or range of whole numbers",
      "at most \(limit), from \(range.lowerBound) to \(range.upperBound)",
      .init(preset.map(Self.written), described), meaning)
    guard let value = value(key) else {
      if preset == nil { missing(key, rule) }
      return preset
    }
    switch value {
    case .map:
      wrongType(key, value, mustBe: rule)
      return nil
    case .text(let text):
      guard !text.isQuoted, let bounds = Self.bounds(text.text) else {
        wrongValue(key, text, mustBe: rule)
        return nil
      }
      guard range.contains(bounds.lowerBound), range.contains(bounds.upperBound) else {
        wrongValue(
          key, text, mustBe: "within \(range.lowerBound)...\(range.upperBound)")
        return nil
      }
      guard bounds.count <= limit else {
        tooLarge(key, "\(bounds.count) values", largest: "\(limit)")
        return nil
      }
      return Array(bounds)
    case .list(let items, _):
      return listed(items, key, range, limit)
    }
  }

  /// Rising whole numbers for an axis of x, with `points` to take only some of a long range.
  ///
  /// - Parameter preset: the bounds where the parameter is left out.
  mutating func abscissas(
    _ key: String, _ meaning: String, scale: Axis.Scale?, default preset: ClosedRange<Int>,
    atMost limit: Int = 2000
  ) -> [Int]? {
    note(
      key, "rising list or range of whole numbers",
      "at most \(limit), from 0 to \(Self.positionRange.upperBound); above 0 on a log scale",
      .value("\(preset.lowerBound)...\(preset.upperBound)"), meaning)
    let points = integer(
      "points", "how many of a range are taken, evenly along the axis", default: 0, in: 2...limit,
      described: "all")
    let low = scale == .log ? 1 : 0
    let range = low...Self.positionRange.upperBound
    guard has("points"), case .text(let text)? = map[key], let bounds = Self.bounds(text.text),
      range.contains(bounds.lowerBound), range.contains(bounds.upperBound)
    else {
      if has("points"), points != nil {
        report(
          "wrong-value", at: location(of: "points"),
          "'points' takes some of a range, and '\(key)' is none")
      }
      let preset = Array(max(low, preset.lowerBound)...preset.upperBound)
      return rising(key, integers(key, meaning, in: range, atMost: limit, default: preset))
    }
    _ = value(key)
    return points.map {
      sampledIntegers(
        from: bounds.lowerBound, to: bounds.upperBound, count: $0, isLogarithmic: scale == .log)
    }
  }

  /// A list of whole numbers as one would write it in YAML.
  static func written(_ numbers: [Int]) -> String {
    if let first = numbers.first, let last = numbers.last, numbers.count > 2,
      numbers == Array(first...max(first, last))
    {
      return "\(first)...\(last)"
    }
    return "[\(numbers.map(String.init).joined(separator: ", "))]"
  }

  private mutating func rising(_ key: String, _ numbers: [Int]?) -> [Int]? {
    guard let numbers else { return nil }
    for (number, next) in zip(numbers, numbers.dropFirst()) where next <= number {
      report(
        "wrong-value", at: location(of: key),
        "'\(key)' must rise from each number to the next, but \(next) follows \(number)")
      return nil
    }
    return numbers
  }

  private mutating func listed(
    _ items: [LocatedValue], _ key: String, _ range: ClosedRange<Int>, _ limit: Int
  ) -> [Int]? {
    guard !items.isEmpty else {
      report("wrong-value", at: location(of: key), "'\(key)' must hold at least one number")
      return nil
    }
    guard items.count <= limit else {
      tooLarge(key, "\(items.count) values", largest: "\(limit)")
      return nil
    }
    let numbers = items.compactMap { item -> Int? in
      if case .text(let text) = item, !text.isQuoted, let number = Int(text.text),
        range.contains(number)
      {
        return number
      }
      reportItem(
        item, of: key,
        mustBe: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return numbers.count == items.count ? numbers : nil
  }

  private mutating func reportItem(_ item: LocatedValue, of key: String, mustBe rule: String) {
    switch item {
    case .text(let text): wrongValue(key, text, mustBe: "made of \(rule)")
    case .list, .map: wrongType(key, item, mustBe: "made of \(rule)")
    }
  }

  /// The bounds of `LOW...HIGH` or `LOW..<HIGH`; nil for anything else, an empty range included.
  static func bounds(_ text: String) -> ClosedRange<Int>? {
    for (sign, inset) in [("...", 0), ("..<", 1)] {
      guard let found = text.firstRange(of: sign) else { continue }
      guard let low = Int(text[..<found.lowerBound].trimmingSpaces()),
        let high = Int(text[found.upperBound...].trimmingSpaces()),
        low <= high, inset == 0 || low < high
      else { return nil }
      return low...(high - inset)
    }
    return nil
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
