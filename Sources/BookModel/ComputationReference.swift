/// How a computation of an engine's vocabulary is asked for: one entry of the page of computations.
///
/// Values only: the engine makes them from what its strict reader asks for, and the book sets them.
package struct ComputationReference: Hashable, Sendable {
  /// One parameter, as the reader takes it.
  package struct Parameter: Hashable, Sendable {
    package enum Default: Hashable, Sendable {
      /// It must be given.
      case none
      /// What is taken where it is left out, as one would write it.
      case value(String)
      /// What is taken depends on other parameters: `the length of query`.
      case described(String)
    }

    package var name: String
    /// What it holds: `even whole number`, `word`.
    package var kind: String
    /// What it may be: `2 to 1024`; empty where the kind says it all.
    package var range: String
    package var preset: Default
    package var meaning: String

    package init(name: String, kind: String, range: String, preset: Default, meaning: String) {
      self.name = name
      self.kind = kind
      self.range = range
      self.preset = preset
      self.meaning = meaning
    }
  }

  /// A result that prose may quote. Capital letters in its name stand for numbers.
  package struct Value: Hashable, Sendable {
    package var name: String
    package var meaning: String

    package init(_ name: String, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// The fence word of the engine: `rope`.
  package var engine: String
  /// The lines that name it: `figure: line`, `of: score`.
  package var naming: [String]
  /// What it computes, in a sentence or two.
  package var summary: String
  package var parameters: [Parameter]
  package var values: [Value]
  /// Whether a reader can move what it draws.
  package var isMovable: Bool { parameters.contains { $0.name == "live" } }
  /// The YAML of a cell that works, without the lines that name it.
  package var example: String
  /// Where the formula is from.
  package var source: String

  package init(
    engine: String, naming: [String], summary: String, parameters: [Parameter], values: [Value],
    example: String, source: String
  ) {
    self.engine = engine
    self.naming = naming
    self.summary = summary
    self.parameters = parameters
    self.values = values
    self.example = example
    self.source = source
  }
}
