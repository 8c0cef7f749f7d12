import BookModel

/// The line behind the back-ticks of a fence that is no cell: a language, words, and `key=value`.
///
/// ```` ```swift label=lst-turn lst-cap="Turning a buffer" include=Sources/RoPE/Turn.swift#turn ````
struct FenceInfo {
  /// The first word, or empty.
  private(set) var language = ""
  /// The keys in their order; a word without `=` has none and is left out.
  private(set) var attributes: [(key: String, value: LocatedText)] = []
  private let keyPlaces: [String: SourceLocation]

  /// - Parameters:
  ///   - info: all of the line after the back-ticks.
  ///   - fence: where the back-ticks begin.
  ///   - line: the line of the source, in which the columns are looked up.
  init(_ info: String, at fence: SourceLocation, in line: Substring) {
    let start = line.firstRange(of: info).map {
      line.utf8.distance(from: line.startIndex, to: $0.lowerBound)
    }
    func place(_ index: String.Index) -> SourceLocation {
      let offset = info.utf8.distance(from: info.startIndex, to: index)
      return SourceLocation(file: fence.file, line: fence.line, column: (start ?? 0) + offset + 1)
    }
    var places: [String: SourceLocation] = [:]
    var index = info.startIndex
    var isFirst = true
    while index < info.endIndex {
      guard !info[index].isWhitespace else {
        index = info.index(after: index)
        continue
      }
      let word = info[index...].prefix { !$0.isWhitespace && $0 != "=" }
      var end = word.endIndex
      if end < info.endIndex, info[end] == "=" {
        let value = Self.value(in: info, from: info.index(after: end))
        let key = String(word)
        attributes.append((key, LocatedText(value.text, at: place(value.start))))
        places[key] = place(index)
        end = value.end
      } else if isFirst {
        language = String(word)
      }
      isFirst = false
      index = end
    }
    keyPlaces = places
  }

  /// A word, or whatever stands between quotation marks.
  private static func value(
    in info: String, from start: String.Index
  ) -> (text: String, start: String.Index, end: String.Index) {
    guard start < info.endIndex, info[start] == "\"" else {
      let word = info[start...].prefix { !$0.isWhitespace }
      return (String(word), start, word.endIndex)
    }
    let first = info.index(after: start)
    let inside = info[first...].prefix { $0 != "\"" }
    let end = inside.endIndex < info.endIndex ? info.index(after: inside.endIndex) : info.endIndex
    return (String(inside), first, end)
  }

  subscript(_ key: String) -> LocatedText? { attributes.first { $0.key == key }?.value }

  /// An error for each key that is none of those.
  func unknownKeys(besides known: [String]) -> [Diagnostic] {
    attributes.filter { !known.contains($0.key) }.map { attribute in
      .error(
        "unknown-option", at: keyPlaces[attribute.key],
        "no option of a listing is called '\(attribute.key)'",
        suggestion: nearestName(to: attribute.key, in: known),
        notes: ["known options: \(known.joined(separator: ", "))"])
    }
  }
}
