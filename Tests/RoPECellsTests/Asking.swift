import BookModel
import Figures
import Testing

@testable import RoPECells

/// The answer to a cell whose fence stands in line 30 of a chapter.
///
/// Reads the small part of YAML that cells need: `key: value` and `key: [a, b]`, one to a line.
func ask(_ yaml: String) -> Answer {
  let fence = BookModel.SourceLocation(file: "content/04-rope.md", line: 30)
  let map = parameterMap(yaml)
  let cell = Cell(
    id: Cell.ID(chapter: "rope", index: 0), engine: "rope", label: nil, options: CellOptions(),
    body: .parameters(map), listing: yaml, location: fence, bodyLocation: map.location)
  return RoPEEngine().answer(cell)
}

/// The reader of a cell's parameters.
func parameters(_ yaml: String) -> Parameters {
  let map = parameterMap(yaml)
  let fence = BookModel.SourceLocation(file: "content/04-rope.md", line: 30)
  return Parameters(
    map,
    of: Cell(
      id: Cell.ID(chapter: "rope", index: 0), engine: "rope", label: nil, options: CellOptions(),
      body: .parameters(map), listing: yaml, location: fence, bodyLocation: map.location))
}

/// The parameters of a cell whose first line is line 31 of a chapter.
func parameterMap(_ yaml: String) -> LocatedMap {
  let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
  let entries = lines.enumerated().filter { !$0.element.isEmpty }.map { entry($1, line: 31 + $0) }
  return LocatedMap(entries, at: BookModel.SourceLocation(file: "content/04-rope.md", line: 31))
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
  if value.first == "{", value.last == "}" {
    let items = outerItems(of: value.dropFirst().dropLast()).map { item in
      item.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
    }
    let entries = items.filter { $0.count == 2 }.map { parts in
      LocatedMap.Entry(
        key: LocatedText(String(parts[0]), at: place), value: located(parts[1], at: place))
    }
    return .map(LocatedMap(entries, at: place))
  }
  guard value.first == "[", value.last == "]" else { return .text(scalar(value, at: place)) }
  var items: [LocatedValue] = []
  var offset = 1
  let inner = value.dropFirst().dropLast()
  guard !inner.isEmpty else { return .list([], place) }
  for item in outerItems(of: inner) {
    let word = item.drop { $0 == " " }
    items.append(
      located(word, at: place.advanced(by: offset + item.utf8.count - word.utf8.count)))
    offset += item.utf8.count + 1
  }
  return .list(items, place)
}

/// The parts between commas that stand in no inner list or map.
private func outerItems(of text: Substring) -> [Substring] {
  var items: [Substring] = []
  var depth = 0
  var start = text.startIndex
  for index in text.indices {
    switch text[index] {
    case "[", "{": depth += 1
    case "]", "}": depth -= 1
    case "," where depth == 0:
      items.append(text[start..<index])
      start = text.index(after: index)
    default: break
    }
  }
  return items + [text[start...]]
}

private func scalar(_ value: Substring, at place: BookModel.SourceLocation) -> LocatedText {
  guard value.count > 1, value.first == "\"", value.last == "\"" else {
    return LocatedText(String(value), at: place)
  }
  return LocatedText(String(value.dropFirst().dropLast()), isQuoted: true, at: place)
}
