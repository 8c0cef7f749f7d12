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
    /// A failure that was wanted: what the compiler or the running program said.
    case failure(Failure)
  }

  /// How code that was meant to fail did.
  public struct Failure: Sendable, Hashable {
    /// The four ways to fail.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The compiler refused it.
      case doesNotCompile = "does not compile"
      /// An error was thrown that nobody caught.
      case throwsError = "throws"
      /// The program was stopped: a failed precondition, an index out of range.
      case traps
      /// It was still running when its time was over.
      case runsOutOfTime = "runs out of time"
    }

    /// How it failed.
    public var kind: Kind
    /// What was said, without the place.
    public var message: String
    /// The line of the chapter it failed on, counted from 1; `nil` where none is known.
    public var line: Int?

    /// A failure with its message and, where known, its line.
    public init(_ kind: Kind, _ message: String, line: Int? = nil) {
      self.kind = kind
      self.message = message
      self.line = line
    }
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
    case .output, .failure: self
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
