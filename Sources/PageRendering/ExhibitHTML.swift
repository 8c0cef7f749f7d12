import BookModel
import Figures

/// Sets what cells show, through the theme's fragments.
struct ExhibitHTML {
  var fragments: any TemplateEngine
  var markdown: MarkdownHTML
  /// The way from the page to the site's root, for example `../`.
  var root: String

  /// A piece of HTML and what went wrong in its template.
  typealias Piece = (text: String, diagnostics: [Diagnostic])

  func html(_ cell: Cell, _ results: [CellResult]) -> Piece {
    guard cell.options.include else { return ("", []) }
    let shown =
      cell.options.output
      ? results.enumerated().compactMap {
        html($1, of: cell, spare: "cell-\(cell.id.index + 1)-\($0 + 1)")
      }
      : []
    let fragment = fragments.render(
      "cell",
      [
        "engine": .text(cell.engine),
        "source": cell.options.echo
          ? .html(markdown.listing(cell.listing, language: cell.sourceLanguage)) : .flag(false),
        "results": .html(shown.map(\.text).joined()),
        // A described computation is a note about its result; code comes before what it prints.
        "sourceFirst": .flag(!cell.options.codeFold),
      ])
    return (fragment.text, shown.flatMap(\.diagnostics) + fragment.diagnostics)
  }

  /// - Parameter spare: what the ids of a figure without a label are made from; unique on the page.
  private func html(_ result: CellResult, of cell: Cell, spare: String) -> Piece? {
    switch result {
    case .failure(let failure): html(failure, of: cell)
    case .output(let text): fragments.render("output", ["text": .text(text.trimmingEnd())])
    case .table(let table, let exhibit): html(table, exhibit)
    case .figure(let figure, let exhibit): html(figure, exhibit, spare: spare)
    case .claim(let claim, let exhibit): html(claim, exhibit)
    case .value: nil
    }
  }

  private func html(_ failure: Record.Failure, of cell: Cell) -> Piece {
    let name = cell.location.file.split(separator: "/").last ?? ""
    return fragments.render(
      "failure",
      [
        "kind": .text(failure.kind.rawValue), "message": .text(failure.message),
        "place": failure.line.map { .text("\(name):\($0)") } ?? .flag(false),
      ])
  }

  private func html(_ table: Table, _ exhibit: Exhibit) -> Piece {
    var values = heading(exhibit)
    values["csv"] = exhibit.label.map { .text("\(root)data/\($0).csv") } ?? .flag(false)
    values.merge(GridValues(table, TableExcerpt(whole: table)).values) { _, new in new }
    return fragments.render("table", values)
  }

  private func html(_ figure: Figure, _ exhibit: Exhibit, spare: String) -> Piece {
    var values = heading(exhibit)
    values["svg"] = .html(figure.svg(label: exhibit.label ?? spare, standalone: false))
    // A second drawing for phones, where the first would have to be scrolled.
    values["narrow"] =
      figure.narrow.map {
        .html($0.svg(label: (exhibit.label ?? spare) + "-narrow", standalone: false))
      } ?? .flag(false)
    let live = figure.live.flatMap { html($0, exhibit) } ?? ("", [])
    values["live"] = live.text.isEmpty ? .flag(false) : .html(live.text)
    values["isWide"] = .flag(figure.isWide)
    values["file"] = exhibit.label.map { .text("\(root)figures/\($0).svg") } ?? .flag(false)
    values["csv"] = exhibit.label.map { .text("\(root)data/\($0).csv") } ?? .flag(false)
    let excerpt = TableExcerpt(figure.data)
    values["ends"] = .text("\(excerpt.ends)")
    values.merge(GridValues(figure.data, excerpt).values) { _, new in new }
    let fragment = fragments.render("figure", values)
    return (fragment.text, live.diagnostics + fragment.diagnostics)
  }

  private func html(_ claim: Claim, _ exhibit: Exhibit) -> Piece {
    var values = heading(exhibit)
    values["statement"] = .html(markdown.html(exhibit.caption))
    values["measure"] = claim.measure.map { .text($0) } ?? .flag(false)
    return fragments.render("claim", values)
  }

  private func heading(_ exhibit: Exhibit) -> [String: TemplateValue] {
    [
      "id": exhibit.label.map { .text($0) } ?? .flag(false),
      "number": exhibit.number.isEmpty ? .flag(false) : .text(exhibit.number),
      "caption": exhibit.caption.isEmpty
        ? .flag(false) : .html(markdown.html(exhibit.caption)),
    ]
  }
}

extension Cell {
  /// What the inside of the fence is written in.
  var sourceLanguage: String {
    switch body {
    case .parameters: "yaml"
    case .code: engine
    }
  }
}

extension Claim {
  /// How the measured value is written.
  ///
  /// The digits of a rounding residue differ between machines and mean nothing, so it is written as
  /// `< 1e-12`, its bound.
  package var valueFormat: NumberFormat {
    guard case .below(let bound) = relation, bound <= 1e-6 else { return .significant(6) }
    return .residue(below: bound, otherwise: .significant(6))
  }

  /// The measured number and its bound as they are read behind the statement.
  package var measure: String? {
    func text(_ number: Double) -> String { NumberFormat.significant(6).display(number) }
    let found = value.display(valueFormat)
    return switch relation {
    case .below where found.hasPrefix("<"): "measured \(found)"
    case .below(let bound): "measured \(found), below \(text(bound))"
    case .above(let bound): "measured \(found), above \(text(bound))"
    case .equal(let expected, let tolerance) where tolerance > 0:
      "measured \(found), expected \(text(expected)) within \(text(tolerance))"
    case .equal(let expected, _): "measured \(found), expected \(text(expected))"
    case .same(let expected): "measured \(found), expected \(expected.display(.significant(6)))"
    case .truth: nil
    }
  }
}
