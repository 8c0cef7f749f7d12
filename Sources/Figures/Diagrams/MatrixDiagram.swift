/// Matrices in brackets, with signs between them: a product, a rotation and what it does.
///
/// ```swift
/// let turn = MatrixDiagram("A quarter turn", [
///   .matrix([[0, -1], [1, 0]], name: "R"), .matrix([[1], [0]], name: "x"), .sign("="),
///   .matrix([[0], [1]], name: "Rx", highlights: [.init(row: 1, column: 0)]),
/// ], format: .integer)
/// print(try turn.figure(description: "R turns (1, 0) to (0, 1).").data.rows.count)
/// // Prints "8"
/// ```
public struct MatrixDiagram: Sendable, Hashable {
  /// A cell that is pointed out.
  public struct Highlight: Sendable, Hashable {
    /// The row, from 0.
    public var row: Int
    /// The column, from 0.
    public var column: Int
    /// What it stands for.
    public var role: Role

    /// A cell, in the accent unless said.
    public init(row: Int, column: Int, role: Role = .accent) {
      self.row = row
      self.column = column
      self.role = role
    }
  }

  /// A matrix, or a sign between two.
  public enum Term: Sendable, Hashable {
    /// Numbers in brackets, the name under them.
    case matrix([[Double]], name: String = "", highlights: [Highlight] = [])
    /// Texts in brackets: formulas such as `cos θ`.
    case formulas([[String]], name: String = "", highlights: [Highlight] = [])
    /// A sign: `=`, `·`, `+`.
    case sign(String)
  }

  /// What the diagram is, in at most 90 characters.
  public var title: String
  /// The matrices and signs, from left to right.
  public var terms: [Term]
  /// How numbers are printed; where they would be longer than nine characters, with an exponent.
  public var format: NumberFormat

  /// Matrices and signs in a row.
  public init(_ title: String, _ terms: [Term], format: NumberFormat = .fixed(2)) {
    self.title = title
    self.terms = terms
    self.format = format
  }

  /// Draws the matrices; on phones the row wraps at a sign.
  ///
  /// - Throws: ``FigureError/empty(_:)`` without a matrix or for one without cells,
  ///   ``FigureError/raggedRow(row:values:columns:)``, ``FigureError/badCoordinate(_:mark:)`` for a
  ///   number that is not finite, ``FigureError/tooLarge(_:)`` for a matrix wider than 944 units.
  public func figure(description: String) throws(FigureError) -> Figure {
    var hasMatrix = false
    for case (let cells, _, _)? in terms.map(texts(_:)) {
      guard let first = cells.first, !first.isEmpty else { throw .empty("a matrix") }
      for (index, row) in cells.enumerated() where row.count != first.count {
        throw .raggedRow(row: index, values: row.count, columns: first.count)
      }
      guard cells.count <= 64 else {
        throw .tooLarge("a matrix of \(cells.count) rows; 64 is the limit")
      }
      hasMatrix = true
    }
    guard hasMatrix else { throw .empty("a matrix diagram") }
    for case .matrix(let values, _, _) in terms {
      for value in values.joined() where !value.isFinite {
        throw .badCoordinate(value, mark: "matrix")
      }
    }
    return try Figure.diagram(title, description: description, data: data) { width in
      let row = Arrangement.row(terms.map(box), spacing: 12)
      return row.width <= width ? row : .flow(groups, width: width, spacing: 12, align: .center)
    }
  }

  /// A sign and what follows it stay together where the row wraps.
  private var groups: [Arrangement] {
    var groups: [[Arrangement]] = []
    var follows = false
    for term in terms {
      if follows, !groups.isEmpty {
        groups[groups.count - 1].append(box(term))
      } else {
        groups.append([box(term)])
      }
      if case .sign = term { follows = true } else { follows = false }
    }
    return groups.map { Arrangement.row($0, spacing: 12) }
  }

  private func texts(_ term: Term) -> (cells: [[String]], name: String, marked: [Highlight])? {
    switch term {
    case .matrix(let values, let name, let marked):
      (values.map { $0.map(format.short) }, name, marked)
    case .formulas(let cells, let name, let marked): (cells, name, marked)
    case .sign: nil
    }
  }

  private func box(_ term: Term) -> Arrangement {
    guard let (cells, name, marked) = texts(term) else {
      guard case .sign(let sign) = term else { return Arrangement(width: 0, height: 0) }
      return Arrangement.text(sign, room: 60)
    }
    let widest = cells.joined().map { TextExtent($0, size: .number).width.rounded(.up) }.max() ?? 0
    let grid = cells.enumerated().map { row, line in
      line.enumerated().map { column, text in
        let cell = Arrangement.text(text, size: .number, room: 160)
          .framed(width: min(widest, 160) + 10, height: 24, align: .end).padded(3, 0)
        let role = marked.last { $0.row == row && $0.column == column }?.role
        return role.map { cell.backed(.wash($0), .thin($0)) } ?? cell
      }
    }
    let inner = Arrangement.grid(grid, spacing: 2, lineSpacing: 2).padded(5, 3)
    guard !name.isEmpty else { return inner.bracketed }
    // A line of the same height above keeps the middle of the brackets on the line of the signs.
    let line = Arrangement.text(name, role: .muted, room: 160)
    return .column(
      [Arrangement(width: 0, height: line.height), inner.bracketed, line], spacing: 4,
      align: .center)
  }

  private var data: Table {
    var rows: [[Value]] = []
    for (index, term) in terms.enumerated() {
      guard let (cells, name, _) = texts(term) else { continue }
      let label = name.isEmpty ? "matrix \(index)" : name
      for (row, line) in cells.enumerated() {
        for (column, text) in line.enumerated() {
          var value = Value.text(text)
          if case .matrix(let values, _, _) = term { value = .number(values[row][column]) }
          rows.append([.text(label), .integer(row), .integer(column), value])
        }
      }
    }
    return Table(unchecked: ["matrix", "row", "column", "value"], rows, title)
  }
}

extension Arrangement {
  /// The box between square brackets.
  var bracketed: Arrangement {
    func bracket(_ edge: Double, _ inner: Double) -> Mark {
      let corners = [
        Point(inner, 0.75), Point(edge, 0.75), Point(edge, height - 0.75),
        Point(inner, height - 0.75),
      ]
      return .path(Outline(through: corners), paint: .thin(.ink))
    }
    return drawing(before: [bracket(1, 7), bracket(width - 1, width - 7)])
  }
}
