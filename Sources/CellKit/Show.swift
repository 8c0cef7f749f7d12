@_exported import Figures

/// Puts a table on the page, where the cell stands.
///
/// ```swift
/// show(Table([(1, 0.5), (2, 0.25)], columns: ["n", "x"]), caption: "Halves of halves.")
/// ```
///
/// - Parameters:
///   - table: at least one column.
///   - label: a name that starts with `tbl-`, when the cell shows more than one exhibit; the first
///     exhibit without a label of its own takes the cell's.
///   - caption: the words under the table; the cell's `tbl-cap` when it is left out.
public func show(_ table: Table, label: String? = nil, caption: String? = nil) {
  CellJournal.shared.record(.item(.table(table, label: label, caption: caption)))
}

/// Puts a figure on the page, where the cell stands.
///
/// ```swift
/// let plot = LinePlot("A line", x: "x", y: "y", series: [Series("", [(0.0, 0.0), (1.0, 2.0)])])
/// show(try plot.figure(description: "It rises by 2."), label: "fig-line")
/// ```
///
/// - Parameters:
///   - figure: its marks and the data behind them.
///   - label: a name that starts with `fig-`, when the cell shows more than one exhibit.
///   - caption: the words under the figure; the cell's `fig-cap` when it is left out.
public func show(_ figure: Figure, label: String? = nil, caption: String? = nil) {
  CellJournal.shared.record(.item(.figure(figure, label: label, caption: caption)))
}

/// Draws a plot or a diagram and puts it on the page, where the cell stands.
///
/// ```swift
/// let decay = Plot("Falling", x: Axis("distance", unit: "tokens"), y: "weight") {
///   Line("1 / (1 + n)", over: 0...16) { 1 / (1 + $0) }
/// }
/// try show(decay, "The weight falls from 1 to 0.06 within 16 tokens.")
/// ```
///
/// - Parameters:
///   - drawing: a ``Plot``, a ``HeatMap``, a ``TokenStrip`` or any other ``Drawable``.
///   - description: what it shows, in one to three sentences with its numbers; it is read to those
///     who do not see the figure. A cell's `fig-alt` takes its place.
///   - label: a name that starts with `fig-`, when the cell shows more than one exhibit.
///   - caption: the words under the figure; the cell's `fig-cap` when it is left out.
/// - Throws: ``FigureError`` where the data cannot be drawn.
public func show(
  _ drawing: some Drawable, _ description: String, label: String? = nil, caption: String? = nil
) throws(FigureError) {
  show(try drawing.figure(description: description), label: label, caption: caption)
}

/// Lends a number to the prose: `publish("spread", x)` in the cell `tbl-shift` is read as
/// `{{ tbl-shift.spread }}`.
///
/// ```swift
/// publish("spread", 4.4e-16, format: .scientific(1))
/// ```
///
/// - Parameters:
///   - name: ASCII letters, digits, `-` and `_`.
///   - value: any number; a value that is not finite is printed by its name.
///   - format: how many digits are shown; six after the point when left out.
public func publish(_ name: String, _ value: Double, format: NumberFormat = .fixed(6)) {
  CellJournal.shared.record(.item(.value(name, .number(value), format)))
}

/// Lends an integer to the prose.
public func publish(_ name: String, _ value: Int) {
  CellJournal.shared.record(.item(.value(name, .integer(value), .integer)))
}

/// Lends a text to the prose.
public func publish(_ name: String, _ value: String) {
  CellJournal.shared.record(.item(.value(name, .text(value))))
}
