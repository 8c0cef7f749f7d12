import BookModel
import Testing

@testable import PageRendering

/// The two languages, so that one suite asks both the same questions.
enum Language: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case stencil, mustache

  var testDescription: String { rawValue }

  /// `files` are texts by name; a mark such as `1️⃣` in them is taken out.
  func engine(_ files: [String: String]) -> any TemplateEngine {
    let sources = files.map { name, text in
      SourceFile(path: "templates/\(name).\(rawValue)", text: Marked(text).text)
    }
    switch self {
    case .stencil: return StencilTemplates(sources)
    case .mustache: return MustacheTemplates(sources)
    }
  }

  func render(
    _ text: String, _ values: [String: TemplateValue] = [:], with others: [String: String] = [:]
  ) -> (text: String, diagnostics: [Diagnostic]) {
    engine(others.merging(["x": text]) { $1 }).render("x", values)
  }
}

/// A text with places in it: `{{ 1️⃣page.title }}`.
struct Marked {
  var text = ""
  var places: [Character: (line: Int, column: Int)] = [:]

  init(_ marked: String) {
    var line = 1
    var column = 1
    for character in marked {
      if character.unicodeScalars.contains("\u{20E3}") {
        places[character] = (line, column)
        continue
      }
      text.append(character)
      column += String(character).utf8.count
      if character.isNewline { (line, column) = (line + 1, 1) }
    }
  }

  /// The place of a mark as a diagnostic about `file` prints it.
  func place(_ mark: Character, in file: String) -> String {
    places[mark].map { "\(file):\($0.line):\($0.column)" } ?? "no mark \(mark)"
  }
}

/// Expects that filling the marked text reports exactly these errors, in this order.
func expect(
  _ language: Language, _ marked: String, _ values: [String: TemplateValue] = [:],
  with others: [String: String] = [:], reports expected: [(mark: Character, message: String)],
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let result = language.render(marked, values, with: others)
  let file = "templates/x.\(language.rawValue)"
  let wanted = expected.map { "\(Marked(marked).place($0.mark, in: file)): error: \($0.message)" }
  #expect(result.diagnostics.map(\.description) == wanted, sourceLocation: sourceLocation)
  #expect(
    result.text.isEmpty, "a text with errors must not be used", sourceLocation: sourceLocation)
}

/// The same template in both languages.
struct Pair: Sendable, CustomTestStringConvertible {
  var stencil: String
  var mustache: String

  init(_ stencil: String, _ mustache: String) {
    self.stencil = stencil
    self.mustache = mustache
  }

  func text(_ language: Language) -> String {
    language == .stencil ? stencil : mustache
  }

  var testDescription: String { mustache }
}
