import BookModel
import Figures
import Foundation

/// The results of a book as files: one JSON record a chapter, a CSV and an SVG a label.
struct Records {
  var book: LinkedBook
  var answers: [Cell.ID: Answer]

  /// The record of every chapter, in order, one for each cell that is run.
  var chapters: [ChapterRecord] { book.chapters.map(record) }

  /// Everything below `data/` and `figures/`.
  var files: [SiteFile] {
    chapters.compactMap(Self.file) + book.chapters.flatMap(exhibits)
  }

  static func path(ofChapter slug: String) -> String { "data/\(slug).json" }

  private static func file(_ record: ChapterRecord) -> SiteFile? {
    json(record).map { SiteFile(path: path(ofChapter: record.chapter), bytes: $0) }
  }

  /// A record as a file holds it.
  static func json(_ record: some Encodable) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(record)).map { Array($0) + [10] }
  }

  // MARK: Records

  private func record(of linked: LinkedChapter) -> ChapterRecord {
    let cells = linked.chapter.cells.filter(\.options.eval)
    let hasCode = cells.contains { $0.code != nil }
    return ChapterRecord(
      chapter: linked.chapter.slug,
      prelude: hasCode ? book.prelude.map(SourceDigest.of) : nil,
      cells: cells.map { cell in
        CellRecord(
          index: cell.id.index, label: cell.label?.name, engine: cell.engine,
          source: SourceDigest.of(cell), results: results(of: cell, in: linked))
      })
  }

  /// The linker keeps the order of the items, so each result is paired with the item it came of:
  /// that one still knows what the cell itself said, which is what an answer from a record gives back.
  private func results(of cell: Cell, in linked: LinkedChapter) -> [ResultRecord] {
    let items = answers[cell.id]?.record.items ?? []
    return zip(linked.results[cell.id] ?? [], items).map { result, item in
      switch result {
      case .output(let text): .output(text)
      case .failure(let failure):
        .failure(
          failure.kind, failure.message, line: failure.line.map { max(0, $0 - cell.location.line) })
      case .value(let name, let value, let format): .value(name, value.quantized, format)
      case .table(let table, let exhibit): .table(table.quantized, record(of: exhibit, item))
      case .figure(let figure, let exhibit):
        .figure(
          title: figure.title, description: figure.description, figure.data.quantized,
          record(of: exhibit, item))
      case .claim(let claim, let exhibit): .claim(claim.quantized, record(of: exhibit, item))
      }
    }
  }

  private func record(of exhibit: Exhibit, _ item: Record.Item) -> ResultRecord.Exhibit {
    var record = ResultRecord.Exhibit(label: exhibit.label, number: exhibit.number)
    switch item {
    case .table(_, let label, let caption), .figure(_, let label, let caption):
      // A result that is not shown has no exhibit's label, but lends its values under its own.
      record.label = exhibit.label ?? label
      record.caption = caption
    case .output, .claim, .value, .failure: break
    }
    return record
  }

  // MARK: Exhibits

  private func exhibits(of chapter: LinkedChapter) -> [SiteFile] {
    chapter.chapter.cells.flatMap { chapter.results[$0.id] ?? [] }.flatMap { result -> [SiteFile] in
      switch result {
      case .table(let table, let exhibit):
        guard let label = exhibit.label else { return [] }
        return [SiteFile(path: "data/\(label).csv", bytes: Array(table.csv.utf8))]
      case .figure(let figure, let exhibit):
        guard let label = exhibit.label else { return [] }
        return [
          SiteFile(path: "data/\(label).csv", bytes: Array(figure.data.csv.utf8)),
          SiteFile(
            path: "figures/\(label).svg",
            bytes: Array(figure.svg(label: label, standalone: true).utf8)),
        ]
      case .output, .claim, .value, .failure: return []
      }
    }
  }
}
