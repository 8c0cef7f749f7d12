import Figures

@testable import SiteBuilding

/// A cell of a record; its source is its name unless told otherwise.
func cell(
  _ index: Int, label: String? = nil, engine: String = "rope", source: String? = nil,
  _ results: ResultRecord...
) -> CellRecord {
  CellRecord(
    index: index, label: label, engine: engine, source: source ?? "source \(index)",
    results: results)
}

/// A record of the chapter `rope`.
func chapter(_ cells: CellRecord...) -> ChapterRecord {
  ChapterRecord(chapter: "rope", cells: cells)
}

/// A table of numbers with the columns `n` and `score`.
func table(_ rows: [(Int, Double)], label: String? = nil) -> ResultRecord {
  .table(Table(rows, columns: ["n", "score"]), .init(label: label))
}

/// A published number.
func value(_ name: String, _ number: Double) -> ResultRecord { .value(name, .number(number), nil) }
