import BookModel
import Exhibits
import Figures

/// What a reader may move of a figure, as `live:` asked for it; nothing where it did not.
struct Movement {
  /// A parameter that a computation lets move.
  struct Parameter {
    enum Range {
      case integers(ClosedRange<Int>)
      case numbers(ClosedRange<Double>, isLogarithmic: Bool)
      case words([String])
    }

    var name: String
    /// Its place among the numbers of the program.
    var index: Int
    var range: Range

    init(_ name: String, at index: Int, _ range: Range) {
      self.name = name
      self.index = index
      self.range = range
    }
  }

  var controls: [Live.Control] = []
  var lock: String?

  func live(
    program: LiveFigure, numbers: [Double], values: [Double], sentence: [Live.Piece]
  ) -> Live? {
    guard !controls.isEmpty else { return nil }
    return Live(
      program: "\(program)", numbers: numbers, controls: controls, lock: lock, sentence: sentence,
      values: values)
  }
}

extension Parameters {
  /// `live`: which parameters the reader moves, each with its range.
  ///
  /// - Parameter lock: what can be locked, by `NAME: locked`; nil for nothing.
  mutating func movement(_ movable: [Movement.Parameter], lock: String? = nil) -> Movement? {
    let names = movable.map(\.name) + [lock].compactMap(\.self)
    note(
      "live", "map", "of \(names.joined(separator: ", "))", .described("nothing moves"),
      "what the reader can move, each with its range: `\(movable[0].name): 0...8`")
    guard let value = value("live") else { return Movement() }
    guard case .map(let map) = value else {
      wrongType("live", value, mustBe: "a map from parameters to ranges")
      return nil
    }
    var movement = Movement()
    for entry in map.entries {
      if let lock, entry.key.text == lock {
        guard case .text(let word) = entry.value, word.text == "locked" else {
          report("wrong-value", at: entry.value.location, "'\(lock)' can only be 'locked'")
          continue
        }
        movement.lock = lock
      } else if let parameter = movable.first(where: { $0.name == entry.key.text }) {
        if let control = control(parameter, entry.value) { movement.controls.append(control) }
      } else {
        report(
          "unknown-parameter", at: entry.key.location,
          "'\(entry.key.text)' cannot be moved in this figure",
          suggestion: nearestName(to: entry.key.text, in: names),
          notes: ["what can: \(names.joined(separator: ", "))"])
      }
    }
    return movement
  }

  private mutating func control(
    _ parameter: Movement.Parameter, _ value: LocatedValue
  ) -> Live.Control? {
    switch parameter.range {
    case .integers(let allowed):
      let rule = "a range of whole numbers within \(allowed.lowerBound)...\(allowed.upperBound)"
      guard case .text(let text) = value else {
        wrongType(parameter.name, value, mustBe: rule)
        return nil
      }
      let ends = text.text.split(separator: "...", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count == 2, let low = ends[0], let high = ends[1], low < high,
        allowed.contains(low), allowed.contains(high)
      else {
        wrongValue(parameter.name, text, mustBe: rule)
        return nil
      }
      return Live.Control(
        parameter.name, at: parameter.index,
        .range(from: Double(low), to: Double(high), step: 1, isLogarithmic: false))
    case .numbers, .words: return nil
    }
  }
}
