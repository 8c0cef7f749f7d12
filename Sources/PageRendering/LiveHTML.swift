import BookModel
import Figures
import Foundation

extension ExhibitHTML {
  /// The inputs of a figure that can be moved, and the figure at other places; a figure without a label
  /// has no place of its own.
  func html(_ live: Live, _ exhibit: Exhibit) -> Piece? {
    guard let label = exhibit.label else { return nil }
    return fragments.render(
      "live",
      [
        "id": .text(label), "number": .text(exhibit.number), "program": .text(live.program),
        "numbers": .text(live.numbers.map { "\($0)" }.joined(separator: " ")),
        "controls": .list(live.controls.map(Self.value)),
        "lock": live.lock.map { .text($0) } ?? .flag(false),
        "sentence": .list(live.sentence.map { Self.value($0, of: live) }),
        "states": .list(
          live.states.enumerated().map { index, state in
            let label = "\(label)-state-\(index + 1)"
            return .map([
              "state": .text(live.written(state.numbers)), "title": .text(state.figure.title),
              "description": .text(state.figure.description),
              "svg": .html(state.figure.svg(label: label, standalone: false)),
            ])
          }),
      ])
  }

  private static func value(_ control: Live.Control) -> TemplateValue {
    var values: [String: TemplateValue] = [
      "name": .text(control.name), "index": .text("\(control.index)"), "isChoice": .flag(false),
      "isOrder": .flag(false), "isRange": .flag(false),
    ]
    func options(_ words: [(String, Int)]) -> TemplateValue {
      .list(words.map { .map(["word": .text($0.0), "number": .text("\($0.1)")]) })
    }
    switch control.kind {
    case .choice(let choices):
      values["isChoice"] = .flag(true)
      values["options"] = options(choices.map { ($0.word, $0.number) })
    case .order(let words):
      values["isOrder"] = .flag(true)
      values["options"] = options(words.enumerated().map { ($1, $0) })
    case .range(let from, let to, let step, let isLogarithmic):
      // A slider moves evenly, so on a logarithmic one it holds the logarithm.
      func text(_ number: Double) -> TemplateValue {
        .text(NumberFormat.significant(9).plain(isLogarithmic ? log10(number) : number))
      }
      values["isRange"] = .flag(true)
      values["from"] = text(from)
      values["to"] = text(to)
      values["step"] = .text(isLogarithmic ? "any" : NumberFormat.significant(6).plain(step))
      values["digits"] = .text(step < 1 ? "1" : "0")
      values["isLogarithmic"] = .flag(isLogarithmic)
    }
    return .map(values)
  }

  private static func value(_ piece: Live.Piece, of live: Live) -> TemplateValue {
    func value(_ index: Int, _ more: [String: TemplateValue]) -> TemplateValue {
      .map(
        more.merging(
          [
            "isValue": .flag(true), "value": .text("\(index)"), "text": .text(live.said(piece)),
          ]) { first, _ in first })
    }
    switch piece {
    case .text(let text): return .map(["isValue": .flag(false), "text": .text(text)])
    case .value(let index, let digits):
      return value(index, ["isWord": .flag(false), "digits": .text("\(digits)")])
    case .word(let index, let words):
      return value(
        index, ["isWord": .flag(true), "words": .text(words.joined(separator: "|"))])
    }
  }
}

extension Live {
  /// What stands behind the `=` of an address that leads to the figure at these numbers.
  fileprivate func written(_ numbers: [Double]) -> String {
    controls.flatMap { control in
      let count = if case .order(let words) = control.kind { words.count } else { 1 }
      return numbers[control.index..<control.index + count].map {
        NumberFormat.significant(9).plain($0)
      }
    }.joined(separator: ",")
  }
}
