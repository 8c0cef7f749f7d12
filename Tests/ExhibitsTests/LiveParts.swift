import Exhibits

extension LiveMarks {
  /// A mark as the stream holds it: its kind and what follows it.
  struct Part: Equatable {
    var kind: Kind
    var numbers: [Double]
  }

  /// The stream, cut into its marks.
  var parts: [Part] {
    var parts: [Part] = []
    var rest = stream[...]
    while let first = rest.popFirst(), let kind = Kind(rawValue: Int(first)) {
      let count =
        switch kind {
        case .label: 2
        case .circle: 3
        case .line, .rectangle, .number: 4
        case .cell, .reading: 5
        case .sector: 10
        case .curve: 1 + 2 * Int(rest.first ?? 0)
        }
      parts.append(Part(kind: kind, numbers: Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
    }
    return parts
  }
}
