import BookModel
import Exhibits
import Figures

/// What a reader may move of a figure, as `live:` asked for it; nothing where it did not.
struct Movement {
  /// A parameter that a computation lets move.
  struct Parameter {
    enum Range {
      /// Whole numbers; `log` may stand behind a range that begins above 0.
      case integers(ClosedRange<Int>)
      /// Numbers in steps.
      case numbers(ClosedRange<Double>, step: Double)
      /// Words, each the number of its place.
      case words([String])
      /// Words that change places, and what their parameter is called.
      case order([String], of: String)
    }

    var name: String
    /// The place of its number, or its first, among the numbers of the program.
    var index: Int
    /// What it is at rest; nil where it is a word or could not be read.
    var rest: Double?
    var range: Range

    init(_ name: String, at index: Int, rest: Double? = nil, _ range: Range) {
      self.name = name
      self.index = index
      self.rest = rest
      self.range = range
    }
  }

  var controls: [Live.Control] = []
  var lock: String?
  /// What `states` asked for: for each state the controls it names and their numbers.
  fileprivate var asked: [[(control: Live.Control, numbers: [Double])]] = []

  /// How many states there are where none are asked for.
  private static let stateCount = 4

  /// The numbers of each state: the figure's own but for what the state says.
  ///
  /// Where none were asked for, the first control goes from its one end to its other.
  func states(from numbers: [Double]) -> [[Double]] {
    guard asked.isEmpty else {
      return asked.map { state in
        state.reduce(into: numbers) { numbers, item in
          numbers.replaceSubrange(
            item.control.index..<item.control.index + item.numbers.count, with: item.numbers)
        }
      }
    }
    guard let first = controls.first else { return [] }
    return first.spread(over: Self.stateCount, from: numbers).map { found in
      var numbers = numbers
      numbers.replaceSubrange(first.index..<first.index + found.count, with: found)
      return numbers
    }
  }

  /// Where the controls stand, in words: "Query position 3, key position 1".
  func place(_ numbers: [Double]) -> String {
    let words = controls.map { control in
      switch control.kind {
      case .range(_, _, let step, let isLogarithmic):
        let format = NumberFormat.fixed(isLogarithmic || step >= 1 ? 0 : 1)
        return "\(control.name) \(format.display(numbers[control.index]))"
      case .choice(let choices):
        let word = choices.first { Double($0.number) == numbers[control.index] }?.word ?? ""
        return "\(control.name) \(word)"
      case .order(let words):
        return words.indices.map { words.word(numbers[control.index + $0]) }.joined(separator: " ")
      }
    }.joined(separator: ", ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension Live.Control {
  /// Numbers from one end to the other; words in their order; for places, words turned round.
  fileprivate func spread(over count: Int, from numbers: [Double]) -> [[Double]] {
    switch kind {
    case .range(let from, let to, let step, let isLogarithmic):
      return (0..<count).map { index in
        let share = Double(index) / Double(count - 1)
        let exact =
          isLogarithmic ? from * Double.pow(to / from, share) : from + share * (to - from)
        return [from + ((exact - from) / step).rounded() * step]
      }
    case .choice(let choices): return choices.prefix(count).map { [Double($0.number)] }
    case .order(let words):
      return (0..<min(count, words.count)).map { shift in
        words.indices.map { Double(($0 + shift) % words.count) }
      }
    }
  }
}

extension Parameters {
  /// `live`: which parameters the reader moves, each with its range, and `states`: where the figure
  /// is drawn for paper.
  ///
  /// - Parameter lock: what can be locked, by `NAME: locked`; nil for nothing.
  mutating func movement(_ movable: [Movement.Parameter], lock: String? = nil) -> Movement? {
    let names = movable.map(\.name) + [lock].compactMap(\.self)
    note(
      "live", "map", "of \(names.joined(separator: ", "))", .described("nothing moves"),
      "what the reader can move, each with its range: `\(movable[0].name): \(movable[0].example)`")
    note(
      "states", "list of maps", "up to 6, of what moves", .described("the first control's range"),
      "where the figure is drawn besides, for paper and readers without scripts")
    let (live, states) = (value("live"), value("states"))
    guard let live else {
      if let states {
        report("wrong-value", at: states.location, "'states' is of a figure with 'live'")
      }
      return Movement()
    }
    guard case .map(let map) = live else {
      wrongType("live", live, mustBe: "a map from parameters to ranges")
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
    if let states { readStates(states, into: &movement) }
    return movement
  }

  private mutating func control(
    _ parameter: Movement.Parameter, _ value: LocatedValue
  ) -> Live.Control? {
    let control: Live.Control?
    switch parameter.range {
    case .integers(let allowed):
      control = slider(
        parameter, value, within: Double(allowed.lowerBound)...Double(allowed.upperBound), step: 1)
    case .numbers(let allowed, let step):
      control = slider(parameter, value, within: allowed, step: step)
    case .words(let words): control = choice(parameter, value, among: words)
    case .order(let words, let name):
      let rule = "[\(name)], whose words change places"
      guard case .list(let items, _) = value else {
        wrongType(parameter.name, value, mustBe: rule)
        return nil
      }
      guard items.count == 1, case .text(let text) = items[0], text.text == name else {
        report("wrong-value", at: value.location, "'\(parameter.name)' must be \(rule)")
        return nil
      }
      control = Live.Control(parameter.name, at: parameter.index, .order(words))
    }
    return control
  }

  private mutating func slider(
    _ parameter: Movement.Parameter, _ value: LocatedValue, within allowed: ClosedRange<Double>,
    step: Double
  ) -> Live.Control? {
    let isWhole = step == 1
    let (low, high) = (Self.written(allowed.lowerBound), Self.written(allowed.upperBound))
    let kind = isWhole ? "whole numbers" : "numbers in steps of \(Self.written(step))"
    let log = isWhole && allowed.upperBound >= 100 ? ", or one from above 0 with 'log'" : ""
    let rule = "a range of \(kind) within \(low)...\(high)\(log)"
    guard case .text(let text) = value else {
      wrongType(parameter.name, value, mustBe: rule)
      return nil
    }
    let parts = text.text.split(separator: " ")
    let isLogarithmic = parts.count == 2 && parts[1] == "log"
    let ends = (parts.first ?? "").split(separator: "...", omittingEmptySubsequences: false)
      .map { Self.number(LocatedText(String($0), isQuoted: text.isQuoted, at: text.location)) }
    guard parts.count == (isLogarithmic ? 2 : 1), ends.count == 2, let from = ends[0],
      let to = ends[1], from < to, allowed.contains(from), allowed.contains(to),
      !isLogarithmic || isWhole && from > 0,
      [from, to].allSatisfy({ isStep($0, of: step, from: allowed.lowerBound) })
    else {
      wrongValue(parameter.name, text, mustBe: rule)
      return nil
    }
    if let rest = parameter.rest, !(from...to).contains(rest) {
      report(
        "wrong-value", at: text.location,
        "'\(parameter.name)' is \(Self.written(rest)) at rest, outside of \(text.text)")
      return nil
    }
    return Live.Control(
      parameter.name, at: parameter.index,
      .range(from: from, to: to, step: step, isLogarithmic: isLogarithmic))
  }

  private func isStep(_ number: Double, of step: Double, from start: Double) -> Bool {
    let steps = (number - start) / step
    return (steps - steps.rounded()).magnitude < 1e-6
  }

  private mutating func choice(
    _ parameter: Movement.Parameter, _ value: LocatedValue, among words: [String]
  ) -> Live.Control? {
    let rule = "a list of two or more of \(words.joined(separator: ", "))"
    guard case .list(let items, _) = value else {
      wrongType(parameter.name, value, mustBe: rule)
      return nil
    }
    var choices: [Live.Control.Choice] = []
    for item in items {
      guard case .text(let text) = item else {
        wrongType(parameter.name, item, mustBe: rule)
        return nil
      }
      guard let number = words.firstIndex(of: text.text) else {
        report(
          "wrong-value", at: text.location,
          "'\(parameter.name)' must be \(rule), not '\(text.text)'",
          suggestion: nearestName(to: text.text, in: words))
        return nil
      }
      guard !choices.contains(where: { $0.number == number }) else {
        report("wrong-value", at: text.location, "'\(text.text)' stands twice")
        return nil
      }
      choices.append(.init(text.text, number))
    }
    guard choices.count > 1 else {
      report("wrong-value", at: value.location, "'\(parameter.name)' must be \(rule)")
      return nil
    }
    if let rest = parameter.rest, !choices.contains(where: { Double($0.number) == rest }) {
      report(
        "wrong-value", at: value.location,
        "'\(parameter.name)' is '\(words.word(rest))' at rest, which is not in the list")
      return nil
    }
    return Live.Control(parameter.name, at: parameter.index, .choice(choices))
  }

  // MARK: States

  private mutating func readStates(_ value: LocatedValue, into movement: inout Movement) {
    let rule = "a list of 1 to 6 maps from what moves to where it stands"
    guard case .list(let items, _) = value else {
      wrongType("states", value, mustBe: rule)
      return
    }
    guard (1...6).contains(items.count) else {
      report("wrong-value", at: value.location, "'states' must be \(rule), not \(items.count)")
      return
    }
    for item in items {
      guard case .map(let map) = item else {
        wrongType("states", item, mustBe: rule)
        return
      }
      var state: [(control: Live.Control, numbers: [Double])] = []
      for entry in map.entries {
        guard let control = movement.controls.first(where: { $0.name == entry.key.text }) else {
          report(
            "unknown-parameter", at: entry.key.location,
            "'\(entry.key.text)' does not move in this figure",
            suggestion: nearestName(to: entry.key.text, in: movement.controls.map(\.name)))
          continue
        }
        if let numbers = numbers(of: control, entry.value) { state.append((control, numbers)) }
      }
      movement.asked.append(state)
    }
  }

  private mutating func numbers(of control: Live.Control, _ value: LocatedValue) -> [Double]? {
    switch control.kind {
    case .range(let from, let to, let step, let isLogarithmic):
      let rule = "a number within \(Self.written(from))...\(Self.written(to))"
      guard case .text(let text) = value else {
        wrongType(control.name, value, mustBe: rule)
        return nil
      }
      guard let number = Self.number(text), (from...to).contains(number),
        isLogarithmic || isStep(number, of: step, from: from)
      else {
        wrongValue(control.name, text, mustBe: rule)
        return nil
      }
      return [number]
    case .choice(let choices):
      let rule = "one of \(choices.map(\.word).joined(separator: ", "))"
      guard case .text(let text) = value else {
        wrongType(control.name, value, mustBe: rule)
        return nil
      }
      guard let choice = choices.first(where: { $0.word == text.text }) else {
        wrongValue(control.name, text, mustBe: rule)
        return nil
      }
      return [Double(choice.number)]
    case .order(let words): return order(control, value, of: words)
    }
  }

  /// Which word stands at each place; equal words are taken in their order.
  private mutating func order(
    _ control: Live.Control, _ value: LocatedValue, of words: [String]
  ) -> [Double]? {
    let rule = "the words \(words.joined(separator: ", ")) in some order"
    guard case .list(let items, _) = value else {
      wrongType(control.name, value, mustBe: rule)
      return nil
    }
    var order: [Int] = []
    for item in items {
      guard case .text(let text) = item,
        let place = words.indices.first(where: { words[$0] == text.text && !order.contains($0) })
      else { continue }
      order.append(place)
    }
    guard order.count == words.count, items.count == words.count else {
      report("wrong-value", at: value.location, "'\(control.name)' must be \(rule)")
      return nil
    }
    return order.map { Double($0) }
  }
}

extension Movement.Parameter {
  /// A range as one would write it.
  fileprivate var example: String {
    switch range {
    case .integers(let range): "\(range.lowerBound)...\(range.upperBound)"
    case .numbers(let range, _):
      "\(Parameters.written(range.lowerBound))...\(Parameters.written(range.upperBound))"
    case .words(let words): "[\(words.joined(separator: ", "))]"
    case .order(_, let name): "[\(name)]"
    }
  }
}
