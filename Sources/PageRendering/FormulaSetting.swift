import BookModel
import MathML

/// The formulas of a book as MathML, each read once however often it occurs.
struct FormulaSetting {
  private struct Key: Hashable {
    var tex: String
    var isDisplayed: Bool
  }

  /// What is wrong with formulas and with the book's macros, at their places.
  private(set) var diagnostics: [Diagnostic] = []
  private var written: [Key: String] = [:]
  private let macros: [String: Macro]

  init(_ book: LinkedBook) {
    var macros: [String: Macro] = [:]
    for macro in book.configuration.macros {
      let replacement = Macro(macro.replacement.text)
      macros[macro.name.text] = replacement
      for error in replacement.errors(name: "\\" + macro.name.text) {
        diagnostics.append(
          Self.diagnostic(error, in: macro.replacement.text, at: macro.replacement.location))
      }
    }
    self.macros = macros
    for chapter in book.chapters { read(chapter) }
  }

  /// A formula as MathML; one that is broken, which was reported, as its source.
  func html(_ tex: String, isDisplayed: Bool) -> String {
    written[Key(tex: tex, isDisplayed: isDisplayed)] ?? "<code>\(HTML.escaped(tex))</code>"
  }

  private mutating func read(_ chapter: LinkedChapter) {
    let blocks = chapter.chapter.blocks
    for equation in blocks.flatMap(\.equations) { read(equation) }
    var inlines = blocks.flatMap(\.inlines)
    for cell in chapter.chapter.cells {
      for result in chapter.results[cell.id] ?? [] {
        inlines += (result.exhibit?.caption ?? []).flatMap(\.withInner)
      }
    }
    for inline in inlines {
      switch inline {
      case .math(let tex, let place): read(tex, isDisplayed: false, at: place)
      case .displayMath(let equation): read(equation)
      default: break
      }
    }
  }

  private mutating func read(_ equation: Equation) {
    read(equation.tex, isDisplayed: true, at: equation.location)
  }

  private mutating func read(_ tex: String, isDisplayed: Bool, at place: SourceLocation) {
    let key = Key(tex: tex, isDisplayed: isDisplayed)
    guard written[key] == nil else { return }
    do {
      written[key] = try Formula(tex, macros: macros).mathML(display: isDisplayed)
    } catch {
      diagnostics += error.errors.map { Self.diagnostic($0, in: tex, at: place) }
    }
  }

  /// The place of an error inside a formula of several lines.
  private static func diagnostic(
    _ error: FormulaError, in tex: String, at place: SourceLocation
  ) -> Diagnostic {
    let before = tex.utf8.prefix(error.offset)
    var location = place
    if let newline = before.lastIndex(of: UInt8(ascii: "\n")) {
      location.line += before.count { $0 == UInt8(ascii: "\n") }
      location.column = before.distance(from: newline, to: before.endIndex)
    } else {
      location.column += before.count
    }
    return .error(
      "malformed-formula", at: location, error.message, suggestion: error.suggestion)
  }
}

extension CellResult {
  /// What a reader can refer to, with its caption.
  var exhibit: Exhibit? {
    switch self {
    case .table(_, let exhibit), .figure(_, let exhibit), .claim(_, let exhibit): exhibit
    case .output, .value, .failure: nil
    }
  }
}
