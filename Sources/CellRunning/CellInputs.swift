import BookModel
import PathKit

/// The files that cells say they read, found in the book.
struct CellInputs {
  /// Each file by its path below `content/`, and where it lies.
  private(set) var files: [(path: String, source: String)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(of cells: [Cell], in book: Book) {
    let content = Path(book.root) + "content"
    var known: Set<String> = []
    for input in cells.flatMap(\.options.inputs) where known.insert(input.text).inserted {
      let source = content + input.text
      guard source.isFile else {
        let names = (try? source.parent().children()) ?? []
        let folder = input.text.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        diagnostics.append(
          .error(
            "missing-input", at: input.location, "no file 'content/\(input.text)'",
            suggestion: nearestName(
              to: input.text, in: names.filter(\.isFile).map { folder + $0.lastComponent })))
        continue
      }
      files.append((input.text, source.string))
    }
  }

  /// Puts copies of the files into a working folder: a cell that writes into its input must not write
  /// into the book.
  func copy(into folder: Path) {
    for file in files {
      let place = folder + file.path
      try? place.parent().mkpath()
      try? Path(file.source).copy(place)
    }
  }

  /// The files as parts of a key: what is in them, not when they were written.
  var parts: [CellKey.Part] {
    files.sorted { $0.path < $1.path }.map { file in
      var hash = StableHash()
      if let bytes = try? Path(file.source).read() { hash.combine(bytes) }
      return CellKey.Part("input \(file.path)", hash.hexadecimal)
    }
  }
}
