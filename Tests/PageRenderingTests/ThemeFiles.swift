import BookModel
import Foundation

/// A file of the default theme, as it stands in `templates/`.
func themeFile(_ name: String) throws -> SourceFile {
  let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let data = try Data(contentsOf: root.appendingPathComponent("templates/\(name)"))
  return SourceFile(path: "templates/\(name)", text: String(decoding: data, as: UTF8.self))
}
