import BookModel
import Figures
import PathKit

/// Runs `{console}` cells: transcripts of a terminal, checked line by line.
///
/// A line `$ command` is run by `sh`; the lines below it are what it must print, on both streams, a
/// line `...` standing for any number of lines; a last line `[exit 2]` is the exit code it must end
/// with, 0 where there is none. The commands of a cell, and the cells of a chapter, run one after
/// another in one private folder. The page shows the transcript as it stands, because it was true.
package struct ConsoleEngine: Engine {
  package let name = "console"
  package let syntax = CellSyntax.code(comment: "#")

  /// Folders that commands are looked for in before those of the system.
  private let path: [String]
  /// What stands for the programs in keys; nil when no answer may be kept.
  private let fingerprint: @Sendable () async -> String?

  /// - Parameters:
  ///   - path: folders that commands are looked for in first, such as the tool's own.
  ///   - fingerprint: what changes when those commands do.
  package init(path: [String], fingerprint: @escaping @Sendable () async -> String?) {
    self.path = path
    self.fingerprint = fingerprint
  }

  package func keys(of cells: [Cell], in book: Book) async -> [Cell.ID: CellKey] {
    guard let fingerprint = await fingerprint() else { return [:] }
    var keys: [Cell.ID: CellKey] = [:]
    let inputs = CellInputs(of: cells, in: book).parts
    var before: [CellKey.Part] = []
    for cell in cells {
      let text = CellKey.Part("text", StableHash.of(cell.code ?? ""))
      keys[cell.id] = CellKey(
        [CellKey.Part("engine", "console 1"), CellKey.Part("tool", fingerprint)]
          + inputs + before + [text])
      before.append(CellKey.Part("before: \(cell.label?.name ?? cell.place)", text.value))
    }
    return keys
  }

  package func answer(
    _ questions: [Question], of chapter: Chapter, in book: Book
  ) async -> [Answer] {
    let inputs = CellInputs(of: questions.map(\.cell), in: book)
    let first = questions.firstIndex { $0.remembered == nil } ?? questions.count
    guard inputs.diagnostics.isEmpty, let folder = try? Path.uniqueTemporary() else {
      return questions.enumerated().map { index, question in
        Answer(
          cell: question.cell.id, diagnostics: index == 0 ? inputs.diagnostics : [],
          origin: .notRun)
      }
    }
    defer { try? folder.delete() }
    inputs.copy(into: folder)
    var answers: [Answer] = []
    for (index, question) in questions.enumerated() {
      let timeout = book.configuration.timeout(of: question.cell)
      answers.append(
        Answer(
          cell: question.cell.id,
          diagnostics: await ConsoleTranscript(question.cell.code ?? "", at: question.cell)
            .check(in: folder.string, path: path, timeout: timeout),
          origin: index < first ? .replayed : .answered))
    }
    return answers
  }
}
