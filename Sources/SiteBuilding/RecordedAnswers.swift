import BookModel
import CellRunning
import Figures

/// The committed results as answers, for a build that runs no programs.
///
/// A cell is answered only where its record belongs to the text as it is: its own source, and for
/// code that of the cells before it and of the prelude too. Values have 12 significant digits; pages
/// that print no more are the same to the byte.
package struct RecordedAnswers: Sendable {
  /// Why the records cannot answer a cell.
  package enum Refusal: Error, Hashable, Sendable {
    case noRecord
    case damaged(DamagedRecord)
    case otherSource
    case otherCellsBefore
    case otherPrelude
    case figure
  }

  private var chapters: [String: Result<ChapterRecord, DamagedRecord>]
  private let prelude: String?

  /// - Parameters:
  ///   - site: the folder of the committed site.
  ///   - prelude: the book's prelude as it is.
  package init(site: String, prelude: SourceFile?) {
    let committed = CommittedRecords(site: site)
    chapters = Dictionary(
      committed.chapters.map { ($0.chapter, .success($0)) }, uniquingKeysWith: { $1 })
    for (slug, damage) in committed.damage { chapters[slug] = .failure(damage) }
    self.prelude = prelude.map(SourceDigest.of)
  }

  /// What the cell came to when the site was built.
  package func record(for cell: Cell, in chapter: Chapter) -> Result<Record, Refusal> {
    switch chapters[chapter.slug] {
    case nil: .failure(.noRecord)
    case .failure(let damage): .failure(.damaged(damage))
    case .success(let record):
      find(cell, of: chapter, in: record).flatMap { $0.record(for: cell) }
    }
  }

  private func find(
    _ cell: Cell, of chapter: Chapter, in record: ChapterRecord
  ) -> Result<CellRecord, Refusal> {
    let known = record.cells.filter { $0.engine == cell.engine }
    guard cell.code != nil else { return Self.find(cell, among: known) }
    // What code comes to hangs on all code before it, so it is found by its place in line.
    let line = chapter.cells.filter { $0.engine == cell.engine && $0.options.eval }
      .prefix { $0.id != cell.id }
    guard known.count > line.count else { return .failure(.noRecord) }
    let found = known[line.count]
    guard found.source == SourceDigest.of(cell) else { return .failure(.otherSource) }
    guard zip(line, known).allSatisfy({ SourceDigest.of($0) == $1.source }) else {
      return .failure(.otherCellsBefore)
    }
    guard record.prelude == prelude else { return .failure(.otherPrelude) }
    return .success(found)
  }

  private static func find(
    _ cell: Cell, among known: [CellRecord]
  ) -> Result<CellRecord, Refusal> {
    let digest = SourceDigest.of(cell)
    let same = known.filter { $0.source == digest }
    let best =
      same.first { $0.label == cell.label?.name && $0.index == cell.id.index }
      ?? same.first { $0.label == cell.label?.name } ?? same.first
    if let best { return .success(best) }
    let isKnown = known.contains { known in
      cell.label.map { $0.name == known.label } ?? (known.index == cell.id.index)
    }
    return .failure(isKnown ? .otherSource : .noRecord)
  }
}

extension RecordedAnswers.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noRecord: "there is no committed record of it"
    case .damaged(let damage):
      "its committed record is damaged (\(damage.location): \(damage.message))"
    case .otherSource: "its committed record belongs to another text"
    case .otherCellsBefore: "its committed record was made when the code before it was another"
    case .otherPrelude: "its committed record was made with another prelude"
    case .figure: "its committed record does not hold how its figure is drawn"
    }
  }
}

extension RecordedAnswers: CellRecords {
  package func record(of cell: Cell, in chapter: Chapter) -> RecordedResults {
    switch record(for: cell, in: chapter) {
    case .success(let record): .results(record)
    case .failure(let refusal): .missing("\(refusal)")
    }
  }
}

extension CellRecord {
  /// The results as the cell itself gave them.
  fileprivate func record(for cell: Cell) -> Result<Record, RecordedAnswers.Refusal> {
    var items: [Record.Item] = []
    for result in results {
      switch result {
      case .output(let text): items.append(.output(text))
      case .failure(let kind, let message, let line):
        items.append(
          .failure(.init(kind, message, line: line.map { $0 + cell.location.line })))
      case .value(let name, let value, let format): items.append(.value(name, value, format))
      case .table(let table, let exhibit):
        // The cell's own label is given by the linker; an explicit one would count as a second.
        let own = exhibit.label == label ? nil : exhibit.label
        items.append(.table(table, label: own, caption: exhibit.caption))
      case .figure: return .failure(.figure)
      case .claim(let claim, _): items.append(.claim(claim))
      }
    }
    return .success(Record(items))
  }
}
