import BookModel

/// Reads `issued` and `accessed` in the forms in which CSL files have them:
/// `2021`, `2021-04-20`, `{year: 2021, month: 4}`, `[{year: 2021}]`, `{date-parts: [[2021, 4]]}`.
enum DateReading {
  static func date(
    _ value: LocatedValue, of key: String, into keys: inout ItemKeys
  ) -> PartialDate? {
    if case .text(let text) = value, text.text == "n.d." { return .unknown }
    if let parts = parts(of: value), let date = date(parts) { return date }
    let shown: String = if case .text(let text) = value { "'\(text.text)'" } else { value.kindName }
    keys.report(
      "wrong-value", at: value.location,
      "'\(key)' of '\(keys.path)' must be a date such as 2021, 2021-04 or 2021-04-20, or n.d., "
        + "not \(shown)")
    return nil
  }

  /// Year, month and day as they were written; nil for a form that is none of these.
  private static func parts(of value: LocatedValue) -> [String]? {
    switch value {
    case .text(let text):
      let parts = text.text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      // Months and days have two digits here, or `2021-4` and `2021-04` would both be right.
      return parts.dropFirst().allSatisfy { $0.utf8.count == 2 } ? parts : nil
    case .list(let items, _):
      return items.count == 1 ? items.first.flatMap(parts) : nil
    case .map(let map):
      if map.entries.count == 1, case .list(let dates, _)? = map["date-parts"] {
        guard dates.count == 1, case .list(let parts, _)? = dates.first else { return nil }
        return texts(parts)
      }
      let names = ["year", "month", "day"]
      guard map.entries.allSatisfy({ names.contains($0.key.text) }) else { return nil }
      let given = names.prefix { map[$0] != nil }
      return given.count == map.entries.count ? texts(given.compactMap { map[$0] }) : nil
    }
  }

  private static func texts(_ values: [LocatedValue]) -> [String]? {
    let texts = values.compactMap { value -> String? in
      if case .text(let text) = value { text.text } else { nil }
    }
    return texts.count == values.count ? texts : nil
  }

  private static func date(_ parts: [String]) -> PartialDate? {
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count, (1...3).contains(numbers.count),
      parts[0].utf8.count == 4
    else { return nil }
    let month = numbers.count > 1 ? numbers[1] : nil
    let day = numbers.count > 2 ? numbers[2] : nil
    if let month, !(1...12).contains(month) { return nil }
    if let month, let day, !(1...days(in: month, of: numbers[0])).contains(day) { return nil }
    return .known(year: numbers[0], month: month, day: day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
