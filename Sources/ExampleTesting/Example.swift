import BookModel
import CellRunning

/// A fence of Swift or a transcript in a document, and what it promises.
package struct Example: Hashable, Sendable, Identifiable {
  /// The number of the example in its document, counted from 0.
  package var id: Int
  package var promise: Promise
  package var code: String
  /// The fence itself.
  package var location: SourceLocation
  /// How many bytes stand before each line of the code in the document.
  package var indentations: [Int]

  /// The first line inside the fence.
  package var firstLine: Int { location.line + 1 }

  /// The lines of the document inside the fence, and the fence's own.
  var lines: ClosedRange<Int> { location.line...(firstLine + indentations.count) }

  /// A place of the code, as the compiler counts it, in the document.
  func place(line: Int, column: Int) -> SourceLocation {
    let index = line - firstLine
    let indentation = indentations.indices.contains(index) ? indentations[index] : 0
    return SourceLocation(file: location.file, line: line, column: column + indentation)
  }

  /// What it imports, as it stands behind each `import`.
  var imports: [String] { SwiftImports(in: code).statements }

  /// Whether the code seems to declare a name. Good enough to tell whose fault it is that a name is
  /// missing, and for nothing else.
  func declares(_ name: String) -> Bool {
    code.split(separator: "\n").contains { line in
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard let keyword = words.firstIndex(where: { Self.keywords.contains($0) }) else {
        return false
      }
      let declared = words[(keyword + 1)...]
      if declared.first.map({ $0 == name }) ?? false { return true }
      // `let (a, b) = …` and `let a = 1, b = 2` declare more than one.
      return (words[keyword] == "let" || words[keyword] == "var")
        && declared.contains { $0 == name }
        && line.contains(",")
    }
  }

  private static let keywords: Set<Substring> = [
    "let", "var", "func", "struct", "class", "enum", "actor", "protocol", "typealias", "case",
  ]
}

/// What an example promises to do.
package enum Promise: Hashable, Sendable {
  /// It compiles and runs to its end.
  case runs
  /// It compiles; nobody runs it.
  case compiles
  /// It compiles, and ends by a thrown error.
  case `throws`
  /// The compiler refuses it.
  case failsToCompile
  /// It is a transcript of a terminal, and its commands print what it says. They are run in a copy of
  /// a folder, or in an empty one.
  case prints(inCopyOf: String?)
  /// Nothing at all.
  case ignored

  /// Whether what it declares is there for the examples below it.
  var isShared: Bool { self == .runs || self == .compiles }
}

/// The words after `console` in the first line of a fence.
///
/// A transcript is run only where it says so (`console run`): nobody expects that testing a README
/// runs its commands.
struct TranscriptWords {
  private(set) var promise: Promise
  private(set) var diagnostics: [Diagnostic] = []

  /// - Returns: nil for a fence that is no transcript, or is not to be run.
  init?(_ info: String, at location: SourceLocation) {
    let words = info.split { $0.isWhitespace || $0 == "," }
    guard words.first == "console", words.dropFirst().first == "run" else { return nil }
    promise = .prints(inCopyOf: nil)
    for word in words.dropFirst(2) {
      if word.hasPrefix("in=") {
        promise = .prints(inCopyOf: String(word.dropFirst(3)))
      } else {
        diagnostics.append(
          .error(
            "unknown-fence-word", at: location, "'\(word)' is no word of a transcript",
            notes: ["known words: run, in=FOLDER"]))
      }
    }
  }
}

/// The words after `swift` in the first line of a fence.
struct FenceWords {
  private(set) var promise = Promise.runs
  private(set) var diagnostics: [Diagnostic] = []

  private static let promises: [(word: String, promise: Promise)] = [
    ("ignore", .ignored), ("no-run", .compiles), ("throws", .throws),
    ("fails-to-compile", .failsToCompile),
  ]

  /// - Parameters:
  ///   - info: all of the fence's line after the back-ticks.
  ///   - line: that line as it stands in the document.
  ///   - location: the fence.
  /// - Returns: nil for a fence that is not Swift.
  init?(_ info: String, in line: Substring, at location: SourceLocation) {
    let words = info.split { $0.isWhitespace || $0 == "," }
    guard words.first == "swift" else { return nil }
    var said: (word: Substring, promise: Promise)?
    var rest = line
    if let swift = rest.firstRange(of: "swift") { rest = rest[swift.upperBound...] }
    for word in words.dropFirst() {
      let found = rest.firstRange(of: word)
      let place = SourceLocation(
        file: location.file, line: location.line,
        column: found.map { line.utf8.distance(from: line.startIndex, to: $0.lowerBound) + 1 }
          ?? location.column)
      if let found { rest = rest[found.upperBound...] }
      guard let promise = Self.promises.first(where: { $0.word == word })?.promise else {
        diagnostics.append(Self.unknown(String(word), at: place))
        continue
      }
      if promise == .ignored || self.promise == .ignored {
        self.promise = .ignored
      } else if let said, said.promise != promise {
        diagnostics.append(
          .error(
            "contradictory-words", at: place,
            "'\(word)' and '\(said.word)' cannot both be promised by one example"))
      } else {
        said = (word, promise)
        self.promise = promise
      }
    }
  }

  private static func unknown(_ word: String, at place: SourceLocation) -> Diagnostic {
    let known = promises.map(\.word)
    return .error(
      "unknown-fence-word", at: place, "'\(word)' is no word of a Swift fence",
      suggestion: nearestName(to: word, in: known),
      notes: ["known words: \(known.joined(separator: ", "))"])
  }
}
