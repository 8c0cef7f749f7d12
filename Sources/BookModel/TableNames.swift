import Figures

extension Table {
  /// What each column is called in prose and in expectations; nil for one whose name another has.
  ///
  /// `frequency θᵢ` is `frequency`; the second of two columns `angle` is `angle-rad` when that is its
  /// unit, else `column-2`.
  package var proseNames: [String?] {
    var taken: Set = ["rows", "columns"]
    return columns.enumerated().map { index, column in
      let names = [column.name, "\(column.name) \(column.unit ?? "")", "column \(index + 1)"]
      let name = names.map(Self.proseName).first { !$0.isEmpty && !taken.contains($0) }
      if let name { taken.insert(name) }
      return name
    }
  }

  private static func proseName(_ name: String) -> String {
    let kept = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : " " }
    return String(kept).split(separator: " ").joined(separator: "-")
  }
}
