import BookModel
import Figures
import Testing

@testable import RoPECells

/// The answer to a cell whose fence stands in line 30 of a chapter.
///
/// Reads the small part of YAML that cells need: `key: value` and `key: [a, b]`, one to a line.
func ask(_ yaml: String) -> Answer {
  let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
  let entries = lines.enumerated().filter { !$0.element.isEmpty }.map { entry($1, line: 31 + $0) }
  let fence = BookModel.SourceLocation(file: "content/04-rope.md", line: 30)
  let body = BookModel.SourceLocation(file: "content/04-rope.md", line: 31)
  let cell = Cell(
    id: Cell.ID(chapter: "rope", index: 0), engine: "rope", label: nil, options: CellOptions(),
    body: .parameters(LocatedMap(entries, at: body)), listing: yaml, location: fence,
    bodyLocation: body)
  return RoPEEngine().answer(cell)
}

/// The diagnostics of a cell, each as the line that is printed.
func complaints(_ yaml: String) -> [String] {
  ask(yaml).diagnostics.map(\.description)
}

/// The record of a cell that is expected to be right.
func record(_ yaml: String) throws -> Record {
  let answer = ask(yaml)
  try #require(answer.diagnostics.isEmpty, "\(answer.diagnostics)")
  return answer.record
}

extension Record {
  func number(_ name: String) throws -> Double {
    try #require(value(named: name)?.number, "no number is called '\(name)'")
  }

  func figure() throws -> Figure { try #require(figures.first) }
}

private func entry(_ line: Substring, line number: Int) -> LocatedMap.Entry {
  let text = String(line)
  let colon = text.firstIndex(of: ":") ?? text.endIndex
  let key = String(text[..<colon])
  let value = text[colon...].dropFirst().drop { $0 == " " }
  let start = BookModel.SourceLocation(file: "content/04-rope.md", line: number)
  let place = start.advanced(by: text.utf8.count - value.utf8.count)
  return LocatedMap.Entry(
    key: LocatedText(key, at: start), value: located(value, at: place))
}

private func located(_ value: Substring, at place: BookModel.SourceLocation) -> LocatedValue {
  if value == "{}" { return .map(LocatedMap([], at: place)) }
  guard value.first == "[", value.last == "]" else { return .text(scalar(value, at: place)) }
  var items: [LocatedValue] = []
  var column = 1
  let inner = value.dropFirst().dropLast()
  guard !inner.isEmpty else { return .list([], place) }
  for item in inner.split(separator: ",", omittingEmptySubsequences: false) {
    let word = item.drop { $0 == " " }
    let offset = column + item.utf8.count - word.utf8.count
    items.append(located(word, at: place.advanced(by: offset)))
    column += item.utf8.count + 1
  }
  return .list(items, place)
}

private func scalar(_ value: Substring, at place: BookModel.SourceLocation) -> LocatedText {
  guard value.count > 1, value.first == "\"", value.last == "\"" else {
    return LocatedText(String(value), at: place)
  }
  return LocatedText(String(value.dropFirst().dropLast()), isQuoted: true, at: place)
}
