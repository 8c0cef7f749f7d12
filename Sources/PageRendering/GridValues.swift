import Figures

/// What `grid.mustache` is given to set a table, or the part of it that fits on the page.
struct GridValues {
  private let layout: TableLayout
  private let table: Table
  private let excerpt: TableExcerpt

  init(_ table: Table, _ excerpt: TableExcerpt) {
    self.table = table
    self.excerpt = excerpt
    // Only what is shown: the numbers of a figure may be a million.
    layout = TableLayout(table, rows: excerpt.rows.map(\.index), usesTrueMinus: true)
  }

  var values: [String: TemplateValue] {
    [
      "columns": .list(layout.head.indices.map(heading)),
      "rows": .list(zip(excerpt.rows, layout.rows).map(row)),
      "hasTotals": .flag(layout.totals != nil),
      "totals": .list((layout.totals ?? []).enumerated().map { cell($1, $0) }),
      "notes": .list(
        layout.notes.map { note in
          .map(["mark": note.mark.map { .text($0) } ?? .flag(false), "text": .text(note.text)])
        }),
      "omitted": excerpt.omitted > 0 ? .text("\(excerpt.omitted)") : .flag(false),
    ]
  }

  private func heading(_ index: Int) -> TemplateValue {
    let cell = layout.head[index]
    return .map(["text": .text(cell.text), "kind": kind(index), "marks": Self.text(cell.marks)])
  }

  private func row(_ row: TableExcerpt.Row, _ cells: [TableLayout.Cell]) -> TemplateValue {
    .map([
      "cells": .list(cells.enumerated().map { cell($1, $0) }),
      // Where rows are left out, those that stay say which they are.
      "place": excerpt.omitted > 0 ? .text("\(row.index + 1)") : .flag(false),
      "extremes": Self.text(row.marks.joined(separator: ", ")),
      "isAfterGap": .flag(row.omittedBefore > 0),
    ])
  }

  private func cell(_ cell: TableLayout.Cell, _ index: Int) -> TemplateValue {
    .map([
      "text": .text(cell.text), "kind": kind(index), "missing": Self.text(cell.missing),
      "marks": Self.text(cell.marks), "isHeader": .flag(index == 0 && table.hasRowHeaders),
    ])
  }

  private func kind(_ index: Int) -> TemplateValue {
    .text(layout.isText[index] ? "text" : "number")
  }

  private static func text(_ text: String) -> TemplateValue {
    text.isEmpty ? .flag(false) : .text(text)
  }
}
