import Foundation

/// The formulas of `Corpus/*.tex`: one to a paragraph, of the kind that papers on positional encodings
/// print.
enum Corpus {
  struct Entry: Sendable, CustomStringConvertible {
    var file: String
    var tex: String
    var description: String { "\(file): \(tex)" }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  static let entries: [Entry] = {
    let files = ["attention", "absolute", "relative", "rotary", "scaling"]
    return files.flatMap { file -> [Entry] in
      let url = folder.appending(path: file + ".tex")
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return text.components(separatedBy: "\n\n").compactMap { paragraph in
        let tex = paragraph.trimmingCharacters(in: .whitespacesAndNewlines)
        return tex.isEmpty ? nil : Entry(file: file, tex: tex)
      }
    }
  }()
}
