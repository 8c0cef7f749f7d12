extension Plot {
  /// The values that the axis upwards has to cover.
  var heights: [Double] {
    var values: [Double] = []
    for layer in layers {
      if case .rule(let rule) = layer, rule.direction == .horizontal { values.append(rule.value) }
      values += layer.points.lazy.filter(\.isComplete).map(\.y)
      guard case .series(let series) = layer else { continue }
      for (point, error) in zip(series.points, series.errors)
      where point.isComplete && error.isFinite {
        // Below zero a logarithmic axis has no place: the bar of the error ends at the axis.
        values += [point.y - error, point.y + error].filter { y.scale != .log || $0 > 0 }
      }
      if [.bars, .stems].contains(series.style), y.scale != .log { values.append(0) }
    }
    return values
  }

  /// The values that the axis across has to cover.
  var widths: [Double] {
    var values: [Double] = []
    for layer in layers {
      if case .rule(let rule) = layer, rule.direction == .vertical { values.append(rule.value) }
      values += layer.points.lazy.filter(\.isComplete).map(\.x)
    }
    return values + barEnds
  }

  /// Half a bar's room beyond the first and the last bar.
  private var barEnds: [Double] {
    let places = Self.barPlaces(layers)
    guard let first = places.first, let last = places.last else { return [] }
    let steps = zip(places.dropFirst(), places)
    switch x.scale {
    case .linear:
      let half = (steps.map { $0 - $1 }.min() ?? 1) / 2
      return [first - half, last + half]
    case .log:
      let half = (steps.map { $0 / $1 }.min() ?? 10).squareRoot()
      return first > 0 && half.isFinite ? [first / half, last * half] : []
    case .symmetricLog: return []
    }
  }

  /// The different values of x at which bars stand, in order.
  static func barPlaces(_ layers: [PlotLayer]) -> [Double] {
    var places: [Double] = []
    for case .series(let series) in layers where series.style == .bars {
      places += series.points.lazy.filter(\.isComplete).map(\.x)
    }
    places.sort()
    return places.enumerated().filter { $0.offset == 0 || places[$0.offset - 1] != $0.element }
      .map(\.element)
  }

  /// The plotted numbers: one row for each x where all layers share them, else one for each point.
  var data: Table {
    let column = Column(x.title, unit: x.unit, format: .significant(9))
    let drawn = layers.filter { $0.name != nil }
    let abscissas = drawn.first?.abscissas ?? []
    guard drawn.allSatisfy({ $0.abscissas == abscissas }) else {
      return long(drawn, column)
    }
    let parts = drawn.flatMap { $0.columns(y) }
    let rows = abscissas.indices.map { index in
      // One allocation a row: tables of plots are long.
      var row: [Value] = []
      row.reserveCapacity(parts.count + 1)
      row.append(.number(abscissas[index]))
      for part in parts { row.append(.number(part.values[index])) }
      return row
    }
    return Table(unchecked: [column] + parts.map(\.column), rows, title)
  }

  private func long(_ drawn: [PlotLayer], _ column: Column) -> Table {
    let hasEdges = drawn.contains { $0.columns(y).count > 1 }
    let heads = [Column(y.title, unit: y.unit)]
    let edges = ["from", "to"].map { Column("\(y.title), \($0)", unit: y.unit) }
    var rows: [[Value]] = []
    for layer in drawn {
      let edges = layer.edges
      for (index, x) in layer.abscissas.enumerated() {
        var row: [Value] = [.text(layer.name ?? ""), .number(x), .number(edges[0][index])]
        if hasEdges { row += edges[1...].map { .number($0[index]) } }
        rows.append(row)
      }
    }
    return Table(unchecked: ["series", column] + heads + (hasEdges ? edges : []), rows, title)
  }
}

extension PlotLayer {
  fileprivate var abscissas: [Double] {
    switch self {
    case .series(let series): series.points.map(\.x)
    case .area(let area): area.lower.map(\.x)
    case .rule, .broken: []
    }
  }

  /// The columns of a table with one row for each x.
  fileprivate func columns(_ y: Axis) -> [(column: Column, values: [Double])] {
    let name = (self.name ?? "").isEmpty ? y.title : self.name ?? ""
    switch self {
    case .series(let series):
      let column = (Column(name, unit: y.unit), series.points.map(\.y))
      guard !series.errors.isEmpty else { return [column] }
      return [column, (Column("\(name), error", unit: y.unit), series.errors)]
    case .area(let area):
      return [
        (Column("\(name), from", unit: y.unit), area.lower.map(\.y)),
        (Column("\(name), to", unit: y.unit), area.upper.map(\.y)),
      ]
    case .rule, .broken: return []
    }
  }

  /// The value, and the ends of its error or the edges of the area: where a number is missing,
  /// not-a-number stands.
  fileprivate var edges: [[Double]] {
    switch self {
    case .series(let series):
      let values = series.points.map(\.y)
      if series.errors.isEmpty {
        let none = Array(repeating: Double.nan, count: values.count)
        return [values, none, none]
      }
      return [
        values, zip(values, series.errors).map { $0 - $1 },
        zip(values, series.errors).map { $0 + $1 },
      ]
    case .area(let area):
      let none = Array(repeating: Double.nan, count: area.lower.count)
      return [none, area.lower.map(\.y), area.upper.map(\.y)]
    case .rule, .broken: return [[], [], []]
    }
  }
}
