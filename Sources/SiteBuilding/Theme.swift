import BookModel
import DefaultTheme
import Figures
import MathML
import PageRendering
import PathKit

/// The templates and assets a site is made with: the default theme, and over it the book's own files
/// of the same name.
package struct Theme: Sendable {
  /// Files by their name, such as `chapter.stencil`.
  package var files: [String: [UInt8]]

  package init(files: [String: [UInt8]]) { self.files = files }

  /// - Parameter root: the book's root; files of its folder `templates` win over the default theme's.
  package init(ofBookIn root: String) {
    files = Dictionary(
      DefaultTheme.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let folder = Path(root) + "templates"
    guard folder.isDirectory, let own = try? folder.children() else { return }
    for path in own where path.isFile && Self.endings.contains(path.extension ?? "") {
      if let data = try? path.read() { files[path.lastComponent] = Array(data) }
    }
  }

  private static let endings = ["stencil", "mustache", "css", "svg", "js"]

  /// Page layouts.
  var layouts: StencilTemplates { StencilTemplates(sources(ending: "stencil")) }
  /// Fragments: figure, table, output, claim.
  var fragments: MustacheTemplates { MustacheTemplates(sources(ending: "mustache")) }

  func sources(ending: String) -> [SourceFile] {
    files.keys.sorted().filter { $0.hasSuffix("." + ending) }.map { name in
      SourceFile(
        path: "templates/\(name)", text: String(decoding: files[name] ?? [], as: UTF8.self))
    }
  }

  /// Style sheet, icon and scripts. The rules of figures and formulas follow the theme's, since they
  /// belong to the modules that write them.
  var assets: [SiteFile] {
    files.keys.sorted().compactMap { name in
      guard let bytes = files[name], let ending = name.split(separator: ".").last else {
        return nil
      }
      switch ending {
      case "css":
        let parts = "\n/* Figures */\n\(Figure.styleSheet)\n/* Formulas */\n\(Formula.styleSheet)\n"
        let added = name == "style.css" ? Array(parts.utf8) : []
        return SiteFile(path: "assets/\(name)", bytes: bytes + added)
      case "js": return SiteFile(path: "assets/\(name)", bytes: Self.withoutComments(bytes))
      case "svg": return SiteFile(path: "assets/\(name)", bytes: bytes)
      default: return nil
      }
    }
  }

  /// A script without the lines that are comments and nothing else: a reader loads what runs.
  private static func withoutComments(_ script: [UInt8]) -> [UInt8] {
    let lines = script.split(separator: 10, omittingEmptySubsequences: false).filter { line in
      let text = line.drop { $0 == 32 || $0 == 9 }
      return !text.starts(with: "//".utf8)
        && !(text.starts(with: "/**".utf8) && text.suffix(2).elementsEqual("*/".utf8))
    }
    return Array(lines.joined(separator: [10]))
  }
}
