/// A piece of a citation or of an entry, not yet HTML.
package enum Run: Hashable, Sendable {
  case text(String)
  case emphasis(String)
  case link(url: String, text: String)

  package var plainText: String {
    switch self {
    case .text(let text), .emphasis(let text), .link(_, let text): text
    }
  }
}

extension [Run] {
  package var plainText: String { map(\.plainText).joined() }

  /// Neighbouring texts become one, so that equal sentences are equal runs.
  mutating func add(_ run: Run) {
    if run.plainText.isEmpty { return }
    if case .text(let text) = run, case .text(let last)? = last {
      self[count - 1] = .text(last + text)
    } else {
      append(run)
    }
  }

  mutating func add(_ text: String) { add(.text(text)) }

  /// Adds a sentence: a space before it, a full stop after it unless it ends in a mark of its own.
  mutating func addSentence(_ sentence: [Run]) {
    guard let end = sentence.plainText.last else { return }
    if !isEmpty { add(" ") }
    sentence.forEach { add($0) }
    if !".?!…".contains(end) { add(".") }
  }
}
