import BookModel
import Yams

/// Reads YAML into a tree whose every value knows its place in the file it came from.
///
/// This is the only file that imports Yams.
struct YAMLReading {
  /// Where the first character of the text stands. Columns on later lines start where this one does,
  /// because the lines of a fence all lost the same indentation.
  var origin: SourceLocation

  /// Above this number of values a document is refused: aliases can make a short text explode.
  static let largestCount = 100_000
  static let deepestLevel = 64
  /// Composing compares keys, and a key made of aliases of aliases takes for ever to compare, long
  /// before its values can be counted. So few aliases cannot make a text explode.
  static let mostAliases = 16

  /// The map that the text holds; an empty text is an empty map.
  func map(_ text: String) -> (map: LocatedMap, diagnostics: [Diagnostic]) {
    let empty = LocatedMap([], at: origin)
    guard !hasTooManyAliases(text) else { return (empty, [Self.tooLarge(at: origin)]) }
    do {
      guard let node = try Yams.compose(yaml: text) else { return (empty, []) }
      var conversion = Conversion(origin: origin, lines: Lines(text))
      guard case .map(let map) = try conversion.value(of: node, level: 0) else {
        return (empty, [.error("malformed-yaml", at: origin, "expected lines of 'key: value'")])
      }
      return (map, [])
    } catch let error as YamlError {
      return (empty, [diagnostic(for: error, in: Lines(text))])
    } catch let diagnostic as Located {
      return (empty, [diagnostic.diagnostic])
    } catch {
      return (empty, [.error("malformed-yaml", at: origin, "\(error)")])
    }
  }

  fileprivate static func tooLarge(at place: SourceLocation) -> Diagnostic {
    .error("yaml-too-large", at: place, "this YAML is nested or repeated too much")
  }

  /// Counts what may be anchors (`&a`) and aliases (`*a`): marks at the start of a value.
  private func hasTooManyAliases(_ text: String) -> Bool {
    var anchors = 0
    var aliases = 0
    var before: UInt8 = 10
    for byte in text.utf8 {
      if "\n:-,[{?".utf8.contains(before) {
        if byte == UInt8(ascii: "&") { anchors += 1 }
        if byte == UInt8(ascii: "*") { aliases += 1 }
      }
      if byte != 32, byte != 9 { before = byte }
    }
    return anchors > 0 && aliases > Self.mostAliases
  }

  private func diagnostic(for error: YamlError, in lines: Lines) -> Diagnostic {
    func at(_ mark: Mark) -> SourceLocation {
      var lines = lines
      return lines.location(of: mark, from: origin)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let line = lines.text(mark.line)
      let unquoted = problem.contains("mapping values") && line.contains(": ")
      let hint = unquoted ? "; a text that holds ': ' needs quotes" : ""
      return .error("malformed-yaml", at: at(mark), problem + hint)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return .error("duplicate-key", at: at(context.mark), "\(names) is given more than once")
    case .reader(let problem, _, _, _):
      return .error("malformed-yaml", at: origin, problem)
    default:
      return .error("malformed-yaml", at: origin, "\(error)")
    }
  }
}

/// A diagnostic on its way out of the conversion.
private struct Located: Error { var diagnostic: Diagnostic }

private struct Conversion {
  var origin: SourceLocation
  var lines: Lines
  var count = 0

  mutating func value(of node: Node, level: Int) throws -> LocatedValue {
    var place = origin
    if let mark = node.mark { place = lines.location(of: mark, from: origin) }
    count += 1
    guard count <= YAMLReading.largestCount, level <= YAMLReading.deepestLevel else {
      throw Located(diagnostic: YAMLReading.tooLarge(at: place))
    }
    switch node {
    case .scalar(let scalar):
      return .text(text(scalar, at: place))
    case .sequence(let sequence):
      return .list(try sequence.map { try value(of: $0, level: level + 1) }, place)
    case .mapping(let mapping):
      var entries: [LocatedMap.Entry] = []
      for (key, node) in mapping {
        guard case .text(let name) = try value(of: key, level: level + 1) else {
          throw Located(diagnostic: .error("malformed-yaml", at: place, "a key must be a text"))
        }
        entries.append(.init(key: name, value: try value(of: node, level: level + 1)))
      }
      return .map(LocatedMap(entries, at: place))
    case .alias:
      throw Located(
        diagnostic: .error("malformed-yaml", at: place, "an alias cannot stand here"))
    }
  }

  private func text(_ scalar: Node.Scalar, at place: SourceLocation) -> LocatedText {
    LocatedText(scalar.string, isQuoted: scalar.style != .plain && scalar.style != .any, at: place)
  }
}

/// The lines of a YAML text, to turn marks, which count Unicode scalars, into columns of bytes.
private struct Lines {
  var lines: [Substring]
  /// The place asked for last: marks mostly rise, and a line may hold thousands of them.
  private var known: Known?

  private struct Known {
    var line: Int
    var column: Int
    var bytes: Int
    var index: String.Index
  }

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func text(_ number: Int) -> Substring {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  mutating func location(of mark: Mark, from origin: SourceLocation) -> SourceLocation {
    let line = text(mark.line).unicodeScalars
    if known?.line != mark.line || known?.column ?? 0 > mark.column {
      known = Known(line: mark.line, column: 1, bytes: 0, index: line.startIndex)
    }
    guard var place = known else { return origin }
    while place.column < mark.column, place.index < line.endIndex {
      place.bytes += UTF8.width(line[place.index])
      place.index = line.index(after: place.index)
      place.column += 1
    }
    known = place
    return SourceLocation(
      file: origin.file, line: origin.line + mark.line - 1, column: origin.column + place.bytes)
  }
}
