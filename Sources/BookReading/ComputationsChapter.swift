import BookModel

/// The page of computations, written as a chapter: every computation with its parameters and an
/// example.
///
/// The examples are cells like any other, so the same pipeline answers, remembers and checks them.
struct ComputationsChapter {
  static let slug = "computations"
  static let path = "content/computations.md"
  static let title = "Computations"

  var references: [ComputationReference]

  var source: SourceFile {
    SourceFile(path: Self.path, text: front + references.map(section).joined())
  }

  private var front: String {
    """
    ---
    title: \(Self.title)
    description: What a cell can ask for in a few lines of YAML, with parameters, defaults and an example each.
    ---

    A cell names one of the computations below and gives their parameters, one on a line. A parameter that is unknown, missing or out of its range stops the build at its line. What a computation publishes can stand in sentences and captions by its name; capital letters in a name stand for a number or a word. Each example is evaluated where it stands.

    """
  }

  /// The example stands as one would write it, and again as a cell that shows its results alone.
  private func section(_ reference: ComputationReference) -> String {
    let yaml = (reference.naming + [reference.example]).joined(separator: "\n")
    return """

      ## \(reference.naming.map { "`\($0)`" }.joined(separator: ", "))

      \(reference.summary) (\(reference.source).)

      | parameter | what it holds | default | what it is |
      |---|---|---|---|
      \(reference.parameters.map(row).joined(separator: "\n"))

      \(values(reference.values))
      ````
      ```{\(reference.engine)}
      \(yaml)
      ```
      ````

      ```{\(reference.engine)}
      echo: false
      \(yaml)
      ```

      """
  }

  private func row(_ parameter: ComputationReference.Parameter) -> String {
    let preset =
      switch parameter.preset {
      case .none: "must be given"
      case .value(let text): "`\(text)`"
      case .described(let words): words
      }
    let holds = [parameter.kind, parameter.range].filter { !$0.isEmpty }.joined(separator: ": ")
    return row(["`\(parameter.name)`", holds, preset, parameter.meaning])
  }

  private func values(_ values: [ComputationReference.Value]) -> String {
    guard !values.isEmpty else { return "" }
    let rows = values.map { row(["`\($0.name)`", $0.meaning]) }
    let head = ["Prose may quote:", "", "| value | what it is |", "|---|---|"]
    return (head + rows).joined(separator: "\n") + "\n"
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
