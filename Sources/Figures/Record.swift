/// The results of one cell, in the order they happened.
public struct Record: Sendable, Hashable {
  /// One result.
  public enum Item: Sendable, Hashable {
    /// Printed text.
    case output(String)
    /// A table; the label and the caption, where given, replace the cell's.
    case table(Table, label: String? = nil, caption: String? = nil)
    /// A figure; the label and the caption, where given, replace the cell's.
    case figure(Figure, label: String? = nil, caption: String? = nil)
    /// A claim, held or not.
    case claim(Claim)
    /// A named value that prose may quote, printed as `format` says.
    case value(String, Value, NumberFormat? = nil)
  }

  /// What happened, in order.
  public var items: [Item]

  /// A record of these results.
  public init(_ items: [Item] = []) {
    self.items = items
  }

  /// The record as it is committed: numbers rounded to 12 significant digits.
  public var quantized: Record {
    Record(items.map(\.quantized))
  }
}

extension Record.Item {
  /// The result with its numbers rounded to 12 significant digits.
  public var quantized: Record.Item {
    switch self {
    case .output: self
    case .table(let table, let label, let caption):
      .table(table.quantized, label: label, caption: caption)
    case .figure(let figure, let label, let caption):
      .figure(figure.quantized, label: label, caption: caption)
    case .claim(let claim): .claim(claim.quantized)
    case .value(let name, let value, let format):
      .value(name, value.quantized, format)
    }
  }
}

extension Record {
  /// The first named value of this name, or `nil`.
  public func value(named name: String) -> Value? {
    for case .value(name, let value, _) in items { return value }
    return nil
  }

  /// The tables, in order.
  public var tables: [Table] {
    items.compactMap { if case .table(let table, _, _) = $0 { table } else { nil } }
  }

  /// The figures, in order.
  public var figures: [Figure] {
    items.compactMap { if case .figure(let figure, _, _) = $0 { figure } else { nil } }
  }

  /// The claims, in order.
  public var claims: [Claim] {
    items.compactMap { if case .claim(let claim) = $0 { claim } else { nil } }
  }
}
