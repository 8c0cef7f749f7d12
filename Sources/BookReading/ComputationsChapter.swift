import BookModel

/// A page of computations, written as a chapter: every computation with its parameters and an example.
///
/// The examples are cells like any other, so the same pipeline answers, remembers and checks them.
struct ComputationsChapter {
  var slug: String
  /// Front matter and what is said before the first computation.
  private var front: String
  private var references: [ComputationReference]

  var path: String { "content/\(slug).md" }

  var source: SourceFile {
    SourceFile(path: path, text: front + references.map(section).joined())
  }

  /// The pages of some computations: one of what stands still, one of what a reader can move. Together
  /// they would be a page too heavy to load on the way.
  static func pages(of references: [ComputationReference]) -> [ComputationsChapter] {
    [
      ComputationsChapter(
        slug: "computations", front: stillFront, references: references.filter { !$0.isMovable }),
      ComputationsChapter(
        slug: "moving-figures", front: movingFront, references: references.filter(\.isMovable)),
    ].filter { !$0.references.isEmpty }
  }

  private static let stillFront = """
    ---
    title: Computations
    description: What a cell can ask for in a few lines of YAML, with parameters, defaults and an example each.
    ---

    A cell names one of the computations below and gives their parameters, one on a line. A parameter that is unknown, missing or out of its range stops the build at its line. What a computation publishes can stand in sentences and captions by its name; capital letters in a name stand for a number or a word. Each example is evaluated where it stands.

    """

  private static let movingFront = """
    ---
    title: Figures that move
    description: Figures a reader can move, with the parameters of their cells, what can move in them, and an example each.
    ---

    These figures are asked for like any other, and stand still unless the cell has `live:`, a map from what moves to how far:

    ```yaml
    live: { query position: 0...64, key position: 0...64, distance: locked }
    states:
      - { query position: 1, key position: 3 }
      - { query position: 41, key position: 43 }
    ```

    A whole number moves on a slider within a range such as `0...64`, or, evenly over its logarithm, `500...1000000 log`. A word is chosen from a list such as `[interleaved, half-split]`. Words that change places are asked for by `order: [words]`. What the cell gives without `live` is where the figure rests, and it must lie within the range. `NAME: locked` gives a switch that holds two sliders at one distance.

    A reader's browser computes the figure again from the very sources that computed it here, compiled to WebAssembly. On paper, and where no script runs, the figure is drawn in each of its `states` instead; without any, the first control goes from end to end. A figure that moves needs a label.

    """

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
