import BookModel
import Figures
import Foundation

/// The results of a book as files: one JSON record a chapter, a CSV and an SVG a label.
struct Records {
  var book: LinkedBook

  var files: [SiteFile] {
    book.chapters.flatMap { chapter in
      [record(of: chapter)].compactMap { $0 } + exhibits(of: chapter)
    }
  }

  private func record(of chapter: LinkedChapter) -> SiteFile? {
    let cells = chapter.chapter.cells.compactMap { cell -> CellRecord? in
      let results = chapter.results[cell.id] ?? []
      return results.isEmpty ? nil : CellRecord(cell: cell, results: results)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let record = ChapterRecord(chapter: chapter.chapter.slug, cells: cells)
    guard let data = try? encoder.encode(record) else { return nil }
    return SiteFile(path: "data/\(chapter.chapter.slug).json", bytes: Array(data) + [10])
  }

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
      case .output, .claim, .value: return []
      }
    }
  }
}

private struct ChapterRecord: Encodable {
  var chapter: String
  var cells: [CellRecord]
}

/// What a cell came to, values at 12 significant digits: what two machines agree on.
private struct CellRecord: Encodable {
  var cell: Cell
  var results: [CellResult]

  private enum Key: String, CodingKey {
    case index, label, engine, results
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(cell.id.index, forKey: .index)
    try container.encodeIfPresent(cell.label?.name, forKey: .label)
    try container.encode(cell.engine, forKey: .engine)
    try container.encode(results.map(ResultRecord.init), forKey: .results)
  }
}

private struct ResultRecord: Encodable {
  var result: CellResult

  private enum Key: String, CodingKey {
    case kind, label, number, text, name, value, title, description, table, claim
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch result {
    case .output(let text):
      try container.encode("output", forKey: .kind)
      try container.encode(text, forKey: .text)
    case .value(let name, let value, _):
      try container.encode("value", forKey: .kind)
      try container.encode(name, forKey: .name)
      try container.encode(value.quantized, forKey: .value)
    case .table(let table, let exhibit):
      try container.encode("table", forKey: .kind)
      try encode(exhibit, to: &container)
      try container.encode(table.quantized, forKey: .table)
    case .figure(let figure, let exhibit):
      // The marks stand in figures/LABEL.svg; the record holds what they were drawn from.
      try container.encode("figure", forKey: .kind)
      try encode(exhibit, to: &container)
      try container.encode(figure.title, forKey: .title)
      try container.encode(figure.description, forKey: .description)
      try container.encode(figure.data.quantized, forKey: .table)
    case .claim(let claim, let exhibit):
      try container.encode("claim", forKey: .kind)
      try encode(exhibit, to: &container)
      try container.encode(claim.quantized, forKey: .claim)
    }
  }

  private func encode(_ exhibit: Exhibit, to container: inout KeyedEncodingContainer<Key>) throws {
    try container.encodeIfPresent(exhibit.label, forKey: .label)
    if !exhibit.number.isEmpty { try container.encode(exhibit.number, forKey: .number) }
  }
}
