import BookModel

/// What a template is given: finished text and HTML, and the lists and names around them.
///
/// There is no number: digits are chosen where a number is known as one, never in a template.
package indirect enum TemplateValue: Sendable, Hashable {
  /// Words; the engine escapes them.
  case text(String)
  /// Finished HTML, inserted as it is.
  case html(String)
  /// A condition, or `false` for something that is absent.
  case flag(Bool)
  case list([TemplateValue])
  case map([String: TemplateValue])
}

/// A template language, made strict: it escapes, and what it does not know is an error.
package protocol TemplateEngine: Sendable {
  /// The ending of the files it reads, for example `stencil`.
  var fileExtension: String { get }

  /// Fills a template.
  ///
  /// `name` is the file name without its ending. With one error the text is empty; errors of a
  /// file are collected and point into it, for example `templates/page.stencil:3:12`.
  func render(
    _ name: String, _ values: [String: TemplateValue]
  ) -> (text: String, diagnostics: [Diagnostic])
}

extension TemplateValue {
  /// Whether a condition on the value holds: text, lists and maps do unless they are empty.
  var isTrue: Bool {
    switch self {
    case .text(let text), .html(let text): !text.isEmpty
    case .flag(let flag): flag
    case .list(let list): !list.isEmpty
    case .map(let map): !map.isEmpty
    }
  }

  /// What a message calls the value.
  var kindName: String {
    switch self {
    case .text: "a text"
    case .html: "HTML"
    case .flag: "a flag"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// The names inside the value, for suggestions.
  var names: [String] {
    if case .map(let map) = self { Array(map.keys) } else { [] }
  }
}
