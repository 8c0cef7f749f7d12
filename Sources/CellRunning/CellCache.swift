import BookModel
import Figures
import Foundation

/// The results of cells that earlier builds kept, each under the key of everything it depends on.
///
/// An entry is a file of its own, written beside its place and moved into it, so two builds may fill
/// the cache at once, and one that is killed leaves no half entry. The file holds the whole key: a
/// file whose key is not the one asked for is no answer.
package struct CellCache: Sendable {
  /// The folder; it is made when something is first kept.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// The folder of a book's cache, `.ropewalk/` in its root.
  package static func folder(ofBookIn root: String) -> String { root + "/.ropewalk" }

  /// What a cache's folder holds.
  package static let contents = ["results", "last", "memos"]

  /// Where fingerprints of files that did not change are kept.
  package var memos: String { folder + "/memos" }

  /// Whether nothing was ever kept.
  var isEmpty: Bool { !FileManager.default.fileExists(atPath: folder + "/results") }

  // MARK: Entries

  /// What is known about a key.
  enum Memory {
    case kept(Answer)
    case nothing
    /// There is an entry, and it cannot be read.
    case damaged(String)
  }

  func memory(of key: CellKey, for cell: Cell) -> Memory {
    let path = path(of: key)
    guard let data = FileManager.default.contents(atPath: path) else { return .nothing }
    guard let entry = try? JSONDecoder().decode(CacheEntry.self, from: data) else {
      return .damaged(path)
    }
    guard entry.key == key else { return .nothing }
    return .kept(entry.answer(for: cell))
  }

  /// Keeps an answer; a cache that cannot be written is no reason to stop.
  func keep(_ answer: Answer, under key: CellKey, for cell: Cell) {
    write(CacheEntry(answer, key: key, of: cell), to: path(of: key))
  }

  private func path(of key: CellKey) -> String {
    let digest = key.digest
    return "\(folder)/results/\(digest.prefix(2))/\(digest.dropFirst(2)).json"
  }

  // MARK: Last keys

  /// The key under which the cell was answered last, whatever it was then.
  package func lastKey(of cell: Cell) -> CellKey? {
    FileManager.default.contents(atPath: lastPath(of: cell))
      .flatMap { try? JSONDecoder().decode(CellKey.self, from: $0) }
  }

  func rememberLast(_ key: CellKey, of cell: Cell) {
    if lastKey(of: cell) != key { write(key, to: lastPath(of: cell)) }
  }

  /// A cell with a label keeps its history when it moves; one without is known by its place.
  private func lastPath(of cell: Cell) -> String {
    "\(folder)/last/\(cell.id.chapter)/\(cell.label?.name ?? "cell \(cell.id.index + 1)").json"
  }

  private func write(_ value: some Encodable, to path: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(value) else { return }
    let file = URL(fileURLWithPath: path)
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: file, options: .atomic)
  }
}

/// One file of the cache. Places are counted from where the cell's code begins, because prose above
/// it moves it and changes nothing else.
private struct CacheEntry: Codable {
  var key: CellKey
  var record: Record
  var diagnostics: [KeptDiagnostic]

  init(_ answer: Answer, key: CellKey, of cell: Cell) {
    self.key = key
    record = answer.record.movingLines(by: -cell.codeLine)
    diagnostics = answer.diagnostics.map { KeptDiagnostic($0, from: cell) }
  }

  func answer(for cell: Cell) -> Answer {
    Answer(
      cell: cell.id, record: record.movingLines(by: cell.codeLine),
      diagnostics: diagnostics.map { $0.diagnostic(for: cell) }, origin: .remembered)
  }
}

/// A place as seen from a cell; `file` is nil for the cell's own chapter.
private struct KeptPlace: Codable {
  var file: String?
  var line: Int
  var column: Int

  init(_ place: SourceLocation, from cell: Cell) {
    let isOwn = place.file == cell.location.file
    file = isOwn ? nil : place.file
    line = isOwn ? place.line - cell.codeLine : place.line
    column = isOwn ? place.column - cell.bodyLocation.column : place.column
  }

  func place(for cell: Cell) -> SourceLocation {
    guard let file else {
      return SourceLocation(
        file: cell.location.file, line: max(1, line + cell.codeLine),
        column: max(1, column + cell.bodyLocation.column))
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}

private struct KeptDiagnostic: Codable {
  struct Note: Codable {
    var text: String
    var place: KeptPlace?
  }

  var isWarning: Bool
  var identifier: String
  var message: String
  var place: KeptPlace?
  var notes: [Note]

  init(_ diagnostic: Diagnostic, from cell: Cell) {
    isWarning = diagnostic.severity == .warning
    identifier = diagnostic.identifier
    message = diagnostic.message
    place = diagnostic.location.map { KeptPlace($0, from: cell) }
    notes = diagnostic.notes.map { note in
      Note(text: note.text, place: note.location.map { KeptPlace($0, from: cell) })
    }
  }

  func diagnostic(for cell: Cell) -> Diagnostic {
    Diagnostic(
      isWarning ? .warning : .note, identifier, at: place?.place(for: cell), message,
      notes: notes.map { Diagnostic.Note($0.text, at: $0.place?.place(for: cell)) })
  }
}

extension Record {
  fileprivate func movingLines(by distance: Int) -> Record {
    Record(
      items.map { item in
        guard case .failure(var failure) = item else { return item }
        failure.line = failure.line.map { $0 + distance }
        return .failure(failure)
      })
  }
}
