/// The documentation comments of a Swift file, without their marks, line for line.
struct DocumentationComments {
  /// Neighbouring `///` lines, or one `/** */`.
  struct Comment: Hashable, Sendable {
    /// The line its first line stands on.
    var line: Int
    var lines: [String]
    var isBlock = false

    var text: String { lines.joined(separator: "\n") + "\n" }
  }

  private(set) var comments: [Comment] = []
  /// What the end of a line leaves open.
  private var state = State.code

  private enum State: Equatable {
    case code
    /// A text of several lines, with the number of `#` at its marks.
    case text(pounds: Int)
    /// Block comments nest.
    case block(depth: Int, isDocumentation: Bool)
  }

  init(_ source: String) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    var isInLines = false
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if state == .code, text.hasPrefix("///"), !text.hasPrefix("////") {
        let stripped = Self.withoutSpace(text.dropFirst(3))
        if isInLines {
          comments[comments.count - 1].lines.append(stripped)
        } else {
          comments.append(Comment(line: index + 1, lines: [stripped]))
        }
        isInLines = true
        continue
      }
      isInLines = false
      read(line, number: index + 1)
    }
    comments = comments.map { $0.isBlock ? Self.withoutIndentation($0) : $0 }
  }

  /// Without the spaces that all lines but the first of a `/** */` begin with: four of them would be
  /// a listing in Markdown.
  private static func withoutIndentation(_ comment: Comment) -> Comment {
    let rest = comment.lines.dropFirst().filter { !$0.allSatisfy(\.isWhitespace) }
    let count = rest.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    var comment = comment
    for index in comment.lines.indices.dropFirst() {
      comment.lines[index] = String(comment.lines[index].dropFirst(count))
    }
    return comment
  }

  private static func withoutSpace(_ text: Substring) -> String {
    String(text.hasPrefix(" ") ? text.dropFirst() : text)
  }

  // MARK: Block comments and texts

  /// Follows what a line opens and closes, and keeps the line when a `/** */` goes through it.
  private mutating func read(_ line: Substring, number: Int) {
    let before = state
    let opened = scan(Array(line.utf8))
    if case .block(_, true) = before {
      comments[comments.count - 1].lines.append(Self.inside(line))
    } else if let opened {
      let rest = String(decoding: Array(line.utf8)[opened...], as: UTF8.self)
      comments.append(Comment(line: number, lines: [Self.inside(rest[...])], isBlock: true))
    }
  }

  /// A line of a `/** */`, without the star that some put before each and without the end.
  private static func inside(_ line: Substring) -> String {
    var rest = line
    if let end = rest.firstRange(of: "*/") { rest = rest[..<end.lowerBound] }
    let text = rest.drop { $0 == " " || $0 == "\t" }
    if text.hasPrefix("*") { return withoutSpace(text.dropFirst()) }
    return String(rest)
  }

  /// - Returns: where the inside of a documentation comment begins that the line opens.
  private mutating func scan(_ bytes: [UInt8]) -> Int? {
    var opened: Int?
    var index = 0
    func has(_ text: StaticString, at index: Int) -> Bool {
      bytes[index...].starts(with: text.withUTF8Buffer { Array($0) })
    }
    while index < bytes.count {
      switch state {
      case .code:
        if has("//", at: index) { return opened }
        if has("/*", at: index) {
          let isDocumentation = has("/**", at: index) && !has("/**/", at: index)
          state = .block(depth: 1, isDocumentation: isDocumentation)
          if isDocumentation { opened = index + 3 }
          index += isDocumentation ? 3 : 2
        } else {
          index = skipText(bytes, from: index)
        }
      case .text(let pounds):
        let end = Array("\"\"\"".utf8) + Array(repeating: UInt8(ascii: "#"), count: pounds)
        if pounds == 0, bytes[index] == UInt8(ascii: "\\") {
          index += 2
        } else if bytes[index...].starts(with: end) {
          state = .code
          index += end.count
        } else {
          index += 1
        }
      case .block(let depth, let isDocumentation):
        if has("*/", at: index) {
          state = depth == 1 ? .code : .block(depth: depth - 1, isDocumentation: isDocumentation)
          index += 2
        } else if has("/*", at: index) {
          state = .block(depth: depth + 1, isDocumentation: isDocumentation)
          index += 2
        } else {
          index += 1
        }
      }
    }
    return opened
  }

  /// Goes over a text that ends in its line, or enters one that does not, or over one byte.
  private mutating func skipText(_ bytes: [UInt8], from start: Int) -> Int {
    let quote = UInt8(ascii: "\"")
    let pounds = bytes[start...].prefix { $0 == UInt8(ascii: "#") }.count
    var index = start + pounds
    guard index < bytes.count, bytes[index] == quote else { return max(index, start + 1) }
    if bytes[index...].starts(with: [quote, quote, quote]) {
      state = .text(pounds: pounds)
      return index + 3
    }
    index += 1
    let end = [quote] + Array(repeating: UInt8(ascii: "#"), count: pounds)
    while index < bytes.count {
      if pounds == 0, bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index...].starts(with: end) {
        return index + end.count
      } else {
        index += 1
      }
    }
    return index
  }
}
